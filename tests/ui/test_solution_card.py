"""The wording of a solved question, from solutions made by hand, and its limits for any text."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalog.model import Owner, Thing, Use, Verdict
from bot.lookup.exam import Asked, Target
from bot.lookup.paste import Pasted
from bot.lookup.solve import Judgement, Solution
from bot.services.solving import Solved, Unread, solve_pasted
from bot.ui import layout
from bot.ui.cards.card import MAX_BLOCKS, MAX_TEXT, fit
from bot.ui.cards.solution import CANNOT_JUDGE, LAYOUT
from bot.ui.render import solution_card, unread_card, unread_sentence
from tests.ui.samples import CATALOG
from tests.ui.test_escape import TEXTS

GUARDS, DATA = CATALOG.things["data-center-guards"], CATALOG.things["customer-data"]
PATCHING = CATALOG.things["patching"]
NOTHING = Judgement(0.0, None, None, 0.0, "")


def judged(entry: Thing | Use, chance: float = 0.9, **fields) -> Judgement:
    verdict = entry.owner if isinstance(entry, Thing) else entry.verdict
    why = f"{entry.explanation} And so on."
    return replace(Judgement(chance, verdict, entry, 0.9, why), **fields)


def solved(options: dict[str, Judgement], *answer: str, asked: Asked | None = None, **fields) -> Solved:
    pasted = Pasted("Whose is it?", {letter: f"option {letter}" for letter in options})
    given = {"outcome": "answer" if answer else "unknown", "answer": answer, "options": options, **fields}
    return Solved(pasted, Solution(asked=asked or Asked(Target.CUSTOMER, False, False, 1), **given))


def shown(one: Solved) -> str:
    return solution_card(one, CATALOG).text


def test_the_answer_comes_first_then_the_others_with_owner_and_one_sentence():
    lines = shown(solved({"A": judged(GUARDS), "B": judged(DATA)}, "B")).splitlines()
    assert lines[:6] == [
        "### Answer: B",
        "**Asked:** what is the customer's responsibility.",
        "✔ **B.** \u2068option B\u2069",
        "● You (the customer). Because it is so.",
        "**A.** \u2068option A\u2069",
        "▲ AWS. Because it is so.",
    ]


def test_an_option_that_cannot_be_judged_is_named():
    text = shown(solved({"A": NOTHING, "B": judged(DATA), "C": judged(GUARDS, confidence=0.3)}, "B"))
    assert f"**A.** \u2068option A\u2069\n{CANNOT_JUDGE}" in text
    assert f"**C.** \u2068option C\u2069\n{CANNOT_JUDGE}" in text
    assert text.count(CANNOT_JUDGE) == 2


def test_a_letter_without_a_judgement_is_named_too():
    one = solved({"A": judged(GUARDS), "B": judged(DATA)}, "B")
    pasted = replace(one.pasted, options={**one.pasted.options, "C": "-"})
    assert f"**C.** \u2068-\u2069\n{CANNOT_JUDGE}" in shown(replace(one, pasted=pasted))


def test_several_sure_answers_and_a_part_of_them():
    options = {"A": judged(DATA), "B": judged(DATA, why="Other."), "C": judged(GUARDS)}
    two = Asked(Target.CUSTOMER, False, False, 2)
    assert shown(solved(options, "A", "B", asked=two)).startswith("### Answer: A and B\n")
    part = shown(solved(options, "A", asked=two, outcome="partial"))
    assert part.startswith("### I am sure of A only\n")
    assert "Two answers." in part


def test_no_answer_is_said_honestly_and_shows_only_what_is_sure():
    text = shown(solved({"A": judged(DATA, confidence=0.6), "B": judged(GUARDS, confidence=0.8)}))
    assert "rather say so than guess" in text.splitlines()[0]
    assert f"option A\u2069\n{CANNOT_JUDGE}" in text
    assert "option B\u2069\n▲ AWS." in text


def test_a_question_that_is_not_ours_has_no_options_to_show():
    assert "can't tell what this question asks" in shown(solved({}))


def test_what_an_exam_key_expects_of_a_shared_thing_stands_beside_it():
    text = shown(solved({"A": judged(PATCHING), "B": judged(GUARDS)}, "A"))
    assert "◆ Shared (exam key: ● you)." in text
    turned = shown(solved({"A": judged(PATCHING, verdict=Owner.AWS), "B": judged(GUARDS)}, "A"))
    assert "exam key" not in turned


def test_parties_as_options_show_the_thing_once():
    same = judged(GUARDS)
    other = Judgement(0.0, None, None, 0.9, "That is neither AWS nor the customer.")
    text = shown(solved({"A": same, "B": same, "C": other}, "A", asked=Asked(None, False, True, 1)))
    assert "**Data center guards:** ▲ AWS.\nBecause it is so." in text
    assert text.count("Because it is so.") == 1
    assert "**Asked:** who is responsible." in text
    assert "That is neither AWS nor the customer." in text


def test_the_policy_speaks_in_its_own_words():
    uses = {letter: judged(CATALOG.uses[use]) for letter, use in zip("ABC", CATALOG.uses, strict=False)}
    text = shown(solved(uses, "A", asked=Asked(Target.PROHIBITED, False, False, 1)))
    for words in ("✕ Prohibited.", "△ Allowed only under a condition.", "✓ Allowed."):
        assert words in text
    assert "**Asked:** what the policy prohibits." in text
    assert [judged(use).verdict for use in CATALOG.uses.values()][:3] == list(Verdict)


@pytest.mark.parametrize("target", [*Target, None])
@pytest.mark.parametrize("negated", [True, False])
def test_every_kind_of_question_is_said_back(target, negated):
    text = shown(
        solved({"A": judged(DATA), "B": judged(GUARDS)}, "A", asked=Asked(target, negated, False, 1))
    )
    said = text.splitlines()[1]
    assert said.startswith("**Asked:** wh") and said.endswith(".")
    if target not in (Target.MOST_MANAGED, Target.LEAST_MANAGED):
        assert ("**not**" in said) is negated


def test_doubtful_keys_and_the_sources_of_the_picked_are_there():
    one = solved({"A": judged(DATA), "B": judged(GUARDS)}, "A", warnings=("Some keys say AWS.",))
    assert "**Keys and AWS differ:** Some keys say AWS." in shown(one)
    assert "[The model](https://aws.example/model) · checked 2026-11-23" in shown(one)
    assert "Sources:" not in shown(solved({"A": judged(DATA, confidence=0.8), "B": judged(GUARDS)}))


def test_the_end_of_a_long_question_is_shown_since_it_asks():
    one = solved({"A": judged(DATA), "B": judged(GUARDS)}, "A")
    long = replace(one, pasted=replace(one.pasted, stem="A company grows. " * 40 + "Whose is the data?"))
    line = next(line for line in shown(long).splitlines() if "Whose is the data?" in line)
    assert line.startswith("-# “\u2068… ") and len(line) < 260


@pytest.mark.parametrize("reason", list(Unread))
def test_each_refusal_has_its_own_sentence_and_shows_the_layout(reason):
    others = [unread_sentence(other) for other in Unread if other is not reason]
    assert unread_sentence(reason) not in others
    assert unread_sentence(reason).endswith(".")
    assert unread_sentence(reason) in unread_card(reason).head
    assert LAYOUT in unread_card(reason).text


def test_the_layout_that_is_shown_can_be_solved(knowledge):
    assert solve_pasted(knowledge, LAYOUT).solution.answer == ("A",)


def test_eight_endless_options_are_all_shown():
    endless = judged(PATCHING, why="*" * 600)
    one = solved(dict.fromkeys("ABCDEFGH", endless) | {"A": NOTHING}, "B", "C", "D")
    pasted = Pasted("?" * 3000, dict.fromkeys("ABCDEFGH", "_" * 600))
    card = fit(solution_card(replace(one, pasted=pasted), CATALOG))
    assert len(card.text) <= MAX_TEXT
    assert all(f"**{letter}.** " in card.text for letter in "ABCDEFGH"), "no option is ever left out"
    assert "**Asked:** " in card.text


JUDGEMENTS = st.sampled_from([NOTHING, judged(GUARDS), judged(DATA), judged(PATCHING, why="w" * 600)])


@given(
    stem=TEXTS,
    options=st.dictionaries(st.sampled_from("ABCDEFGH"), st.tuples(TEXTS, JUDGEMENTS), min_size=2),
    picked=st.integers(0, 3),
    warnings=st.lists(st.sampled_from(["w" * 600, "*" * 600]), max_size=3),
)
def test_any_question_stays_within_discords_limits(stem, options, picked, warnings):
    answer = tuple(sorted(options))[:picked]
    judgements = {letter: one for letter, (_, one) in options.items()}
    pasted = Pasted(stem, {letter: text for letter, (text, _) in options.items()})
    asked = Asked(Target.AWS, True, False, max(picked, 1))
    outcome = "answer" if answer else "unknown"
    card = fit(
        solution_card(Solved(pasted, Solution(outcome, answer, judgements, asked, tuple(warnings))), CATALOG)
    )
    assert 0 < len(card.text) <= MAX_TEXT
    assert len(card.blocks) <= MAX_BLOCKS
    assert all(f"**{letter}.** " in card.text for letter in options), "no option is ever left out"
    json.dumps(layout.to_view(card).to_components()).encode("utf-8")
