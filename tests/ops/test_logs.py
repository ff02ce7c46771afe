"""What reaches the log, and what never does."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import aiohttp
import discord
import pytest

from bot.ops.logs import MASK, configure

TOKEN = "MTE5.stand.secret-part"


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    for library in ("discord", "asyncio", "aiohttp"):
        logging.getLogger(library).setLevel(logging.NOTSET)


def logged(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().err


def test_a_secret_is_hidden_wherever_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", [TOKEN, None, ""])
    logging.getLogger("bot").warning("log-in with %s", TOKEN)
    try:
        raise RuntimeError(f"wrong header: Bot {TOKEN}")
    except RuntimeError:
        logging.getLogger("bot").exception("it broke")
    out = logged(capsys)
    assert TOKEN not in out
    assert out.count(MASK) == 2
    assert "RuntimeError" in out


def test_what_libraries_repeat_of_members_is_never_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure("DEBUG", [])
    logging.getLogger("discord.gateway").debug("event with a member's words")
    logging.getLogger("bot.live").debug("ours")
    assert "member's words" not in (out := logged(capsys))
    assert "ours" in out


@pytest.mark.parametrize(
    "error",
    [
        ConnectionResetError("peer"),
        aiohttp.ServerDisconnectedError(),
        discord.GatewayNotFound(),
        OSError(113, "No route to host"),
    ],
)
def test_a_lost_connection_is_one_line(capsys: pytest.CaptureFixture[str], error: Exception) -> None:
    configure("INFO", [])
    logging.getLogger("discord.shard").error("Attempting a reconnect in %.2fs", 1.5, exc_info=error)
    out = logged(capsys)
    assert out.count("\n") == 1
    assert f"in 1.50s ({type(error).__name__})" in out


def test_a_bug_keeps_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", [])
    try:
        raise KeyError("shard")
    except KeyError:
        logging.getLogger("discord.client").exception("Ignoring exception in on_ready")
    assert "Traceback" in logged(capsys)


def test_times_are_utc(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", [])
    record = logging.LogRecord("bot", logging.INFO, "", 0, "noon", None, None)
    record.created = 1795435200.0
    logging.getLogger().handlers[0].handle(record)
    assert logged(capsys) == "2026-11-23 12:00:00Z INFO bot: noon\n"
