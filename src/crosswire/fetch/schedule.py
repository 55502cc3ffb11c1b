"""When a source may be asked next: from what came of the last visit, and nothing else.

A schedule is a value that can be stored; its times are whole seconds since 1970 (POSIX). After a
failure the pause is twice as long as before, up to a day; what a host asks for (Retry-After, RFC
9110) holds where it is longer; a source that is gone for good (410) is not asked again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from crosswire.error import FetchError
from crosswire.fetch.limit import DAY
from crosswire.fetch.response import Response

Outcome = Literal["new", "same", "failed", "gone"]

EVERY = 900
"""Seconds between two visits where nothing else is said."""

LONGEST = DAY
"""Seconds of the longest pause, after however many failures, and whatever a host asks for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking a source: `wait` is how many seconds its host asks to be left alone."""

    at: int
    outcome: Outcome
    etag: str | None = None
    modified: str | None = None
    wait: int = 0


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a source may be asked next, and with what: `next` is None where never again.

    `etag` and `modified` are what its last answer said of its version.
    """

    every: int = EVERY
    next: int | None = 0
    failures: int = 0
    etag: str | None = None
    modified: str | None = None

    def is_due(self, now: int) -> bool:
        """Whether it may be asked; also when the clock was set back by more than any pause."""
        longest = max(self.every, LONGEST)
        return self.next is not None and (now >= self.next or self.next - now > longest)

    def after(self, visit: Visit) -> Schedule:
        """The schedule once a visit is over."""
        if visit.outcome == "gone":
            return replace(self, next=None, etag=None, modified=None)
        if visit.outcome == "failed":
            return replace(
                self, next=visit.at + self._pause(visit), failures=min(self.failures + 1, 99)
            )
        is_same = visit.outcome == "same"
        return replace(
            self,
            next=visit.at + self._pause(visit),
            failures=0,
            etag=visit.etag or (self.etag if is_same else None),
            modified=visit.modified or (self.modified if is_same else None),
        )

    def _pause(self, visit: Visit) -> int:
        """The seconds until the next visit; none for one's own pause is shortened by a host."""
        pause = self.every
        if visit.outcome == "failed":
            pause = max(pause, min(self.every * 2 ** min(self.failures + 1, 20), LONGEST))
        return max(pause, min(visit.wait, LONGEST))


def answered(response: Response) -> Visit:
    """The visit that ended with an answer."""
    return Visit(
        int(response.at.timestamp()),
        _outcome(response.status),
        response.etag,
        response.modified,
        _seconds(response.wait),
    )


def failed(error: FetchError, at: int) -> Visit:
    """The visit that ended without one."""
    return Visit(at, "failed", wait=_seconds(error.wait))


def _seconds(wait: float | None) -> int:
    """What a host asks for, as far as it is listened to."""
    return int(min(wait or 0, LONGEST))


def _outcome(status: int) -> Outcome:
    """What a status says of a source."""
    if status == 304:
        return "same"
    if status == 410:
        return "gone"
    return "new" if 200 <= status < 300 else "failed"
