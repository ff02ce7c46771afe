"""The gateway: hello, identify, heartbeat, resume with replay, events by shard and intent, closing."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from aiohttp import WSCloseCode, WSMsgType, web

from tests.standin import payloads
from tests.standin.compression import compressor
from tests.standin.intents import ALL_INTENTS, PRIVILEGED, as_seen_with, wanted
from tests.standin.journal import Journal
from tests.standin.state import Guild, Json, World

GUILDS_PER_SHARD = 2500
"""More, and Discord closes with 4011 (events page "Gateway", sharding)."""

REPLAYED = 5000
"""Events kept for a session that may come back."""

T = TypeVar("T")
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11


class Connection:
    """One open socket. What is sent is queued, so that events leave in the order in which they happened."""

    def __init__(self, socket: web.WebSocketResponse, compression: str) -> None:
        self._socket = socket
        self._compress = compressor(compression)
        self._outbox: asyncio.Queue[Json | int] = asyncio.Queue()
        self.session: Session | None = None
        self.closed_by_us = False

    def send(self, op: int, data: Any = None, event: str | None = None, sequence: int | None = None) -> None:
        """Queues a payload."""
        self._outbox.put_nowait({"op": op, "d": data, "t": event, "s": sequence})

    def close(self, code: int) -> None:
        """Closes with `code` once all that was queued before is out."""
        self._outbox.put_nowait(code)

    async def write(self) -> int | None:
        """Sends what is queued; ends with the code to close with, or None if the other side has gone."""
        while True:
            item = await self._outbox.get()
            if isinstance(item, int):
                return item
            text = json.dumps(item)
            try:
                await (self._socket.send_str(text) if self._compress is None else self._send(text))
            except ConnectionError:
                return None

    async def _send(self, text: str) -> None:
        assert self._compress is not None
        await self._socket.send_bytes(self._compress(text.encode()))


@dataclass(slots=True)
class Session:
    """What an identify began. It outlives its connection, so that a resume gets what was missed."""

    id: str
    shard: int
    shards: int
    intents: int
    connection: Connection | None
    sequence: int = 0
    sent: deque[tuple[int, str, Json]] = field(default_factory=lambda: deque(maxlen=REPLAYED))

    def dispatch(self, event: str, data: Json) -> None:
        """Sends an event, or keeps it for a resume."""
        self.sequence += 1
        self.sent.append((self.sequence, event, data))
        if self.connection is not None:
            self.connection.send(DISPATCH, data, event, self.sequence)


class Gateway:
    """All sessions, and how the gateway behaves just now."""

    def __init__(self, world: World, journal: Journal) -> None:
        self._world = world
        self._journal = journal
        self._sessions: dict[str, Session] = {}
        self._connections: dict[Connection, web.Request] = {}
        self._count = 0
        self.heartbeat_ms = 41_250
        self.refuse_code: int | None = None
        self.acknowledges = True
        self.privileged_allowed = 0
        self.resume_url: str | None = None

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """One connection, from hello to its end."""
        socket = web.WebSocketResponse(max_msg_size=4096)
        await socket.prepare(request)
        connection = Connection(socket, request.query.get("compress", ""))
        self._connections[connection] = request
        self._journal.add("connected", compress=request.query.get("compress"))
        connection.send(HELLO, {"heartbeat_interval": self.heartbeat_ms})
        try:
            code = await _until_either_ends(self._read(connection, socket, request), connection.write())
            if code is not None:
                connection.closed_by_us = True
                await socket.close(code=code)
        finally:
            self._forget(connection, socket.close_code)
        return socket

    async def _read(
        self, connection: Connection, socket: web.WebSocketResponse, request: web.Request
    ) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._receive(connection, request, json.loads(frame.data))

    def _forget(self, connection: Connection, code: int | None) -> None:
        del self._connections[connection]
        session = connection.session
        if session is not None and session.connection is connection:
            session.connection = None
            if code in (WSCloseCode.OK, WSCloseCode.GOING_AWAY) and not connection.closed_by_us:
                # Who leaves with 1000 or 1001 ends the session (events page "Gateway", disconnecting).
                self._sessions.pop(session.id, None)
        self._journal.add("disconnected", code=code, session=session.id if session else None)

    def _receive(self, connection: Connection, request: web.Request, payload: Json) -> None:
        op: int = payload["op"]
        data: Any = payload.get("d")
        if op == HEARTBEAT:
            self._journal.add("heartbeat", session=connection.session.id if connection.session else None)
            if self.acknowledges:
                connection.send(ACK)
        elif op == IDENTIFY:
            self._identify(connection, request, data)
        elif op == RESUME:
            self._resume(connection, data)
        else:
            self._journal.add("sent", op=op, data=data)

    def _identify(self, connection: Connection, request: web.Request, data: Json) -> None:
        shard, shards = data.get("shard", [0, 1])
        code = self._refusal(data, shards)
        self._journal.add("identify", shard=shard, shards=shards, intents=data["intents"], refused=code)
        if code is not None:
            connection.close(code)
            return
        self._count += 1
        session = Session(f"session-{self._count}", shard, shards, data["intents"], connection)
        self._sessions = {id: old for id, old in self._sessions.items() if old.shard != shard}
        self._sessions[session.id] = session
        connection.session = session
        self._welcome(session, request)

    def _refusal(self, data: Json, shards: int) -> int | None:
        if self.refuse_code is not None:
            return self.refuse_code
        if data["token"] != self._world.token:
            return 4004
        if data["intents"] & ~ALL_INTENTS:
            return 4013
        if data["intents"] & PRIVILEGED & ~self.privileged_allowed:
            return 4014
        return 4011 if len(self._world.guilds) / shards > GUILDS_PER_SHARD else None

    def _welcome(self, session: Session, request: web.Request) -> None:
        mine = [
            guild
            for guild in self._world.guilds.values()
            if _shard(guild.id, session.shards) == session.shard
        ]
        ready = {
            "v": 10,
            "user": payloads.user(self._world.bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in mine],
            "session_id": session.id,
            "resume_gateway_url": self.resume_url or f"ws://{request.host}/gateway",
            "shard": [session.shard, session.shards],
            "application": {"id": self._world.application_id, "flags": 0},
        }
        session.dispatch("READY", ready)
        for guild in mine:
            if guild.available:
                session.dispatch("GUILD_CREATE", payloads.guild_create(self._world, guild))
        self._journal.add("ready", session=session.id, shard=session.shard, guilds=len(mine))

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self._sessions.get(data["session_id"])
        known = session is not None and data["token"] == self._world.token
        self._journal.add("resume", session=data["session_id"], sequence=data["seq"], known=known)
        if session is None or not known:
            connection.send(INVALID_SESSION, False)
            return
        connection.session, session.connection = session, connection
        for sequence, event, missed in session.sent:
            if sequence > data["seq"]:
                connection.send(DISPATCH, missed, event, sequence)
        session.dispatch("RESUMED", {})
        self._journal.add("resumed", session=session.id)

    def dispatch(self, event: str, data: Json, guild_id: str | None) -> bool:
        """Sends an event to the shard of its guild (None: a DM, shard 0), if its intents ask for it."""
        reached = False
        for session in self._sessions.values():
            mine = _shard(guild_id, session.shards) == session.shard
            if mine and wanted(event, session.intents, guild_id):
                session.dispatch(event, as_seen_with(event, data, session.intents, self._world.bot.id))
                reached = True
        return reached

    def introduce(self, guild: Guild) -> None:
        """The bot has joined a guild, or an outage of it is over."""
        self.dispatch("GUILD_CREATE", payloads.guild_create(self._world, guild), guild.id)

    def drop(self, how: str, code: int = 4000) -> None:
        """Ends every connection: "abort" (no goodbye), "close" (with `code`), "reconnect" (op 7),
        "invalidate" (op 9, and the sessions are gone), "invalidate_resumable" (op 9, true)."""
        for connection, request in list(self._connections.items()):
            if how == "abort" and request.transport:
                request.transport.abort()
            elif how == "close":
                connection.close(code)
            elif how == "reconnect":
                connection.send(RECONNECT)
            else:
                connection.send(INVALID_SESSION, how == "invalidate_resumable")
        if how == "invalidate":
            self._sessions.clear()

    def forget_sessions(self) -> None:
        """The next resume is answered with op 9."""
        self._sessions.clear()


def _shard(guild_id: str | None, shards: int) -> int:
    return 0 if guild_id is None else (int(guild_id) >> 22) % shards


async def _until_either_ends(reading: Coroutine[Any, Any, None], writing: Coroutine[Any, Any, T]) -> T | None:
    """What writing gave; None if reading ended first.

    Reading is stopped before the caller closes: the close itself must read the client's close frame, since a
    client that finds the line cut while it answers takes 1006 for the code.
    """
    reader, writer = asyncio.ensure_future(reading), asyncio.ensure_future(writing)
    await asyncio.wait({reader, writer}, return_when=asyncio.FIRST_COMPLETED)
    result = writer.result() if writer.done() else None
    reader.cancel()
    writer.cancel()
    await asyncio.gather(reader, writer, return_exceptions=True)
    if not reader.cancelled():
        reader.result()  # what a payload broke shall be seen
    return result
