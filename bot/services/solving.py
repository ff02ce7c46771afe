"""Solving a practice question: pasted as a whole, or given as stem and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.lookup.exam import read_stem
from bot.lookup.paste import Pasted, read_pasted
from bot.lookup.solve import Solution, solve
from bot.services.knowledge import Knowledge

MAX_PASTED = 6000
"""Longest question with its options, in characters: as long as Discord lets an option of a command be."""

MAX_OPTIONS = 26
"""Most options of one question: letters of the alphabet; ours."""

JUDGED_FROM = 0.5
"""Least confidence in one option for showing it as judged, where the question as a whole was answered."""

JUDGED_ALONE_FROM = 0.75
"""The same where no answer could be picked: then little speaks for the reading of the question at all."""


class Unread(StrEnum):
    """Why a text was not even tried; the screen has a sentence for each."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    NO_OPTIONS = "no options"
    TOO_MANY = "too many options"


class CannotRead(Exception):
    """A question that is not tried; `reason` says why."""

    def __init__(self, reason: Unread) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Solved:
    """A question as it was read, and what came out."""

    pasted: Pasted
    solution: Solution


def solve_pasted(knowledge: Knowledge, text: str) -> Solved:
    """Reads and solves a pasted question. Raises CannotRead; nothing else, whatever the text."""
    if len(text) > MAX_PASTED:
        raise CannotRead(Unread.TOO_LONG)
    pasted = read_pasted(text)
    if not pasted.options:
        raise CannotRead(Unread.NO_OPTIONS if _has_words(text) else Unread.EMPTY)
    return Solved(pasted, solve_question(knowledge, pasted.stem, pasted.options))


def solve_question(knowledge: Knowledge, stem: str, options: Mapping[str, str]) -> Solution:
    """Solves a question whose options are known by letter. Raises CannotRead; nothing else.

    An option without a word is not judged: it is missing from the solution's options.
    """
    if len(stem) + sum(len(letter) + len(text) for letter, text in options.items()) > MAX_PASTED:
        raise CannotRead(Unread.TOO_LONG)
    if len(options) > MAX_OPTIONS:
        raise CannotRead(Unread.TOO_MANY)
    if len(options) < 2:
        raise CannotRead(Unread.NO_OPTIONS if _has_words(stem) else Unread.EMPTY)
    readable = {letter: text for letter, text in options.items() if _has_words(text)}
    if len(readable) < 2:
        return Solution("unknown", (), {}, read_stem(stem))
    return solve(knowledge.lookup, stem, readable)


def is_judged(solution: Solution, letter: str) -> bool:
    """Whether the bot stands by its judgement of this option, picked or not."""
    one = solution.options.get(letter)
    if one is None or not (one.entry or one.why):
        return False
    least = JUDGED_ALONE_FROM if solution.outcome == "unknown" else JUDGED_FROM
    return letter in solution.answer or one.confidence >= least


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)
