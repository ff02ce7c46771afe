"""What the running bot does is counted."""

from __future__ import annotations

from prometheus_client import generate_latest
from simcord import Env

from bot.live.watching import watch
from bot.ops.metrics import Metrics
from bot.services.knowledge import Knowledge
from bot.ui.client import ResponsiBot
from tests.support.hall import Hall


async def test_a_look_up_is_counted_and_timed(
    bot: ResponsiBot, hall: Hall, env: Env, knowledge: Knowledge
) -> None:
    metrics = Metrics()
    watch(bot, metrics, bot.now)
    try:
        await hall.alice.slash(hall.channel, "who", thing="guest OS patching")
    finally:
        knowledge.listeners.clear()
    shown = generate_latest(metrics.registry).decode().splitlines()
    assert 'responsibot_lookups_total{outcome="answer"} 1.0' in shown
    assert "responsibot_interaction_seconds_count 1.0" in shown
    assert "responsibot_guilds 1.0" in shown
    assert "responsibot_errors 0.0" in shown
