"""Each way in which Discord or the network refuses: one sentence with a remedy, and the right exit code."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from bot.live.failures import GatewayUnreachable, explain


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(cast(Any, SimpleNamespace(close_code=code)), shard_id=0, code=code)


def answered(status: int) -> discord.HTTPException:
    return discord.HTTPException(
        cast(Any, SimpleNamespace(status=status, reason="")), {"code": 0, "message": "x"}
    )


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (discord.LoginFailure("Improper token"), 2, "DISCORD_TOKEN"),
        (closed(4004), 2, "DISCORD_TOKEN"),
        (closed(4013), 2, "intent"),
        (closed(4014), 2, "intent"),
        (discord.PrivilegedIntentsRequired(0), 2, "ANSWER_MENTIONS=false"),
        (closed(4011), 1, "shards"),
        (closed(4999), 1, "4999"),
        (answered(502), 1, "HTTP 502"),
        (aiohttp.ServerDisconnectedError(), 1, "network"),
        (OSError("Name or service not known"), 1, "DNS"),
        (TimeoutError(), 1, "TimeoutError"),
        (discord.GatewayNotFound(), 1, "network"),
        (GatewayUnreachable(OSError("refused")), 1, "DISCORD_GATEWAY_URL"),
    ],
)
def test_a_failure_is_one_sentence(error: Exception, code: int, words: str) -> None:
    told = explain(error)
    assert told is not None
    assert told.exit_code == code
    assert words in told.sentence
    assert "\n" not in told.sentence


def test_a_bug_of_ours_is_not_explained_away() -> None:
    assert explain(KeyError("shard")) is None
