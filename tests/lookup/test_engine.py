"""Asking the real knowledge base: what members rely on, answer by answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalog.model import Owner
from bot.lookup.answer import Kind, Outcome, Reason
from bot.lookup.engine import MAX_QUESTION, Lookup
from bot.services.knowledge import Knowledge


@pytest.fixture(scope="module")
def lookup(knowledge: Knowledge) -> Lookup:
    return knowledge.lookup


@pytest.mark.parametrize(
    ("service", "owner"),
    [("EC2", "customer"), ("RDS", "aws"), ("Lambda", "aws"), ("DynamoDB", "aws"), ("Lightsail", "customer")],
)
def test_the_same_words_on_another_service(lookup: Lookup, service: str, owner: str) -> None:
    in_words = lookup.ask(f"who patches the operating system on {service}?")
    apart = lookup.ask("patching the operating system", service)
    assert (in_words.verdict, apart.verdict) == (owner, owner)
    assert in_words.service is not None and in_words.service.id == service.lower()


def test_without_a_service_it_depends(lookup: Lookup) -> None:
    answer = lookup.ask("who is responsible for patching the operating system?")
    assert (answer.verdict, answer.exam_answer) == (Owner.DEPENDS, Owner.CUSTOMER)


def test_a_service_without_the_layer_says_so(lookup: Lookup) -> None:
    answer = lookup.ask("patching the operating system (Amazon VPC)")
    assert answer.outcome is Outcome.ANSWER
    assert answer.verdict is None
    assert "no such layer" in answer.explanation


@pytest.mark.parametrize(
    ("text", "yes_no"),
    [
        ("is AWS responsible for the hypervisor?", "yes"),
        ("am I responsible for the hypervisor?", "no"),
        ("I don't have to patch the hypervisor, right?", "no"),
        ("is patch management only AWS's responsibility?", "no"),
        ("is AWS responsible for patch management?", "yes"),
    ],
)
def test_yes_no_is_about_the_party_named(lookup: Lookup, text: str, yes_no: str) -> None:
    assert lookup.ask(text).yes_no == yes_no


def test_a_negated_question_is_marked(lookup: Lookup) -> None:
    answer = lookup.ask("I don't have to patch the hypervisor, right?")
    assert answer.negated
    assert answer.party is Owner.CUSTOMER


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what is AWS responsible for?", Kind.OVERVIEW),
        ("what does the customer own on RDS?", Kind.OVERVIEW),
        ("who is responsible for RDS?", Kind.SERVICE),
        ("difference between client-side and server-side encryption", Kind.COMPARISON),
        ("is port scanning strangers allowed?", Kind.AUP),
        ("who do I report abuse to?", Kind.AUP),
    ],
)
def test_kinds_of_answers(lookup: Lookup, text: str, kind: Kind) -> None:
    answer = lookup.ask(text)
    assert (answer.outcome, answer.kind) == (Outcome.ANSWER, kind)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("🤷", Reason.EMPTY),
        ("patch " * 100, Reason.TOO_LONG),
        ("who patches azure sql?", Reason.OTHER_CLOUD),
        ("how much does S3 cost?", Reason.PRICES),
        ("how do I launch an instance?", Reason.HOW_TO),
        ("who won the football match", Reason.NOT_KNOWN),
        ("<script>alert(1)</script>", Reason.NOT_KNOWN),
    ],
)
def test_what_is_declined_and_why(lookup: Lookup, text: str, reason: Reason) -> None:
    answer = lookup.ask(text)
    assert (answer.outcome, answer.kind, answer.reason) == (Outcome.UNKNOWN, Kind.UNKNOWN, reason)
    assert answer.explanation


def test_every_exact_name_is_its_own_entry(lookup: Lookup) -> None:
    wrong = []
    for entry in (*lookup.catalog.things.values(), *lookup.catalog.uses.values()):
        if lookup.index.exact(entry.name) is entry:
            answer = lookup.ask(entry.name)
            if (answer.thing or answer.use) is not entry:
                wrong.append(entry.id)
    assert not wrong


def test_answers_carry_sources_with_the_date_checked(lookup: Lookup) -> None:
    answer = lookup.ask("who guards the data centers?")
    assert answer.sources
    assert all(s.url.startswith("https://") and s.checked.year >= 2026 for s in answer.sources)


def test_an_entry_by_its_id(lookup: Lookup) -> None:
    answer = lookup.answer_for(Kind.RESPONSIBILITY, "security-groups", "ec2")
    assert (answer.verdict, answer.confidence) == (Owner.CUSTOMER, 1.0)
    with pytest.raises(KeyError):
        lookup.answer_for(Kind.RESPONSIBILITY, "long-gone")


@given(st.text(max_size=MAX_QUESTION + 20), st.none() | st.text(max_size=40))
@settings(max_examples=150)
def test_any_text_gets_an_answer_that_holds_together(text: str, service: str | None) -> None:
    answer = _kept_lookup().ask(text, service)
    assert 0 <= answer.confidence <= 1
    assert len(answer.alternatives) <= 3
    if answer.outcome is Outcome.UNKNOWN:
        assert answer.reason is not None and answer.verdict is None
    if answer.outcome is Outcome.ASK_BACK:
        assert answer.alternatives and answer.verdict is None


def _kept_lookup() -> Lookup:
    """Hypothesis takes no module fixtures; the knowledge base is loaded once all the same."""
    if not _KEPT:
        from bot.catalog.load import default_directory

        _KEPT.append(Knowledge(default_directory()).lookup)
    return _KEPT[0]


_KEPT: list[Lookup] = []


@pytest.mark.parametrize("text", ["", "p", "patch", "who guards the building", "zzzz"])
def test_autocomplete_fits_discord(lookup: Lookup, text: str) -> None:
    for rows in (lookup.suggest_things(text), lookup.suggest_services(text), lookup.suggest_uses(text)):
        assert len(rows) <= 25
        assert len({row.id for row in rows}) == len(rows)


def test_autocomplete_narrows_by_the_other_option(lookup: Lookup) -> None:
    assert (
        "vpc"
        not in [row.id for row in lookup.suggest_services("", "patching the guest operating system")][:10]
    )
    on_rds = {row.id: row.verdict for row in lookup.suggest_things("patch", "RDS")}
    assert on_rds["os-patching"] is Owner.AWS
