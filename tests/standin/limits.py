"""Discord's rate limits: one bucket a route and channel, and fifty requests a second for the whole bot."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WIDE = (1000, 1.0)
"""Requests, seconds: wide enough to be in nobody's way until a test narrows it."""


@dataclass(slots=True)
class Bucket:
    """A window of `seconds` that takes `limit` requests; `ends` on the monotonic clock."""

    id: str
    limit: int
    seconds: float
    used: int = 0
    ends: float = 0.0


@dataclass(slots=True)
class Ruling:
    """Headers for the reply and, if the request came too early, seconds to wait and whose limit it was."""

    headers: dict[str, str]
    retry_after: float | None = None
    scope: str = "user"


class Limits:
    """`monotonic` counts seconds as the bot feels them; `per_second` None: no limit for the whole bot."""

    def __init__(self, monotonic: Callable[[], float], unix: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._unix = unix
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._sizes: dict[str, tuple[int, float]] = {}
        self._recent: deque[float] = deque()
        self.per_second: int | None = None
        self.exceeded = 0
        self.busiest_second = 0

    def narrow(self, route: str, limit: int, seconds: float) -> None:
        """From now on `route` ("POST /users/@me/channels") takes `limit` requests in `seconds`."""
        self._sizes[route] = (limit, seconds)
        self._buckets = {key: bucket for key, bucket in self._buckets.items() if key[0] != route}

    def rule(self, route: str, major: str, counts_globally: bool) -> Ruling:
        """Counts one request. Interactions don't count for the whole bot (topic page "Rate Limits")."""
        if counts_globally and (wait := self._over_global()) is not None:
            return Ruling({}, wait, "global")
        bucket, now = self._bucket(route, major), self._monotonic()
        if now >= bucket.ends:
            bucket.used, bucket.ends = 0, now + bucket.seconds
        left = bucket.ends - now
        if bucket.used >= bucket.limit:
            return Ruling(self._headers(bucket, left), left)
        bucket.used += 1
        return Ruling(self._headers(bucket, left))

    def _over_global(self) -> float | None:
        now = self._monotonic()
        while self._recent and now - self._recent[0] >= 1.0:
            self._recent.popleft()
        if self.per_second is not None and len(self._recent) >= self.per_second:
            self.exceeded += 1
            return 1.0 - (now - self._recent[0])
        self._recent.append(now)
        self.busiest_second = max(self.busiest_second, len(self._recent))
        return None

    def _bucket(self, route: str, major: str) -> Bucket:
        if (route, major) not in self._buckets:
            name = hashlib.sha256(route.encode()).hexdigest()[:32]
            self._buckets[route, major] = Bucket(name, *self._sizes.get(route, WIDE))
        return self._buckets[route, major]

    def _headers(self, bucket: Bucket, left: float) -> dict[str, str]:
        return {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.limit - bucket.used),
            "X-RateLimit-Reset": f"{self._unix() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": bucket.id,
        }
