"""The shipped bank: enough of everything, sound as a whole, and derived questions that stay what they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bot.catalog.load import load
from bot.catalog.model import Catalog, Option, Owner, Question, QuestionKind, Verdict
from bot.catalog.question_style import LONGEST_AT_MOST, longest_is_key
from bot.catalog.questions import OPTIONS, RIGHT_ONES, fingerprint, is_derived, key
from bot.quiz.bank import FEWEST, Bank, derive
from bot.quiz.material import Material
from bot.services.knowledge import Knowledge
from tests.quiz.folder import write_folder

MOST_ON_ONE_THING = 8
"""Derived questions whose key rests on the same thing: three on tasks, the rest on services and moves."""

STEMS_THAT_COMPARE_SERVICES = ("least", "still")


@pytest.fixture(scope="module")
def catalog(knowledge: Knowledge) -> Catalog:
    return knowledge.lookup.catalog


@pytest.fixture(scope="module")
def bank(catalog: Catalog) -> Bank:
    return Bank(catalog)


def hand_written(questions: list[Question]) -> int:
    return sum(not is_derived(question) for question in questions)


def test_there_are_enough_questions(bank: Bank) -> None:
    responsibility, policy = bank.responsibility(), bank.policy()
    assert (len(responsibility) >= 400, len(policy) >= 120) == (True, True)
    assert (hand_written(responsibility) >= 120, hand_written(policy) >= 50) == (True, True)
    assert len(responsibility) - hand_written(responsibility) >= 280
    assert len(policy) - hand_written(policy) >= 70


def test_every_kind_and_level_is_there(bank: Bank) -> None:
    assert {question.kind for question in bank} == set(QuestionKind)
    assert {question.level for question in bank} == {1, 2, 3}
    assert any(question.negated for question in bank.derived())


def test_every_topic_has_enough(bank: Bank, catalog: Catalog) -> None:
    topics = {thing.topic for thing in catalog.things.values()} | {
        use.heading for use in catalog.uses.values()
    }
    counts = Counter(question.topic for question in bank)
    assert set(counts) == topics
    assert {topic: count for topic, count in counts.items() if count < FEWEST} == {}


def test_the_same_knowledge_gives_the_same_questions(catalog: Catalog, bank: Bank) -> None:
    assert list(Bank(catalog)) == list(bank)


def test_a_small_knowledge_base_without_scenes_has_a_small_bank(tmp_path: Path) -> None:
    small = load(write_folder(tmp_path))
    assert list(Bank(small).questions) == ["first", "d-both-floods", "d-may-spam"]


def test_withdrawing_a_thing_leaves_nearly_all_ids(catalog: Catalog, bank: Bank) -> None:
    things = {name: thing for name, thing in catalog.things.items() if name != "mfa"}
    without = {question.id for question in derive(catalog.model_copy(update={"things": things}))}
    lost = {question.id for question in bank.derived() if question.thing != "mfa"} - without
    assert len(lost) <= 3, sorted(lost)


@pytest.mark.parametrize("field", ["id", "stem"])
def test_nothing_stands_twice(bank: Bank, field: str) -> None:
    values = [getattr(question, field).casefold() for question in bank]
    assert [value for value, count in Counter(values).items() if count > 1] == []


def test_ids_of_derived_questions_are_marked_and_short(bank: Bank) -> None:
    assert all(question.id.startswith("d-") and len(question.id) <= 40 for question in bank.derived())


def test_a_fingerprint_tells_the_content(bank: Bank) -> None:
    marks = {fingerprint(question) for question in bank}
    assert len(marks) == len(bank)
    some = next(iter(bank))
    other = some.model_copy(update={"explanation": "Otherwise."})
    assert fingerprint(other) == fingerprint(some)
    assert fingerprint(some.model_copy(update={"stem": "Other?"})) != fingerprint(some)
    turned = tuple(one.model_copy(update={"right": not one.right}) for one in some.options)
    assert fingerprint(some.model_copy(update={"options": turned})) != fingerprint(some)


def test_no_thing_is_asked_again_and_again(bank: Bank) -> None:
    subjects = Counter(
        question.thing
        for question in bank.derived()
        if question.thing and question.id.split("-")[1] not in STEMS_THAT_COMPARE_SERVICES
    )
    assert {thing: count for thing, count in subjects.items() if count > MOST_ON_ONE_THING} == {}


# ---- each derived question -----------------------------------------------------------------------------


def test_each_has_the_options_and_the_key_of_its_kind(bank: Bank) -> None:
    for question in bank:
        assert len(question.options) == OPTIONS[question.kind], question.id
        assert len(key(question)) == RIGHT_ONES[question.kind], question.id
        assert len({option.text for option in question.options}) == len(question.options), question.id


def test_each_names_known_topics_things_and_sources(bank: Bank, catalog: Catalog) -> None:
    for question in bank.derived():
        entry = catalog.things[question.thing] if question.thing else catalog.uses[question.use or ""]
        assert question.topic in (getattr(entry, "topic", None), getattr(entry, "heading", None))
        assert set(question.sources) <= set(catalog.sources), question.id
        assert question.explanation.endswith((".", "!", "?")), question.id


def test_none_rests_on_a_contested_entry(bank: Bank, catalog: Catalog) -> None:
    for question in bank.derived():
        entries = [question.thing, *(option.thing for option in question.options)]
        assert not [one for one in entries if one and catalog.things[one].contested], question.id
        uses = [question.use, *(option.use for option in question.options)]
        found = [catalog.uses[one] for one in uses if one]
        assert not [use.id for use in found if use.contested or use.unverified], question.id


def judged(material: Material, question: Question, option: Option) -> Owner | None:
    assert option.thing is not None
    return material.side(option.thing, option.service or question.service)


def test_every_distractor_is_certainly_wrong(bank: Bank, catalog: Catalog) -> None:
    material = Material(catalog)
    for question in bank.derived():
        if question.thing is None or question.kind is QuestionKind.SIDE:
            continue
        sides = {option.right: set[Owner | None]() for option in question.options}
        for option in question.options:
            sides[option.right].add(judged(material, question, option))
        assert len(sides[True]) == len(sides[False]) == 1, question.id
        assert sides[True] | sides[False] == {Owner.AWS, Owner.CUSTOMER}, question.id


def test_every_use_that_is_wrong_has_another_verdict_or_heading(bank: Bank, catalog: Catalog) -> None:
    for question in bank.derived():
        uses = [(option.right, catalog.uses[option.use]) for option in question.options if option.use]
        right = {(use.verdict, use.heading) for is_right, use in uses if is_right}
        wrong = {(use.verdict, use.heading) for is_right, use in uses if not is_right}
        if question.id.startswith("d-under"):
            assert not {heading for _, heading in right} & {heading for _, heading in wrong}, question.id
        else:
            verdicts = {verdict for verdict, _ in right}, {verdict for verdict, _ in wrong}
            assert not verdicts[0] & verdicts[1], question.id
            assert Verdict.CONDITIONAL not in verdicts[0] | verdicts[1], question.id


def test_lengths_and_words_do_not_give_derived_keys_away(bank: Bank) -> None:
    chosen = [one for one in bank.derived() if one.kind in (QuestionKind.ONE, QuestionKind.SERVICE)]
    assert sum(map(longest_is_key, chosen)) <= LONGEST_AT_MOST * len(chosen)
    for question in chosen:
        for option in question.options:
            assert not {"your", "you", "aws's", "customer"} & set(option.text.casefold().split()), question.id


def test_derived_stems_are_sentences(bank: Bank) -> None:
    for question in bank.derived():
        assert question.stem.endswith("?") or question.negated or "TWO" in question.stem, question.stem
        assert "{" not in question.stem and "  " not in question.stem, question.stem
        assert question.stem[0].isupper(), question.stem
        assert len(question.stem) <= 300, question.stem


def test_reasons_are_said_for_every_option_in_a_few_words(bank: Bank) -> None:
    for question in bank:
        assert all(option.why.strip() for option in question.options), question.id
        # Ours: the key, the reasons and the explanation fit into one Discord message of 2,000 characters.
        whole = len(question.explanation) + sum(len(option.why) for option in question.options)
        assert whole <= 1600, question.id
