"""What a process is about, told to the harness in memory that both share.

The process that is to be killed counts what it does; the harness looks at the counts, and they
stay when the process is gone.
"""

from __future__ import annotations

import mmap
import sys
import time
from enum import IntEnum
from io import TextIOWrapper
from pathlib import Path
from struct import Struct
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool

NUMBER = Struct("<Q")

ENDLESS = 2**63
"""More commits than there will ever be."""


class Count(IntEnum):
    """What is counted, and where in the shared memory."""

    PHASE = 0
    STARTED = 1
    STATEMENT = 2
    WRITE = 3
    COMMIT = 4
    COMMITTED = 5
    LINE = 6
    ENDED = 7
    STEP = 8
    """Said by the harness: up to which commit the process may go on."""


class Phase(IntEnum):
    """What a process is about."""

    START = 0
    """It starts: nothing was asked of the database yet."""
    WORK = 1
    """It reads, parses, collates, looks: no transaction that writes is open."""
    WRITE = 2
    """A transaction that writes is open."""
    COMMIT = 3
    """The database was told to commit, and has not answered."""
    TELL = 4
    """It has committed, and has not acknowledged it yet."""
    END = 5
    """The command is through."""


class Probe:
    """The counts of one process: made by the harness, written by the process."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(NUMBER.size * len(Count)))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), 0)

    def __getitem__(self, count: Count) -> int:
        """How often."""
        return int(NUMBER.unpack_from(self._shared, NUMBER.size * count)[0])

    def __setitem__(self, count: Count, number: int) -> None:
        """Said by the process."""
        NUMBER.pack_into(self._shared, NUMBER.size * count, number)

    @property
    def phase(self) -> Phase:
        """What the process is, or was, about."""
        return Phase(self[Count.PHASE])

    @property
    def done(self) -> int:
        """How much the process has done: where this stays, it idles."""
        return sum(self[count] for count in (Count.STATEMENT, Count.COMMITTED, Count.LINE))

    def enter(self, phase: Phase, count: Count | None = None) -> None:
        """The process says what it is about now."""
        self[Count.PHASE] = phase
        if count is not None:
            self[count] += 1

    def attach(self) -> None:
        """From now on what this process does with databases and says is counted."""
        event.listen(Engine, "before_cursor_execute", self._execute)
        event.listen(Engine, "begin", self._begin)
        event.listen(Engine, "commit", self._commit)
        event.listen(Engine, "rollback", self._rollback)
        event.listen(Pool, "checkin", self._checkin)
        sys.stdout, sys.stderr = Told(self, 1), Told(self, 2)

    def _execute(self, connection: Connection, *_: Any) -> None:
        if _writes(connection):
            self[Count.STATEMENT] += 1

    def _begin(self, connection: Connection) -> None:
        if _writes(connection):
            self.enter(Phase.WRITE, Count.WRITE)
        elif self.phase is Phase.START:
            self.enter(Phase.WORK)

    def _commit(self, connection: Connection) -> None:
        if _writes(connection):
            self.enter(Phase.COMMIT, Count.COMMIT)

    def _rollback(self, connection: Connection) -> None:
        if _writes(connection):
            self.enter(Phase.WORK)

    def _checkin(self, *_: Any) -> None:
        if self.phase is Phase.COMMIT:
            self.enter(Phase.TELL, Count.COMMITTED)
            while self[Count.STEP] < self[Count.COMMITTED]:
                time.sleep(0.001)


class Told(TextIOWrapper):
    """A stream whose lines are counted; as into a pipe, they are written when it is flushed."""

    def __init__(self, probe: Probe, number: int) -> None:
        super().__init__(open(number, "wb", closefd=False), "utf-8")  # noqa: SIM115 - our own
        self._probe = probe
        self._waiting = 0

    def write(self, text: str) -> int:
        """Takes words, which are nobody's yet."""
        self._waiting += text.count("\n")
        return super().write(text)

    def flush(self) -> None:
        """Says them; what is said is acknowledged."""
        super().flush()
        if self._waiting:
            self._probe[Count.LINE] += self._waiting
            self._waiting = 0
            self._probe.enter(Phase.WORK)


def _writes(connection: Connection) -> bool:
    """Whether a transaction is one that writes."""
    return bool(connection.get_execution_options().get("writes"))
