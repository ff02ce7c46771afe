"""What reads as a question for the bot, and how often it answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lookup.answer import Answer, Kind, Outcome
from bot.services.mentions import Cooldown, Form, Heard, Limits, hear, without_mentions, worth_answering

BOT = 42
ME = f"<@{BOT}>"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "content",
    [
        f"{ME} who patches the OS on RDS?",
        f"who patches the OS on RDS {ME}",
        f"<@!{BOT}> is AWS responsible for hardware",
        f"{ME} difference between client-side and server-side encryption",
        f"{ME} rds backups?",
        f"{ME} what\u2019s shared",
        f"{ME} s3?",
    ],
)
def test_a_question_is_heard(content):
    heard = hear(content, BOT, direct=False)
    assert heard is not None and heard.form is Form.QUESTION
    assert ME not in heard.text and heard.text


@pytest.mark.parametrize(
    "content", [f"{ME} patching the os on rds", f"hey {ME} physical security", f"{ME} S3"]
)
def test_a_phrase_is_heard_where_the_bot_is_named(content):
    heard = hear(content, BOT, direct=False)
    assert heard is not None and heard.form is Form.PHRASE


def test_a_phrase_is_heard_in_a_direct_message_but_not_in_a_mere_reply():
    assert hear("patching rds", BOT, direct=True) == Heard("patching rds", Form.PHRASE)
    assert hear("patching rds", BOT, direct=False) is None


def test_a_reply_is_heard_only_as_a_question():
    assert hear("and who patches Lambda?", BOT, direct=False) == Heard(
        "and who patches Lambda?", Form.QUESTION
    )


ASKS_NOTHING = [
    *(
        "thanks!",
        f"{ME} thanks!",
        f"thank you {ME} ❤️",
        f"{ME} good bot",
        f"{ME} lol",
        f"{ME} 👍",
        f"{ME} ...",
    ),
    *(f"{ME} !", f"{ME} hi", "", " ", "<@&7>", "<@&7> 👋", f"{ME} how are you?", f"{ME} test"),
]


@pytest.mark.parametrize("content", ASKS_NOTHING)
def test_what_asks_nothing_is_not_heard(content):
    assert hear(content, BOT, direct=False) is None


def test_a_bare_mention_is_heard_as_such():
    assert hear(ME, BOT, direct=False) == Heard("", Form.BARE)
    assert hear(f" <@!{BOT}> ", BOT, direct=False) == Heard("", Form.BARE)
    assert hear(f"{ME} <:party:123>", BOT, direct=False) == Heard("", Form.BARE)
    assert hear("<@7>", BOT, direct=False) is None
    assert hear("", BOT, direct=True) is None


def test_markup_is_no_text():
    assert (
        without_mentions("<@1> <@!2> <@&3> <#4> </who:5> <:a:6> <a:b:7> <t:8:R> @everyone @here hi") == "hi"
    )
    assert without_mentions("1 < 2 and a@b.example") == "1 < 2 and a@b.example"


@given(st.text(), st.booleans())
def test_any_text_can_be_heard(content, direct):
    heard = hear(content, BOT, direct=direct)
    assert heard is None or heard.text or heard.form is Form.BARE


@pytest.mark.parametrize(
    ("form", "outcome", "expected"),
    [
        (Form.QUESTION, Outcome.UNKNOWN, True),
        (Form.QUESTION, Outcome.ANSWER, True),
        (Form.PHRASE, Outcome.ANSWER, True),
        (Form.PHRASE, Outcome.ASK_BACK, True),
        (Form.PHRASE, Outcome.UNKNOWN, False),
    ],
)
def test_a_mere_phrase_is_answered_only_where_there_is_something_to_say(form, outcome, expected):
    assert worth_answering(form, Answer(query="q", outcome=outcome, kind=Kind.UNKNOWN)) is expected


def test_a_cooldown_frees_each_one_after_its_window():
    cooldown = Cooldown(2, timedelta(seconds=30))
    cooldown.take("a", NOON)
    cooldown.take("a", NOON + timedelta(seconds=10))
    assert not cooldown.free("a", NOON + timedelta(seconds=29))
    assert cooldown.free("a", NOON + timedelta(seconds=30))
    assert cooldown.free("b", NOON)


def test_a_cooldown_forgets_those_whose_window_has_passed():
    cooldown = Cooldown(1, timedelta(seconds=30))
    for member in range(1000):
        cooldown.take(member, NOON)
    cooldown.free("somebody", NOON + timedelta(seconds=31))
    assert not cooldown._taken


def test_a_member_has_four_answers_in_half_a_minute_a_channel_twelve():
    limits = Limits()
    assert [limits.answer(1, 9, NOON) for _ in range(5)] == [True] * 4 + [False]
    assert [limits.answer(member, 9, NOON) for member in (2, 3) for _ in range(4)] == [True] * 8
    assert not limits.answer(4, 9, NOON)
    assert limits.answer(4, 8, NOON)
    assert limits.answer(1, 9, NOON + timedelta(seconds=30))


def test_a_channel_gets_one_hint_a_minute():
    limits = Limits()
    assert [limits.hint(9, NOON), limits.hint(9, NOON), limits.hint(8, NOON)] == [True, False, True]
    assert limits.hint(9, NOON + timedelta(seconds=60))
