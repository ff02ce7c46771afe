"""The playground's web server: routes, who may call them, and the life of the program around them."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import mimetypes
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import discord
import simcord
from aiohttp import web

from bot.app import create_bot
from bot.playground import actions, live, screen, sim_private
from bot.playground.session import MakeBot, Session, keep_pulsing, keep_ticking, open_session
from bot.settings import Settings

HOST = "127.0.0.1"
PORT = 8765
PORTS_TRIED = 20
PAGE = Path(__file__).parent / "page"
MAX_BODY = 3 * actions.MAX_UPLOAD
KEEP_ALIVE_SECONDS = 15.0

_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
_SESSION = web.AppKey("session", Session)
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(session: Session) -> web.Application:
    """The routes over one running session."""
    app = web.Application(middlewares=[_guard], client_max_size=MAX_BODY)
    app[_SESSION] = session
    app.on_response_prepare.append(_add_headers)
    app.router.add_get("/", _index)
    app.router.add_static("/page", PAGE)
    app.router.add_get("/api/setup", _setup)
    app.router.add_get("/api/commands", _commands)
    app.router.add_get("/api/live", _live)
    app.router.add_post("/api/act/{verb}", _act)
    app.router.add_get("/media/{path:.+}", _media)
    return app


@web.middleware
async def _guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Only our own page: a foreign Host is DNS rebinding, a missing header another site."""
    if _hostname("//" + request.headers.get("Host", "")) not in _NAMES:
        raise web.HTTPForbidden(text="The playground answers on this machine's own address only.")
    if request.method not in ("GET", "HEAD"):
        origin = request.headers.get("Origin")
        if request.headers.get("X-Playground") != "1" or (origin and _hostname(origin) not in _NAMES):
            raise web.HTTPForbidden(text="Only the playground's own page may do this.")
    return await handler(request)


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


async def _add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


async def _setup(request: web.Request) -> web.Response:
    return web.json_response(screen.setup(request.app[_SESSION]))


async def _commands(request: web.Request) -> web.Response:
    session = request.app[_SESSION]
    try:
        seat = session.world.seat(int(request.query["as"]), int(request.query["channel"]))
    except (KeyError, ValueError):
        raise web.HTTPNotFound(text="No such person or channel.") from None
    return web.json_response(screen.commands(session, seat))


async def _live(request: web.Request) -> web.StreamResponse:
    """Server-Sent Events: at first everything that the page shows, then only what changes."""
    session = request.app[_SESSION]
    try:
        user, channel = int(request.query["as"]), int(request.query["channel"])
        limit = int(request.query.get("limit", live.FIRST_PAGE))
    except (KeyError, ValueError):
        raise web.HTTPBadRequest(text="Say who looks, and at which channel.") from None
    if user not in session.world.users:
        raise web.HTTPNotFound(text="No such person.")
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        await _stream(session, live.View(session, user, channel, limit), response)
    return response


async def _stream(session: Session, view: live.View, response: web.StreamResponse) -> None:
    while not session.feed.closed:
        version = session.feed.version
        frames = [live.frame(event, data) for event, data in view.changes()]
        if frames:
            await response.write(b"".join(frames))
        if not await session.feed.newer_than(version, KEEP_ALIVE_SECONDS):
            await response.write(live.frame("clock", {"now": session.env.now().isoformat()}))


async def _act(request: web.Request) -> web.Response:
    """One verb of `actions`; `ok` is false, with a sentence, where Discord would not let it happen."""
    session, verb = request.app[_SESSION], request.match_info["verb"]
    work = actions.VERBS.get(verb)
    if work is None:
        raise web.HTTPNotFound(text="No such action.")
    try:
        body = await request.json()
        seat = session.world.seat(int(body["as"]), int(body["channel"]))
    except (KeyError, TypeError, ValueError):
        raise web.HTTPBadRequest(text="Say who acts, and in which channel.") from None
    return web.json_response(await _answer(session, verb, lambda: work(session, seat, body)))


async def _answer(session: Session, label: str, work: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
    try:
        return {"ok": True, **await session.perform(label, work)}
    except (actions.Refused, simcord.SetupError, simcord.BackendError) as error:
        return {"ok": False, "error": str(error)}
    except (KeyError, TypeError, ValueError):
        return {"ok": False, "error": "That is no longer there, or the value does not fit."}
    except Exception as error:
        session.report(error)
        return {"ok": False, "error": f"The bot could not do this: {error}"}


async def _media(request: web.Request) -> web.Response:
    """An upload, boxed in: only plain pictures are shown, anything else is a download."""
    path = request.match_info["path"]
    data = sim_private.stored_upload(request.app[_SESSION].env, path)
    if data is None:
        raise web.HTTPNotFound(text="No such file.")
    kind = mimetypes.guess_type(path)[0] or ""
    headers = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    if kind not in _SAFE_IMAGES:
        kind, headers["Content-Disposition"] = "application/octet-stream", "attachment"
    return web.Response(body=data, content_type=kind, headers=headers)


async def serve(
    settings: Settings,
    port: int = PORT,
    *,
    make_bot: MakeBot | None = None,
    ready: Callable[[str], None] | None = None,
    now: Callable[[], datetime] = discord.utils.utcnow,
    stopwatch: Callable[[], float] = time.perf_counter,
) -> None:
    """Runs the playground on loopback until cancelled, interrupted or terminated.

    `port` is the one to try first, then the next free one (0: any). `ready` gets the page's address.
    What `make_bot` raises (a broken knowledge base) comes out of here, before any page is served.
    """
    async with (
        open_session(make_bot or (lambda: create_bot(settings)), now, stopwatch) as session,
        _listening(make_app(session), port) as address,
        asyncio.TaskGroup() as background,
    ):
        tasks = [background.create_task(keep(session)) for keep in (keep_ticking, keep_pulsing)]
        try:
            (ready or print)(address)
            await _stop_signal()
        finally:
            session.feed.close()
            for task in tasks:
                task.cancel()


@contextlib.asynccontextmanager
async def _listening(app: web.Application, port: int) -> AsyncIterator[str]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        bound = await _bind(runner, port)
        yield f"http://{HOST}:{bound}/"
    finally:
        await runner.cleanup()


async def _bind(runner: web.AppRunner, port: int) -> int:
    for candidate in range(port, port + PORTS_TRIED):
        try:
            await web.TCPSite(runner, HOST, candidate).start()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            continue
        return runner.addresses[-1][1]
    raise OSError(errno.EADDRINUSE, f"ports {port} to {port + PORTS_TRIED - 1} are all taken")


async def _stop_signal() -> None:
    """Returns at SIGINT or SIGTERM; where signals cannot be watched (Windows, a thread), never."""
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    watched = []
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, stopped.set)
            watched.append(number)
    try:
        await stopped.wait()
    finally:
        for number in watched:
            loop.remove_signal_handler(number)
