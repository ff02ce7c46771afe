"""Counting: right, wrong, asked back and declined, for ours and for a rival, and the rival's best cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Thing, Use
from bot.lookup.index import Index
from bot.lookup.score import DECLINE, Grade, Item

Counts = dict[str, Counter[Grade]]
"""Grades by kind of question."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A rival's pick before any cut: its score (None: found nothing), and whether it is right."""

    item: Item
    score: float | None
    right: bool


def names(catalog: Catalog) -> list[tuple[str, Thing | Use]]:
    """Every name, alias and phrase of things and uses, with its entry: what all contenders search."""
    entries: list[Thing | Use] = [*catalog.things.values(), *catalog.uses.values()]
    return [(name, entry) for entry in entries for name in (entry.name, *entry.aliases, *entry.phrases)]


def sides(catalog: Catalog, index: Index, entry: Thing | Use, text: str) -> set[str]:
    """The answers that an entry stands for on the service that the text names.

    The service is recognised by our look-up for every contender alike: a plain method has no such step.
    """
    if isinstance(entry, Use):
        return {str(entry.verdict)}
    question = index.question(text)
    cell = owner_on(catalog, entry, next(iter((*question.services, *question.hints)), None))
    return {str(cell.owner), str(cell.exam_answer)}


def graded(tried: Tried, cut: float) -> Grade:
    """A rival's grade at a cut: it declines below it. Its yes/no is not asked for, which favours it."""
    if tried.score is None or tried.score < cut:
        return Grade.RIGHT if tried.item.expected == DECLINE else Grade.DECLINED
    return Grade.RIGHT if tried.right else Grade.WRONG


def best_cut(tries: Sequence[Tried]) -> float:
    """The cut with the most right minus wrong on these very questions; the lowest of equals."""
    scores = sorted({one.score for one in tries if one.score is not None})
    return max([*scores, float("inf")], key=lambda cut: _gain(tries, cut))


def _gain(tries: Sequence[Tried], cut: float) -> int:
    counts = Counter(graded(one, cut) for one in tries)
    return counts[Grade.RIGHT] - counts[Grade.WRONG]


def by_kind(pairs: Sequence[tuple[Item, Grade]]) -> Counts:
    """Grades counted by kind of question."""
    counts: Counts = {}
    for item, grade in pairs:
        counts.setdefault(item.kind, Counter())[grade] += 1
    return counts


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    rank = -(-len(ordered) * round(share * 1000) // 1000)
    return ordered[max(rank, 1) - 1]
