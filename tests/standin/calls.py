"""What a REST handler is given and what it may raise."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.standin.journal import Journal
from tests.standin.state import Channel, Json, World


class ApiError(Exception):
    """An error reply: HTTP status, Discord's error code (0: none), message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


UNKNOWN = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Member": 10007,
    "Message": 10008,
    "User": 10013,
    "Webhook": 10015,
    "Interaction": 10062,
    "Command": 10063,
}
"""Discord's codes for what does not exist (topic page "Opcodes and Status Codes")."""


class Dispatcher(Protocol):
    """The gateway as the REST side sees it."""

    def dispatch(self, event: str, data: Json, guild_id: str | None) -> bool: ...


@dataclass(slots=True)
class Upload:
    """A file of a multipart request."""

    filename: str
    content: bytes


@dataclass(slots=True)
class Call:
    """One request on its way through a handler. `path`: the values of the route's {names}."""

    world: World
    journal: Journal
    gateway: Dispatcher
    base_url: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any = None
    files: list[Upload] = field(default_factory=list)

    @property
    def channel(self) -> Channel:
        """The channel that the path names; raises Unknown."""
        return self.world.channel(self.path["channel_id"])


Handler = Callable[[Call], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Route:
    """A request that the stand-in knows. The handler gives what goes out as JSON, or None for 204."""

    method: str
    template: str
    handler: Handler
    needs_token: bool = True

    @property
    def name(self) -> str:
        """As in rate limits and in the journal: "POST /channels/{channel_id}/messages"."""
        return f"{self.method} {self.template}"
