"""The heartbeat, on a clock of the test's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.ops.health import INTERVAL, STALE_AFTER, beat, heartbeat_file, stop_beating, trouble

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_fresh_heartbeat_is_no_trouble(tmp_path: Path) -> None:
    beat(tmp_path / "data", NOON)
    assert trouble(tmp_path / "data", NOON) is None
    assert trouble(tmp_path / "data", NOON + STALE_AFTER) is None


def test_two_missed_beats_are_forgiven() -> None:
    assert INTERVAL * 3 < STALE_AFTER


def test_an_old_heartbeat_is_named_with_its_age(tmp_path: Path) -> None:
    beat(tmp_path, NOON)
    found = trouble(tmp_path, NOON + timedelta(minutes=10))
    assert found is not None and "600 s old" in found


def test_no_heartbeat_is_named(tmp_path: Path) -> None:
    found = trouble(tmp_path, NOON)
    assert found is not None and "not running" in found


def test_a_bot_that_ended_leaves_none(tmp_path: Path) -> None:
    beat(tmp_path, NOON)
    stop_beating(tmp_path)
    stop_beating(tmp_path)
    assert trouble(tmp_path, NOON) is not None


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-23T12:00:00"])
def test_a_damaged_heartbeat_is_named(tmp_path: Path, text: str) -> None:
    heartbeat_file(tmp_path).write_text(text, encoding="utf-8")
    found = trouble(tmp_path, NOON)
    assert found is not None and "cannot be read" in found
