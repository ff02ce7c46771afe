"""Counters of the running bot for Prometheus: look-ups, how long answers take, errors."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

HOST = "127.0.0.1"
"""Counters are the operator's: a collector elsewhere comes through a proxy that asks who it is."""

SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0, 3.0)
"""Bounds of the histogram; Discord takes no answer after 3 s."""


class Metrics:
    """The counters of one bot, in a registry of their own. No label holds an id or a member's words."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._lookups = Counter(
            "responsibot_lookups", "Look-ups by outcome", ["outcome"], registry=self.registry
        )
        self._answered = Histogram(
            "responsibot_interaction_seconds",
            "From the member's press or command, by Discord's clock, until it was answered",
            buckets=SECONDS,
            registry=self.registry,
        )

    def count_lookup(self, outcome: str) -> None:
        self._lookups.labels(outcome).inc()

    def time_interaction(self, seconds: float) -> None:
        # The clocks of two machines differ: never less than no time at all.
        self._answered.observe(max(0.0, seconds))

    def show(self, name: str, meaning: str, read: Callable[[], float]) -> None:
        """A number that is read when it is asked for: `responsibot_<name>`."""
        gauge = Gauge(f"responsibot_{name}", meaning, registry=self.registry)
        gauge.set_function(read)

    def serve(self, port: int) -> None:
        """Offers the numbers on this computer until the program ends. OSError: the port is taken."""
        start_http_server(port, addr=HOST, registry=self.registry)
