"""Runs the program's commands in this process, as `main` does, and collects what they print."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from bot.__main__ import main
from bot.settings import Settings, variable


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


class Lines(io.StringIO):
    """Standard input or output with the `buffer` of bytes that programs use."""

    def __init__(self, data: bytes = b"") -> None:
        super().__init__()
        self.buffer = io.BytesIO(data)


def runner(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """`run("ask", "text", stdin=b"...", LOG_LEVEL="INFO")`: keywords in capitals are the only settings."""

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> Ended:
        for field in Settings.model_fields:
            monkeypatch.delenv(variable(field), raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["responsibot", *arguments])
        monkeypatch.setattr(sys, "stdin", Lines(stdin))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ended(int(ended.value.code or 0), out, err)

    return run
