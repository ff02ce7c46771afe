"""coverage, check --stale and the page of all that the bot knows."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import __main__ as program
from bot.catalog.load import default_directory, load
from bot.services.coverage import Basis
from bot.terminal.knowledge_page import PLACE, page
from tests.cli.support import Run

ROOT = Path(__file__).parent.parent.parent


def test_the_page_is_current() -> None:
    shown = (ROOT / PLACE).read_text(encoding="utf-8")
    assert shown == page(load(default_directory())), "run make knowledge-page"


def test_the_page_has_every_entry_and_whole_tables() -> None:
    catalog = load(default_directory())
    lines = page(catalog).splitlines()
    first = [line.split(" | ")[0].removeprefix("| ") for line in lines if line.startswith("| ")]
    for entries in (catalog.services, catalog.models, catalog.things, catalog.uses):
        assert {entry.name for entry in entries.values()} <= set(first)
    width = 0
    for line in lines:
        bars = line.replace(r"\|", "").count("|")
        assert bars in (0, width) or not width, line
        width = bars


def test_the_page_says_the_owner_in_words_and_what_exams_expect() -> None:
    text = page(load(default_directory()))
    ec2 = next(line for line in text.splitlines() if line.startswith("| Amazon EC2 |"))
    assert ec2.startswith("| Amazon EC2 | **A** AWS | **A** AWS | **A** AWS | **C** you |")
    assert "**S** shared (key: you)" in text
    patching = next(line for line in text.splitlines() if line.startswith("| Patch management"))
    assert patching.split(" | ")[1:3] == ["Shared", "Shared"]


@pytest.fixture
def aged(tmp_path: Path) -> Path:
    """A copy of the knowledge base in which one entry was checked long ago."""
    folder = tmp_path / "knowledge"
    shutil.copytree(default_directory(), folder)
    file = folder / "things" / "facilities.yaml"
    text = file.read_text(encoding="utf-8")
    at = text.index("checked: ")
    file.write_text(text[:at] + "checked: 2026-01-31" + text[at + 19 :], encoding="utf-8")
    return folder


def test_old_entries_are_listed_with_their_age(run: Run, aged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_now", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))
    ended = run("check", "--stale", "180", KNOWLEDGE_DIR=str(aged))
    assert ended.code == 0
    rows = [line for line in ended.out.splitlines() if "2026-01-31" in line]
    assert len(rows) == 1
    assert "296" in rows[0] and "thing" in rows[0] and "physical-data-center-security" in rows[0]
    assert "2026-01-31" not in run("check", "--stale", "296", KNOWLEDGE_DIR=str(aged)).out


def test_nothing_old_is_said_in_a_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_now", lambda: datetime(2026, 11, 24, tzinfo=UTC))
    ended = run("check", "--stale", "365")
    assert ended.out.splitlines()[-1] == "Nothing was last checked more than 365 days ago."
    assert "stale" not in run("check").out


@pytest.mark.parametrize("days", ["-1", "soon"])
def test_a_wrong_number_of_days_is_one_sentence(run: Run, days: str) -> None:
    ended = run("check", "--stale", days)
    assert (ended.code, ended.err.count("\n")) == (2, 1)


def test_coverage_as_json_has_every_thing_on_every_service(run: Run) -> None:
    catalog = load(default_directory())
    found = json.loads(run("coverage", "--json").out)
    assert list(found["things"]) == list(catalog.things)
    assert all(list(row) == list(catalog.services) for row in found["things"].values())
    assert list(found["counts"]) == list(Basis)
    assert sum(found["counts"].values()) == len(catalog.things) * len(catalog.services)
    assert all(number > 0 for number in found["counts"].values())
    assert found["things"]["guest-os-patching"]["ec2"]["owner"] == "customer"


@pytest.mark.slow
def test_coverage_for_a_person_has_every_name_and_the_words(run: Run) -> None:
    catalog = load(default_directory())
    ended = run("coverage")
    assert ended.code == 0
    assert all(words in ended.out for words in (*Basis, *(thing[:40] for thing in catalog.things)))
    sums = ended.out[ended.out.index("By service") :]
    assert all(service in sums for service in catalog.services)
