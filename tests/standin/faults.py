"""Faults that a test asks for: which requests they meet and what becomes of those."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a fault does to a request."""

    STATUS = "status"
    """Answered with `status`, `headers` and `body` instead of being carried out."""
    LOSE_REQUEST = "lose_request"
    """The connection is cut; nothing is carried out."""
    LOSE_REPLY = "lose_reply"
    """Carried out, then the connection is cut before the answer."""
    GARBAGE = "garbage"
    """Carried out, then answered with something that is no JSON."""
    HOLD = "hold"
    """Carried out; the answer is kept back until the test releases it."""
    HOLD_REQUEST = "hold_request"
    """Kept back before it is carried out, until the test releases it."""


@dataclass(slots=True)
class Fault:
    """Meets the next `times` requests whose method is `method` (empty: any) and whose path `path` matches."""

    id: int
    kind: Kind
    method: str
    path: re.Pattern[str]
    times: int
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None
    released: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """The faults in force, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._all: list[Fault] = []

    def add(self, kind: str, path: str, method: str = "", times: int = 1, **answer: Any) -> Fault:
        """Asks for a fault; `path` is a regular expression searched in the path below /api/v10."""
        fault = Fault(len(self._all) + 1, Kind(kind), method.upper(), re.compile(path), times, **answer)
        self._all.append(fault)
        return fault

    def meet(self, method: str, path: str) -> Fault | None:
        """The fault that this request runs into, used up by one; None mostly."""
        for fault in self._all:
            if fault.times > 0 and fault.method in ("", method) and fault.path.search(path):
                fault.times -= 1
                return fault
        return None

    def release(self, id: int) -> None:
        """Lets go what a HOLD fault keeps back."""
        self._all[id - 1].released.set()

    def clear(self) -> None:
        """Ends every fault; what is held is let go."""
        for fault in self._all:
            fault.times = 0
            fault.released.set()


def rate_limited(retry_after: float, scope: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Headers and body of Discord's 429; `scope`: user, global or shared. discord.py wants the header Via."""
    headers = {
        "Retry-After": str(max(1, round(retry_after))),
        "Via": "1.1 google",
        "X-RateLimit-Scope": scope,
    }
    if scope == "global":
        headers["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": retry_after, "global": scope == "global"}
    return headers, body
