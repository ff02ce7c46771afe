"""The running program takes over an edited knowledge base when it is told to, or by itself."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.catalog.folder import edit, write_folder
from tests.process.conftest import Server, Start, open_server
from tests.process.program import CLEAN_END_WITHIN, Program
from tests.process.reading import text_of
from tests.standin.client import StandIn

IN_FORCE = r"knowledge base is in force"
REFUSED = r"knowledge base is refused"
THINGS = "things/compute.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge base of the test's own."""
    return write_folder(tmp_path / "own")


def answer(discord: StandIn, server: Server) -> str:
    asked = discord.slash(server.alice, server.channel, "who", thing="patching the guest")
    return text_of(discord.answer_to(asked)["data"])


def begin(discord: StandIn, start: Start, folder: Path, **environment: str) -> tuple[Server, Program]:
    server = open_server(discord)
    program = start(discord, KNOWLEDGE_DIR=str(folder), **environment)
    discord.wait("ready")
    discord.wait("commands")
    return server, program


def test_sighup_takes_over_an_edit_and_refuses_a_broken_one(
    other_discord: StandIn, start: Start, folder: Path
) -> None:
    server, program = begin(other_discord, start, folder)
    assert "Guest OS patching" in answer(other_discord, server)
    edit(folder, THINGS, "name: Guest OS patching", "name: Patching the guests")
    assert "Guest OS patching" in answer(other_discord, server), "nobody has told it yet"
    program.signal(signal.SIGHUP)
    program.wait_for_line(IN_FORCE)
    assert "Patching the guests" in answer(other_discord, server)

    edit(folder, THINGS, "owner: shared", "owner: nobody")
    program.signal(signal.SIGHUP)
    program.wait_for_line(REFUSED)
    program.wait_for_line(r'knowledge/things/compute\.yaml:\d+: .* not "nobody"')
    assert "Patching the guests" in answer(other_discord, server)
    assert "Traceback" not in program.output
    program.signal(signal.SIGTERM)
    assert program.exit_code(CLEAN_END_WITHIN) == 0, program.output


def test_with_reload_it_needs_no_signal(other_discord: StandIn, start: Start, folder: Path) -> None:
    server, program = begin(other_discord, start, folder, RELOAD="1")
    edit(folder, THINGS, "name: Guest OS patching", "name: Patching the guests")
    program.wait_for_line(IN_FORCE)
    assert "Patching the guests" in answer(other_discord, server)
