"""Ray Data: units are the rows of a data set, its workers a pool of actors, on one machine or many.

An actor only supervises: the work is done by its warden's child, as without an engine. Nothing goes
through Ray but the units' lines and their notes. A unit that is lost with its actor is not tried
again by Ray, which would wait for an actor that may have no node any more, but in another round, in
which is done what the archive does not note as done. So whoever dies with whatever node, what is
noted was done, and nothing else.
"""

from __future__ import annotations

import json
import os
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from itertools import islice
from typing import Any, Self

from crosswire.archive.engine import cluster
from crosswire.archive.engine.child import handed, received
from crosswire.archive.engine.warden import LIMIT, TRIES, Trouble, Warden, set_aside
from crosswire.archive.unit import Done, Step, Unit, noted
from crosswire.error import ArchiveError

SHARE = 64
"""Units of each worker in a round: Ray never holds a list of millions of them."""

LEAST = 512
"""Units of a round at least."""

IDLE = 3
"""Rounds in a row that fail and bring nothing, before the run ends."""

AGAIN = "Run the command again: what is done is kept."
LOST = "Report this with what the unit holds."


def unheard(_: str) -> None:
    """Nobody is told."""


class Supervisor:
    """An actor: a warden, for as long as its step goes on."""

    def __init__(self, step: str, limit: float, program: str) -> None:
        self.warden = Warden(received(step), limit)
        with suppress(Trouble):  # which comes again with the first unit
            self.warden.start()
        self.program = program

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[str]]:
        """Do the units of a batch: for each the note, or what ends the run."""
        return {"told": [json.dumps(self._told(Unit.of(str(one)))) for one in batch["item"]]}

    def _told(self, unit: Unit) -> dict[str, Any]:
        """What is told of a unit."""
        try:
            self._check()
            return {"done": asdict(self.warden.done(unit))}
        except ArchiveError as error:
            return {"failed": str(error), "remedy": error.remedy}

    def _check(self) -> None:
        """See that this node's crosswire is the one that asks."""
        if (here := version("crosswire")) != self.program:
            raise ArchiveError(
                f"a node of the cluster has crosswire {here}, and not {self.program}",
                remedy="Install the same on all nodes.",
            )


@dataclass(slots=True)
class OnRay:
    """Ray's workers: as many as are asked for, on this machine or on the cluster at an address.

    Ray is started, or joined, when there is work, and kept until this is closed. `limit` is how
    many seconds an article may take; `tell` is told where the dashboard is.
    """

    workers: int | None = None
    address: str | None = None
    dashboard: bool = False
    limit: float = LIMIT
    tell: Callable[[str], None] = unheard
    _end: Callable[[], None] | None = field(default=None, init=False)

    def run(self, step: Step, units: Iterable[Unit]) -> Iterator[Done]:
        """Do all units of a step, as they are done; what is lost with a worker is done again."""
        self.open()
        size = max(LEAST, SHARE * self.workers_there)
        line = iter(units)
        while some := list(islice(line, size)):
            yield from self._done(step, some)

    def open(self) -> None:
        """Start Ray, or join a cluster, unless that is done."""
        if self._end is not None:
            return
        if self.address:
            self._end, url = cluster.joined(self.address)
        else:
            self._end, url = cluster.started(self.workers or processors(), dashboard=self.dashboard)
        if self.dashboard and url:
            self.tell(f"Ray's dashboard is at http://{url}")

    def close(self) -> None:
        """End Ray, or leave the cluster."""
        if self._end is not None:
            self._end()
            self._end = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def workers_there(self) -> int:
        """The workers that are asked for, or one for each processor of the cluster."""
        if self.workers is not None or not self.address:
            return self.workers or processors()
        return max(1, int(cluster.ray().cluster_resources().get("CPU", 1)))

    def _done(self, step: Step, units: Iterable[Unit]) -> Iterator[Done]:
        """Rounds of these units, until all are done or given up."""
        left = {unit.name: unit for unit in units}
        tries: Counter[str] = Counter()
        idle = 0
        while left:
            before = len(left)
            try:
                for note in self._round(step, list(left.values())):
                    del left[note.unit]
                    yield note
                tries.update(left.keys())
            except _RayError as error:
                idle = idle + 1 if len(left) == before else 0
                if idle == IDLE:
                    raise ArchiveError(f"Ray cannot go on: {error}", remedy=AGAIN) from error
                self.close()
                self.open()
            for unit in list(left.values()):
                if done := _settled(step, unit, tries[unit.name]):
                    del left[unit.name]
                    yield done

    def _round(self, step: Step, units: Sequence[Unit]) -> Iterator[Done]:
        """Each of these units once, by a pool of actors; the notes of those that come back."""
        ray = cluster.ray()
        try:
            size = min(self.workers_there, len(units))
            items = ray.data.from_items(
                [u.written() for u in units], override_num_blocks=len(units)
            )
            pool = ray.data.ActorPoolStrategy(size=size, max_tasks_in_flight_per_actor=1)
            with warnings.catch_warnings():
                # There is no other way yet to say that Ray shall not try by itself.
                warnings.simplefilter("ignore")
                rows = items.map_batches(
                    Supervisor,
                    fn_constructor_args=(handed(step), self.limit, version("crosswire")),
                    compute=pool,
                    batch_size=1,
                    num_cpus=1,
                    max_task_retries=0,
                ).iter_rows()
            for row in rows:
                yield _heard(json.loads(row["told"]))
        except ArchiveError:
            raise
        except Exception as error:
            raise _RayError(cluster.line(error, at=-1)) from error


class _RayError(Exception):
    """What Ray raised, of whatever kind, in a line."""


def _heard(told: dict[str, Any]) -> Done:
    """The note of a unit; raises ArchiveError where the run is to end."""
    if "failed" in told:
        raise ArchiveError(told["failed"], remedy=told["remedy"])
    return Done(**told["done"])


def _settled(step: Step, unit: Unit, tries: int) -> Done | None:
    """The note of a unit that did not come back: it is there, or the unit was tried too often."""
    if done := noted(step.place, unit):
        return done
    if tries < TRIES:
        return None
    return set_aside(step, unit, f"all of its {tries} workers died", LOST)


def processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
