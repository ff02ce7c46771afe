"""What a card is: a tone, a headline, blocks of text and a foot, within Discord's limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

MAX_TEXT = 3900
"""Longest text of one card, in characters; Discord shows at most 4,000 in one message of components."""

MAX_BLOCKS = 12
"""Most blocks of one card; with the frame around them far below Discord's 40 components."""


class Tone(StrEnum):
    """What the frame's colour repeats; the words never rest on it."""

    AWS = "aws"
    CUSTOMER = "customer"
    SHARED = "shared"
    DEPENDS = "depends"
    PROHIBITED = "prohibited"
    ALLOWED = "allowed"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph. Where a card is too long, blocks of the highest `rank` go first; 0 stays longest."""

    text: str
    rank: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """One reply: markdown of Discord, everything foreign in it already escaped."""

    tone: Tone
    head: str
    blocks: tuple[Block, ...] = ()
    foot: str = ""

    @property
    def text(self) -> str:
        """All that is shown, block by block."""
        return "\n".join(
            part for part in (self.head, *(block.text for block in self.blocks), self.foot) if part
        )


def fit(card: Card) -> Card:
    """The card within MAX_TEXT and MAX_BLOCKS: drops the least important blocks, the later one first."""
    while len(card.text) > MAX_TEXT or len(card.blocks) > MAX_BLOCKS:
        if not card.blocks:
            return replace(card, head=card.head[:MAX_TEXT], foot="")
        worst = max(range(len(card.blocks)), key=lambda place: (card.blocks[place].rank, place))
        card = replace(card, blocks=card.blocks[:worst] + card.blocks[worst + 1 :])
    return card
