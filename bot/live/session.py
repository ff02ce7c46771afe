"""One run of the bot on Discord: log in, connect, say so, and end cleanly when asked to."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import AsyncIterator, Callable, Iterable
from datetime import datetime
from pathlib import Path

import discord
from discord.ext import commands

from bot.app import INVITE_RIGHTS, INVITE_SCOPES, create_bot
from bot.live.addresses import Gateway, use_api
from bot.live.failures import WRONG_SETTINGS, CannotRun, explain
from bot.ops import health
from bot.services.knowledge import Knowledge
from bot.services.reloading import take_over
from bot.settings import Settings
from bot.ui.client import ResponsiBot

log = logging.getLogger(__name__)

CANCELLING_SECONDS = 0.5
"""How long the tasks of a session may take to end after they are told to."""

CLOSING_SECONDS = 3.0
"""How long saying goodbye to the gateway may take; Docker kills ten seconds after SIGTERM."""


async def run(settings: Settings, now: Callable[[], datetime], say: Callable[[str], None]) -> None:
    """Runs the bot until SIGTERM or Ctrl-C; SIGHUP makes it take over an edited knowledge base.

    Raises CannotRun with a sentence, and KnowledgeError.
    """
    use_api(settings.discord_api_url)
    # The bot speaks in no voice channel: two warnings at every start less.
    discord.VoiceClient.warn_nacl = False
    discord.VoiceClient.warn_dave = False
    stop, reload = _asked_by((signal.SIGTERM, signal.SIGINT)), _asked_by((signal.SIGHUP,))
    bot = create_bot(settings)
    _offer_counters(bot, settings, now)
    async with _closing(bot):
        session = asyncio.create_task(_stay_connected(bot, settings, now, say, reload))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait({session, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if session.done():
            _raise_sentence(session.exception())
        session.cancel()
        await asyncio.wait({session})
    say("Stopped.")


def invite_link(application_id: int) -> str:
    """The address that adds the bot to a server, with the scopes and rights that it needs and no more."""
    return discord.utils.oauth_url(application_id, permissions=INVITE_RIGHTS, scopes=INVITE_SCOPES)


def _offer_counters(bot: ResponsiBot, settings: Settings, now: Callable[[], datetime]) -> None:
    if settings.metrics_port is None:
        return
    # The extra is asked for only here, so that the bot runs without it.
    from bot.live.watching import watch
    from bot.ops.metrics import Metrics

    metrics = Metrics()
    watch(bot, metrics, now)
    try:
        metrics.serve(settings.metrics_port)
    except OSError:
        sentence = f"METRICS_PORT {settings.metrics_port} is taken by another program: set another one."
        raise CannotRun(sentence, WRONG_SETTINGS) from None


def _asked_by(signals: Iterable[signal.Signals]) -> asyncio.Event:
    """An event that any of these signals sets, from now on."""
    asked = asyncio.Event()
    for name in signals:
        asyncio.get_running_loop().add_signal_handler(name, asked.set)
    return asked


async def _reload_when_asked(knowledge: Knowledge, asked: asyncio.Event) -> None:
    while True:
        await asked.wait()
        asked.clear()
        await take_over(knowledge)


@contextlib.asynccontextmanager
async def _closing(bot: commands.AutoShardedBot) -> AsyncIterator[None]:
    # Not `async with bot`: its close waits up to 30 s for a gateway that no longer answers.
    await bot.__aenter__()
    try:
        yield
    finally:
        with contextlib.suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(bot.close(), CLOSING_SECONDS)
        await bot.http.close()


async def _stay_connected(
    bot: ResponsiBot,
    settings: Settings,
    now: Callable[[], datetime],
    say: Callable[[str], None],
    reload: asyncio.Event,
) -> None:
    await bot.login(settings.discord_token or "")
    gateway = Gateway(bot, settings.discord_gateway_url)
    works = (
        _beat(bot, settings.data_dir, now),
        _greet(bot, say),
        _reload_when_asked(bot.knowledge, reload),
    )
    beside = [asyncio.create_task(work) for work in works]
    connection = asyncio.ensure_future(bot.connect())
    try:
        done, _ = await asyncio.wait({connection, gateway.unreachable}, return_when=asyncio.FIRST_COMPLETED)
        for ended in done:
            ended.result()
    finally:
        for task in (connection, *beside):
            task.cancel()
        # Not for ever: discord.py swallows a cancellation while it reconnects; closing the bot ends it then.
        await asyncio.wait({connection, *beside}, timeout=CANCELLING_SECONDS)
        health.stop_beating(settings.data_dir)


async def _greet(bot: commands.AutoShardedBot, say: Callable[[str], None]) -> None:
    await bot.wait_until_ready()
    assert bot.application_id is not None  # known since the log-in
    say(f"Connected to Discord: {len(bot.guilds)} servers, {bot.shard_count} shard(s).")
    say(f"Invite link: {invite_link(bot.application_id)}")


async def _beat(bot: commands.AutoShardedBot, data_dir: Path, now: Callable[[], datetime]) -> None:
    await bot.wait_until_ready()
    while True:
        if not all(shard.is_closed() for shard in bot.shards.values()):
            try:
                health.beat(data_dir, now())
            except OSError as error:
                log.warning("The heartbeat cannot be written to %s: %s", data_dir, error.strerror)
        await asyncio.sleep(health.INTERVAL.total_seconds())


def _raise_sentence(error: BaseException | None) -> None:
    if error is None:
        return
    known = explain(error) if isinstance(error, Exception) else None
    if known is None:
        raise error
    raise known from None
