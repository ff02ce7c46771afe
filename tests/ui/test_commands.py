"""Every command's payload is within Discord's limits, and the look-up commands can be used everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from bot.lookup.answer import Kind
from bot.ui.client import ResponsiBot, intents_for
from bot.ui.lookups import MAX_CHOICE_NAME, MAX_CHOICES, named
from tests.support.hall import Hall, make_bot
from tests.ui.samples import choice

# Discord: interactions/application-commands.
NAME = re.compile(r"[-_'a-z0-9]{1,32}")
EVERYWHERE = {"who", "aup", "solve", "help", "Who is responsible?", "Solve this question"}


def payloads(bot: ResponsiBot) -> list[dict[str, Any]]:
    return [command.to_dict(bot.tree) for command in bot.tree.get_commands()]


def parts(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield payload
    for option in payload.get("options") or ():
        yield from parts(option)


async def test_the_look_up_commands_are_there(hall: Hall):
    assert {payload["name"] for payload in payloads(hall.bot)} >= EVERYWHERE


async def test_every_part_of_every_command_is_within_discords_limits(hall: Hall):
    for payload in payloads(hall.bot):
        is_menu = payload["type"] != 1
        for part in parts(payload):
            assert 1 <= len(part["name"]) <= 32
            assert is_menu or NAME.fullmatch(part["name"])
            assert (part.get("description") or "") == "" if is_menu else 1 <= len(part["description"]) <= 100
            assert len(part.get("options") or ()) <= 25
            assert len(part.get("choices") or ()) <= 25


async def test_the_words_of_one_command_are_within_discords_limit(hall: Hall):
    for payload in payloads(hall.bot):
        words = [part["name"] + (part.get("description") or "") for part in parts(payload)]
        assert sum(map(len, words)) <= 8000


async def test_the_look_up_is_for_servers_members_and_every_kind_of_channel(hall: Hall):
    for payload in payloads(hall.bot):
        if payload["name"] in EVERYWHERE:
            assert sorted(payload["contexts"]) == [0, 1, 2]
            assert sorted(payload["integration_types"]) == [0, 1]


async def test_required_options_come_first(hall: Hall):
    for payload in payloads(hall.bot):
        required = [bool(option.get("required")) for option in payload.get("options") or ()]
        assert required == sorted(required, reverse=True)


def test_autocomplete_rows_are_cut_to_discords_limits():
    rows = named([choice(f"c-{place}", f"{place} " + "long name " * 12) for place in range(40)])
    assert len(rows) == MAX_CHOICES
    assert all(1 <= len(row.name) <= MAX_CHOICE_NAME and row.name == row.value for row in rows)


def test_autocomplete_shows_each_name_once():
    assert [row.name for row in named([choice("a", "S3"), choice("b", "S3", Kind.SERVICE)])] == ["S3"]


@pytest.mark.parametrize("answer_mentions", [True, False])
def test_the_bot_asks_for_the_least_intents(knowledge, answer_mentions):
    intents = intents_for(make_bot(knowledge, answer_mentions=answer_mentions).settings)
    asked = {name for name, wanted in intents if wanted}
    with_mentions = {"guild_messages", "dm_messages", "messages"} if answer_mentions else set()
    assert asked - {"messages"} == {"guilds", *with_mentions} - {"messages"}
    assert not (intents.message_content or intents.members or intents.presences)


def test_the_bot_keeps_no_members_and_no_messages(knowledge):
    bot = make_bot(knowledge)
    assert bot._connection.member_cache_flags.value == 0
    assert bot._connection.max_messages is None
    assert bot.allowed_mentions is not None and bot.allowed_mentions.to_dict() == {"parse": []}
