"""Asking the Acceptable Use Policy with /aup."""

from __future__ import annotations

from tests.support.hall import Hall
from tests.support.reading import first_line, text_of


async def test_without_a_text_the_policy_is_shown_at_a_glance(hall: Hall):
    shown = await hall.alice.slash(hall.channel, "aup")
    policy = hall.bot.knowledge.lookup.catalog.policy
    assert first_line(shown.response) == policy.name
    assert text_of(shown.response).count("✕") == len(policy.clauses)


async def test_a_use_is_judged(hall: Hall):
    shown = await hall.alice.slash(hall.channel, "aup", use="phishing")
    assert first_line(shown.response).startswith("✕ Prohibited: Phishing")


async def test_every_completed_use_is_answered_as_that_use(hall: Hall):
    rows = await hall.alice.autocomplete(hall.channel, "aup", "use", "mining")
    assert 0 < len(rows) <= 25
    shown = await hall.alice.slash(hall.channel, "aup", use=rows[0]["value"])
    assert rows[0]["name"] in first_line(shown.response)


async def test_blank_text_is_no_text(hall: Hall):
    assert "Acceptable Use Policy" in first_line(
        (await hall.alice.slash(hall.channel, "aup", use="  ")).response
    )
