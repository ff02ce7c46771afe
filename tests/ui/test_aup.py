"""Asking the Acceptable Use Policy with /aup."""

from __future__ import annotations

import pytest

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


async def test_who_passes_a_question_about_a_use_over_to_the_policy(hall: Hall):
    by_who = await hall.alice.slash(hall.channel, "who", thing="can I port scan strangers")
    by_aup = await hall.alice.slash(hall.channel, "aup", use="can I port scan strangers")
    assert first_line(by_who.response).startswith("✕ Prohibited: ")
    assert text_of(by_who.response) == text_of(by_aup.response)


async def test_the_policy_passes_a_question_about_a_party_over_to_the_model(hall: Hall):
    by_aup = await hall.alice.slash(hall.channel, "aup", use="who patches the hypervisor")
    by_who = await hall.alice.slash(hall.channel, "who", thing="who patches the hypervisor")
    assert first_line(by_aup.response) == "▲ AWS is responsible."
    assert text_of(by_who.response) == text_of(by_aup.response)


async def test_a_use_names_its_place_in_both_policies_and_its_condition(hall: Hall):
    shown = await hall.alice.slash(hall.channel, "aup", use="is a hate forum allowed?")
    assert first_line(shown.response).startswith("✕ Prohibited: ")
    assert "**In today's policy:** " in text_of(shown.response)
    assert "**In courses (policy before July 2021):** " in text_of(shown.response)
    shared = await hall.alice.slash(hall.channel, "aup", use="may I share my account with a friend?")
    assert first_line(shared.response).startswith("△ Allowed only if a condition holds: ")
    assert "**Only if:** " in text_of(shared.response)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who do I tell about abuse?", "trustandsafety@support.aws.com"),
        ("what happens if I break the AUP?", "suspend"),
        ("how to answer an abuse report", "24 hours"),
    ],
)
async def test_guidance_says_whom_to_tell_what_happens_and_what_to_answer(hall: Hall, question, words):
    for command, option in (("aup", "use"), ("who", "thing")):
        shown = await hall.alice.slash(hall.channel, command, **{option: question})
        assert first_line(shown.response).startswith("ⓘ ")
        assert words in text_of(shown.response)
