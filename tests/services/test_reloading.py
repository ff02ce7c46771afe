"""A running bot takes over an edited knowledge base, and refuses a broken one."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.services.knowledge import Knowledge
from bot.services.lookups import ask
from bot.services.reloading import Watch, take_over
from tests.catalog.folder import edit, write_folder

THINGS = "things/compute.yaml"


@pytest.fixture
def own(tmp_path: Path) -> Knowledge:
    """A small knowledge base of the test's own."""
    return Knowledge(write_folder(tmp_path))


def name_now(own: Knowledge) -> str:
    return own.lookup.catalog.things["guest-os-patching"].name


async def test_an_edited_one_is_taken_over(own: Knowledge, caplog: pytest.LogCaptureFixture):
    edit(own.directory, THINGS, "name: Guest OS patching", "name: Patching the guests")
    assert name_now(own) == "Guest OS patching"
    with caplog.at_level(logging.INFO):
        assert await take_over(own)
    assert name_now(own) == "Patching the guests"
    found = ask(own, "Patching the guests").thing
    assert found is not None and found.id == "guest-os-patching"
    assert "is in force" in caplog.text


async def test_a_broken_one_is_refused_with_its_mistakes_and_the_old_one_stays(
    own: Knowledge, caplog: pytest.LogCaptureFixture
):
    before = own.lookup
    edit(own.directory, THINGS, "owner: shared", "owner: amazon")
    assert not await take_over(own)
    assert own.lookup is before
    assert "knowledge/things/compute.yaml:" in caplog.text and 'not "amazon"' in caplog.text
    assert "Traceback" not in caplog.text
    edit(own.directory, THINGS, "owner: amazon", "owner: shared")
    assert await take_over(own)


async def test_a_mistake_of_ours_leaves_the_old_one_in_force(
    own: Knowledge, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def fail(directory: Path) -> None:
        raise RuntimeError

    before = own.lookup
    monkeypatch.setattr("bot.services.knowledge.load", fail)
    assert not await take_over(own)
    assert own.lookup is before
    assert "RuntimeError" in caplog.text


async def test_whoever_counts_goes_on_counting(own: Knowledge):
    heard = []
    own.listeners.append(heard.append)
    await take_over(own)
    ask(own, "Guest OS patching")
    assert len(heard) == 1


async def test_an_edit_is_noticed_once_it_has_been_left_alone(own: Knowledge):
    watch = Watch(own)
    assert await watch.look() is None
    edit(own.directory, THINGS, "name: Guest OS patching", "name: Patch")
    assert await watch.look() is None, "somebody is still writing"
    edit(own.directory, THINGS, "name: Patch", "name: Patching the guests")
    assert await watch.look() is None
    assert name_now(own) == "Guest OS patching"
    assert await watch.look() is True
    assert name_now(own) == "Patching the guests"
    assert await watch.look() is None


async def test_a_broken_edit_is_told_once(own: Knowledge, caplog: pytest.LogCaptureFixture):
    watch = Watch(own)
    edit(own.directory, THINGS, "owner: shared", "owner: amazon")
    assert [await watch.look() for _ in range(4)] == [None, False, None, None]
    assert caplog.text.count('not "amazon"') == 1


async def test_a_new_and_a_removed_file_are_edits_too(own: Knowledge):
    watch = Watch(own)
    first = own.directory / "words.yaml"
    text = first.read_text(encoding="utf-8")
    first.unlink()
    assert [await watch.look() for _ in range(2)] == [None, False]
    first.write_text(text, encoding="utf-8")
    assert [await watch.look() for _ in range(2)] == [None, True]
