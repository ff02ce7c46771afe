"""Solving practice questions with /solve, its form, and the message menu."""

from __future__ import annotations

import discord
import pytest

from bot.ui import custom_ids
from bot.ui.cards.solution import LAYOUT
from tests.support.hall import Hall, make_bot
from tests.support.reading import first_line, text_of
from tests.support.sim import interactions_with, pinged
from tests.ui.test_errors import SECRET, Broken, acknowledge, boom

MENU = "Solve this question"
ON_ONE_LINE = (
    "Which of these is the customer's responsibility? A. Patching the hypervisor "
    "B. Guarding the data centers C. Configuring security groups"
)
ON_LINES = """**Question 12** Which TWO tasks are AWS's responsibility? (Choose two.)
A) Configuring security groups
B) Replacing failed disks
C) Patching the hypervisor
D) Encrypting the customer's data"""


async def test_alice_solves_a_question_for_all_to_see(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "solve", question=ON_ONE_LINE)
    text = text_of(answered.response)
    assert not answered.response.ephemeral
    assert first_line(answered.response) == "Answer: C"
    assert "✔ **C.** \u2068Configuring security groups\u2069\n● You (the customer)." in text
    assert "**A.** \u2068Patching the hypervisor\u2069\n▲ AWS." in text
    assert "**Asked:** what is the customer's responsibility." in text
    assert "Sources: " in text and "checked " in text
    assert len(hall.channel.history(viewer=hall.bob)) == 1


async def test_without_a_question_a_form_opens_and_its_text_is_solved(hall: Hall):
    for nothing in ({}, {"question": "  "}):
        opened = await hall.alice.slash(hall.channel, "solve", **nothing)
        assert opened.modal is not None
        sent = await hall.alice.submit_modal(opened, {custom_ids.SOLVE_TEXT: ON_LINES})
        assert first_line(sent.response) == "Answer: B and C"
        assert "Two answers." in text_of(sent.response)


async def test_two_members_can_have_the_form_open_at_once(hall: Hall):
    alices = await hall.alice.slash(hall.channel, "solve")
    bobs = await hall.bob.slash(hall.channel, "solve")
    first = await hall.alice.submit_modal(alices, {custom_ids.SOLVE_TEXT: ON_LINES})
    second = await hall.bob.submit_modal(bobs, {custom_ids.SOLVE_TEXT: ON_ONE_LINE})
    assert first_line(first.response) == "Answer: B and C"
    assert first_line(second.response) == "Answer: C"


async def test_a_form_can_be_sent_after_the_bot_was_restarted(hall: Hall):
    opened = await hall.alice.slash(hall.channel, "solve")
    await hall.env.restart_bot(make_bot(hall.bot.knowledge))
    sent = await hall.alice.submit_modal(opened, {custom_ids.SOLVE_TEXT: ON_LINES})
    assert first_line(sent.response) == "Answer: B and C"


async def test_the_form_has_room_and_shows_how_to_paste(hall: Hall):
    opened = await hall.alice.slash(hall.channel, "solve")
    field = opened.modal["components"][0]["component"]
    assert (field["style"], field["max_length"]) == (2, 4000)
    assert field["placeholder"] == LAYOUT


async def test_bob_solves_a_pasted_question_privately(hall: Hall):
    pasted = await hall.alice.send(hall.channel, f"{hall.bob.mention} {ON_LINES}")
    answered = await hall.bob.context_menu(hall.channel, MENU, pasted)
    assert answered.response.ephemeral
    assert first_line(answered.response) == "Answer: B and C"
    assert len(hall.channel.history(viewer=hall.alice)) == 1


async def test_a_message_without_text_is_explained(hall: Hall):
    picture = await hall.bob.send(hall.channel, "", attachments=[("notes.png", b"png")])
    for message in (picture, await hall.bob.send(hall.channel, hall.alice.mention)):
        answered = await hall.alice.context_menu(hall.channel, MENU, message)
        assert answered.response.ephemeral
        assert "no text" in text_of(answered.response)


@pytest.mark.parametrize("text", ["who patches RDS?", "thanks, see you tomorrow", "A. AWS"])
async def test_no_options_is_told_with_how_it_should_look(hall: Hall, text: str):
    answered = await hall.alice.slash(hall.channel, "solve", question=text)
    assert "can't find the options" in first_line(answered.response)
    assert LAYOUT in text_of(answered.response)
    assert "`/who`" in text_of(answered.response)


async def test_a_question_of_another_subject_is_declined(hall: Hall):
    text = "What is the capital of France?\nA. Paris\nB. London\nC. Rome"
    answered = await hall.alice.slash(hall.channel, "solve", question=text)
    assert "can't tell what this question asks" in first_line(answered.response)


async def test_a_text_that_is_too_long_is_refused_kindly(hall: Hall):
    answered = await hall.alice.slash(hall.channel, "solve", question="why? " * 1300)
    assert "6,000 characters" in first_line(answered.response)


async def test_what_was_pasted_does_nothing(hall: Hall):
    nasty = f"@everyone {hall.bob.mention}\n{ON_LINES}\nE) [**x**](https://evil.example) <@&1>"
    answered = await hall.alice.slash(hall.channel, "solve", question=nasty)
    assert first_line(answered.response) == "Answer: B and C"
    assert pinged(answered.response) == set()
    for live in ("@everyone", hall.bob.mention, "](https://evil", "<@&1>"):
        assert live not in text_of(answered.response)


async def test_it_works_in_direct_messages_and_private_channels(hall: Hall):
    direct = await hall.alice.user.slash("solve", question=ON_ONE_LINE)
    assert first_line(direct.response) == "Answer: C"
    opened = await hall.alice.user.slash("solve")
    sent = await hall.alice.user.submit_modal(opened, {custom_ids.SOLVE_TEXT: ON_ONE_LINE})
    assert first_line(sent.response) == "Answer: C"
    with interactions_with(context=2, authorizing_integration_owners={"1": str(hall.alice.id)}):
        private = await hall.alice.user.slash("solve", question=ON_ONE_LINE)
    assert first_line(private.response) == "Answer: C"


async def test_a_form_that_fails_goes_through_the_one_door(hall: Hall, monkeypatch, caplog):
    opened = await hall.alice.slash(hall.channel, "solve")
    monkeypatch.setattr("bot.ui.solving.solve_pasted", boom)
    sent = await hall.alice.submit_modal(opened, {custom_ids.SOLVE_TEXT: SECRET})
    assert sent.response.ephemeral
    assert "Error reference" in text_of(sent.response)
    assert hall.bot.tree.failed == 1
    assert "Broken" in caplog.text and SECRET not in caplog.text
    acknowledge(hall, Broken)


async def test_a_form_that_comes_too_late_is_counted_and_hurts_nobody(hall: Hall, caplog):
    opened = await hall.alice.slash(hall.channel, "solve")
    hall.env.inject_error("POST", "/interactions/*", status=404, code=10062)
    await hall.alice.submit_modal(opened, {custom_ids.SOLVE_TEXT: ON_LINES})
    assert (hall.bot.tree.late, hall.bot.tree.failed) == (1, 0)
    assert "too late" in caplog.text
    acknowledge(hall, discord.NotFound)
