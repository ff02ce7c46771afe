"""Asking: exact names mean their entry, and one engine answers for /who and /aup alike."""

from __future__ import annotations

from collections import Counter

import pytest

from bot.catalog.model import Verdict
from bot.lookup.answer import Answer, Kind, Outcome
from bot.services.knowledge import Knowledge
from bot.services.lookups import ask, complete_services, complete_things, complete_uses


def meant(answer: Answer) -> str | None:
    """The id of the entry that an answer is about."""
    entry = answer.thing or answer.use or answer.service
    return entry.id if entry is not None else None


def test_every_entry_is_answered_by_its_exact_name(knowledge: Knowledge):
    catalog = knowledge.lookup.catalog
    entries = [
        entry
        for kind in (catalog.things, catalog.uses, catalog.services, catalog.models)
        for entry in kind.values()
    ]
    names = Counter(entry.name for entry in entries)
    wrong = {
        entry.name: found
        for entry in entries
        if names[entry.name] == 1 and (found := meant(ask(knowledge, f" {entry.name} "))) != entry.id
    }
    assert wrong == {}


def test_every_thing_is_answered_on_the_service_of_an_exact_name(knowledge: Knowledge):
    for service in knowledge.lookup.catalog.services.values():
        answer = ask(knowledge, "Customer data", service.name)
        assert meant(answer) == "customer-data"
        assert answer.service is not None and answer.service.id == service.id


@pytest.mark.parametrize("complete", [complete_things, complete_services, complete_uses])
@pytest.mark.parametrize("typed", ["", "pat", "back", "s"])
def test_every_row_gives_its_own_answer(knowledge: Knowledge, complete, typed):
    for row in complete(knowledge, typed):
        assert meant(ask(knowledge, row.name)) == row.id


def test_a_question_is_a_question(knowledge: Knowledge):
    assert ask(knowledge, "").kind is Kind.UNKNOWN
    assert ask(knowledge, "is AWS responsible for hardware?").yes_no == "yes"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("can I port scan strangers?", Verdict.PROHIBITED),
        ("can I host a game server?", Verdict.ALLOWED),
        ("may I share my account with a friend?", Verdict.CONDITIONAL),
        ("is a hate forum allowed?", Verdict.PROHIBITED),
    ],
)
def test_a_question_about_a_use_is_answered_by_the_policy(knowledge: Knowledge, question, verdict):
    answer = ask(knowledge, question)
    assert (answer.kind, answer.verdict) == (Kind.AUP, verdict)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("who do I tell about abuse?", "report-abuse"),
        ("what happens if I break the AUP?", "aup-consequences"),
        ("how to answer an abuse report", "answering-an-abuse-notice"),
    ],
)
def test_guidance_on_the_policy_has_no_verdict(knowledge: Knowledge, question, entry):
    answer = ask(knowledge, question)
    assert (answer.outcome, answer.kind, answer.verdict) == (Outcome.ANSWER, Kind.AUP, None)
    assert meant(answer) == entry


def test_whoever_counts_hears_of_every_answer(knowledge: Knowledge):
    heard: list[Answer] = []
    knowledge.listeners.append(heard.append)
    try:
        answer = ask(knowledge, "hypervisor")
    finally:
        knowledge.listeners.clear()
    assert heard == [answer]
