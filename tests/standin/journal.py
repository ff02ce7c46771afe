"""What happened, in order, and waiting for what will happen next."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any

Event = dict[str, Any]


class Journal:
    """Numbered events. Each is a dict with `n` (from 1), `kind` and the fields of its kind."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._waiting: list[tuple[Callable[[Event], bool], asyncio.Future[Event]]] = []

    def add(self, kind: str, **fields: Any) -> Event:
        """Writes an event down and wakes whoever waits for it."""
        event: Event = {"n": len(self.events) + 1, "kind": kind, **fields}
        self.events.append(event)
        for fits, future in self._waiting:
            if not future.done() and fits(event):
                future.set_result(event)
        return event

    def find(self, kind: str | None, match: Mapping[str, Any], after: int = 0) -> list[Event]:
        """Every event after number `after` of that kind (None: any) whose fields equal those of `match`."""
        fits = _filter(kind, match)
        return [event for event in self.events[after:] if fits(event)]

    async def wait(self, kind: str, match: Mapping[str, Any], after: int, seconds: float) -> Event | None:
        """The first such event, old or new; None if it has not come within `seconds`."""
        fits = _filter(kind, match)
        for event in self.events[after:]:
            if fits(event):
                return event
        future: asyncio.Future[Event] = asyncio.get_running_loop().create_future()
        entry = (fits, future)
        self._waiting.append(entry)
        try:
            return await asyncio.wait_for(future, seconds)
        except TimeoutError:
            return None
        finally:
            self._waiting.remove(entry)


def _filter(kind: str | None, match: Mapping[str, Any]) -> Callable[[Event], bool]:
    wanted = dict(match) if kind is None else {"kind": kind, **match}
    return lambda event: all(event.get(field) == value for field, value in wanted.items())
