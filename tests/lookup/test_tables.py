"""The look-up and the solver against every own-worded case.

`python bench/today.py` brings the tables up to date.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import pytest

from bot.services.knowledge import Knowledge
from tests.lookup.tables import LOOKUPS, SOLVE, cases, outcome, solved


def shares(results: dict[str, Counter[str]], kind: str) -> tuple[float, float]:
    """(share right, share wrong) of one kind."""
    counted = results[kind]
    return counted["right"] / counted.total(), counted["wrong"] / counted.total()


@pytest.fixture(scope="module")
def looked_up(knowledge: Knowledge) -> list[tuple[dict[str, Any], str]]:
    return [(case, outcome(knowledge.lookup, case)) for case in cases(LOOKUPS)]


@pytest.fixture(scope="module")
def solutions(knowledge: Knowledge) -> list[tuple[dict[str, Any], str]]:
    return [(case, solved(knowledge.lookup, case)) for case in cases(SOLVE)]


@pytest.mark.parametrize("table", ["looked_up", "solutions"])
def test_each_case_is_as_the_table_says(table: str, request: pytest.FixtureRequest) -> None:
    judged = request.getfixturevalue(table)
    other = [
        f"{case.get('ask') or case['stem']!r}: now {now}, the table says {case.get('today', 'right')}"
        for case, now in judged
        if now != case.get("today", "right")
    ]
    assert not other, "\n".join(["Run `python bench/today.py` and look at what changed:", *other])


def test_the_tables_are_large_enough() -> None:
    kinds = Counter(case["kind"] for case in cases(LOOKUPS))
    assert kinds.total() >= 150
    assert all(kinds[kind] >= 50 for kind in ("lookup", "natural", "out_of_scope", "aup"))
    exam = Counter(case["kind"] for case in cases(SOLVE))
    assert exam["plain"] >= 80 and exam["negated"] >= 20 and exam["choose-two"] >= 20


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [("lookup", 0.85, 0.06), ("natural", 0.85, 0.06), ("out_of_scope", 0.92, 0.05), ("aup", 0.82, 0.07)],
)
def test_the_share_that_is_right(
    looked_up: list[tuple[dict[str, Any], str]], kind: str, right: float, wrong: float
) -> None:
    results: dict[str, Counter[str]] = defaultdict(Counter)
    for case, now in looked_up:
        results[case["kind"]][now] += 1
    found_right, found_wrong = shares(results, kind)
    assert found_right >= right
    assert found_wrong <= wrong


def test_the_share_of_practice_questions_that_is_right(
    solutions: list[tuple[dict[str, Any], str]],
) -> None:
    in_scope = Counter(now for case, now in solutions if case["answer"])
    assert in_scope["right"] / in_scope.total() >= 0.8
    assert in_scope["wrong"] / in_scope.total() <= 0.05
