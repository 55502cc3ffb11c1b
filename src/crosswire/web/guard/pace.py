"""How often one may ask: a bucket of requests for each, that fills again with time.

Token bucket as in RFC 2697, with a clock that only goes forward. It remembers so many people at
most, the latest: whoever is forgotten had a full bucket, or was crowded out by strangers.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from crosswire.web.guard.limit import Rate
from crosswire.web.problem import RefusedError


@dataclass(slots=True)
class Bucket:
    """What is left of somebody's requests, and when that was so."""

    left: float
    at: float


class Pace:
    """Counts requests by a key."""

    def __init__(
        self, rate: Rate, *, remembered: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rate = rate
        self._remembered = remembered
        self._clock = clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def __len__(self) -> int:
        """How many it remembers."""
        return len(self._buckets)

    def wait(self, key: str) -> float:
        """Seconds until there is a request left; 0 where there is one now."""
        return max(0.0, 1 - self._filled(key).left) / self._rate.per_second

    def take(self, key: str) -> None:
        """Use a request up, as far as there is one."""
        bucket = self._filled(key)
        bucket.left = max(0.0, bucket.left - 1)

    def ask(self, key: str) -> None:
        """Use a request up; raises RefusedError (429) where there is none left."""
        self.check(key)
        self.take(key)

    def check(self, key: str) -> None:
        """Raises RefusedError (429) where there is no request left."""
        if wait := self.wait(key):
            raise slower(wait)

    def _filled(self, key: str) -> Bucket:
        """A bucket as it is now."""
        now = self._clock()
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = Bucket(self._rate.burst, now)
            while len(self._buckets) > self._remembered:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        more = (now - bucket.at) * self._rate.per_second
        bucket.left, bucket.at = min(self._rate.burst, bucket.left + more), now
        return bucket


class Held:
    """Counts what is open by a key."""

    def __init__(self) -> None:
        self._open: dict[str, int] = {}

    def __len__(self) -> int:
        """Of how many people something is open."""
        return len(self._open)

    def open(self, key: str, *, most: int) -> None:
        """Count one more; raises RefusedError (429) where that is too many."""
        if self._open.get(key, 0) >= most:
            raise slower(10)
        self._open[key] = self._open.get(key, 0) + 1

    def close(self, key: str) -> None:
        """Count one less."""
        self._open[key] -= 1
        if not self._open[key]:
            del self._open[key]


def slower(wait: float) -> RefusedError:
    """The answer to who asks too often."""
    seconds = max(1, math.ceil(wait))
    return RefusedError(
        "too many requests",
        status=429,
        remedy="Wait as long as Retry-After says.",
        headers={"Retry-After": str(seconds)},
    )
