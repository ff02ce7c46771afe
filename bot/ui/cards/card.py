"""What a card is: a tone, a headline, blocks of text and a foot, within Discord's limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

MAX_TEXT = 3900
"""Longest text of one card, in characters; Discord shows at most 4,000 in one message of components."""

SCREEN = 1400
"""About what a phone shows with one scroll, in characters without the addresses behind links; ours."""

SPARE_FROM = 4
"""Blocks of this rank and above are left out of a card that is longer than a screen."""

MAX_BLOCKS = 12
"""Most blocks of one card; with the frame around them far below Discord's 40 components."""

_ADDRESS = re.compile(r"\]\(https://[^)]*\)")


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
    """One paragraph. Where a card is too long, blocks of the highest `rank` go first.

    0 the answer itself, 1 and 2 what it rests on, 3 the exam tip, 4 contested points, 5 examples.
    """

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
    """The card within Discord's limits, and within SCREEN as far as its spare blocks go."""
    while card.blocks:
        worst = max(range(len(card.blocks)), key=lambda place: (card.blocks[place].rank, place))
        is_spare = card.blocks[worst].rank >= SPARE_FROM and reading_length(card) > SCREEN
        if len(card.text) <= MAX_TEXT and len(card.blocks) <= MAX_BLOCKS and not is_spare:
            return card
        card = replace(card, blocks=card.blocks[:worst] + card.blocks[worst + 1 :])
    return card if len(card.text) <= MAX_TEXT else replace(card, head=card.head[:MAX_TEXT], foot="")


def reading_length(card: Card) -> int:
    """How long the card is to a reader, in characters: without the addresses behind links."""
    return len(_ADDRESS.sub("]", card.text))
