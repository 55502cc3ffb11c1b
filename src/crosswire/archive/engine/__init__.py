"""What shares out a step's units among workers; it knows nothing of what they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from crosswire.archive.unit import Done, Step, Unit


class Engine(Protocol):
    """Has units done, in whatever order and by however many workers: the same comes of it."""

    def run(self, step: Step, units: Iterable[Unit]) -> Iterator[Done]:
        """Do all units of a step, and hand out the note of each once, when it is written.

        Raises ArchiveError where they cannot be done for a reason that is none of theirs; what is
        noted by then is done.
        """
