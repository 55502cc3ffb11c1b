"""Engines and checks for tests of archives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.archive.unit import Done, Step, Unit

if TYPE_CHECKING:
    from crosswire.archive.engine import Engine
    from crosswire.archive.summary import Summary

    Archive = Callable[[Sequence[str], Path, Engine], Summary]

PARTS = ("articles", "index", "ledger", "problems", "runs", "stories")
"""What an archive holds that depends on its sources alone."""


def ignored(*_: object) -> None:
    """Nothing follows."""


@dataclass(slots=True)
class Inside:
    """Works in this very process: no child, no clock, nothing survives; and notes what it did."""

    after: Callable[[Unit], None] = ignored
    worked: list[Unit] = field(default_factory=list)

    def run(self, step: Step, units: Iterable[Unit]) -> Iterator[Done]:
        """Do the units, one after the other."""
        worker = step.open()
        for unit in units:
            done = worker.work(unit, begin=ignored, without={}, careful=False)
            step.place.write(unit.note, done.written())
            self.worked.append(unit)
            self.after(unit)
            yield done


def digests(archive: Path) -> dict[str, str]:
    """The digest of each file of an archive that depends on its sources alone, by its name."""
    files = (path for part in PARTS for path in (archive / part).rglob("*") if path.is_file())
    return {
        path.relative_to(archive).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(files)
    }
