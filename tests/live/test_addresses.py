"""Where the bot finds Discord: REST behind a proxy, and every gateway connection."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest
from discord.http import Route

from bot.live.addresses import Gateway, use_api
from bot.live.failures import GatewayUnreachable

DISCORDS = "wss://gateway.discord.gg/?v=10&encoding=json&compress=zlib-stream"


class Connections:
    """Stands where `bot.http.ws_connect` does: keeps the addresses, fails as told."""

    def __init__(self, *errors: Exception | None) -> None:
        self.urls: list[str] = []
        self._errors = list(errors)

    async def __call__(self, url: str, *, compress: int = 0) -> Any:
        self.urls.append(url)
        error = self._errors.pop(0) if self._errors else None
        if error is not None:
            raise error
        return "socket"


def gateway(connections: Connections, url: str | None = None) -> tuple[Any, Gateway]:
    bot = SimpleNamespace(http=SimpleNamespace(ws_connect=connections))
    return bot, Gateway(cast(Any, bot), url)


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("http://proxy:8080", "http://proxy:8080/api/v10"),
        ("http://proxy:8080/api", "http://proxy:8080/api/v10"),
        ("http://proxy:8080/api/v10", "http://proxy:8080/api/v10"),
        ("http://proxy/discord/v10", "http://proxy/discord/v10"),
    ],
)
def test_the_path_of_a_proxy_may_be_left_out(monkeypatch: pytest.MonkeyPatch, given: str, base: str) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)
    use_api(given)
    assert Route("GET", "/users/@me").url == f"{base}/users/@me"


def test_without_a_proxy_discord_itself_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", "https://discord.com/api/v10")
    use_api(None)
    assert Route.BASE == "https://discord.com/api/v10"


async def test_every_connection_goes_to_the_address_in_the_settings() -> None:
    connections = Connections()
    bot, _ = gateway(connections, "ws://proxy:9000/gateway")
    for named_by_discord in (DISCORDS, "wss://resume-1.discord.gg/?v=10&encoding=json&compress=zlib-stream"):
        assert await bot.http.ws_connect(named_by_discord) == "socket"
    assert connections.urls == ["ws://proxy:9000/gateway?v=10&encoding=json&compress=zlib-stream"] * 2


async def test_without_an_address_discords_own_is_kept() -> None:
    connections = Connections()
    bot, _ = gateway(connections)
    await bot.http.ws_connect(DISCORDS)
    assert connections.urls == [DISCORDS]


async def test_a_first_connection_that_fails_ends_the_program_instead_of_being_retried() -> None:
    bot, watched = gateway(Connections(OSError("refused")))
    connecting = asyncio.ensure_future(bot.http.ws_connect(DISCORDS))
    with pytest.raises(GatewayUnreachable, match="refused"):
        await watched.unreachable
    assert not connecting.done(), "discord.py would retry for ever, with a traceback each time"
    connecting.cancel()


async def test_a_later_one_is_discord_pys_to_retry() -> None:
    bot, watched = gateway(Connections(None, OSError("refused")))
    await bot.http.ws_connect(DISCORDS)
    with pytest.raises(OSError, match="refused"):
        await bot.http.ws_connect(DISCORDS)
    assert not watched.unreachable.done()
