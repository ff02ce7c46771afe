"""The message menu "Who is responsible?"."""

from __future__ import annotations

from tests.support.hall import Hall
from tests.support.reading import first_line, text_of

MENU = "Who is responsible?"


async def test_alice_learns_privately_what_bob_asked(hall: Hall):
    question = await hall.bob.send(hall.channel, "hey, who patches the OS on RDS?")
    answered = await hall.alice.context_menu(hall.channel, MENU, question)
    assert answered.response.ephemeral
    assert "▲ AWS" in first_line(answered.response)


async def test_mentions_in_the_message_are_left_out(hall: Hall):
    question = await hall.bob.send(hall.channel, f"{hall.alice.mention} {hall.mention} physical security")
    answered = await hall.alice.context_menu(hall.channel, MENU, question)
    assert "▲ AWS" in first_line(answered.response)


async def test_a_message_without_text_is_explained(hall: Hall):
    picture = await hall.bob.send(hall.channel, "", attachments=[("notes.png", b"png")])
    for message in (picture, await hall.bob.send(hall.channel, hall.alice.mention)):
        answered = await hall.alice.context_menu(hall.channel, MENU, message)
        assert answered.response.ephemeral
        assert "no text" in text_of(answered.response)


async def test_the_bots_own_answer_has_no_text_of_its_own(hall: Hall):
    shown = await hall.bob.slash(hall.channel, "who", thing="physical security")
    answered = await hall.alice.context_menu(hall.channel, MENU, shown.response)
    assert "no text" in text_of(answered.response)


async def test_a_long_message_is_refused_kindly(hall: Hall):
    essay = await hall.bob.send(hall.channel, "patching " * 60)
    answered = await hall.alice.context_menu(hall.channel, MENU, essay)
    assert "300 characters" in first_line(answered.response)
