"""Every entry of the real knowledge base gives a card within Discord's limits and about one phone screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from bot.catalog.model import Catalog, Owner
from bot.lookup.answer import Answer, Kind, Outcome
from bot.services import lookups
from bot.services.knowledge import Knowledge
from bot.ui.cards.card import SCREEN, fit, reading_length
from bot.ui.cards.talk import EXAMPLES, LABEL
from bot.ui.choices import answer_view
from bot.ui.custom_ids import MAX_LENGTH, Pick
from bot.ui.render import answer_card
from tests.ui.samples import asked_back, choice

# Discord: components reference, state of August 2026.
MAX_DISPLAYED = 4000
MAX_COMPONENTS = 40


@pytest.fixture(scope="module")
def catalog(knowledge: Knowledge) -> Catalog:
    return knowledge.lookup.catalog


def check(answer: Answer, catalog: Catalog) -> None:
    card = answer_card(answer, catalog)
    view = answer_view(answer, catalog, 2**63)
    shown = sum(len(getattr(item, "content", "")) for item in view.walk_children())
    assert 0 < shown <= MAX_DISPLAYED, answer.query
    assert sum(1 for _ in view.walk_children()) <= MAX_COMPONENTS
    assert all(block.text.strip() for block in card.blocks)
    assert "None" not in card.text
    view.to_components()


def answers_about_entries(knowledge: Knowledge) -> Iterator[Answer]:
    catalog = knowledge.lookup.catalog
    for kind, ids in (
        (Kind.RESPONSIBILITY, catalog.things),
        (Kind.AUP, catalog.uses),
        (Kind.SERVICE, catalog.services),
        (Kind.SERVICE, catalog.models),
    ):
        for entry_id in ids:
            answer = lookups.pick(knowledge, kind, entry_id)
            assert answer is not None, entry_id
            yield answer


def test_every_entry_fits(knowledge: Knowledge, catalog: Catalog):
    for answer in answers_about_entries(knowledge):
        check(answer, catalog)


def test_every_entry_is_about_one_phone_screen(knowledge: Knowledge, catalog: Catalog):
    cards = [fit(answer_card(answer, catalog)) for answer in answers_about_entries(knowledge)]
    assert [card.text for card in cards if reading_length(card) > SCREEN] == []


def test_every_thing_on_every_service_fits(knowledge: Knowledge, catalog: Catalog):
    for thing_id in catalog.things:
        for service_id in (*catalog.services, *catalog.models):
            answer = lookups.pick(knowledge, Kind.RESPONSIBILITY, thing_id, service_id)
            if answer is not None:
                card = answer_card(answer, catalog)
                assert 0 < len(card.text) <= MAX_DISPLAYED and len(card.blocks) <= MAX_COMPONENTS


@pytest.mark.parametrize("party", [Owner.AWS, Owner.CUSTOMER, Owner.SHARED, None])
def test_every_overview_fits(catalog: Catalog, party: Owner | None):
    general = Answer(query="q", outcome=Outcome.ANSWER, kind=Kind.OVERVIEW, party=party)
    check(general, catalog)
    for service in (*catalog.services.values(), *catalog.models.values()):
        check(replace(general, service=service), catalog)


def test_any_two_neighbours_can_be_compared(catalog: Catalog):
    for entries in (catalog.things, catalog.services, catalog.models, catalog.uses):
        for pair in pairwise(entries.values()):
            check(Answer(query="q", outcome=Outcome.ANSWER, kind=Kind.COMPARISON, compared=pair), catalog)


def test_every_entry_can_be_a_button(catalog: Catalog):
    longest_service = max(catalog.services, key=len)
    for entry_id, entry in {**catalog.things, **catalog.uses}.items():
        offer = choice(entry_id, entry.name, service_id=longest_service)
        view = answer_view(asked_back(offer), catalog, 2**63)
        labels = [item.item.label for item in view.walk_children() if hasattr(item, "item")]
        assert all(0 < len(label) <= LABEL for label in labels)
        assert len(Pick(2**63, Kind.RESPONSIBILITY, entry_id, longest_service).write()) <= MAX_LENGTH


@pytest.mark.parametrize(("command", "words"), EXAMPLES)
def test_the_examples_of_the_help_work(knowledge: Knowledge, command: str, words: str):
    options = dict(part.split(": ", 1) for part in words.split("  "))
    question = options.get("thing") or options["use"]
    answer = lookups.ask(knowledge, question, options.get("service"))
    assert answer.outcome is Outcome.ANSWER
    assert answer.kind is (Kind.AUP if command == "/aup" else Kind.RESPONSIBILITY)
    check(answer, knowledge.lookup.catalog)


def test_questions_with_the_longest_text_fit(knowledge: Knowledge, catalog: Catalog):
    check(asked_back(choice("x", "*" * 80), choice("y", "_" * 80), query="*" * 300), catalog)
    check(lookups.ask(knowledge, "*" * 301), catalog)
