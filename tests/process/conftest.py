"""A stand-in, one bot that runs for all tests that do not start their own, and a way to start more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.process.program import Program
from tests.standin.client import StandIn

SECRET = "secret-that-is-never-shown"
TOKEN = f"MTE5MTE2ODkxNDIzMTM5NDMwNA.stand.{SECRET}"

Start = Callable[..., Program]


@dataclass(frozen=True)
class Server:
    """A Discord server with one channel and a member."""

    guild: str
    channel: str
    alice: str


@pytest.fixture(scope="package")
def discord() -> Iterator[StandIn]:
    """The stand-in; at the end no request may have been one that Discord objects to."""
    with StandIn.start(TOKEN) as stand_in:
        yield stand_in
        assert stand_in.mistakes() == []


@pytest.fixture(scope="package")
def server(discord: StandIn) -> Server:
    """The server, there before the bot is."""
    return open_server(discord)


@pytest.fixture(scope="package")
def running(discord: StandIn, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The bot, connected; at the end it has kept its token to itself and nothing has gone wrong in it."""
    program = Program.run(tmp_path_factory.mktemp("running"), discord)
    discord.wait("ready")
    yield program
    program.stop()
    assert SECRET not in program.output
    assert "Traceback" not in program.output


@pytest.fixture
def start(tmp_path: Path, discord: StandIn) -> Iterator[Start]:
    """Starts a bot of the test's own: `start(stand_in)`, with environment variables as keywords."""
    started: list[Program] = []

    def run(at: StandIn = discord, **environment: str) -> Program:
        program = Program.run(tmp_path, at, **environment)
        started.append(program)
        return program

    yield run
    for program in started:
        program.stop()
        assert SECRET not in program.output


@pytest.fixture
def other_discord() -> Iterator[StandIn]:
    """A stand-in of the test's own, for a bot of its own beside the running one."""
    with StandIn.start(TOKEN) as stand_in:
        yield stand_in
        assert stand_in.mistakes() == []


def open_server(discord: StandIn) -> Server:
    """A server with a channel and alice."""
    made = discord.add_guild("Study hall")
    alice = discord.add_member(made["guild"], "alice")
    return Server(made["guild"], made["channels"]["general"], alice)
