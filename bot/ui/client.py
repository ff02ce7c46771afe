"""The Discord client: the intents it asks for, what it keeps in memory, its cogs and buttons. No rules."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import discord
from discord.ext import commands

from bot.services.knowledge import Knowledge
from bot.settings import Settings
from bot.ui import errors, sync
from bot.ui.choices import PickButton
from bot.ui.help import Help
from bot.ui.lookups import Lookups
from bot.ui.mentions import Mentions
from bot.ui.reloading import Reloading
from bot.ui.solving import Solving, answer_form
from bot.ui.uses import Uses


def intents_for(settings: Settings) -> discord.Intents:
    """The least that the settings need; none of them is privileged."""
    wanted = discord.Intents.none()
    # Which guilds the bot is in: without it no channel or permission is known.
    wanted.guilds = True
    if settings.answer_mentions:
        # "@bot who patches RDS?": Discord sends the content of a message that mentions the bot even without
        # the message-content intent, but only to those who receive message events at all.
        wanted.guild_messages = True
        # The same question as a direct message.
        wanted.dm_messages = True
    return wanted


class ResponsiBot(commands.AutoShardedBot):
    """The bot as Discord sees it; what it knows and when "now" is are handed in."""

    def __init__(self, settings: Settings, knowledge: Knowledge, now: Callable[[], datetime]) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,  # required by discord.py, unused: see on_message
            help_command=None,
            tree_cls=errors.Tree,
            intents=intents_for(settings),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.settings = settings
        self.knowledge = knowledge
        self.now = now
        self._syncing: asyncio.Task[bool] | None = None

    async def setup_hook(self) -> None:
        """Adds commands and buttons; registers the commands in a task, so that no answer waits for it."""
        self.add_dynamic_items(PickButton)
        for cog in (Lookups(self), Uses(self), Solving(self), Help(self)):
            await self.add_cog(cog)
        if self.settings.answer_mentions:
            await self.add_cog(Mentions(self))
        if self.settings.reload:
            await self.add_cog(Reloading(self.knowledge))
        self._syncing = asyncio.create_task(sync.register_commands(self.tree), name="register-commands")

    async def on_message(self, message: discord.Message, /) -> None:
        """Switches discord.py's text commands off; mentions are read by the Mentions cog."""

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answers forms, and presses of buttons that no version of the bot knows any more."""
        if not await answer_form(interaction):
            await errors.answer_orphan(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Sends what an event raised to the one door for errors."""
        await errors.event_failed(self, event_method, args)

    async def close(self) -> None:
        """Ends the registration of commands if it still runs, then the connection."""
        if self._syncing is not None:
            self._syncing.cancel()
        await super().close()
