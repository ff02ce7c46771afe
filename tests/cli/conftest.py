"""The program in an empty folder, so that no .env and no data of this checkout is read."""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ops.logs import LIBRARIES_AT_LEAST
from tests.cli.support import Run, runner


@pytest.fixture(autouse=True)
def process_as_before() -> Iterator[None]:
    """The program owns its process and sets signals and the log; pytest wants them back."""
    signals = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for number, before in signals.items():
        signal.signal(number, before)
    root.handlers[:] = handlers
    root.setLevel(level)
    for library in LIBRARIES_AT_LEAST:
        logging.getLogger(library).setLevel(logging.NOTSET)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    return runner(monkeypatch, capfd)
