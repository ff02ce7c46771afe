"""From a Card to a message of components (Discord's "components v2"): the one visual language of the bot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from bot.ui.cards.card import Card, Tone, fit

# Colour only repeats what the words say.
_COLOURS = {
    Tone.AWS: discord.Colour(0xE47911),
    Tone.CUSTOMER: discord.Colour(0x2F6FDE),
    Tone.SHARED: discord.Colour(0x7A4FBF),
    Tone.DEPENDS: discord.Colour(0x6B7785),
    Tone.PROHIBITED: discord.Colour(0xB3261E),
    Tone.ALLOWED: discord.Colour(0x2E7D32),
    Tone.PLAIN: discord.Colour(0x5B6470),
}


class View(ui.LayoutView):
    """A message without a timeout whose errors go through the one door."""

    def __init__(self) -> None:
        super().__init__(timeout=None)

    async def on_error(
        self, interaction: discord.Interaction[Any], error: Exception, item: ui.Item[Any], /
    ) -> None:
        """Sends what a child raised to the door."""
        await interaction.client.tree.on_error(interaction, error)


def to_view(card: Card, buttons: Sequence[ui.Item[Any]] = ()) -> View:
    """The card as one container; `buttons` (all DynamicItems, at most five) come as a row below it."""
    card = fit(card)
    container: ui.Container[View] = ui.Container(accent_colour=_COLOURS[card.tone])
    container.add_item(ui.TextDisplay(card.head))
    for block in card.blocks:
        container.add_item(ui.TextDisplay(block.text))
    if card.foot:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(card.foot))
    view = View()
    view.add_item(container)
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view
