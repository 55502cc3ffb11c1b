"""The commands that are killed, and what each does when nobody disturbs it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.cluster import BenchError
from bench.fault.moment import Pace
from bench.fault.place import Place
from bench.fault.probe import Count
from bench.fault.process import Process, Stable
from bench.fault.soundness import unsound
from bench.fault.state import State, ledgers, state

REPORT = re.compile(r"\b(\d{3}\.txt)\b")
"""The name of one of our reports, in a line or at the end of an id."""


@dataclass(frozen=True, slots=True)
class Task:
    """A command: the desk that it is begun on, and its arguments."""

    name: str
    prepared: str
    arguments: Callable[[str], tuple[str, ...]]
    once: tuple[str, ...] = ()
    """What makes it end by itself, where it otherwise runs on."""
    world: Mapping[str, Any] = field(default_factory=dict)

    def broken(self, place: Place, where: str) -> list[str]:
        """What is wrong with a desk by itself, whatever an undisturbed run makes of it."""
        return [*place.broken(where), *(() if self.world.get("later") else unsound(where))]

    def ledgers(self, where: str) -> Mapping[str, str]:
        """Digests of its ledgers; none where a later program made it, which we cannot open."""
        return {} if self.world.get("later") else ledgers(where)

    def start(self, stable: Stable, where: str, **more: Any) -> Process:
        """The command, on a desk."""
        return stable.start(*self.arguments(where), **self.world, **more)

    def through(self, stable: Stable, where: str, **more: Any) -> Process:
        """The command, on a desk, to its end."""
        process = stable.start(*self.arguments(where), *self.once, **self.world, **more)
        process.end()
        return process


@dataclass(frozen=True, slots=True)
class Course:
    """What a task does when nobody disturbs it: its pace, and each state that it goes through."""

    pace: Pace
    states: tuple[State, ...]
    ledgers: Mapping[str, str]
    """Digests of the ledgers of its events at the end."""
    grown: int
    """By how many bytes the desk grows."""

    @property
    def end(self) -> State:
        """The desk when all is done."""
        return self.states[-1]

    def wrong(self, found: State) -> list[str]:
        """How a desk is unlike each that the undisturbed run went through; empty if it is one."""
        near = [one for one in self.states if one.documents == found.documents]
        if not near:
            return [f"{len(found.documents)} reports are there, which no whole step leaves"]
        differences = [found.differs(one) for one in near]
        return min(differences, key=len)

    def differs(self, task: Task, where: str) -> list[str]:
        """How a desk is unlike that of the undisturbed run when all is done."""
        wrong = [f"at the end, {told}" for told in state(where).differs(self.end)]
        if task.ledgers(where) != self.ledgers:
            wrong.append("at the end, the ledgers are not, byte for byte, those of a clean run")
        return wrong

    def left(self, found: State) -> float:
        """The part of the work that is still to be done."""
        first, last = len(self.states[0].documents), len(self.end.documents)
        return 1.0 if first == last else (last - len(found.documents)) / (last - first)


@dataclass(frozen=True, slots=True)
class Case:
    """A task, on what kind of store, where its processes start, and its undisturbed course."""

    task: Task
    place: Place
    stable: Stable
    course: Course


def course(task: Task, place: Place, stable: Stable) -> tuple[Course, str]:
    """What an undisturbed run does, which waits after each commit to be looked at; and its desk."""
    where, pauses = place.copy(task.prepared), 0.0
    states = [state(where)]
    process = stable.start(*task.arguments(where), *task.once, **task.world, stepwise=True)
    while process.reaches(Count.COMMITTED, len(states)):
        pause = time.monotonic()
        _whole(task, process, task.broken(place, where))
        states.append(state(where))
        process.probe[Count.STEP] = len(states) - 1
        pauses += time.monotonic() - pause
    process.end()
    seconds = time.monotonic() - process.began - pauses
    _whole(task, process, task.broken(place, where))
    pace = Pace(seconds, {count: process.probe[count] for count in Count})
    grown = place.size(where) - place.size(task.prepared)
    return Course(pace, tuple(states), task.ledgers(where), grown), where


def _whole(task: Task, process: Process, broken: list[str]) -> None:
    """Raises BenchError where an undisturbed run has gone wrong."""
    code = None if process.is_alive else process.end()
    if code or broken:
        told = " | ".join([*broken, *process.errors[-3:]])
        raise BenchError(f"an undisturbed {task.name} goes wrong ({code}): {told}")


def reports(told: Iterable[str]) -> frozenset[str]:
    """The reports of ours that lines, or ids, name."""
    return frozenset(name for line in told for name in REPORT.findall(line))


def incoming(folder: Path) -> str:
    """The configuration of a watch on a folder."""
    return f'[watch]\nevery = "1s"\n\n[[watch.sources]]\nfolder = "{folder}"\n'
