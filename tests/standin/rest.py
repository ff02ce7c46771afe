"""Takes every REST request through the same door: token, limits, faults, the handler, the journal."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.standin.calls import UNKNOWN, ApiError, Call, Dispatcher, Route, Upload
from tests.standin.faults import Fault, Faults, Kind, rate_limited
from tests.standin.journal import Journal
from tests.standin.limits import Limits
from tests.standin.routes import ROUTES
from tests.standin.state import Unknown, World

PREFIX = "/api/v10"
MAJOR = ("channel_id", "guild_id", "webhook_id")
CUT = (Kind.LOSE_REQUEST, Kind.LOSE_REPLY)


@dataclass(slots=True)
class Rest:
    """The REST side. `checked` keeps what came in, for the check against Discord's description."""

    world: World
    journal: Journal
    gateway: Dispatcher
    limits: Limits
    faults: Faults
    checked: list[tuple[str, str, Any]]

    def add_to(self, app: web.Application) -> None:
        """Registers every route; anything else below the prefix is an error that the journal shows."""
        for route in ROUTES:
            app.router.add_route(route.method, PREFIX + route.template, self._door(route))
        app.router.add_route("*", PREFIX + "/{rest:.*}", self._unheard_of)

    def _door(self, route: Route) -> Any:
        async def serve(request: web.Request) -> web.StreamResponse:
            return await self._serve(route, request)

        return serve

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        body, files = await _read(request)
        call = Call(
            self.world, self.journal, self.gateway, str(request.url.origin()),
            request.match_info, request.query, body, files,
        )  # fmt: skip
        fault: Fault | None = None
        try:
            self._check_token(route, request)
            headers = self._check_limits(route, request)
            fault = self.faults.meet(request.method, path)
            response = await self._under(fault, route, call)
        except _Limited as limited:
            response, headers = _json(limited.body, 429), limited.headers
        except ApiError as error:
            response, headers = _json({"code": error.code, "message": str(error)}, error.status), {}
        except Unknown as unknown:
            message = {"code": UNKNOWN[unknown.what], "message": f"Unknown {unknown.what}"}
            response, headers = _json(message, 404), {}
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            # A body that no handler can read: a 400 from Discord, and a mistake of the bot's or of ours.
            self.journal.add("misshapen", method=request.method, path=path, error=repr(error))
            response, headers = _json({"code": 50035, "message": f"Invalid Form Body: {error!r}"}, 400), {}
        response.headers.update(headers)
        self.journal.add(
            "request", method=request.method, path=path, route=route.name, status=response.status,
            body=body, fault=fault.kind if fault else None,
        )  # fmt: skip
        if fault and fault.kind in CUT and request.transport:
            request.transport.abort()
        return response

    async def _under(self, fault: Fault | None, route: Route, call: Call) -> web.Response:
        if fault and fault.kind is Kind.HOLD_REQUEST:
            self.journal.add("held", fault=fault.id)
            await fault.released.wait()
        if fault and fault.kind is Kind.STATUS:
            return _json(fault.body, fault.status, fault.headers)
        if fault and fault.kind is Kind.LOSE_REQUEST:
            return web.Response(status=499)
        if call.body is not None:
            self.checked.append((route.method, route.template, call.body))
        answer = await route.handler(call)
        if fault and fault.kind is Kind.HOLD:
            self.journal.add("held", fault=fault.id)
            await fault.released.wait()
        if fault and fault.kind is Kind.GARBAGE:
            return web.Response(body=b'{"id": "12', content_type="application/json")
        return web.Response(status=204) if answer is None else _json(answer)

    def _check_token(self, route: Route, request: web.Request) -> None:
        if route.needs_token and request.headers.get("Authorization") != f"Bot {self.world.token}":
            raise ApiError(401, 0, "401: Unauthorized")

    def _check_limits(self, route: Route, request: web.Request) -> dict[str, str]:
        major = "+".join(request.match_info[name] for name in MAJOR if name in request.match_info)
        ruling = self.limits.rule(route.name, major, counts_globally=route.needs_token)
        if ruling.retry_after is None:
            return ruling.headers
        headers, body = rate_limited(ruling.retry_after, ruling.scope)
        raise _Limited(ruling.headers | headers, body)

    async def _unheard_of(self, request: web.Request) -> web.Response:
        path = request.path.removeprefix(PREFIX)
        await asyncio.shield(request.read())
        self.journal.add("unheard_of", method=request.method, path=path)
        return _json({"code": 0, "message": f"404: the stand-in has no {request.method} {path}"}, 404)


class _Limited(Exception):
    def __init__(self, headers: dict[str, str], body: Any) -> None:
        super().__init__("429")
        self.headers = headers
        self.body = body


async def _read(request: web.Request) -> tuple[Any, list[Upload]]:
    """JSON body (None: no body) and files; discord.py sends `payload_json` beside files."""
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else None), []
    body: Any = {}
    files: list[Upload] = []
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append(Upload(part.filename or "file", bytes(await part.read())))
    return body, files


def _json(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """The content type has no charset: discord.py compares it with exactly "application/json"."""
    content = json.dumps(data).encode()
    return web.Response(body=content, status=status, headers=headers, content_type="application/json")
