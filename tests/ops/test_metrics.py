"""The counters, as Prometheus reads them."""

from __future__ import annotations

from prometheus_client import generate_latest

from bot.ops.metrics import Metrics


def lines(metrics: Metrics) -> list[str]:
    return generate_latest(metrics.registry).decode().splitlines()


def test_lookups_are_counted_by_outcome() -> None:
    metrics = Metrics()
    for outcome in ("answer", "answer", "unknown"):
        metrics.count_lookup(outcome)
    assert 'responsibot_lookups_total{outcome="answer"} 2.0' in lines(metrics)
    assert 'responsibot_lookups_total{outcome="unknown"} 1.0' in lines(metrics)


def test_times_fall_into_buckets_up_to_discords_limit() -> None:
    metrics = Metrics()
    for seconds in (0.15, 2.5, 4.0, -0.2):
        metrics.time_interaction(seconds)
    shown = lines(metrics)
    assert 'responsibot_interaction_seconds_bucket{le="0.05"} 1.0' in shown
    assert 'responsibot_interaction_seconds_bucket{le="3.0"} 3.0' in shown
    assert "responsibot_interaction_seconds_count 4.0" in shown


def test_a_number_is_read_when_it_is_asked_for() -> None:
    metrics, guilds = Metrics(), [1]
    metrics.show("guilds", "Servers", lambda: len(guilds))
    guilds.append(2)
    assert "responsibot_guilds 2.0" in lines(metrics)


def test_two_bots_in_one_process_count_apart() -> None:
    first, second = Metrics(), Metrics()
    first.count_lookup("answer")
    assert not any(line.startswith("responsibot_lookups_total{") for line in lines(second))
