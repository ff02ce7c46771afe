"""The "Did you mean" buttons: made for an answer that asks back, pressed by anyone, alive after a restart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from bot.catalog.model import Catalog
from bot.lookup.answer import Answer, Kind, Outcome
from bot.services import lookups
from bot.ui import custom_ids, layout, render
from bot.ui.errors import DoorMixin, say_privately
from bot.ui.render import Trouble

if TYPE_CHECKING:
    from bot.services.knowledge import Knowledge
    from bot.ui.client import ResponsiBot

NONE_OF_THESE = "None of these"


def answer_view(answer: Answer, catalog: Catalog, asker_id: int) -> layout.View:
    """The message for an answer, with buttons where it asks back; `asker_id` may replace it by a press."""
    buttons = [
        PickButton(
            custom_ids.Pick(asker_id, choice.kind, choice.id, choice.service_id),
            render.choice_label(choice, catalog),
        )
        for choice in render.offered(answer)
    ]
    if answer.outcome is Outcome.ASK_BACK:
        buttons.append(PickButton(custom_ids.Pick(asker_id, None), NONE_OF_THESE))
    return layout.to_view(render.answer_card(answer, catalog), buttons)


class PickButton(DoorMixin, ui.DynamicItem[ui.Button[Any]], template=custom_ids.Pick.TEMPLATE):
    """One choice, or "None of these". All that it needs is in its custom id."""

    def __init__(self, pick: custom_ids.Pick, label: str) -> None:
        style = discord.ButtonStyle.primary if pick.kind else discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=label, style=style, custom_id=pick.write()))
        self.pick = pick

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button of an old message."""
        return cls(custom_ids.Pick.read(match), getattr(item, "label", None) or NONE_OF_THESE)

    async def press(self, interaction: discord.Interaction[ResponsiBot]) -> None:
        """The asker's press replaces the message; anyone else gets the same privately."""
        view = _picked(self.pick, interaction.client.knowledge)
        if interaction.user.id == self.pick.asker:
            await interaction.response.edit_message(view=view)
        else:
            await say_privately(interaction, view)


def _picked(pick: custom_ids.Pick, knowledge: Knowledge) -> layout.View:
    if pick.kind is None:
        declined = Answer(query="", outcome=Outcome.UNKNOWN, kind=Kind.UNKNOWN)
        return layout.to_view(render.answer_card(declined, knowledge.lookup.catalog))
    answer = lookups.pick(knowledge, pick.kind, pick.entry, pick.service)
    if answer is None:
        return layout.to_view(render.trouble_card(Trouble.ENTRY_GONE))
    return answer_view(answer, knowledge.lookup.catalog, pick.asker)
