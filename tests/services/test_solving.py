"""Solving a practice question: what is tried, what is refused, and what the bot stands by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.knowledge import Knowledge
from bot.services.solution_json import solution_json
from bot.services.solving import (
    MAX_OPTIONS,
    MAX_PASTED,
    CannotRead,
    Unread,
    is_judged,
    solve_pasted,
    solve_question,
)

STEM = "Which of these is the customer's responsibility?"
PASTED = f"""{STEM}
A. Patching the hypervisor
B. Guarding the data centers
C. Configuring security groups"""

CONTROL_OR_QUESTION = st.text(st.sampled_from("AB. )(?\n*-;,awsthecustomerNOT0\u202e"), max_size=400)


def refusal(knowledge: Knowledge, text: str) -> Unread:
    with pytest.raises(CannotRead) as refused:
        solve_pasted(knowledge, text)
    return refused.value.reason


def test_a_pasted_question_is_read_and_solved(knowledge: Knowledge):
    solved = solve_pasted(knowledge, PASTED)
    assert solved.pasted.stem == STEM
    assert solved.solution.outcome == "answer"
    assert solved.solution.answer == ("C",)


def test_the_same_question_in_parts_has_the_same_answer(knowledge: Knowledge):
    solved = solve_pasted(knowledge, PASTED)
    assert solve_question(knowledge, solved.pasted.stem, solved.pasted.options) == solved.solution


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Unread.EMPTY),
        (" \n\t ", Unread.EMPTY),
        ("?!", Unread.EMPTY),
        ("who patches the OS on RDS?", Unread.NO_OPTIONS),
        ("thanks, that was a nice lesson", Unread.NO_OPTIONS),
        (PASTED + "x" * MAX_PASTED, Unread.TOO_LONG),
    ],
)
def test_what_is_no_question_with_options_is_refused(knowledge: Knowledge, text: str, reason: Unread):
    assert refusal(knowledge, text) is reason


def test_the_longest_text_is_still_read(knowledge: Knowledge):
    filler = "A company moves to AWS. " * 300
    text = filler[: MAX_PASTED - len(PASTED)] + PASTED
    assert len(text) == MAX_PASTED
    assert solve_pasted(knowledge, text).solution.answer == ("C",)
    assert refusal(knowledge, text + "x") is Unread.TOO_LONG


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, Unread.NO_OPTIONS),
        ({"A": "hypervisor"}, Unread.NO_OPTIONS),
        ({f"O{n}": "hypervisor" for n in range(MAX_OPTIONS + 1)}, Unread.TOO_MANY),
        ({"A": "x", "B": "y" * MAX_PASTED}, Unread.TOO_LONG),
        ({"A": "x", "y" * MAX_PASTED: "B"}, Unread.TOO_LONG),
    ],
)
def test_options_that_make_no_question_are_refused(knowledge: Knowledge, options, reason):
    with pytest.raises(CannotRead) as refused:
        solve_question(knowledge, STEM, options)
    assert refused.value.reason is reason


def test_an_option_without_a_word_is_not_judged_and_the_others_are(knowledge: Knowledge):
    options = {"A": "security groups", "B": ";", "C": "", "D": "the hypervisor"}
    solution = solve_question(knowledge, STEM, options)
    assert solution.answer == ("A",)
    assert [letter for letter in options if is_judged(solution, letter)] == ["A", "D"]
    assert solve_question(knowledge, STEM, {"A": "x", "B": "-"}).outcome == "unknown"


def test_an_option_of_another_subject_is_not_judged(knowledge: Knowledge):
    solution = solve_question(knowledge, STEM, {"A": "security groups", "B": "xqzt frobnicate"})
    assert is_judged(solution, "A")
    assert not is_judged(solution, "B")


def test_the_json_has_every_option_in_order_and_nulls_where_nothing_is_known(knowledge: Knowledge):
    options = {"B": "security groups", "A": ";"}
    solved = solution_json(solve_question(knowledge, STEM, {**options, "C": "hypervisor"}), options)
    assert list(solved) == ["outcome", "answer", "options", "warnings"]
    assert list(solved["options"]) == ["B", "A"]
    assert solved["options"]["A"] == {"verdict": None, "thing": None, "confidence": 0.0, "why": ""}
    assert solved["options"]["B"]["verdict"] == "customer"
    assert solved["options"]["B"]["thing"] == "security-groups"


def test_known_doubts_about_exam_keys_come_with_the_answer(knowledge: Knowledge):
    options = {"A": "Encryption of data in transit", "B": "Replacing failed disks"}
    assert solve_question(knowledge, STEM, options).warnings


@given(st.text(max_size=300) | CONTROL_OR_QUESTION)
def test_no_text_is_too_odd(knowledge: Knowledge, text: str):
    for pasted in (
        text,
        f"{STEM}\nA. {text}\nB. hypervisor",
        f"{text} Which statement is true?\nA. x\nB. {text}",
    ):
        try:
            solved = solve_pasted(knowledge, pasted)
        except CannotRead:
            continue
        assert set(solved.solution.answer) <= set(solved.pasted.options)
