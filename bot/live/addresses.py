"""Where the bot finds Discord: the REST address and, for every connection, the gateway's."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import yarl
from discord.ext import commands
from discord.http import INTERNAL_API_VERSION, Route

from bot.live.failures import GatewayUnreachable

API_PATH = f"/api/v{INTERNAL_API_VERSION}"


def use_api(url: str | None) -> None:
    """Sends every REST request of this process to `url`; the path `/api/v10` may be left out."""
    if url is not None:
        Route.BASE = _with_version(url)


def _with_version(url: str) -> str:
    path = urlsplit(url).path.rstrip("/")
    if path in ("", "/api"):
        return url.removesuffix(path) + API_PATH
    return url


class Gateway:
    """Opens the bot's gateway connections: the one place that knows where they go and whether one ever stood.

    discord.py takes the address from three places (its own default, `/gateway/bot`, READY's
    `resume_gateway_url`) and retries a first connection for ever, with a traceback each time. Everything goes
    through `HTTPClient.ws_connect`, so that is replaced on this bot.
    """

    def __init__(self, bot: commands.AutoShardedBot, url: str | None) -> None:
        self._open = bot.http.ws_connect
        self._url = url
        self._reached = False
        self.unreachable: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        bot.http.ws_connect = self.connect

    async def connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """As `HTTPClient.ws_connect`. Fails the future `unreachable` if the very first connection fails."""
        try:
            socket = await self._open(self.target(url), compress=compress)
        except (OSError, aiohttp.ClientError) as error:
            if self._reached:
                raise
            if not self.unreachable.done():
                self.unreachable.set_exception(GatewayUnreachable(error))
            # The program ends now; returning an error would only start discord.py's endless retries.
            return await asyncio.Future()
        self._reached = True
        return socket

    def target(self, url: str) -> str:
        """`url` as discord.py wants it, at the address that the settings name; the query stays."""
        if self._url is None:
            return url
        return str(yarl.URL(self._url).with_query(yarl.URL(url).query))
