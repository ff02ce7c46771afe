"""Asking with /who: the answer, privately or for all, autocomplete, and text that must not do anything."""

from __future__ import annotations

import pytest

from bot.catalog.model import Owner
from bot.lookup.answer import Reason
from bot.ui.cards.talk import EXAMPLES
from tests.support.hall import Hall
from tests.support.reading import first_line, text_of
from tests.support.sim import interactions_with, pinged
from tests.ui.samples import about, asked_back, choice, declined


async def test_alice_asks_and_everybody_sees_the_owner_first(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "who", thing="who patches the OS on RDS?")
    assert answered.response is not None
    assert not answered.response.ephemeral
    assert "▲ AWS" in first_line(answered.response)
    assert "Sources:" in text_of(answered.response)
    assert len(hall.channel.history(viewer=hall.bob)) == 1


async def test_alice_asks_for_herself(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "who", thing="physical security", private=True)
    assert answered.response is not None
    assert answered.response.ephemeral
    assert hall.channel.history(viewer=hall.bob) == []


async def test_the_service_option_changes_the_owner(hall: Hall):
    on_ec2 = await hall.alice.slash(hall.channel, "who", thing="patching the operating system", service="EC2")
    on_rds = await hall.alice.slash(hall.channel, "who", thing="patching the operating system", service="RDS")
    assert "● You (the customer)" in first_line(on_ec2.response)
    assert "▲ AWS" in first_line(on_rds.response)


async def test_a_question_that_is_too_long_is_refused_kindly(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "who", thing="why " * 100)
    assert "300 characters" in first_line(answered.response)


async def test_something_unknown_is_declined_with_what_can_be_asked(hall: Hall, lay_down):
    lay_down("pizza", declined(Reason.NOT_KNOWN, "pizza"))
    answered = await hall.alice.slash(hall.channel, "who", thing="pizza")
    assert "not in my knowledge base" in first_line(answered.response)
    assert text_of(answered.response).count("- `/") == 3


@pytest.mark.parametrize(
    "nasty", ["@everyone", "<@{bob}>", "<@&1>", "**bold** [x](https://evil.example)", "```\n# x"]
)
async def test_what_was_typed_is_shown_but_does_nothing(hall: Hall, lay_down, nasty):
    text = nasty.format(bob=hall.bob.id)
    lay_down(text, asked_back(choice("guest-os-patching", "A"), query=text))
    answered = await hall.alice.slash(hall.channel, "who", thing=text)
    assert pinged(answered.response) == set()
    assert text not in text_of(answered.response)
    sent = [request for request in hall.env.http_requests if request.path.endswith("/callback")][-1]
    assert sent.json["data"]["allowed_mentions"] == {"parse": []}


async def test_the_thing_is_completed_while_alice_types(hall: Hall):
    rows = await hall.alice.autocomplete(hall.channel, "who", "thing", "patch")
    assert 0 < len(rows) <= 25
    assert any("patch" in row["name"].lower() for row in rows)


async def test_with_nothing_typed_what_exams_ask_is_offered(hall: Hall):
    things = await hall.alice.autocomplete(hall.channel, "who", "thing", "")
    services = await hall.alice.autocomplete(hall.channel, "who", "service", "")
    assert things and services
    weights = {thing.name: thing.exam_weight for thing in hall.bot.knowledge.lookup.catalog.things.values()}
    assert weights.get(things[0]["name"]) == 3


async def test_the_two_options_narrow_each_other(hall: Hall, monkeypatch):
    asked = []
    lookup = hall.bot.knowledge.lookup
    things, services = lookup.suggest_things, lookup.suggest_services
    monkeypatch.setattr(
        lookup,
        "suggest_things",
        lambda text, service=None: asked.append((text, service)) or things(text, service),
    )
    monkeypatch.setattr(
        lookup,
        "suggest_services",
        lambda text, thing=None: asked.append((text, thing)) or services(text, thing),
    )
    await hall.alice.autocomplete(hall.channel, "who", "thing", "pat", service="Amazon RDS")
    await hall.alice.autocomplete(hall.channel, "who", "service", "r", thing="patching")
    await hall.alice.autocomplete(hall.channel, "who", "thing", "pat")
    assert asked == [("pat", "Amazon RDS"), ("r", "patching"), ("pat", None)]


async def test_a_completed_name_is_answered(hall: Hall):
    row = (await hall.alice.autocomplete(hall.channel, "who", "thing", "physical sec"))[0]
    answered = await hall.alice.slash(hall.channel, "who", thing=row["value"])
    assert row["name"] in text_of(answered.response)


async def test_it_works_in_direct_messages_and_private_channels(hall: Hall):
    direct = await hall.alice.user.slash("who", thing="physical security")
    assert "▲ AWS" in first_line(direct.response)
    with interactions_with(context=2, authorizing_integration_owners={"1": str(hall.alice.id)}):
        private = await hall.alice.user.slash("who", thing="physical security")
    assert "▲ AWS" in first_line(private.response)


async def test_help_shows_three_examples(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "help")
    assert answered.response.ephemeral
    for command, words in EXAMPLES:
        assert f"`{command} {words}`" in text_of(answered.response)
    assert f"@{hall.bot.user.name}" in text_of(answered.response)


async def test_a_negated_question_is_answered_in_a_whole_sentence(hall: Hall, lay_down):
    lay_down("isn't it?", about("data-center-guards", yes_no="no", party=Owner.CUSTOMER, negated=True))
    answered = await hall.alice.slash(hall.channel, "who", thing="isn't it?")
    assert first_line(answered.response) == "▲ AWS does that; you need not."
