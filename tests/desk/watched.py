"""A clock and a desk to watch with: time passes when it is waited for, reports are only noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from threading import Event

from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.watch.watch import Clock
from crosswire.error import DeskError
from crosswire.read import Article
from crosswire.row import Problem

START = 1_930_000_000.0
"""A time in 2031, by the clock on the wall."""


class Time:
    """A wall clock that can be set, a clock that only runs forward, and what happens when."""

    def __init__(self) -> None:
        self.wall = START
        self.forward = 50.0
        self.stop = Event()
        self.waited: list[float] = []
        self.then: list[Callable[[], object]] = []

    def clock(self) -> Clock:
        return _Clock(self.stop, lambda: self.wall, lambda: self.forward, self)

    def pass_(self, seconds: float) -> None:
        self.wall += seconds
        self.forward += seconds

    def wait(self, seconds: float) -> None:
        """Lets time pass, then does what comes next; when nothing does, the watch is stopped."""
        self.waited.append(seconds)
        self.pass_(seconds)
        if self.then:
            self.then.pop(0)()
        else:
            self.stop.set()


@dataclass(frozen=True)
class _Clock(Clock):
    time: Time = field(default_factory=Time)

    def wait(self, seconds: float) -> None:
        self.time.wait(seconds)


@dataclass
class Notes:
    """A desk that only notes what it is given, in batches; the same text twice is the same."""

    batch: int = 3
    inputs: list[Article | Problem] = field(default_factory=list)
    events: set[str | None] = field(default_factory=set)
    sources: set[str | None] = field(default_factory=set)
    ticks: int = 0
    refuses: int = 0
    shut: int = 0
    holds: bool = False
    fails_on: str | None = None
    texts: set[str] = field(default_factory=set)

    def add(
        self,
        inputs: Iterable[Article | Problem],
        *,
        event: str | None = None,
        source: str | None = None,
    ) -> Iterator[Receipt]:
        self.events.add(event)
        self.sources.add(source)
        waiting = iter(inputs)
        while batch := list(islice(waiting, self.batch)):
            if self.refuses:
                self.refuses -= 1
                raise DeskError("the desk is busy", remedy="Wait.")
            yield from [self._taken(one) for one in batch]

    def tick(self) -> list[Receipt]:
        self.ticks += 1
        if self.shut:
            self.shut -= 1
            raise DeskError("the desk is busy", remedy="Wait.")
        is_due = self.holds and self.ticks == 2
        return [Receipt("held.txt", "released", "held.txt")] if is_due else []

    def _taken(self, one: Article | Problem) -> Receipt:
        if isinstance(one, Problem):
            self.inputs.append(one)
            return Receipt(one.document, "problem", reason=one.reason, remedy=one.remedy)
        if self.fails_on and self.fails_on in one.text:
            raise KeyError(one.text)
        is_known = one.text in self.texts
        self.texts.add(one.text)
        if not is_known:
            self.inputs.append(one)
        return Receipt(one.found_at or one.id, "same" if is_known else "taken", one.id)

    @property
    def ids(self) -> list[str]:
        """The ids of the reports that were taken, in that order."""
        return [one.id for one in self.inputs if isinstance(one, Article)]

    @property
    def reasons(self) -> list[str]:
        """What was wrong."""
        return [one.reason for one in self.inputs if isinstance(one, Problem)]
