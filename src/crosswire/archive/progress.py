"""How far a run is: the step, its rate, what remains, what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

from crosswire.view.count import counted

MINUTE, HOUR, DAY = 60, 3600, 86_400


class Watch(Protocol):
    """Whoever wants to know how far a run is."""

    def begin(self, step: str, total: int, *, parts: int, done: int = 0) -> None:
        """A step begins: so much work in all, of which so much was done before, the rest in parts.

        Work is counted in bytes or articles, as the step has them.
        """

    def passed(self, work: int, *, articles: int = 0, problems: int = 0) -> None:
        """A part of the step is done: so much work, with so many articles and problems in it."""

    def tell(self, line: str) -> None:
        """Something that whoever started the run ought to know."""


class Unwatched:
    """Nobody looks."""

    def begin(self, step: str, total: int, *, parts: int, done: int = 0) -> None:
        """Nothing is noted."""

    def passed(self, work: int, *, articles: int = 0, problems: int = 0) -> None:
        """Nothing is noted."""

    def tell(self, line: str) -> None:
        """Nobody is told."""


UNWATCHED = Unwatched()


@dataclass(slots=True)
class Gauge:
    """How far the step at hand is; `clock` tells seconds, `say` tells a person what matters."""

    clock: Callable[[], float] = monotonic
    say: Callable[[str], object] = str
    step: str = ""
    total: int = 0
    done: int = 0
    articles: int = 0
    problems: int = 0
    parts: int = 0
    _passed: int = field(default=0, init=False)
    _before: int = field(default=0, init=False)
    _begun: float = field(default=0.0, init=False)

    def begin(self, step: str, total: int, *, parts: int, done: int = 0) -> None:
        """A step begins; its problems are counted with those of the steps before."""
        self.step, self.total, self.done, self._before = step, total, done, done
        self.parts, self._passed, self.articles, self._begun = parts, 0, 0, self.clock()

    def passed(self, work: int, *, articles: int = 0, problems: int = 0) -> None:
        """A part is done."""
        self._passed += 1
        self.done += work
        self.articles += articles
        self.problems += problems

    def tell(self, line: str) -> None:
        """Something that a person ought to know."""
        self.say(line)

    @property
    def share(self) -> float:
        """How much of the step is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 1.0

    @property
    def rate(self) -> float | None:
        """Articles in a second, or None where none is through yet."""
        seconds = self.clock() - self._begun
        return self.articles / seconds if self.articles and seconds > 0 else None

    @property
    def remaining(self) -> float | None:
        """Seconds that the rest of the step will take at this pace, or None at its beginning."""
        fresh = self.done - self._before
        if fresh <= 0:
            return None
        return (self.clock() - self._begun) / fresh * max(0, self.total - self.done)

    def line(self) -> str:
        """All of it on one line.

        >>> gauge = Gauge(clock=iter([0.0, 10.0, 10.0]).__next__)
        >>> gauge.line()
        'looking at what there is to read'
        >>> gauge.begin("ledger", 100, parts=5); gauge.passed(40, articles=200, problems=1)
        >>> gauge.line()
        'ledger  40%  1 of 5 parts  200 articles, 20.0/s  about 15 s left  1 problem'
        """
        if not self.step:
            return "looking at what there is to read"
        parts = [self.step, f"{self.share:.0%}"]
        if self.parts:
            parts.append(f"{self._passed:,} of {counted(self.parts, 'part')}")
        if rate := self.rate:
            parts.append(f"{counted(self.articles, 'article')}, {rate:,.1f}/s")
        if remaining := self.remaining:
            parts.append(f"about {stretch(remaining)} left")
        if self.problems:
            parts.append(counted(self.problems, "problem"))
        return "  ".join(parts)


def stretch(seconds: float) -> str:
    """A stretch of time as a person says it.

    >>> stretch(48), stretch(90), stretch(7300), stretch(200_000)
    ('48 s', '2 min', '2 h 2 min', '2 d 8 h')
    """
    if seconds < MINUTE:
        return f"{seconds:.0f} s"
    if seconds < HOUR:
        return f"{seconds / MINUTE:.0f} min"
    large, small, names = (HOUR, MINUTE, "h min") if seconds < DAY else (DAY, HOUR, "d h")
    whole, rest = divmod(round(seconds / small), large // small)
    first, second = names.split()
    return f"{whole} {first} {rest} {second}"
