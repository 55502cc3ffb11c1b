"""Watching folders and feeds: each in its time, none stopped by the trouble of another.

What comes is taken in by the desk first and only then noted as seen, so that a watch that is
killed reads at most one batch again, and misses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain, islice
from threading import Event
from time import monotonic, time
from traceback import extract_tb
from typing import Protocol

from crosswire.desk.intake.receipt import Receipt, Tally, counted
from crosswire.desk.log import tell
from crosswire.desk.watch.folder import COMPLAINT, SETTLED
from crosswire.desk.watch.news import Input, Look, News, Place
from crosswire.desk.watch.source import Source, Sources, State
from crosswire.error import CrosswireError, DeskError
from crosswire.fetch import Visit
from crosswire.reading import BATCH
from crosswire.row import Problem

LOOKS = 10
"""Looks at files that are still being written before a single run leaves them for the next."""

REST = 4
"""How many times as long as a look took until the next one at files that are being written."""

TICK = 60.0
"""Seconds between two looks for embargoes that have ended."""

PATIENCE = 60.0
"""Seconds of the longest pause before a desk that can't be written to is tried again."""

REPORT_IT = "This is a fault of the program: please report it."


class Desk(Protocol):
    """What takes reports in."""

    def add(
        self, inputs: Iterable[Input], *, event: str | None = None, source: str | None = None
    ) -> Iterable[Receipt]:
        """Takes inputs in that a source brings, all into one event where it is named.

        Each receipt is for good.
        """

    def tick(self) -> Iterable[Receipt]:
        """Lets out what was held until now."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and how it is waited for: `wait` returns at once when the watch is to stop."""

    stop: Event = field(default_factory=Event)
    now: Callable[[], float] = time
    monotonic: Callable[[], float] = monotonic

    @property
    def is_stopped(self) -> bool:
        """Whether the watch is to stop."""
        return self.stop.is_set()

    def wait(self, seconds: float) -> None:
        """Lets so many seconds pass."""
        self.stop.wait(seconds)


class Stopped(Exception):  # noqa: N818 - it is no error
    """The watch was told to stop in the middle of a visit."""


@dataclass(slots=True)
class Turn:
    """A place, how it stands, and when it is its turn, by the clock that only runs forward."""

    place: Place
    state: State
    due: float
    growing: int = 0

    @property
    def source(self) -> Source:
        """The source that is looked at."""
        return self.place.source


