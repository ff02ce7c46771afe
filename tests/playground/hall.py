"""A playground for tests: the real bot or a small one that shows what the real bot does not use yet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.app import create_bot
from bot.playground.live import View
from bot.playground.server import make_app
from bot.playground.session import MakeBot, Session, open_session
from bot.settings import Settings

START = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
OURS = {"X-Playground": "1"}


@dataclass
class Stopwatch:
    """Real seconds, moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Playground:
    """A running playground, in members' words."""

    session: Session
    client: TestClient[Any, Any]
    stopwatch: Stopwatch

    def channel(self, name: str, guild: int = 0) -> str:
        """The id of a channel as the admin sees it."""
        places = self.session.world.places(int(self.person("Teacher")))
        return next(c["id"] for c in places[guild]["channels"] if c["name"] == name)

    def person(self, name: str) -> str:
        return next(person["id"] for person in self.session.world.people() if person["name"] == name)

    def direct(self, name: str) -> str:
        return str(self.session.world.direct[int(self.person(name))].id)

    async def act(self, who: str, verb: str, channel: str = "study", /, **body: Any) -> dict[str, Any]:
        """What the page does: `channel` is a name, or "direct"."""
        place = self.direct(who) if channel == "direct" else self.channel(channel)
        asked = {"as": self.person(who), "channel": place, **body}
        async with self.client.post(f"/api/act/{verb}", json=asked, headers=OURS) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    def sees(self, name: str, channel: str = "study") -> list[dict[str, Any]]:
        """The messages on a member's screen, oldest first."""
        place = self.direct(name) if channel == "direct" else self.channel(channel)
        events = dict(View(self.session, int(self.person(name)), int(place)).changes())
        return events["messages"]["put"]


def real_bot() -> MakeBot:
    settings = Settings(_env_file=None, discord_token="not-a-token")  # pyright: ignore
    return lambda: create_bot(settings)


@asynccontextmanager
async def playground(
    make_bot: MakeBot | None = None, now: Callable[[], datetime] = lambda: START
) -> AsyncIterator[Playground]:
    """Opened and closed inside one test: simcord's clock belongs to the task that opened it."""
    stopwatch = Stopwatch()
    async with open_session(make_bot or real_bot(), now, stopwatch) as session:
        async with TestClient(TestServer(make_app(session))) as client:
            try:
                yield Playground(session, client, stopwatch)
            finally:
                session.feed.close()
