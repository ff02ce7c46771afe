"""What follows from a question alone: its key, the parties of "which side", what its words say."""

from __future__ import annotations

import re
from hashlib import blake2b

from bot.catalog.model import Owner, Question, QuestionKind

PARTIES: dict[Owner, str] = {
    Owner.AWS: "AWS",
    Owner.CUSTOMER: "The customer",
    Owner.SHARED: "Both, each for its own part",
    Owner.DEPENDS: "It depends on the service",
}
"""The options of every question "which side?", in this order."""

OPTIONS = {QuestionKind.ONE: 4, QuestionKind.TWO: 5, QuestionKind.SIDE: 4, QuestionKind.SERVICE: 4}
RIGHT_ONES = {QuestionKind.ONE: 1, QuestionKind.TWO: 2, QuestionKind.SIDE: 1, QuestionKind.SERVICE: 1}
"""How many options, and how many right ones, a question of each kind has."""

DERIVED = "d-"
"""Ids of derived questions start with this; hand-written ones may not."""


def key(question: Question) -> tuple[int, ...]:
    """Places (from 0) of the right options, as they are written."""
    return tuple(place for place, option in enumerate(question.options) if option.right)


def is_derived(question: Question) -> bool:
    """True for a question that no one wrote."""
    return question.id.startswith(DERIVED)


def is_about_policy(question: Question) -> bool:
    """True for a question on the Acceptable Use Policy, false for one on responsibility."""
    return question.use is not None


def fingerprint(question: Question) -> str:
    """16 hexadecimal digits that change when the stem, an option or the key does.

    To be kept beside the id of a question that was posted: an id means the same subject forever, not the same
    words.
    """
    parts = [question.stem, *(f"{option.right:d}{option.text}" for option in question.options)]
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    "a an and are as at be by for from has have he her his in is it its of on or she that the their them "
    "they this to was which who whose will with you your".split()
)


def content(text: str) -> frozenset[str]:
    """The words of a text that say something."""
    return frozenset(_WORD.findall(text.casefold())) - _COMMON


def alike(words: frozenset[str], others: frozenset[str]) -> float:
    """Share of common words, 0 to 1."""
    return len(words & others) / max(len(words | others), 1)
