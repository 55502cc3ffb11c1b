"""What derivation works with, and remembers: what made the ledgers, readings, rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from crosswire.collation import collated
from crosswire.desk.storage import extraction
from crosswire.desk.storage.memory import Memory
from crosswire.desk.storage.schema import assignment, document, parse, standing
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.ruling import rulings
from crosswire.judgement.value import Judgement
from crosswire.ledger import Ledger, Row, without_texts
from crosswire.reading import Reading
from crosswire.row import Run

if TYPE_CHECKING:
    from crosswire.desk.derive.derivation import Step

READINGS = 240
"""Readings that are remembered: those of two large episodes, at 0.4 MB each."""

EPISODES = 4
"""Episodes whose rows are remembered, so that those that did not change are not written as JSON."""

LEDGERS = 3
"""Collated episodes that are remembered until they are written."""

RowKey = tuple[str, str]
"""A row's type and its id."""

Digested = Mapping[RowKey, tuple[Row, str]]
"""Rows with the digests of their JSON."""


@dataclass(frozen=True, slots=True)
class Collation:
    """An episode to be collated: what its reports say, what people judged of their rows."""

    episode: str
    readings: tuple[Reading, ...]
    judgements: tuple[Judgement, ...] = ()

    @property
    def key(self) -> tuple[int | str, ...]:
        """What it is known by, as long as its readings are remembered: these never change."""
        return (*map(id, self.readings), *(one.id for one in self.judgements))


class Uncollated(Exception):  # noqa: N818 - it is no error
    """Episodes are to be collated before what touches them is written."""

    def __init__(self, collations: Sequence[Collation]) -> None:
        super().__init__(len(collations))
        self.collations = collations


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
    ledgers: Memory[tuple[int | str, ...], tuple[Collation, Ledger]] = field(
        default_factory=lambda: Memory(LEDGERS)
    )

    def forget(self) -> None:
        """Forget all, since the tables were written by somebody else."""
        self.readings.clear()
        self.rows.clear()
        self.ledgers.clear()

    def collated(self, one: Collation) -> Ledger:
        """An episode's ledger, without texts; one that was collated already is remembered."""
        known = self.ledgers.get(one.key)
        if known is None:
            ruled = rulings(one.judgements)
            ledger = collated(self.run, one.readings, self.gazetteer, rulings=ruled)
            known = one, without_texts(ledger)
            self.ledgers.keep(one.key, known)
        return known[1]

    def is_collated(self, one: Collation) -> bool:
        """Whether an episode was collated already."""
        return self.ledgers.get(one.key) is not None

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
