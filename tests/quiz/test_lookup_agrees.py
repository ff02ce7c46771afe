"""The look-up, asked every key and every distractor of every responsibility question, agrees with the key."""

from __future__ import annotations

import pytest

from bot.catalog.model import Option, Owner, Question, QuestionKind
from bot.catalog.question_check import claims, compares_controls, named_party
from bot.lookup.answer import Kind, Outcome
from bot.lookup.engine import Lookup
from bot.quiz.bank import Bank
from bot.services.knowledge import Knowledge

PLAIN = (Owner.AWS, Owner.CUSTOMER)
SIDES = (Owner.AWS, Owner.CUSTOMER, Owner.SHARED, Owner.DEPENDS)

KNOWN = {
    ("patch-tuesday-ec2-two", "Keeping the guests of other firms apart"),
    ("edge-location-care", "Checking the rights to the films"),
}
"""Options whose words alone, out of their scene, mean something else to the look-up."""


@pytest.fixture(scope="module")
def bank(knowledge: Knowledge) -> Bank:
    return Bank(knowledge.lookup.catalog)


def side(lookup: Lookup, thing: str, service: str | None) -> Owner | None:
    """Whose the look-up says a thing is, on a service."""
    verdict = lookup.answer_for(Kind.RESPONSIBILITY, thing, service).verdict
    return verdict if isinstance(verdict, Owner) else None


def is_task(question: Question, option: Option) -> bool:
    """Whether an option offers a task, so that right and wrong are a matter of whose it is."""
    of_tasks = question.kind in (QuestionKind.ONE, QuestionKind.TWO) and not compares_controls(question)
    return of_tasks and option.thing is not None and option.says is None and not claims(option)


def test_by_id_every_distractor_is_anothers_than_the_key(bank: Bank, knowledge: Knowledge) -> None:
    disagreements = []
    for question in bank.responsibility():
        tasks = [option for option in question.options if is_task(question, option)]
        sides = {
            option.text: side(knowledge.lookup, option.thing or "", option.service or question.service)
            for option in tasks
        }
        keys = {sides[option.text] for option in tasks if option.right}
        for option in tasks:
            if not option.right and sides[option.text] in keys:
                disagreements.append(f"{question.id}: “{option.text}” is {sides[option.text]}, as the key is")
    assert disagreements == []


def test_by_id_the_look_up_gives_the_key_of_every_side_question(bank: Bank, knowledge: Knowledge) -> None:
    disagreements = []
    for question in bank.responsibility():
        if question.kind is QuestionKind.SIDE:
            said = side(knowledge.lookup, question.thing or "", question.service)
            keys = [owner for owner, option in zip(SIDES, question.options, strict=True) if option.right]
            if keys != [said]:
                disagreements.append(f"{question.id}: the key says {keys[0]}, the look-up {said}")
    assert disagreements == []


def test_by_id_the_look_up_names_the_party_that_a_key_names(bank: Bank, knowledge: Knowledge) -> None:
    disagreements, asked = [], 0
    for question in bank.responsibility():
        for option in question.options:
            party = None if option.thing else named_party(option)
            if question.kind is QuestionKind.SIDE or not option.right or not party or question.negated:
                continue
            answer = knowledge.lookup.answer_for(Kind.RESPONSIBILITY, question.thing or "", question.service)
            asked += 1
            if party not in (answer.verdict, answer.exam_answer):
                disagreements.append(
                    f"{question.id}: the key says “{option.text}”, the look-up {answer.verdict}"
                )
    assert asked > 10
    assert disagreements == []


def asked_in_words(lookup: Lookup, question: Question, option: Option) -> tuple[str, Owner] | None:
    """The thing that the look-up takes an option's words for, and whose it is; None where it is not sure."""
    service = option.service or question.service
    name = lookup.catalog.services[service].name if service in lookup.catalog.services else None
    answer = lookup.ask(option.text, name)
    sure = answer.outcome is Outcome.ANSWER and answer.kind is Kind.RESPONSIBILITY
    if not sure or answer.thing is None or answer.verdict not in PLAIN:
        return None
    return answer.thing.id, Owner(answer.verdict)


def test_in_words_the_look_up_does_not_contradict_a_key(bank: Bank, knowledge: Knowledge) -> None:
    """Asked with nothing but the words of the option; where it is not sure it says nothing."""
    contradictions = []
    for question in bank.responsibility():
        for option in question.options:
            expected = (
                side(knowledge.lookup, option.thing, option.service or question.service)
                if option.thing
                else None
            )
            if expected not in PLAIN or not is_task(question, option):
                continue
            said = asked_in_words(knowledge.lookup, question, option)
            if said and said[1] is not expected and (question.id, option.text) not in KNOWN:
                contradictions.append(
                    f"{question.id}: “{option.text}” is {option.thing}, {expected}; the look-up says {said}"
                )
    assert contradictions == []
