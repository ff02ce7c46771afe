"""A card that a member would see on Discord, as text in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.markdown import Markdown

from bot.ui.cards.card import Card


def print_card(card: Card, console: Console) -> None:
    """Prints a card; the addresses of its links stand beside them."""
    console.print(Markdown(_for_terminal(card.text), hyperlinks=False))


def _for_terminal(text: str) -> str:
    """Discord's markdown as ordinary markdown: every line break stays one, small print has no mark."""
    return "  \n".join(line.removeprefix("-# ") or "\n" for line in text.split("\n"))
