"""The "Did you mean" buttons: pressed by the asker, by others, after a restart, for a removed entry."""

from __future__ import annotations

from typing import Any

import pytest

from bot.lookup.answer import Kind
from bot.ui.choices import NONE_OF_THESE
from bot.ui.custom_ids import Pick
from tests.support.hall import Hall, make_bot
from tests.support.reading import buttons_of, first_line, text_of
from tests.ui.samples import asked_back, choice

QUESTION = "something with patching"
GUARDS = "physical-data-center-security"


@pytest.fixture
async def asked(hall: Hall, lay_down) -> Any:
    """The message with buttons that alice has got."""
    things = hall.bot.knowledge.lookup.catalog.things
    lay_down(
        QUESTION,
        asked_back(
            choice(GUARDS, things[GUARDS].name),
            choice("guest-os-patching-ec2", "Another", service_id="ec2"),
            choice("removed-since", "Removed since"),
            query=QUESTION,
        ),
    )
    return (await hall.alice.slash(hall.channel, "who", thing=QUESTION)).response


def shown_now(hall: Hall) -> str:
    return text_of(hall.channel.history()[-1])


async def test_up_to_three_choices_and_none_of_these(hall: Hall, asked):
    labels = list(buttons_of(asked))
    assert len(labels) == 4
    assert labels[-1] == NONE_OF_THESE
    assert "Did you mean" in first_line(asked)


async def test_the_askers_press_replaces_the_message(hall: Hall, asked):
    pressed = await hall.alice.click(
        asked, custom_id=Pick(hall.alice.id, Kind.RESPONSIBILITY, GUARDS).write()
    )
    assert pressed.acknowledged
    assert "▲ AWS" in shown_now(hall)
    assert buttons_of(hall.channel.history()[-1]) == {}


async def test_somebody_elses_press_is_answered_privately(hall: Hall, asked):
    pressed = await hall.bob.click(asked, custom_id=Pick(hall.alice.id, Kind.RESPONSIBILITY, GUARDS).write())
    assert pressed.response.ephemeral
    assert "▲ AWS" in first_line(pressed.response)
    assert "Did you mean" in shown_now(hall)


async def test_none_of_these_says_what_can_be_asked(hall: Hall, asked):
    await hall.alice.click(asked, label=NONE_OF_THESE)
    assert "not in my knowledge base" in shown_now(hall)
    assert "- `/who" in shown_now(hall)


async def test_buttons_work_after_a_restart(hall: Hall, asked, knowledge):
    await hall.env.restart_bot(make_bot(knowledge))
    await hall.alice.click(asked, custom_id=Pick(hall.alice.id, Kind.RESPONSIBILITY, GUARDS).write())
    assert "▲ AWS" in shown_now(hall)


async def test_another_message_still_works_after_one_was_replaced(hall: Hall, asked):
    second = (await hall.alice.slash(hall.channel, "who", thing=QUESTION)).response
    guards = Pick(hall.alice.id, Kind.RESPONSIBILITY, GUARDS).write()
    await hall.alice.click(asked, custom_id=guards)
    await hall.alice.click(second, custom_id=guards)
    assert "▲ AWS" in shown_now(hall)


async def test_an_entry_that_was_removed_since_gets_a_kind_sentence(hall: Hall, asked):
    await hall.alice.click(asked, label="Removed since")
    assert "has been removed" in shown_now(hall)


async def test_a_service_that_was_removed_since_gets_a_kind_sentence(hall: Hall, lay_down):
    lay_down("x?", asked_back(choice(GUARDS, "Guards", service_id="no-such-service")))
    asked = (await hall.alice.slash(hall.channel, "who", thing="x?")).response
    await hall.alice.click(asked, label="Guards")
    assert "has been removed" in shown_now(hall)


async def test_buttons_of_a_mention_belong_to_its_author(hall: Hall, lay_down):
    lay_down("who does it?", asked_back(choice(GUARDS, "Guards")))
    await hall.alice.send(hall.channel, f"{hall.mention} who does it?")
    asked = hall.channel.history()[-1]
    privately = await hall.bob.click(asked, label="Guards")
    assert privately.response.ephemeral
    await hall.alice.click(asked, label="Guards")
    assert "▲ AWS" in shown_now(hall)


async def test_buttons_of_a_private_answer_work(hall: Hall, asked):
    private = (await hall.alice.slash(hall.channel, "who", thing=QUESTION, private=True)).response
    pressed = await hall.alice.click(private, label=next(iter(buttons_of(private))))
    assert pressed.acknowledged
