"""How much and how long: what one answer may cost, and how its host is treated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crosswire.error import FetchError
from crosswire.read import LARGEST

DAY = 86_400
"""Seconds of a day."""

TRANSPORT = 1_000_000
"""Bytes that may come beside the body: heads of redirects, the sizes of chunks, TLS."""

REMEDY = "Ask again later; if it stays so, leave it out or raise the limit."


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one answer, in bytes and seconds; `whole` holds with all its redirects."""

    largest: int = LARGEST
    connect: float = 10.0
    silence: float = 20.0
    whole: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Manners:
    """How hosts are treated: who asks them, and the pause between two questions, in seconds.

    A host that wants a longer pause than `longest` is left for another time.
    """

    contact: str | None = None
    pause: float = 1.0
    longest: float = 30.0


@dataclass(slots=True)
class Budget:
    """What is left of the seconds and bytes of one answer; waiting for one's turn costs none."""

    limits: Limits
    clock: Callable[[], float]
    seconds: float = 0.0
    bytes: int = 0
    since: float | None = None

    def start(self) -> None:
        """The time runs from here."""
        self.since = self.clock()

    def stop(self) -> None:
        """The time stands still."""
        if self.since is not None:
            self.seconds += self.clock() - self.since
            self.since = None

    def left(self) -> float:
        """The seconds that are left; raises FetchError where none are."""
        running = 0.0 if self.since is None else self.clock() - self.since
        left = self.limits.whole - self.seconds - running
        if left <= 0:
            raise FetchError(f"no whole answer within {self.limits.whole:g} s", remedy=REMEDY)
        return left

    def spend(self, size: int) -> None:
        """So many bytes came; raises FetchError where they are too many."""
        self.bytes += size
        if self.bytes > self.limits.largest + TRANSPORT:
            raise too_large(self.limits.largest)


def too_large(largest: int) -> FetchError:
    """What is said of an answer that is too much."""
    return FetchError(f"it sends more than {largest:,} bytes", remedy=REMEDY)
