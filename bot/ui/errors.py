"""The one door for errors: what a command, button, view, modal or event raises is logged and told kindly."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import custom_ids, layout, render
from bot.ui.render import Trouble

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot

log = logging.getLogger(__name__)

# Discord's error codes (topics/opcodes-and-status-codes).
UNKNOWN_INTERACTION = 10062  # answered after more than three seconds
ALREADY_ANSWERED = 40060

_EXPECTED: tuple[tuple[type[BaseException], Trouble], ...] = (
    (app_commands.CommandSignatureMismatch, Trouble.OUTDATED),
    (app_commands.CommandNotFound, Trouble.OUTDATED),
    (app_commands.CommandOnCooldown, Trouble.TOO_FAST),
    (app_commands.NoPrivateMessage, Trouble.GUILD_ONLY),
    (app_commands.CheckFailure, Trouble.NOT_ALLOWED),
)


class Tree(app_commands.CommandTree["ResponsiBot"]):
    """The command tree whose `on_error` is the door. `late` and `failed` count for the metrics."""

    def __init__(self, client: ResponsiBot) -> None:
        super().__init__(client)
        self.late = 0
        self.failed = 0

    async def on_error(self, interaction: discord.Interaction[ResponsiBot], error: Exception, /) -> None:
        """Logs the error and tells the member; raises nothing, whatever state the interaction is in."""
        cause = getattr(error, "original", error)
        trouble = _trouble(cause)
        if _is_late(cause):
            self._count_late(interaction)
            return
        reference = secrets.token_hex(3)
        if trouble is Trouble.BROKEN:
            self.failed += 1
            log.error("error %s in %s: %s", reference, _place(interaction), _trail(cause))
        else:
            log.info("%s in %s", trouble, _place(interaction))
        await self._tell(interaction, trouble, reference)

    async def _tell(self, interaction: discord.Interaction[Any], trouble: Trouble, reference: str) -> None:
        if interaction.type is discord.InteractionType.autocomplete:
            return  # Discord shows choices there, no sentences
        try:
            await say_privately(interaction, layout.to_view(render.trouble_card(trouble, reference)))
        except discord.HTTPException as error:
            if _is_late(error):
                self._count_late(interaction)
            else:
                log.warning(
                    "error %s could not be told: status %s, code %s", reference, error.status, error.code
                )

    def _count_late(self, interaction: discord.Interaction[ResponsiBot]) -> None:
        self.late += 1
        age = (interaction.client.now() - interaction.created_at).total_seconds()
        log.warning("too late for %s: Discord waits 3 s, this one was %.1f s old", _place(interaction), age)


class DoorMixin:
    """For a DynamicItem, whose errors discord.py only logs: `press` does the work, this is the door."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Runs `press`; whatever it raises goes through the door."""
        try:
            await self.press(interaction)
        except Exception as error:
            await interaction.client.tree.on_error(interaction, error)

    async def press(self, interaction: discord.Interaction[Any]) -> None:
        """What the button does."""
        raise NotImplementedError


class Modal(discord.ui.Modal):
    """A modal whose errors go through the door."""

    async def on_error(self, interaction: discord.Interaction[Any], error: Exception, /) -> None:
        """Sends the error to the door."""
        await interaction.client.tree.on_error(interaction, error)


async def say_privately(interaction: discord.Interaction[Any], view: discord.ui.LayoutView) -> None:
    """A private reply, also when the interaction was answered or deferred before."""
    if not interaction.response.is_done():
        try:
            await interaction.response.send_message(view=view, ephemeral=True)
            return
        except discord.HTTPException as error:
            if error.code != ALREADY_ANSWERED:
                raise
    await interaction.followup.send(view=view, ephemeral=True)


async def answer_orphan(interaction: discord.Interaction[Any]) -> None:
    """Says kindly that a button's kind is no longer known, instead of leaving "This interaction failed"."""
    custom_id = (interaction.data or {}).get("custom_id")
    if isinstance(custom_id, str) and custom_ids.is_orphan(custom_id):
        log.info("unknown button in %s", _place(interaction))
        await say_privately(interaction, layout.to_view(render.trouble_card(Trouble.OLD_BUTTON, "")))


async def event_failed(bot: ResponsiBot, event: str, args: tuple[Any, ...]) -> None:
    """The door for events: logs the exception being handled; a failed mention is answered with a sentence."""
    error = sys.exc_info()[1]
    if error is None:
        return
    reference = secrets.token_hex(3)
    subject = args[0] if args else None
    if isinstance(error, discord.Forbidden):
        log.info("not allowed to answer in %s (code %s)", _subject(subject), error.code)
        return
    bot.tree.failed += 1  # type: ignore[attr-defined]
    log.error("error %s in %s of %s: %s", reference, event, _subject(subject), _trail(error))
    if event == "on_message" and isinstance(subject, discord.Message):
        await _tell_below(subject, reference)


async def _tell_below(message: discord.Message, reference: str) -> None:
    try:
        await message.channel.send(
            view=layout.to_view(render.trouble_card(Trouble.BROKEN, reference)),
            reference=message.to_reference(fail_if_not_exists=False),
            mention_author=False,
        )
    except discord.HTTPException as error:
        log.warning("error %s could not be told: status %s, code %s", reference, error.status, error.code)


def _trouble(error: BaseException) -> Trouble:
    for kind, trouble in _EXPECTED:
        if isinstance(error, kind):
            return trouble
    if isinstance(error, commands.CommandError):
        return Trouble.NOT_ALLOWED
    return Trouble.BROKEN


def _is_late(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code == UNKNOWN_INTERACTION


def _place(interaction: discord.Interaction[Any]) -> str:
    """Which command or button, and the ids of guild, channel and member; no names, nothing that was typed."""
    what = interaction.command.qualified_name if interaction.command else interaction.type.name
    ids = f"guild {interaction.guild_id}, channel {interaction.channel_id}, member {interaction.user.id}"
    return f"{what} ({ids})"


def _subject(subject: Any) -> str:
    if isinstance(subject, discord.Message):
        return f"message {subject.id} in channel {subject.channel.id}"
    return type(subject).__name__


def _trail(error: BaseException) -> str:
    """Kind of the error and the lines it came through; without its message, which may quote a member."""
    codes = f" status {error.status}, code {error.code}" if isinstance(error, discord.HTTPException) else ""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{type(error).__name__}{codes}\n{frames}"
