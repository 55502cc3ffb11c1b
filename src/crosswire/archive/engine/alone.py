"""No engine: one worker on this machine does one unit after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crosswire.archive.engine.warden import LIMIT, Warden
from crosswire.archive.unit import Done, Step, Unit


@dataclass(frozen=True, slots=True)
class Alone:
    """One worker, and its warden; `limit` is how many seconds an article may take."""

    limit: float = LIMIT

    def run(self, step: Step, units: Iterable[Unit]) -> Iterator[Done]:
        """Do all units of a step, in their order."""
        with Warden(step, self.limit) as warden:
            for unit in units:
                yield warden.done(unit)
