"""The running program keeps its connection: dropped ones are resumed, and nothing that was asked is lost."""

from __future__ import annotations

import pytest

from tests.process.conftest import Server
from tests.process.program import Program
from tests.standin.client import StandIn


def _ask(discord: StandIn, server: Server) -> str:
    return discord.slash(server.alice, server.channel, "who", thing="guest OS patching", service="RDS")


@pytest.mark.parametrize("how", ["abort", "close", "reconnect", "invalidate_resumable"])
def test_a_dropped_connection_is_resumed(
    discord: StandIn, running: Program, server: Server, how: str
) -> None:
    discord.wait("commands")
    after = discord.mark()
    discord.drop_gateway(how)
    discord.wait("resumed", after=after)
    assert discord.answer_to(_ask(discord, server))


def test_what_was_asked_while_away_is_answered(discord: StandIn, running: Program, server: Server) -> None:
    discord.wait("commands")
    after = discord.mark()
    discord.drop_gateway("abort")
    asked = _ask(discord, server)
    discord.wait("resumed", after=after)
    assert discord.answer_to(asked)


@pytest.mark.slow
def test_a_session_that_is_gone_is_begun_anew_where_the_settings_say(
    discord: StandIn, running: Program, server: Server
) -> None:
    """discord.py would go to its own default then, and to READY's address for a resume.

    Slow: discord.py waits five seconds before it begins a session anew.
    """
    discord.wait("commands")
    discord.ask("set_gateway", resume_url="ws://gateway.invalid/")
    after = discord.mark()
    discord.drop_gateway("invalidate")
    discord.wait("ready", after=after)
    assert discord.answer_to(_ask(discord, server))
    discord.drop_gateway("abort")
    discord.wait("resumed", after=after)
    assert discord.answer_to(_ask(discord, server))
