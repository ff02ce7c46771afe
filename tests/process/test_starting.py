"""The program starts, or says in one sentence why it cannot; it ends when it is asked to."""

from __future__ import annotations

import itertools
import re
import signal
import socket
from collections.abc import Iterator

import pytest

from bot.lookup.answer import Outcome
from bot.services import lookups
from bot.services.knowledge import Knowledge
from tests.process.conftest import SECRET, Start, open_server
from tests.process.program import CLEAN_END_WITHIN, Program
from tests.process.reading import buttons_of, text_of
from tests.standin.client import StandIn

WRONG_SETTINGS = 2
COMMANDS = "/applications/{application_id}/commands"


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port of this machine on which nobody listens, and nobody else can meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


def assert_one_sentence(program: Program, *words: str) -> None:
    """It ended with a sentence that has these words, and without a traceback."""
    told = [line for line in program.output.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]
    assert len(told) == 1, program.output
    assert all(word in told[0] for word in words), told[0]
    assert "Traceback" not in program.output


def vague_question(knowledge: Knowledge) -> str:
    """Words of two things to which the bot asks back: looked for, as what is vague changes as it learns."""
    names = [thing.name.split() for thing in knowledge.lookup.catalog.things.values()]
    for one, other in itertools.pairwise(names):
        text = f"{one[0]} {other[-1]}"
        if lookups.ask(knowledge, text).outcome is Outcome.ASK_BACK:
            return text
    raise AssertionError("the bot never asks back")


def test_commands_are_registered_once_and_old_buttons_live_on(
    other_discord: StandIn, start: Start, knowledge: Knowledge
) -> None:
    server = open_server(other_discord)
    first = start(other_discord)
    other_discord.wait("ready")
    other_discord.wait("commands")
    thing = vague_question(knowledge)
    asked = other_discord.slash(server.alice, server.channel, "who", thing=thing)
    shown = other_discord.answer_to(asked)["message"]
    first.signal(signal.SIGTERM)
    assert first.exit_code(CLEAN_END_WITHIN) == 0, first.output
    other_discord.wait("disconnected", code=1000)

    after = other_discord.mark()
    start(other_discord)
    other_discord.wait("ready", after=after)
    custom_id = next(iter(buttons_of(shown).values()))
    answer = other_discord.answer_to(other_discord.press(server.alice, shown, custom_id))
    assert answer["message"]["id"] == shown["id"], "the asker's press replaces the message"
    assert text_of(answer["data"]) != text_of(shown)
    other_discord.wait("request", after=after, method="GET", route=f"GET {COMMANDS}")
    assert other_discord.events("commands", after=after) == []


def test_a_wrong_token_is_named(start: Start) -> None:
    program = start(DISCORD_TOKEN=f"wrong.{SECRET}")
    assert program.exit_code() == WRONG_SETTINGS, program.output
    assert_one_sentence(program, "DISCORD_TOKEN")


@pytest.mark.parametrize(("code", "words"), [(4004, "DISCORD_TOKEN"), (4014, "intent")])
def test_a_gateway_that_refuses_is_explained(
    other_discord: StandIn, start: Start, code: int, words: str
) -> None:
    other_discord.ask("refuse_identify", code=code)
    program = start(other_discord)
    assert program.exit_code() == WRONG_SETTINGS, program.output
    assert_one_sentence(program, words)


def test_no_network_is_named(start: Start, deaf_port: int) -> None:
    program = start(DISCORD_API_URL=f"http://127.0.0.1:{deaf_port}")
    assert program.exit_code() > 0, program.output
    assert_one_sentence(program, "network")


def test_an_unreachable_gateway_is_named(start: Start, deaf_port: int) -> None:
    program = start(DISCORD_GATEWAY_URL=f"ws://127.0.0.1:{deaf_port}")
    assert program.exit_code() > 0, program.output
    assert_one_sentence(program, "gateway")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(other_discord: StandIn, start: Start, number: signal.Signals) -> None:
    program = start(other_discord)
    other_discord.wait("ready")
    program.signal(number)
    assert program.exit_code(CLEAN_END_WITHIN) == 0, program.output
    other_discord.wait("disconnected", code=1000)
    assert "Traceback" not in program.output


def test_a_signal_while_discord_is_slow_ends_it_too(other_discord: StandIn, start: Start) -> None:
    fault = other_discord.inject("hold_request", "^/users/@me$")
    program = start(other_discord)
    other_discord.wait("held")
    program.signal(signal.SIGTERM)
    assert program.exit_code(CLEAN_END_WITHIN) == 0, program.output
    assert "Traceback" not in program.output
    other_discord.ask("release", fault=fault)


def test_a_signal_while_it_reconnects_ends_it_too(other_discord: StandIn, start: Start) -> None:
    """discord.py waits five seconds before it begins a new session, and swallows a cancellation meanwhile."""
    program = start(other_discord)
    other_discord.wait("ready")
    after = other_discord.mark()
    other_discord.drop_gateway("invalidate")
    other_discord.wait("connected", after=after)
    program.signal(signal.SIGTERM)
    assert program.exit_code(CLEAN_END_WITHIN) == 0, program.output


@pytest.mark.slow
def test_a_discord_that_is_down_is_named(other_discord: StandIn, start: Start) -> None:
    """Slow: discord.py tries five times within half a minute."""
    other_discord.inject("status", "^/users/@me$", times=100, status=502)
    program = start(other_discord)
    assert program.exit_code(within=60) > 0, program.output
    assert_one_sentence(program, "502")
