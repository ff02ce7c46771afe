"""Every row of the autocomplete gives the answer about itself."""

from __future__ import annotations

import pytest

from bot.lookup.answer import Answer, Kind
from bot.services.knowledge import Knowledge
from bot.services.lookups import complete_services, complete_things, complete_uses
from bot.services.picks import ask_or_pick


def meant(answer: Answer) -> str | None:
    """The id of the entry that an answer is about."""
    entry = answer.thing or answer.use or answer.service
    return entry.id if entry is not None else None


def test_every_entry_is_answered_by_its_exact_name(knowledge: Knowledge):
    catalog = knowledge.lookup.catalog
    for entries in (catalog.things, catalog.uses, catalog.services, catalog.models):
        for entry in entries.values():
            assert meant(ask_or_pick(knowledge, f" {entry.name} ")) == entry.id


def test_every_thing_is_answered_on_the_service_of_an_exact_name(knowledge: Knowledge):
    for service in knowledge.lookup.catalog.services.values():
        answer = ask_or_pick(knowledge, "Customer data", service.name)
        assert meant(answer) == "customer-data"
        assert answer.service is not None and answer.service.id == service.id


@pytest.mark.parametrize("complete", [complete_things, complete_services, complete_uses])
@pytest.mark.parametrize("typed", ["", "pat", "back", "s"])
def test_every_row_gives_its_own_answer(knowledge: Knowledge, complete, typed):
    for row in complete(knowledge, typed):
        assert meant(ask_or_pick(knowledge, row.name)) == row.id


def test_a_service_in_other_words_goes_to_the_ranking(knowledge: Knowledge, monkeypatch):
    asked = []
    real = knowledge.lookup.ask
    monkeypatch.setattr(
        knowledge.lookup,
        "ask",
        lambda text, service=None: asked.append((text, service)) or real(text, service),
    )
    ask_or_pick(knowledge, "Customer data", "rds")
    ask_or_pick(knowledge, "customer data")
    assert asked == [("Customer data", "rds"), ("customer data", None)]


def test_a_question_is_a_question(knowledge: Knowledge):
    assert ask_or_pick(knowledge, "").kind is Kind.UNKNOWN
    assert ask_or_pick(knowledge, "is AWS responsible for hardware?").yes_no == "yes"
