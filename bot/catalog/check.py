"""The rules between entries: what one refers to must exist, and a name means one entry."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog.entries import Draft
from bot.catalog.mistakes import Mistake


def between_entries(draft: Draft) -> Iterator[Mistake]:
    """Every mistake that takes more than one entry to see."""
    yield from ()
