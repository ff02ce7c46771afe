"""The running program takes over an edited knowledge base when it is told to, or by itself."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest

from bot.catalog.load import default_directory
from tests.process.conftest import Server, Start, open_server
from tests.process.program import CLEAN_END_WITHIN, Program
from tests.process.reading import text_of
from tests.standin.client import StandIn

READING_TAKES = 30.0
"""Seconds that a busy machine may need to read the knowledge base; waited for only as long as it takes."""
IN_FORCE = r"knowledge base is in force"
REFUSED = r"knowledge base is refused"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a knowledge base of the test's own."""
    shutil.copytree(default_directory(), tmp_path / "own" / "knowledge")
    return tmp_path / "own" / "knowledge" / "things" / "facilities.yaml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def answer(discord: StandIn, server: Server) -> str:
    thing = "Physical security of AWS data centers"
    return text_of(discord.answer_to(discord.slash(server.alice, server.channel, "who", thing=thing))["data"])


def begin(discord: StandIn, start: Start, file: Path, **environment: str) -> tuple[Server, Program]:
    server = open_server(discord)
    program = start(discord, KNOWLEDGE_DIR=str(file.parent.parent), **environment)
    discord.wait("ready")
    discord.wait("commands")
    return server, program


def test_sighup_takes_over_an_edit_and_refuses_a_broken_one(
    other_discord: StandIn, start: Start, file: Path
) -> None:
    server, program = begin(other_discord, start, file)
    assert "▲ AWS is responsible." in answer(other_discord, server)
    edit(file, "owner: aws", "owner: customer")
    assert "▲ AWS is responsible." in answer(other_discord, server), "nobody has told it yet"
    program.signal(signal.SIGHUP)
    program.wait_for_line(IN_FORCE, READING_TAKES)
    assert "● You (the customer) are responsible." in answer(other_discord, server)

    edit(file, "owner: customer", "owner: nobody")
    program.signal(signal.SIGHUP)
    program.wait_for_line(REFUSED, READING_TAKES)
    program.wait_for_line(r'knowledge/things/facilities\.yaml:\d+: .* not "nobody"')
    assert "● You (the customer) are responsible." in answer(other_discord, server)
    assert "Traceback" not in program.output
    program.signal(signal.SIGTERM)
    assert program.exit_code(CLEAN_END_WITHIN) == 0, program.output


def test_with_reload_it_needs_no_signal(other_discord: StandIn, start: Start, file: Path) -> None:
    server, program = begin(other_discord, start, file, RELOAD="1")
    edit(file, "owner: aws", "owner: customer")
    program.wait_for_line(IN_FORCE, READING_TAKES)
    assert "● You (the customer) are responsible." in answer(other_discord, server)
