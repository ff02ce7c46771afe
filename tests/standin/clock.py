"""The stand-in's time and the ids that are made from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""Ids count milliseconds from here (Discord's reference page, "Snowflakes")."""

FIRST_ENTITY = datetime(2024, 1, 1, tzinfo=UTC)
"""What exists is dated one millisecond apart from here, so that its ids are the same in every run."""


class Clock:
    """`source` (Unix seconds) shifted by `advance`, or stopped at a moment by `stop_at`."""

    def __init__(self, source: Callable[[], float]) -> None:
        self._source = source
        self._shift = timedelta()
        self._stopped: datetime | None = None

    def now(self) -> datetime:
        """The stand-in's present moment, UTC."""
        return self._stopped or datetime.fromtimestamp(self._source(), UTC) + self._shift

    def advance(self, seconds: float) -> None:
        """Moves on (or back) by `seconds`; a stopped clock stays stopped."""
        if self._stopped is None:
            self._shift += timedelta(seconds=seconds)
        else:
            self._stopped += timedelta(seconds=seconds)

    def stop_at(self, moment: datetime) -> None:
        """Stands still at `moment` until `advance`; `moment` carries its zone."""
        self._stopped = moment.astimezone(UTC)


class Ids:
    """Snowflakes as decimal text: counted for what exists, dated for what happens."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._entities = 0
        self._happenings = 0

    def entity(self) -> str:
        """The next id of a guild, channel, user, role or command: the same in every run."""
        self._entities += 1
        return _snowflake(FIRST_ENTITY + timedelta(milliseconds=self._entities), 0)

    def happening(self) -> str:
        """The next id of a message or interaction: carries the clock's moment, grows within it."""
        self._happenings += 1
        return _snowflake(self._clock.now(), self._happenings % (1 << 22))


def _snowflake(moment: datetime, low_bits: int) -> str:
    milliseconds = (moment - DISCORD_EPOCH) // timedelta(milliseconds=1)
    return str(milliseconds << 22 | low_bits)
