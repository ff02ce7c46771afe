"""The counting of the measurements, on a handful of made-up answers."""

from __future__ import annotations

import math
from collections import Counter

import pytest

from bench.judge import Tried, best_cut, by_kind, graded, percentile, sides
from bot.lookup.engine import Lookup
from bot.lookup.score import Grade, Item
from bot.services.knowledge import Knowledge


def item(expected: str, kind: str = "lookup") -> Item:
    return Item(id="1", kind=kind, text="?", expected=expected)


def tried(score: float | None, right: bool, expected: str = "aws") -> Tried:
    return Tried(item(expected), score, right)


@pytest.mark.parametrize(
    ("one", "grade"),
    [
        (tried(80, True), Grade.RIGHT),
        (tried(80, False), Grade.WRONG),
        (tried(79.9, True), Grade.DECLINED),
        (tried(None, False), Grade.DECLINED),
        (tried(79.9, False, "none"), Grade.RIGHT),
        (tried(None, False, "none"), Grade.RIGHT),
        (tried(80, False, "none"), Grade.WRONG),
    ],
)
def test_a_rival_answers_from_its_cut_on(one: Tried, grade: Grade) -> None:
    assert graded(one, cut=80) is grade


def test_the_cut_keeps_right_answers_and_drops_wrong_ones() -> None:
    assert best_cut([tried(90, True), tried(70, True), tried(60, False), tried(50, False, "none")]) == 70


def test_of_equal_cuts_the_lowest_answers_more() -> None:
    assert best_cut([tried(90, True), tried(80, False), tried(70, True)]) == 70


def test_a_rival_that_is_only_wrong_does_best_in_silence() -> None:
    assert best_cut([tried(90, False), tried(70, False)]) == math.inf


def test_grades_are_counted_by_kind() -> None:
    pairs = [
        (item("aws"), Grade.RIGHT),
        (item("aws"), Grade.WRONG),
        (item("allowed", "aup"), Grade.RIGHT),
    ]
    assert by_kind(pairs) == {
        "lookup": Counter({Grade.RIGHT: 1, Grade.WRONG: 1}),
        "aup": Counter({Grade.RIGHT: 1}),
    }


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.99, 99), (1.0, 100), (0.001, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile(list(range(100, 0, -1)), share) == value


def test_an_entry_answers_on_the_service_that_the_text_names(knowledge: Knowledge) -> None:
    lookup: Lookup = knowledge.lookup
    patching = lookup.catalog.things["guest-os-patching"]
    assert "customer" in sides(lookup.catalog, lookup.index, patching, "patching the os on ec2")
    assert "customer" not in sides(lookup.catalog, lookup.index, patching, "patching the os on rds")
