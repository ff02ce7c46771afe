"""Fixtures that tests of several rooms use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable

import hypothesis
import pytest
from simcord import Env

from bot.catalog.load import default_directory
from bot.lookup.answer import Answer
from bot.services.knowledge import Knowledge
from bot.ui.client import ResponsiBot
from tests.support.hall import Hall, make_bot, open_hall
from tests.support.sim import quick_settle, raise_unexpected

quick_settle()
# How long an example takes says something about the machine, nothing about the bot.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real knowledge base, loaded once for all tests."""
    return Knowledge(default_directory())


@pytest.fixture
def bot(knowledge: Knowledge) -> ResponsiBot:
    """A fresh bot; a test module may override it."""
    return make_bot(knowledge)


@pytest.fixture
async def env(bot: ResponsiBot) -> AsyncIterator[Env]:
    """The bot on a simulated Discord. An error that no test expected fails the test at its end."""
    running = Env(bot, shard_count=1)
    await running.start()
    try:
        yield running
    finally:
        await running.shutdown()
    raise_unexpected(running)


@pytest.fixture
async def hall(env: Env) -> Hall:
    """A guild with a channel, alice, bob and a teacher, and the bot in it."""
    return await open_hall(env)


@pytest.fixture
def lay_down(knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Answer], None]:
    """Lays down the answer to one question, for tests of the screen; others are asked as ever."""
    answers: dict[str, Answer] = {}
    real = knowledge.lookup.ask
    monkeypatch.setattr(
        knowledge.lookup, "ask", lambda text, service=None: answers.get(text) or real(text, service)
    )
    return answers.__setitem__
