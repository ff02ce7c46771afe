"""Questions by mention, by reply and by direct message."""

from __future__ import annotations

from typing import Any

import pytest

from bot.ui import client
from bot.ui.client import ResponsiBot, intents_for
from tests.support.hall import Hall, make_bot
from tests.support.reading import first_line, text_of

QUESTION = "who patches the OS on RDS?"


def replies(hall: Hall) -> list[Any]:
    """What the bot has said in the channel."""
    return [message for message in hall.channel.history() if message.author.id == hall.bot.user.id]


async def test_a_mention_with_a_question_is_answered_as_a_reply(hall: Hall):
    question = await hall.alice.send(hall.channel, f"{hall.mention} {QUESTION}")
    (answer,) = replies(hall)
    assert "▲ AWS" in first_line(answer)
    assert answer.reference is not None and answer.reference.message_id == question.id
    assert not answer.mentions


async def test_a_direct_message_is_answered(hall: Hall):
    await hall.alice.send_dm(QUESTION)
    assert "▲ AWS" in first_line(hall.alice.user.dm_channel.history()[-1])


async def test_a_reply_to_the_bot_with_a_question_is_answered(hall: Hall):
    await hall.bob.send(hall.channel, f"{hall.mention} what about physical security?")
    (answer,) = replies(hall)
    await hall.alice.send(hall.channel, QUESTION, reply_to=answer)
    assert len(replies(hall)) == 2
    assert "Amazon RDS" in text_of(replies(hall)[-1])


@pytest.mark.parametrize("text", ["thanks!", "ok 👍", "...", "lol"])
async def test_a_reply_that_asks_nothing_gets_nothing(hall: Hall, text):
    await hall.bob.send(hall.channel, f"{hall.mention} what about physical security?")
    (answer,) = replies(hall)
    await hall.alice.send(hall.channel, text, reply_to=answer)
    await hall.alice.send(hall.channel, f"{hall.mention} {text}")
    assert replies(hall) == [answer]


async def test_a_message_that_is_not_for_the_bot_gets_nothing(hall: Hall):
    await hall.alice.send(hall.channel, QUESTION)
    await hall.alice.send(hall.channel, f"{hall.bob.mention} {QUESTION}")
    assert replies(hall) == []


async def test_a_mention_of_the_bots_role_gets_nothing(hall: Hall):
    role = next(role for role in hall.guild.me.roles if role.managed)
    await hall.alice.send(hall.channel, role.mention)
    await hall.alice.send(hall.channel, f"{role.mention} {QUESTION}")
    assert replies(hall) == []


async def test_webhooks_are_ignored(hall: Hall):
    webhook = hall.guild.create_webhook(hall.channel)
    await webhook.send(f"{hall.mention} {QUESTION}")
    assert replies(hall) == []


async def test_other_bots_are_ignored(hall: Hall):
    other = hall.guild.add_member(hall.env.create_user("other", bot=True))
    await other.send(hall.channel, f"{hall.mention} {QUESTION}")
    assert replies(hall) == []


async def test_a_bare_mention_gets_one_hint_until_the_cooldown_is_over(hall: Hall):
    for _ in range(3):
        await hall.alice.send(hall.channel, hall.mention)
    (hint,) = replies(hall)
    assert "/help" in text_of(hint)
    await hall.env.advance_time(61)
    await hall.alice.send(hall.channel, hall.mention)
    assert len(replies(hall)) == 2


async def test_a_member_who_asks_too_fast_is_told_once_and_answered_again_later(hall: Hall):
    for _ in range(7):
        await hall.alice.send(hall.channel, f"{hall.mention} {QUESTION}")
    answers = [message for message in replies(hall) if "▲ AWS" in first_line(message)]
    assert len(answers) == 4
    assert [first_line(message) for message in replies(hall)[4:]] == [
        "One moment, please: that was a little fast. `/who` works at any time."
    ]
    await hall.bob.send(hall.channel, f"{hall.mention} {QUESTION}")
    assert "▲ AWS" in first_line(replies(hall)[-1])
    await hall.env.advance_time(31)
    await hall.alice.send(hall.channel, f"{hall.mention} {QUESTION}")
    assert len(replies(hall)) == 7


async def test_a_phrase_that_means_nothing_to_the_bot_gets_nothing_but_a_question_does(hall: Hall):
    await hall.alice.send(hall.channel, f"{hall.mention} zebra crossing")
    assert replies(hall) == []
    await hall.alice.send(hall.channel, f"{hall.mention} who feeds the zebra?")
    assert len(replies(hall)) == 1


async def test_what_was_typed_pings_nobody(hall: Hall):
    await hall.alice.send(hall.channel, f"{hall.mention} who is {hall.bob.mention} @everyone zebra?")
    (answer,) = replies(hall)
    stored = hall.env.backend.get_message(hall.channel.id, answer.id)
    assert stored.ping_user_ids in (set(), frozenset(), [], ())
    assert "@everyone" not in text_of(answer)


class TestSwitchedOff:
    """With ANSWER_MENTIONS=false the bot does not even receive messages."""

    @pytest.fixture
    def bot(self, knowledge) -> ResponsiBot:
        return make_bot(knowledge, answer_mentions=False)

    async def test_mentions_are_not_answered_but_commands_are(self, hall: Hall):
        await hall.alice.send(hall.channel, f"{hall.mention} {QUESTION}")
        await hall.alice.send_dm(QUESTION)
        assert replies(hall) == []
        shown = await hall.alice.slash(hall.channel, "help")
        assert f"@{hall.bot.user.name}" not in text_of(shown.response)
        assert hall.bot.get_cog("Mentions") is None


class TestOverhearing:
    """Should an operator ever switch the message-content intent on, the bot still minds its own business."""

    @pytest.fixture
    def bot(self, knowledge, monkeypatch) -> ResponsiBot:
        def all_content(settings):
            intents = intents_for(settings)
            intents.message_content = True
            return intents

        monkeypatch.setattr(client, "intents_for", all_content)
        return make_bot(knowledge)

    async def test_a_question_for_somebody_else_gets_nothing(self, hall: Hall):
        await hall.alice.send(hall.channel, QUESTION)
        await hall.alice.send(hall.channel, f"{hall.bob.mention} {QUESTION}")
        assert replies(hall) == []


async def test_no_right_to_send_is_borne_in_silence(hall: Hall, caplog):
    hall.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await hall.alice.send(hall.channel, f"{hall.mention} {QUESTION}")
    assert replies(hall) == []
    assert len(hall.env.errors) == 1
