"""Connects the running bot with the counters: which of its events is counted as what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

import discord

from bot.ops.metrics import Metrics
from bot.services.knowledge import Knowledge
from bot.ui.client import ResponsiBot
from bot.ui.errors import Tree


def watch(bot: ResponsiBot, metrics: Metrics, now: Callable[[], datetime]) -> None:
    """Counts what `bot` does from now on."""

    async def on_app_command_completion(interaction: discord.Interaction[Any], command: object) -> None:
        metrics.time_interaction((now() - interaction.created_at).total_seconds())

    bot.add_listener(on_app_command_completion)
    metrics.show("guilds", "Servers that the bot is in", lambda: len(bot.guilds))
    tree = cast(Tree, bot.tree)
    metrics.show("errors", "Errors that a member was told of", lambda: tree.failed)
    metrics.show("late", "Answers that came after Discord's 3 s", lambda: tree.late)
    count_lookups(bot.knowledge, metrics)


def count_lookups(knowledge: Knowledge, metrics: Metrics) -> None:
    """Counts every question that is asked, whatever knowledge base is in force by then."""
    knowledge.listeners.append(lambda answer: metrics.count_lookup(answer.outcome.value))
