"""What changed since a page last heard: the live stream of one page, as Server-Sent Events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.playground import screen
from bot.playground.session import Session

FIRST_PAGE = 50
MOST = 1000
"""Messages that one page follows at most; older ones are not reachable in the playground."""


class View:
    """One page's view of one channel; remembers what it has sent and gives only the difference."""

    def __init__(self, session: Session, user_id: int, channel_id: int, limit: int = FIRST_PAGE) -> None:
        """`limit` is how many of the newest messages the page shows (1 to MOST)."""
        self._session = session
        self._user_id = user_id
        self._channel_id = channel_id
        self._limit = max(1, min(limit, MOST))
        self._messages: dict[str, str] = {}
        self._surroundings = ""
        self._more = False
        self._jumps = -1
        self._trouble = 0

    def changes(self) -> Iterator[tuple[str, Any]]:
        """(event, data) pairs: clock, world, messages, trouble, or gone where the channel is out of reach."""
        if self._jumps != self._session.jumps:
            self._jumps = self._session.jumps
            yield "clock", {"now": self._session.env.now().isoformat()}
        yield from self._changed_surroundings()
        yield from self._changed_messages()
        fresh = [t for t in self._session.troubles if t["id"] > self._trouble]
        if fresh:
            self._trouble = fresh[-1]["id"]
            yield "trouble", fresh

    def _changed_surroundings(self) -> Iterator[tuple[str, Any]]:
        around = screen.surroundings(self._session, self._user_id)
        text = json.dumps(around)
        if text != self._surroundings:
            self._surroundings = text
            yield "world", around

    def _changed_messages(self) -> Iterator[tuple[str, Any]]:
        try:
            seat = self._session.world.seat(self._user_id, self._channel_id)
        except KeyError:
            yield "gone", {}
            return
        first = self._jumps >= 0 and not self._messages
        shown, more = screen.messages(self._session, seat, self._limit)
        texts = {message["id"]: json.dumps(message) for message in shown}
        put = [m for m in shown if self._messages.get(m["id"]) != texts[m["id"]]]
        gone = [key for key in self._messages if key not in texts]
        if put or gone or more != self._more or first:
            self._messages, self._more = texts, more
            yield "messages", {"put": put, "gone": gone, "more": more}


def frame(event: str, data: Any) -> bytes:
    """One event on the wire; JSON holds no line break, so one data line is enough."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()
