"""One desk whose programs are killed some times, and which is then let to its end."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.cluster import BenchError
from bench.fault.moment import Moment, draw
from bench.fault.probe import Phase
from bench.fault.process import Process
from bench.fault.state import State, state
from bench.fault.task import Case, reports

MOST = 3
"""Kills of one desk."""

FRESH = 0.1
"""How many of the processes start from nothing."""

START = 2.5
"""Seconds that such a process needs to load what the others find loaded."""


@dataclass(frozen=True, slots=True)
class Kill:
    """A process that was killed, and what was wrong with the desk then, or at the end."""

    task: str
    store: str
    phase: Phase
    moment: Moment
    fresh: bool
    acknowledged: int
    problems: tuple[str, ...]

    @property
    def is_in_work(self) -> bool:
        """Whether it hit a process that had begun and was not through."""
        return self.phase not in (Phase.START, Phase.END)


def kills(
    case: Case, dice: random.Random, most: int = MOST, *, fresh: float = FRESH
) -> Iterator[Kill]:
    """Kills a new desk's programs so often at most; the last run is let to its end.

    `fresh` is how many of the processes start from nothing.
    """
    where = case.place.copy(case.task.prepared)
    now = case.course.states[0]
    found: list[Kill] = []
    while len(found) < most and (
        kill := _kill(case, dice, where, now, fresh=dice.random() < fresh)
    ):
        found.append(kill)
        now = state(where)
    problems = _end(case, where)
    case.place.drop(where)
    if problems and not found:
        raise BenchError(f"an undisturbed {case.task.name} goes wrong: {'; '.join(problems)}")
    yield from found[:-1]
    yield from (_with(last, problems) for last in found[-1:])


def _kill(case: Case, dice: random.Random, where: str, now: State, *, fresh: bool) -> Kill | None:
    """Starts a process and kills it; None where it was through before."""
    left = case.course.left(now)
    moment = draw(dice, case.course.pace, left=left, slow=START if fresh else 0.0)
    process = case.task.start(case.stable, where, fresh=fresh)
    if not process.reaches(
        moment.count, moment.number, idle=1 + case.course.pace.seconds + START * fresh
    ):
        process.signal(signal.SIGTERM)
        process.end()
        return None
    _wait(process, moment.delay)
    phase = process.kill()
    if process.end() != -signal.SIGKILL:
        return None
    told = reports(process.said)
    problems = tuple(_wrong(case, where, told))
    return Kill(case.task.name, case.place.name, phase, moment, fresh, len(told), problems)


def _wrong(case: Case, where: str, told: frozenset[str]) -> Iterator[str]:
    """What is wrong with a desk whose program was killed."""
    case.place.settle(where)
    yield from case.task.broken(case.place, where)
    found = state(where)
    yield from case.course.wrong(found)
    if lost := sorted(told - reports(found.documents)):
        yield f"acknowledged and lost: {', '.join(lost)}"


def _end(case: Case, where: str) -> list[str]:
    """Lets the task go on to its end; what is wrong then."""
    process = case.task.through(case.stable, where)
    wrong = case.task.broken(case.place, where)
    if code := process.end():
        wrong.append(f"the next run ends with {code}: {' | '.join(process.errors)}")
    return wrong + case.course.differs(case.task, where)


def _with(kill: Kill, problems: list[str]) -> Kill:
    """A kill after which more went wrong."""
    return replace(kill, problems=(*kill.problems, *problems))


def _wait(process: Process, seconds: float) -> None:
    """So long, or until the process is through."""
    end = time.monotonic() + seconds
    while (rest := end - time.monotonic()) > 0 and process.is_alive:
        time.sleep(min(rest, 0.01))
