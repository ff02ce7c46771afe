"""A started program: its settings, its output, its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Self

from tests.standin.client import PATIENCE, REPOSITORY, StandIn

CLEAN_END_WITHIN = 5.0
"""Seconds; Docker kills ten after SIGTERM."""

PASSED_ON = ("PATH", "LANG", "SYSTEMROOT", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


class Program:
    """`python -m bot <arguments>` in an empty folder, with none of this machine's settings around it."""

    def __init__(self, folder: Path, environment: dict[str, str], *arguments: str) -> None:
        self.folder = folder
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=folder,
            env={name: os.environ[name] for name in PASSED_ON if name in os.environ}
            | {"HOME": str(folder), "PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"}
            | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [
            threading.Thread(target=self._read, args=(stream,), daemon=True)
            for stream in (self._process.stdout, self._process.stderr)
            if stream is not None
        ]
        for reader in self._readers:
            reader.start()

    @classmethod
    def run(cls, folder: Path, discord: StandIn, **environment: str) -> Self:
        """The bot, pointed at a stand-in; `environment` adds to or overrides that."""
        return cls(folder, settings_for(discord) | environment, "run")

    @property
    def output(self) -> str:
        """All that it has written so far, both streams."""
        with self._news:
            return "".join(self.lines)

    def wait_for_line(self, pattern: str, within: float = PATIENCE) -> re.Match[str]:
        """The first match of `pattern` in its output, old or new."""
        with self._news:
            self._news.wait_for(lambda: re.search(pattern, "".join(self.lines)), within)
            found = re.search(pattern, "".join(self.lines))
        assert found is not None, f"{pattern!r} not written within {within} s:\n{self.output}"
        return found

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal."""
        self._process.send_signal(number)

    def exit_code(self, within: float = PATIENCE) -> int:
        """Waits for the end; all output is then read."""
        try:
            code = self._process.wait(within)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {within} s:\n{self.output}") from None
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def stop(self) -> None:
        """Ends it if it still runs, and closes its pipes."""
        if self._process.poll() is None:
            self._process.kill()
        self.exit_code()
        for stream in (self._process.stdout, self._process.stderr):
            if stream is not None:
                stream.close()

    def _read(self, stream: IO[str]) -> None:
        for line in stream:
            with self._news:
                self.lines.append(line)
                self._news.notify_all()


def settings_for(discord: StandIn) -> dict[str, str]:
    """The environment that points the program at a stand-in."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
        "DATA_DIR": "data",
    }
