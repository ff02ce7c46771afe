"""A running bot takes over an edited knowledge base, and refuses a broken one."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest

from bot.catalog.load import default_directory
from bot.services.knowledge import Knowledge
from bot.services.lookups import ask
from bot.services.reloading import Watch, take_over

NAME = "name: Physical security of AWS data centers"


@pytest.fixture
def own(tmp_path: Path) -> Knowledge:
    """A knowledge base of the test's own."""
    folder = tmp_path / "knowledge"
    shutil.copytree(default_directory(), folder)
    return Knowledge(folder)


def edit(own: Knowledge, old: str, new: str) -> None:
    file = own.directory / "things" / "facilities.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def name_now(own: Knowledge) -> str:
    thing = ask(own, "physical security").thing
    assert thing is not None
    return thing.name


async def test_an_edited_one_is_taken_over(own: Knowledge, caplog: pytest.LogCaptureFixture):
    edit(own, NAME, "name: Guards and fences at the halls")
    assert name_now(own) == "Physical security of AWS data centers"
    with caplog.at_level(logging.INFO):
        assert await take_over(own)
    assert name_now(own) == "Guards and fences at the halls"
    assert "is in force" in caplog.text


async def test_a_broken_one_is_refused_with_its_mistakes_and_the_old_one_stays(
    own: Knowledge, caplog: pytest.LogCaptureFixture
):
    before = own.lookup
    edit(own, "owner: aws", "owner: amazon")
    assert not await take_over(own)
    assert own.lookup is before
    assert "knowledge/things/facilities.yaml:" in caplog.text and 'not "amazon"' in caplog.text
    assert "Traceback" not in caplog.text
    edit(own, "owner: amazon", "owner: aws")
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
    ask(own, "hypervisor")
    assert len(heard) == 1


async def test_an_edit_is_noticed_once_it_has_been_left_alone(own: Knowledge):
    watch = Watch(own)
    assert await watch.look() is None
    edit(own, NAME, "name: Guards at the ha")
    assert await watch.look() is None, "somebody is still writing"
    edit(own, "name: Guards at the ha", "name: Guards at the halls")
    assert await watch.look() is None
    assert name_now(own) == "Physical security of AWS data centers"
    assert await watch.look() is True
    assert name_now(own) == "Guards at the halls"
    assert await watch.look() is None


async def test_a_broken_edit_is_told_once(own: Knowledge, caplog: pytest.LogCaptureFixture):
    watch = Watch(own)
    edit(own, "owner: aws", "owner: amazon")
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
