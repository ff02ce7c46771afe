"""What changed since a page last heard: the live stream of one page, as Server-Sent Events."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from bot.playground import screen, sim_private
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
        self._marks: dict[int, tuple[Any, ...]] = {}
        self._surroundings = ""
        self._more: bool | None = None
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
        stored, more = screen.recent(self._session, seat, self._limit)
        put = [m for m in stored if m.id not in self._marks or sim_private.changed(m, self._marks[m.id])]
        gone = self._marks.keys() - {m.id for m in stored}
        if put or gone or more != self._more:
            self._marks, self._more = {m.id: sim_private.mark(m) for m in stored}, more
            shown = [screen.message(self._session, seat, m) for m in put]
            yield "messages", {"put": shown, "gone": [str(one) for one in gone], "more": more}


def frame(event: str, data: Any) -> bytes:
    """One event on the wire; JSON holds no line break, so one data line is enough."""
    return f"event: {event}\ndata: {json.dumps(data)}\n\n".encode()
