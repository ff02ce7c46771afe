"""Ten other ways to type a question, and the counting of the answers that stay."""

from __future__ import annotations

from random import Random

import pytest

from bench.perturb import Change, Row, changed, met, misses, report, rows_of
from bench.ways import WAYS, renumbered, reordered, respelled
from bot.catalog.model import Owner
from bot.lookup.answer import Answer, Kind, Outcome
from bot.lookup.score import Grade, Item

ITEM = Item(id="1", kind="lookup", text="patching the servers", expected="customer")
RIGHT = Answer("", Outcome.ANSWER, Kind.RESPONSIBILITY, verdict=Owner.CUSTOMER)
WRONG = Answer("", Outcome.ANSWER, Kind.RESPONSIBILITY, verdict=Owner.AWS)
UNKNOWN = Answer("", Outcome.UNKNOWN, Kind.UNKNOWN)


def test_there_are_ten_ways() -> None:
    assert len(WAYS) == 10


@pytest.mark.parametrize("name", WAYS)
def test_a_way_changes_the_text_and_equal_seeds_change_it_equally(name: str) -> None:
    text = "authorizing users of the company servers on premises"
    once, again = (WAYS[name](text, "lookup", Random("a")) for _ in range(2))
    assert once == again
    assert once is not None and once != text


@pytest.mark.parametrize("name", WAYS)
def test_a_text_without_words_is_left_alone_or_stays_whole(name: str) -> None:
    changed = WAYS[name]("s3", "lookup", Random("a"))
    assert changed is None or "s3" in changed.lower()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("who is responsible for patching RDS?", "patching RDS: who is responsible for that?"),
        ("security of the cloud", "cloud security"),
        ("patching the guest OS on EC2", "on EC2, patching the guest OS"),
        ("disk disposal", "disposal disk"),
        ("is it mine or AWS's to patch the host?", None),
        ("firewalls", None),
    ],
)
def test_another_order_says_the_same_or_is_not_tried(text: str, other: str | None) -> None:
    assert reordered(text, "lookup", Random("a")) == other


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("policies", "policy"),
        ("policy", "policies"),
        ("switches", "switch"),
        ("patch", "patches"),
        ("access", None),
        ("EC2", None),
    ],
)
def test_one_noun_takes_the_other_number(text: str, other: str | None) -> None:
    assert renumbered(text, "lookup", Random("a")) == other


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("virtualization layer", "virtualisation layer"),
        ("organisation", "organization"),
        ("data centres", "data centers"),
        ("behavior of users", "behaviour of users"),
        ("size of a disk", None),
    ],
)
def test_spelling_goes_both_ways(text: str, other: str | None) -> None:
    assert respelled(text, "lookup", Random("a")) == other


def counted(before: Grade, after: Grade, way: str = "a letter missing") -> Change:
    return Change(way, ITEM, "patching the srvers", before, after)


def test_stay_right_counts_among_those_that_were_right() -> None:
    rows = rows_of(
        [
            counted(Grade.RIGHT, Grade.RIGHT),
            counted(Grade.RIGHT, Grade.WRONG),
            counted(Grade.WRONG, Grade.RIGHT),
            counted(Grade.DECLINED, Grade.WRONG, "a chatty frame"),
        ]
    )
    assert rows == [
        Row("a letter missing", 3, 2, 1, 1, 1),
        Row("a chatty frame", 1, 0, 0, 0, 1),
        Row("in all", 4, 2, 1, 1, 2),
    ]
    assert [row.stays for row in rows] == [0.5, 1.0, 0.5]
    assert [row.grows for row in rows] == [0.0, 1.0, 0.25]


@pytest.mark.parametrize(
    ("row", "good"),
    [
        (Row("in all", 1000, 1000, 970, 0, 5), True),
        (Row("in all", 1000, 1000, 969, 0, 5), False),
        (Row("in all", 1000, 1000, 970, 0, 6), False),
    ],
)
def test_both_bars_must_hold(row: Row, good: bool) -> None:
    assert met(row) is good
    assert report([row]).endswith(": met." if good else ": missed.")


def test_an_answer_that_got_lost_is_named() -> None:
    answers = {ITEM.text: RIGHT, f"on {ITEM.text}": WRONG}
    lost = misses(list(changed(lambda text: answers.get(text, UNKNOWN), [ITEM], seed=1)))
    assert lost
    assert all(ITEM.text in line and line.endswith("declined") for line in lost)
