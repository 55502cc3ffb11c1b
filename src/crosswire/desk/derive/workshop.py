"""What derivation works with, and remembers: what made the ledgers, readings, rows."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

from sqlalchemy import Connection, select

from crosswire.desk.storage import extraction
from crosswire.desk.storage.schema import assignment, document, parse, standing
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Row
from crosswire.reading import Reading
from crosswire.row import Run

if TYPE_CHECKING:
    from crosswire.desk.derive.derivation import Step

READINGS = 240
"""Readings that are remembered: those of two large episodes, at 0.4 MB each."""

EPISODES = 4
"""Episodes whose rows are remembered, so that those that did not change are not written as JSON."""

Key = TypeVar("Key")
Value = TypeVar("Value")

RowKey = tuple[str, str]
"""A row's type and its id."""

Digested = Mapping[RowKey, tuple[Row, str]]
"""Rows with the digests of their JSON."""


class Memory(Generic[Key, Value]):
    """The last values that were wanted, a bounded number of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.values: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """A value that is still remembered."""
        if key in self.values:
            self.values.move_to_end(key)
        return self.values.get(key)

    def keep(self, key: Key, value: Value) -> None:
        """Remember a value, and forget the one that was not wanted for longest."""
        self.values[key] = value
        self.values.move_to_end(key)
        while len(self.values) > self.most:
            self.values.popitem(last=False)


Version = tuple[str, str, str]
"""A report as it was read: its id, its row as it is kept, what read it."""


@dataclass(frozen=True, slots=True)
class Workshop:
    """What made the ledgers (`run`), the gazetteer, who is told of changes, what is remembered.

    Nothing that is remembered changes what is derived: it only spares reading it again.
    """

    run: Run
    gazetteer: Gazetteer
    record: Callable[[Connection, Step], None]
    readings: Memory[Version, Reading] = field(default_factory=lambda: Memory(READINGS))
    rows: Memory[str, Digested] = field(default_factory=lambda: Memory(EPISODES))

    def forget(self) -> None:
        """Forget all, since the tables were written by somebody else."""
        self.readings.values.clear()
        self.rows.values.clear()

    def live(self, connection: Connection, episode: str) -> list[Reading]:
        """What the reports of an episode say that are neither withdrawn nor held, by their ids."""
        versions = _live(connection, episode)
        found = {one: self.readings.get(one) for one in versions}
        missing = [one for one, reading in found.items() if reading is None]
        for one, reading in zip(missing, _loaded(connection, missing), strict=True):
            self.readings.keep(one, reading)
            found[one] = reading
        return [reading for reading in found.values() if reading is not None]


def _loaded(connection: Connection, versions: Sequence[Version]) -> Iterable[Reading]:
    """Readings from the database."""
    return extraction.load(connection, [name for name, *_ in versions]) if versions else ()


def _live(connection: Connection, episode: str) -> list[Version]:
    """The reports of an episode that a view may show, in the order of their ids."""
    reports = (
        assignment.join(document, document.c.id == assignment.c.document)
        .join(parse, parse.c.document == document.c.id)
        .outerjoin(standing, standing.c.document == document.c.id)
    )
    query = (
        select(document.c.id, document.c.row, parse.c.reader)
        .select_from(reports)
        .where(assignment.c.episode == episode, standing.c.document.is_(None))
    )
    return sorted((name, row, reader) for name, row, reader in connection.execute(query))