@dataclass(slots=True)
class Watcher:
    """Looks at places in turn and gives what is new to the desk; `total` counts all of it."""

    desk: Desk
    sources: Sources
    clock: Clock = field(default_factory=Clock)
    total: Tally = field(default_factory=Counter)
    visits: int = 0
    failures: int = 0
    ticked: float | None = None

    def watch(self, places: Sequence[Place]) -> None:
        """Looks at the places, each in its time, until the clock is stopped."""
        tell("watch.started", sources=len(places))
        turns = [turn for turn in map(self._turn, places) if turn]
        while turns and not self.clock.is_stopped:
            self._patiently(self._tick)
            turn = min(turns, key=lambda turn: turn.due)
            if (seconds := turn.due - self.clock.monotonic()) > 0:
                tell("watch.waiting", seconds=seconds)
                self.clock.wait(min(seconds, TICK))
                continue
            self._patiently(partial(self._visit, turn))
            if turn.state.schedule.next is None:
                turns.remove(turn)
        self._tell_end()

    def once(self, places: Sequence[Place]) -> None:
        """Looks at each place that may be asked now, and no more than once.

        Raises DeskError where the desk cannot be written to.
        """
        tell("watch.started", sources=len(places))
        self._tick()
        turns = [turn for turn in map(self._turn, places) if turn and self._is_open(turn)]
        for _ in range(LOOKS):
            turns = [turn for turn in turns if not self.clock.is_stopped and self._again(turn)]
            if not turns or self.clock.is_stopped:
                break
            self.clock.wait(SETTLED)
        for turn in turns:
            tell("file.unsettled", source=turn.source.name, files=turn.growing)
        self._tell_end()

    def _turn(self, place: Place) -> Turn | None:
        """A place with how it stood when it was last watched; None where it is gone for good."""
        source = place.source
        state = self.sources.state(source).with_every(source.every)
        remaining = 0.0 if source.kind == "folder" else state.remaining(self.clock.now())
        if remaining is None:
            tell("source.gone", source=source.name)
            return None
        return Turn(place, state, self.clock.monotonic() + remaining)

    def _is_open(self, turn: Turn) -> bool:
        """Whether a place may be asked by whoever asks once: its host wants no longer pause."""
        wait = turn.due - self.clock.monotonic()
        if turn.state.schedule.failures == 0 and wait <= turn.source.every:
            return True
        if wait > 0:
            tell("source.postponed", source=turn.source.name, seconds=wait)
        return wait <= 0

    def _again(self, turn: Turn) -> bool:
        """Looks at a place, and says whether files there are still being written."""
        self._visit(turn)
        return turn.growing > 0

    def _tick(self) -> None:
        """Now and then, lets out what was held until now."""
        now = self.clock.monotonic()
        if self.ticked is None or now - self.ticked >= TICK:
            for receipt in self.desk.tick():
                self.total[receipt.outcome] += 1
                tell("report.released", document=receipt.document or receipt.locator)
            self.ticked = now

    def _patiently(self, work: Callable[[], None]) -> None:
        """Does some work; while the desk can't be written to, tries again, ever less often."""
        pause = 0.0
        while not self.clock.is_stopped:
            try:
                work()
            except DeskError as error:
                pause = min(max(2 * pause, 1.0), PATIENCE)
                reason, remedy = str(error), error.remedy
                tell("desk.unavailable", reason=reason, remedy=remedy, seconds=pause)
                self.clock.wait(pause)
            else:
                if pause:
                    tell("desk.back")
                return

    def _visit(self, turn: Turn) -> None:
        """Looks at a place once, takes in what is new, and notes how it stands."""
        source, started = turn.source, self.clock.monotonic()
        self.visits += 1
        try:
            look, tally = self._taken(turn)
        except Stopped:
            return
        except DeskError:
            raise
        except Exception as error:  # noqa: BLE001 - one source's trouble never stops the others
            self._failed(turn, error)
            return
        state = self._after(turn, look.visit)
        if _is_worth_noting(turn, state, look, tally):
            self.sources.keep(source, state, gone=look.gone)
        turn.state, turn.growing = state, look.growing
        seconds = self.clock.monotonic() - started
        pause = max(SETTLED, REST * seconds) if look.growing else state.pause
        turn.due = self.clock.monotonic() + pause
        _tell_visit(source, look, tally, seconds=seconds)

    def _taken(self, turn: Turn) -> tuple[Look, Tally]:
        """What a look at a place found, once all of it is taken in."""
        source = turn.source
        seen = self.sources.seen(source)
        look = turn.place.look(turn.state.schedule, seen)
        tally: Tally = Counter()
        while batch := list(islice(look.news, BATCH)):
            tally += self._add(source, batch)
            self.sources.keep(source, turn.state, seen={one.name: one.digest for one in batch})
        if not look.is_whole:
            look.visit = replace(look.visit, etag=None, modified=None)
        return look, tally

    def _add(self, source: Source, batch: Sequence[News]) -> Tally:
        """Takes a batch in; where the program fails on it, one by one, to find which it is."""
        try:
            return self._received(source, chain.from_iterable(one.read() for one in batch))
        except (Stopped, CrosswireError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 - one report's trouble never stops the others
            if len(batch) > 1:
                return sum((self._add(source, [one]) for one in batch), Counter())
            return self._received(source, [_refused(batch[0], error)])

    def _received(self, source: Source, inputs: Iterable[Input]) -> Tally:
        """Gives inputs to the desk, and counts its receipts; raises Stopped if it got not all."""
        tally: Tally = Counter()
        coming = self._until_stopped(inputs)
        for receipt in self.desk.add(coming, event=source.event, source=source.location):
            tally[receipt.outcome] += 1
            _tell_receipt(source, receipt)
        self.total += tally
        if self.clock.is_stopped:
            raise Stopped
        return tally

    def _until_stopped(self, inputs: Iterable[Input]) -> Iterator[Input]:
        """The inputs, as long as the watch is not to stop."""
        for one in inputs:
            if self.clock.is_stopped:
                return
            yield one

    def _after(self, turn: Turn, visit: Visit, reason: str | None = None) -> State:
        """How a place stands after a visit."""
        visit = replace(visit, at=int(self.clock.now()))
        schedule = turn.state.schedule.after(visit)
        if turn.source.kind == "folder":
            schedule = replace(schedule, next=visit.at + turn.source.every)
        pause = 0 if schedule.next is None else schedule.next - visit.at
        at = datetime.fromtimestamp(visit.at, UTC).isoformat().replace("+00:00", "Z")
        return State(schedule, pause, at, reason)

    def _failed(self, turn: Turn, error: Exception) -> None:
        """Notes that a place could not be looked at, and when it is tried again."""
        self.failures += 1
        wait = int(getattr(error, "wait", None) or 0)
        reason = str(error) if isinstance(error, CrosswireError) else _fault(error)
        state = self._after(turn, Visit(0, "failed", wait=wait), reason)
        self.sources.keep(turn.source, state)
        turn.state, turn.growing = state, 0
        turn.due = self.clock.monotonic() + state.pause
        tell(
            "source.failed",
            source=turn.source.name,
            reason=reason,
            remedy=error.remedy if isinstance(error, CrosswireError) else REPORT_IT,
            failures=state.schedule.failures,
            seconds=state.pause,
        )

    def _tell_end(self) -> None:
        """Tells what came of the watch."""
        tell("watch.stopped", visits=self.visits, outcomes=counted(self.total) or "nothing new")


def _is_worth_noting(turn: Turn, state: State, look: Look, tally: Tally) -> bool:
    """Whether a visit changed how a place stands; of a feed it always does."""
    is_as_it_was = turn.state.at is not None and turn.state.reason == state.reason
    return turn.source.kind == "feed" or bool(look.gone) or bool(tally) or not is_as_it_was


def _refused(news: News, error: Exception) -> Problem:
    """What the desk is given in place of something on which the program fails."""
    return Problem.of(news.name, f"the program failed on it: {_fault(error)}", REPORT_IT)


def _fault(error: Exception) -> str:
    """What went wrong inside: the kind of error and its place, none of what a report says."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    frames = extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def _tell_receipt(source: Source, receipt: Receipt) -> None:
    """Tells what became of an input; nothing where the desk has it already."""
    document = receipt.document or receipt.locator
    if receipt.outcome in ("problem", "withdrawn"):
        tell(
            "report.refused",
            source=source.name,
            document=document,
            outcome=receipt.outcome,
            reason=receipt.reason,
            remedy=receipt.remedy,
        )
    elif receipt.outcome == "released":
        tell("report.released", document=document)
    elif receipt.outcome != "same":
        tell("report.taken", source=source.name, document=document, outcome=receipt.outcome)


def _tell_visit(source: Source, look: Look, tally: Tally, *, seconds: float) -> None:
    """Tells what came of a visit."""
    if gone := [name for name in look.gone if not name.startswith(COMPLAINT)]:
        tell("file.gone", source=source.name, files=len(gone), document=gone[0])
    if look.moved:
        tell("source.moved", source=source.name, address=look.moved)
    if look.visit.outcome == "gone":
        tell("source.gone", source=source.name)
    elif not tally:
        tell("source.unchanged", source=source.name, seconds=seconds)
    else:
        tell(
            "source.visited",
            source=source.name,
            outcomes=counted(tally),
            taken=tally["taken"],
            version=tally["version"],
            same=tally["same"],
            held=tally["held"],
            withdrawn=tally["withdrawn"],
            released=tally["released"],
            problem=tally["problem"],
            seconds=seconds,
        )
