"""With RELOAD a running bot takes over an edited knowledge base by itself."""

from __future__ import annotations

import shutil
from pathlib import Path

import discord
import pytest

from bot.catalog.load import default_directory
from bot.services.knowledge import Knowledge
from bot.settings import Settings
from bot.ui.client import ResponsiBot
from bot.ui.reloading import EVERY_SECONDS
from tests.support.hall import Hall
from tests.support.reading import first_line

LOOKS = 3
"""One that sees the edit, one that sees it left alone and reads it, one to spare."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a knowledge base of the test's own."""
    shutil.copytree(default_directory(), tmp_path / "knowledge")
    return tmp_path / "knowledge" / "things" / "facilities.yaml"


@pytest.fixture
def reload() -> bool:
    return True


@pytest.fixture
def bot(file: Path, reload: bool) -> ResponsiBot:
    settings = Settings(_env_file=None, discord_token="not-a-token", reload=reload)  # pyright: ignore
    return ResponsiBot(settings, Knowledge(file.parent.parent), now=discord.utils.utcnow)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


async def answer(hall: Hall) -> str:
    await hall.env.advance_time(LOOKS * EVERY_SECONDS)
    shown = await hall.alice.slash(hall.channel, "who", thing="Physical security of AWS data centers")
    return first_line(shown.response)


async def test_an_edit_is_in_force_within_seconds_and_a_broken_one_never(hall: Hall, file: Path, caplog):
    assert await answer(hall) == "▲ AWS is responsible."
    edit(file, "owner: aws", "owner: customer")
    assert await answer(hall) == "● You (the customer) are responsible."
    edit(file, "owner: customer", "owner: nobody")
    assert await answer(hall) == "● You (the customer) are responsible."
    assert 'not "nobody"' in caplog.text
    edit(file, "owner: nobody", "owner: aws")
    assert await answer(hall) == "▲ AWS is responsible."


@pytest.mark.parametrize("reload", [False])
async def test_without_it_nothing_is_looked_at(hall: Hall, file: Path):
    edit(file, "owner: aws", "owner: customer")
    assert await answer(hall) == "▲ AWS is responsible."
