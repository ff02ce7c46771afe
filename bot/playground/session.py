"""One running playground: the world, its bot, and the rule that one thing happens at a time."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, TypeVar

import simcord
from discord import app_commands
from discord.ext import commands

from bot.playground import sim_private
from bot.playground.world import BOT_NAME, World

T = TypeVar("T")
MakeBot = Callable[[], commands.AutoShardedBot]

SETTLE_SECONDS = 60
"""How long one action may keep the bot busy; longer than the slowest command, shorter than patience."""
TICK_SECONDS = 0.5
PULSE_SECONDS = 0.15
"""How often a page is told of what a still running command has sent (the "thinking" line, for one)."""
TROUBLES_KEPT = 50


class Feed:
    """A counter that can be waited for: pages learn that something changed, not what."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._changed = asyncio.Event()

    def bump(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """Ends every page's live stream, so that the server can stop at once."""
        self.closed = True
        self.bump()

    async def newer_than(self, version: int, seconds: float) -> bool:
        """True as soon as the version is past `version`; False after `seconds` of real time."""
        if self.version > version:
            return True
        try:
            await asyncio.wait_for(self._changed.wait(), seconds)
        except TimeoutError:
            return False
        return True


class Session:
    """The world and what pages share: the queue of actions, open forms, dismissed replies, errors."""

    def __init__(self, world: World, make_bot: MakeBot, stopwatch: Callable[[], float]) -> None:
        """`stopwatch` gives real seconds (simcord replaces time.monotonic while it runs)."""
        self.world = world
        self.env: simcord.Env = world.env
        self.feed = Feed()
        self.busy: str | None = None
        self.bot_running = True
        self.generation = 1
        self.jumps = 0
        self.forms: dict[str, tuple[int, simcord.InteractionResult]] = {}
        self.dismissed: set[int] = set()
        self.troubles: deque[dict[str, Any]] = deque(maxlen=TROUBLES_KEPT)
        self._trouble_count = 0
        self._reported: deque[BaseException] = deque(maxlen=TROUBLES_KEPT)
        self._error_cursor = 0
        self._make_bot = make_bot
        self._stopwatch = stopwatch
        self._last_tick = stopwatch()
        self._lock = asyncio.Lock()

    async def perform(self, label: str, work: Callable[[], Awaitable[T]]) -> T:
        """Runs one action after those before it (simcord refuses two at a time); pages show `label`."""
        async with self._lock:
            self.busy = label
            self.feed.bump()
            try:
                return await work()
            finally:
                self.busy = None
                self._collect_errors()
                self.feed.bump()

    async def advance(self, seconds: float) -> None:
        """Moves the world's clock day by day, so that a week has seven times the patience of a day."""
        day = 86_400.0
        while seconds > 0:
            await self.env.advance_time(min(seconds, day))
            seconds -= day
            self.jumps += 1
            self.feed.bump()

    async def restart_bot(self) -> None:
        """Replaces the bot as a new start of the program would; whatever stops it is shown as trouble."""
        fresh, old = self._make_bot(), self.env.bot
        was_running, self.bot_running = self.bot_running, False
        if was_running:
            await self.env.restart_bot(fresh)
        else:
            self.env.bot = fresh
            await self.env.start()
        self.bot_running = True
        self.generation += 1
        await sim_private.close_bot(self.env, old)

    async def tick(self) -> None:
        """Moves the world's clock by the real time since the last tick: timers of a bot wait for this."""
        async with self._lock:
            now = self._stopwatch()
            elapsed, self._last_tick = now - self._last_tick, now
            if not self.bot_running:
                return
            try:
                await self.env.advance_time(elapsed)
            except (TimeoutError, simcord.SetupError) as error:
                self.report(error)
            self._collect_errors()

    def pulse(self) -> None:
        """Tells pages when anything crossed the wire since the last pulse."""
        if sim_private.take_activity(self.env):
            self.feed.bump()

    def report(self, error: BaseException) -> None:
        """Shows an error of the bot to every page; a check that said no is not one."""
        if isinstance(error, app_commands.CheckFailure) or any(error is e for e in self._reported):
            return
        self._reported.append(error)
        cause = error.__cause__ if isinstance(error, app_commands.CommandInvokeError) else None
        shown = cause or error
        self._trouble_count += 1
        self.troubles.append(
            {
                "id": self._trouble_count,
                "at": self.env.now().isoformat(),
                "title": f"{type(shown).__name__}: {shown}",
                "detail": "".join(traceback.format_exception(shown)),
            }
        )
        self.feed.bump()

    def _collect_errors(self) -> None:
        fresh = self.env.errors_since(self._error_cursor)
        self._error_cursor += len(fresh)
        for error in fresh:
            self.report(error)


class TroubleLog(logging.Handler):
    """Brings to the page what discord.py only logs: an error in a task loop or in an old message's button."""

    def __init__(self, session: Session) -> None:
        super().__init__(logging.ERROR)
        self._session = session

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self._session.report(error)


@asynccontextmanager
async def open_session(
    make_bot: MakeBot, now: Callable[[], datetime], stopwatch: Callable[[], float]
) -> AsyncIterator[Session]:
    """Builds the world at its fixed epoch, moves its clock to `now()`, connects the bot."""
    runner = simcord.run(make_bot(), shard_count=1, check_errors=False, settle_timeout=SETTLE_SECONDS)
    env = sim_private.prepare(runner, BOT_NAME)
    world = World(env)
    sim_private.move_clock_to(env, now())
    async with runner:
        session = Session(world, make_bot, stopwatch)
        handler = TroubleLog(session)
        logging.getLogger().addHandler(handler)
        try:
            yield session
        finally:
            logging.getLogger().removeHandler(handler)
            session.feed.close()
            await sim_private.close_bot(env, env.bot)


async def keep_ticking(session: Session) -> None:
    """Drives the world's clock with real time until cancelled."""
    while True:
        await asyncio.sleep(TICK_SECONDS)
        await session.tick()


async def keep_pulsing(session: Session) -> None:
    """Watches for changes until cancelled."""
    while True:
        await asyncio.sleep(PULSE_SECONDS)
        session.pulse()
