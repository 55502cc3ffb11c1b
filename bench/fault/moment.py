"""When a process is killed: drawn from what a run does that nobody disturbs."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from bench.fault.probe import Count

WEIGHTS: Mapping[Count, int] = {
    Count.STARTED: 6,
    Count.STATEMENT: 4,
    Count.WRITE: 2,
    Count.COMMIT: 4,
    Count.COMMITTED: 3,
    Count.LINE: 3,
}
"""How often a kill waits for which sign; STARTED is the clock alone."""

SHORT = 0.004
"""Seconds that are waited at most after a sign: a commit takes about as long."""

AT_ONCE = 0.0005
"""The same where a commit has begun: it is to be hit before it is through."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What a run did that nobody disturbed: seconds, and how often it did what."""

    seconds: float
    counts: Mapping[Count, int]


@dataclass(frozen=True, slots=True)
class Moment:
    """So many seconds after the process has done something so often."""

    count: Count
    number: int
    delay: float

    def __str__(self) -> str:
        """As the harness tells it."""
        return f"{self.delay * 1000:.1f} ms after {self.count.name.lower()} {self.number}"


def draw(dice: random.Random, pace: Pace, *, left: float = 1.0, slow: float = 0.0) -> Moment:
    """A moment of a run that has this part of its work left, and starts so many seconds late."""
    signs = [count for count in WEIGHTS if pace.counts.get(count)]
    (count,) = dice.choices(signs, [WEIGHTS[sign] for sign in signs])
    if count is Count.STARTED:
        return Moment(count, 1, dice.uniform(0, slow + pace.seconds * left))
    number = dice.randint(1, max(1, round(pace.counts[count] * left)))
    most = AT_ONCE if count is Count.COMMIT else SHORT
    return Moment(count, number, dice.choice((0.0, dice.random())) * most)
