"""Solving practice questions: `/solve` with its form, and the message menu "Solve this question"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.services.knowledge import Knowledge
from bot.services.mentions import lines_without_mentions
from bot.services.solving import CannotRead, solve_pasted
from bot.ui import custom_ids, layout, render
from bot.ui.errors import say_privately
from bot.ui.everywhere import everywhere
from bot.ui.render import Trouble

if TYPE_CHECKING:
    from bot.ui.client import ResponsiBot

MAX_FIELD = 4000
"""Discord's limit for a field of a form, in characters."""


class Solving(commands.Cog):
    """The commands for practice questions."""

    def __init__(self, bot: ResponsiBot) -> None:
        self.bot = bot
        self.menu = everywhere(
            app_commands.ContextMenu(name="Solve this question", callback=self.solve_message)
        )
        bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Takes the message menu away with the cog."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @everywhere
    @app_commands.command(description="Solve a practice question with its options")
    @app_commands.describe(question="The question with its options; leave it out for a form with more room")
    async def solve(self, interaction: discord.Interaction[ResponsiBot], question: str | None = None) -> None:
        """Solves a question for all to see, or opens the form for it."""
        if question is None or not question.strip():
            await interaction.response.send_modal(_form())
        else:
            await interaction.response.send_message(view=_solved(self.bot.knowledge, question))

    async def solve_message(
        self, interaction: discord.Interaction[ResponsiBot], message: discord.Message
    ) -> None:
        """Solves the question in somebody's message, privately."""
        question = lines_without_mentions(message.content)
        if question:
            view = _solved(self.bot.knowledge, question)
        else:
            view = layout.to_view(render.trouble_card(Trouble.NO_TEXT))
        await say_privately(interaction, view)


async def answer_form(interaction: discord.Interaction[Any]) -> bool:
    """Answers a form that a member has sent; False where the interaction is something else.

    Not in the Modal's own on_submit: of two forms of one id discord.py remembers the later one only, until
    one of them is sent, and none after a restart.
    """
    data: Mapping[str, Any] = interaction.data or {}
    is_form = interaction.type is discord.InteractionType.modal_submit
    if not is_form or not custom_ids.SOLVE_FORM.fullmatch(data.get("custom_id", "")):
        return False
    try:
        view = _solved(interaction.client.knowledge, _typed_into(data.get("components", ())))
        await interaction.response.send_message(view=view)
    except Exception as error:
        await interaction.client.tree.on_error(interaction, error)
    return True


def _form() -> ui.Modal:
    form = ui.Modal(title="Solve a practice question", custom_id=custom_ids.SOLVE_FORM.pattern)
    field = ui.TextInput[ui.Modal](
        style=discord.TextStyle.paragraph,
        custom_id=custom_ids.SOLVE_TEXT,
        max_length=MAX_FIELD,
        placeholder=render.LAYOUT,
    )
    form.add_item(ui.Label(text="The question and its options", component=field))
    return form


def _typed_into(parts: Iterable[Mapping[str, Any]]) -> str:
    """What stands in the form's field, wherever Discord puts it among labels and rows."""
    for part in parts:
        if part.get("custom_id") == custom_ids.SOLVE_TEXT:
            return part.get("value") or ""
        inside = [part["component"]] if "component" in part else part.get("components", ())
        if found := _typed_into(inside):
            return found
    return ""


def _solved(knowledge: Knowledge, text: str) -> layout.View:
    try:
        card = render.solution_card(solve_pasted(knowledge, text), knowledge.lookup.catalog)
    except CannotRead as error:
        card = render.unread_card(error.reason)
    return layout.to_view(card)
