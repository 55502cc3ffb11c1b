"""From articles to the desk: each read alone first, then written with all that follows from it.

Reading costs the time, so it is done before anything is locked. One short transaction then looks
again at what the desk has, writes a batch, assigns it to events and derives; it is acknowledged
only when it is kept. So a program that is killed loses nothing that was acknowledged, and two that
add the same report add it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from sqlalchemy.exc import DataError, DBAPIError

from crosswire.desk.derive.transaction import Transaction, transaction, written
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.intake import embargo
from crosswire.desk.intake.arrival import Arrival, arrival, reported
from crosswire.desk.intake.entry import Entry, Read
from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.storage.store import Store
from crosswire.error import CrosswireError
from crosswire.read import Article, Notice
from crosswire.reading import BATCH
from crosswire.row import Problem

Input = Article | Problem

Note = Callable[[Transaction, Sequence[Receipt]], None]
"""Writes beside the reports, in their transaction, what became of them."""

REMEDY = "Give its plain text; and report this, with the input."


@dataclass(frozen=True, slots=True)
class Aim:
    """Where reports go, and what brings them.

    `event` is the event that all go to, by its id or name, and begins where there is none of that
    name; without it each goes where it belongs.
    `source` is the folder or feed that brings them; without it each is brought by its own file.
    `key` tells the event whatever it is called: what comes with one key goes to one event, and a
    new one has the name `event`.
    """

    event: str | None = None
    source: str | None = None
    key: str | None = None


NOWHERE = Aim()
"""Nothing is said of where reports go."""


def unnoted(writing: Transaction, receipts: Sequence[Receipt]) -> None:
    """Writes nothing beside the reports."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What takes reports in: the desk, what reads (`read`, named by `reader`), what derives."""

    store: Store
    workshop: Workshop
    reader: str
    read: Read

    def take(
        self, inputs: Iterable[Input], aim: Aim = NOWHERE, *, note: Note = unnoted
    ) -> Iterator[Receipt]:
        """Take in what comes, a batch at a time; a receipt for each when its batch is kept.

        Reports whose embargo has ended meanwhile have receipts too, which `note` does not get.
        """
        for batch in _batches(inputs):
            yield from self._kept(batch, aim, note)

    def tick(self) -> tuple[Receipt, ...]:
        """Show the reports whose embargo has ended."""
        with self.store.reading() as connection:
            if not embargo.is_any(connection):
                return ()
        with transaction(self.store, self.workshop) as writing:
            receipts = Entry(writing, self.reader, self.read).release()
        return tuple(receipts)

    def _kept(self, batch: Sequence[Input], aim: Aim, note: Note) -> Sequence[Receipt]:
        """What became of a batch; whatever goes wrong with one of it ends that one only."""
        try:
            return self._written(self._arrivals(batch), aim, note)
        except CrosswireError:
            raise
        except Exception as error:
            if isinstance(error, DBAPIError) and not isinstance(error, DataError):
                raise
            if len(batch) > 1:
                return [one for each in batch for one in self._kept([each], aim, note)]
            return self._written([_failed(batch[0], error)], aim, note)

    def _arrivals(self, batch: Sequence[Input]) -> list[Arrival | Problem]:
        """The inputs, those read that the desk does not have; nothing is locked meanwhile."""
        with self.store.reading() as connection:
            found = [one if isinstance(one, Problem) else arrival(connection, one) for one in batch]
        fresh = [one for one in found if isinstance(one, Arrival) and not one.place.same]
        read = self.read([reported(one, one.place) for one in fresh])
        known = {id(one): reading for one, reading in zip(fresh, read, strict=True)}
        return [
            replace(one, reading=known.get(id(one))) if isinstance(one, Arrival) else one
            for one in found
        ]

    def _written(self, batch: Sequence[Arrival | Problem], aim: Aim, note: Note) -> list[Receipt]:
        """What became of a batch, in one transaction."""

        def work(writing: Transaction) -> list[Receipt]:
            released = Entry(writing, self.reader, self.read).release()
            entry = Entry(
                writing, self.reader, self.read, goal=aim.event, source=aim.source, key=aim.key
            )
            entry.plan(one for one in batch if isinstance(one, Arrival))
            receipts = [_entered(entry, one) for one in batch]
            note(writing, receipts)
            return [*released, *receipts]

        return written(self.store, self.workshop, work)


def _entered(entry: Entry, one: Arrival | Problem) -> Receipt:
    """What became of one thing that came."""
    if isinstance(one, Arrival):
        return entry.report(one)
    return entry.notice(one) if isinstance(one, Notice) else entry.problem(one)


def _batches(inputs: Iterable[Input]) -> Iterator[list[Input]]:
    """The inputs, a bounded number at a time."""
    rest = iter(inputs)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _failed(one: Input, error: Exception) -> Problem:
    """The problem of an input that could not be read or written."""
    name = one.document if isinstance(one, Problem) else one.id
    reason = f"could not be taken in ({type(error).__name__}: {error})"
    return Problem.of(name, reason, REMEDY)
