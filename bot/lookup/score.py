"""How good the look-up is on a list of questions with known answers: right, wrong, asked back or declined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from bot.lookup.answer import Answer, Outcome

DECLINE = "none"
"""The expected answer of a question that has to be declined."""


class Grade(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    ASKED_BACK = "asked back"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Item:
    """A question with its known answer: `expected` is an owner, a verdict or `none`."""

    id: str
    kind: str
    text: str
    expected: str
    yes_no: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Graded:
    """An item with what the look-up made of it; `got` is that in one word, for the confusion table."""

    item: Item
    grade: Grade
    got: str


@dataclass(slots=True)
class Score:
    """All grades of a run; ambiguous items stand apart, outside `grades` and `confusion`."""

    grades: dict[str, Counter[Grade]] = field(default_factory=dict)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[Graded] = field(default_factory=list)
    ambiguous: list[Graded] = field(default_factory=list)


def grade(item: Item, answer: Answer) -> Graded:
    """Right: the expected verdict or exam answer, and the right yes/no where the item has one."""
    if answer.outcome is Outcome.UNKNOWN:
        return Graded(item, Grade.RIGHT if item.expected == DECLINE else Grade.DECLINED, Grade.DECLINED)
    if answer.outcome is Outcome.ASK_BACK:
        return Graded(item, Grade.ASKED_BACK, Grade.ASKED_BACK)
    if item.expected not in (answer.verdict, answer.exam_answer):
        return Graded(item, Grade.WRONG, answer.verdict or f"no owner ({answer.kind})")
    if item.yes_no is not None and answer.yes_no != item.yes_no:
        return Graded(item, Grade.WRONG, f"{item.expected}, but {answer.yes_no or 'neither yes nor no'}")
    return Graded(item, Grade.RIGHT, item.expected)


def add_up(graded: Iterable[Graded]) -> Score:
    """The tables over all items, in the order in which they came."""
    score = Score()
    for one in graded:
        if one.item.ambiguous:
            score.ambiguous.append(one)
            continue
        score.grades.setdefault(one.item.kind, Counter())[one.grade] += 1
        score.confusion[one.item.expected, one.got] += 1
        if one.grade is not Grade.RIGHT:
            score.misses.append(one)
    return score
