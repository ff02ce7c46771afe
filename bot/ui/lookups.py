"""Asking who is responsible: `/who` with its autocomplete, and the message menu "Who is responsible?"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.lookup.answer import Choice
from bot.services import lookups
from bot.services.mentions import without_mentions
from bot.ui import layout, render
from bot.ui.choices import answer_view
from bot.ui.errors import say_privately
from bot.ui.escape import clamp
from bot.ui.everywhere import everywhere
from bot.ui.render import Trouble

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot

Names = list[app_commands.Choice[str]]

MAX_CHOICES = 25
"""Discord's limit for autocomplete."""

MAX_CHOICE_NAME = 100
"""Discord's limit for the name and the value of a choice, in characters."""


def named(choices: list[Choice]) -> Names:
    """The rows of an autocomplete, each name once, within Discord's limits."""
    names = dict.fromkeys(clamp(choice.name, MAX_CHOICE_NAME) for choice in choices)
    return [app_commands.Choice(name=name, value=name) for name in list(names)[:MAX_CHOICES]]


async def completed(interaction: discord.Interaction[Any], suggest: Callable[[], list[Choice]]) -> Names:
    """The rows for what `suggest` gives; none where it fails, which goes to the door for errors."""
    try:
        return named(suggest())
    except Exception as error:
        await interaction.client.tree.on_error(interaction, error)
        return []


class Lookups(commands.Cog):
    """The look-up commands."""

    def __init__(self, bot: ResponsiBot) -> None:
        self.bot = bot
        self.menu = everywhere(
            app_commands.ContextMenu(name="Who is responsible?", callback=self.about_message)
        )
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Takes the message menu away with the cog."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @everywhere
    @app_commands.command(description="Who is responsible: AWS or you, the customer?")
    @app_commands.describe(
        thing="What it is about, in your own words, or a whole question",
        service="The AWS service, if it is about one",
        private="True: only you see the answer",
    )
    async def who(
        self,
        interaction: discord.Interaction[ResponsiBot],
        thing: str,
        service: str | None = None,
        private: bool = False,
    ) -> None:
        """Answers a question; public unless `private`."""
        knowledge = self.bot.knowledge
        answer = lookups.ask(knowledge, thing, service)
        view = answer_view(answer, knowledge.lookup.catalog, interaction.user.id)
        await interaction.response.send_message(view=view, ephemeral=private)

    @who.autocomplete("thing")
    async def complete_thing(self, interaction: discord.Interaction[ResponsiBot], current: str) -> Names:
        """Things that fit what is typed and the service, if one is filled in."""
        service = interaction.namespace.service or None
        return await completed(
            interaction, lambda: lookups.complete_things(self.bot.knowledge, current, service)
        )

    @who.autocomplete("service")
    async def complete_service(self, interaction: discord.Interaction[ResponsiBot], current: str) -> Names:
        """Services that fit what is typed; first those on which the thing exists, if one is filled in."""
        thing = interaction.namespace.thing or None
        return await completed(
            interaction, lambda: lookups.complete_services(self.bot.knowledge, current, thing)
        )

    async def about_message(
        self, interaction: discord.Interaction[ResponsiBot], message: discord.Message
    ) -> None:
        """Answers what somebody's message asks, privately."""
        question = without_mentions(message.content)
        if not question:
            await say_privately(interaction, layout.to_view(render.trouble_card(Trouble.NO_TEXT)))
            return
        knowledge = self.bot.knowledge
        answer = lookups.ask(knowledge, question)
        await say_privately(interaction, answer_view(answer, knowledge.lookup.catalog, interaction.user.id))
