"""The counting of an evaluation: what is right, wrong, asked back or declined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.catalog.model import Owner, Verdict
from bot.lookup.answer import Answer, Kind, Outcome
from bot.lookup.score import Grade, Item, add_up, grade

AWS = Answer(query="", outcome=Outcome.ANSWER, kind=Kind.RESPONSIBILITY, verdict=Owner.AWS)
DEPENDS = replace(AWS, verdict=Owner.DEPENDS, exam_answer=Owner.CUSTOMER)
PROHIBITED = replace(AWS, kind=Kind.AUP, verdict=Verdict.PROHIBITED)
OVERVIEW = replace(AWS, kind=Kind.OVERVIEW, verdict=None)
UNKNOWN = Answer(query="", outcome=Outcome.UNKNOWN, kind=Kind.UNKNOWN)
ASK_BACK = Answer(query="", outcome=Outcome.ASK_BACK, kind=Kind.RESPONSIBILITY)


def item(expected: str, yes_no: str | None = None, ambiguous: bool = False, kind: str = "lookup") -> Item:
    return Item(id="1", kind=kind, text="?", expected=expected, yes_no=yes_no, ambiguous=ambiguous)


@pytest.mark.parametrize(
    ("expected", "answer", "made", "got"),
    [
        ("aws", AWS, Grade.RIGHT, "aws"),
        ("customer", AWS, Grade.WRONG, "aws"),
        ("customer", DEPENDS, Grade.RIGHT, "customer"),
        ("depends", DEPENDS, Grade.RIGHT, "depends"),
        ("aws", DEPENDS, Grade.WRONG, "depends"),
        ("prohibited", PROHIBITED, Grade.RIGHT, "prohibited"),
        ("aws", OVERVIEW, Grade.WRONG, "no owner (overview)"),
        ("aws", UNKNOWN, Grade.DECLINED, "declined"),
        ("aws", ASK_BACK, Grade.ASKED_BACK, "asked back"),
        ("none", UNKNOWN, Grade.RIGHT, "declined"),
        ("none", AWS, Grade.WRONG, "aws"),
        ("none", ASK_BACK, Grade.ASKED_BACK, "asked back"),
    ],
)
def test_the_grade_of_an_answer(expected: str, answer: Answer, made: Grade, got: str) -> None:
    graded = grade(item(expected), answer)
    assert (graded.grade, graded.got) == (made, got)


def test_the_right_owner_with_the_wrong_yes_or_no_is_wrong() -> None:
    assert grade(item("aws", yes_no="yes"), replace(AWS, yes_no="yes")).grade is Grade.RIGHT
    assert grade(item("aws", yes_no="yes"), replace(AWS, yes_no="no")).grade is Grade.WRONG
    assert grade(item("aws", yes_no="yes"), AWS).got == "aws, but neither yes nor no"


def test_a_yes_or_no_is_not_asked_of_items_that_have_none() -> None:
    assert grade(item("aws"), replace(AWS, yes_no="no")).grade is Grade.RIGHT


def test_the_tables_add_up() -> None:
    score = add_up(
        [
            grade(item("aws"), AWS),
            grade(item("aws"), DEPENDS),
            grade(item("none", kind="out_of_scope"), UNKNOWN),
            grade(item("customer", ambiguous=True), AWS),
        ]
    )
    assert score.grades["lookup"] == {Grade.RIGHT: 1, Grade.WRONG: 1}
    assert score.grades["out_of_scope"] == {Grade.RIGHT: 1}
    assert score.confusion == {("aws", "aws"): 1, ("aws", "depends"): 1, ("none", "declined"): 1}
    assert [one.got for one in score.misses] == ["depends"]
    assert [one.got for one in score.ambiguous] == ["aws"]
