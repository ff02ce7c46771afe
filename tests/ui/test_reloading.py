"""With RELOAD a running bot takes over an edited knowledge base by itself."""

from __future__ import annotations

import re
from pathlib import Path

import discord
import pytest

from bot.services.knowledge import Knowledge
from bot.settings import Settings
from bot.ui.client import ResponsiBot
from bot.ui.reloading import EVERY_SECONDS
from tests.catalog.folder import write_folder
from tests.support.hall import Hall
from tests.support.reading import text_of

THINGS = "things/compute.yaml"
LOOKS = 3
"""One that sees the edit, one that sees it left alone and reads it, one to spare."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge base of the test's own."""
    return write_folder(tmp_path)


@pytest.fixture
def reload() -> bool:
    return True


@pytest.fixture
def bot(folder: Path, reload: bool) -> ResponsiBot:
    settings = Settings(_env_file=None, discord_token="not-a-token", reload=reload)  # pyright: ignore
    return ResponsiBot(settings, Knowledge(folder), now=discord.utils.utcnow)


def call_it(folder: Path, name: str) -> None:
    text = (folder / THINGS).read_text(encoding="utf-8")
    (folder / THINGS).write_text(re.sub("name: .*", f"name: {name}", text), encoding="utf-8")


async def shown(hall: Hall) -> str:
    await hall.env.advance_time(LOOKS * EVERY_SECONDS)
    return text_of((await hall.alice.slash(hall.channel, "who", thing="patching the guest")).response)


async def test_an_edit_is_in_force_within_seconds_and_a_broken_one_never(hall: Hall, folder: Path, caplog):
    assert "Guest OS patching" in await shown(hall)
    call_it(folder, "Patching what runs inside")
    assert "Patching what runs inside" in await shown(hall)
    call_it(folder, "X")
    assert "Patching what runs inside" in await shown(hall)
    assert "knowledge/things/compute.yaml:3: name" in caplog.text
    call_it(folder, "Patching it")
    assert "Patching it" in await shown(hall)


@pytest.mark.parametrize("reload", [False])
async def test_without_it_nothing_is_looked_at(hall: Hall, folder: Path):
    call_it(folder, "Patching what runs inside")
    assert "Guest OS patching" in await shown(hall)
