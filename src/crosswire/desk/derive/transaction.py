"""One change to a desk: rows are written, and what rests on them is derived once, at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Table, select

from crosswire.desk.derive.derivation import check_collated, collation, derive, prepare, stale
from crosswire.desk.derive.workshop import Uncollated, Workshop
from crosswire.desk.judgement.record import homes_beside
from crosswire.desk.storage.schema import assignment
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError

ATTEMPTS = 5
"""How often some work is undone to collate ahead: others may have written meanwhile, each time."""

Result = TypeVar("Result")


@dataclass(slots=True)
class Transaction:
    """What is being written, at the time `at`: the episodes that must be derived anew (`touched`).

    `came` says of reports that are no news why they are in their event now; `ahead` is as
    `transaction` has it.
    """

    connection: Connection
    store: Store
    workshop: Workshop
    at: str
    ahead: bool = False
    touched: dict[str, None] = field(default_factory=dict)
    came: dict[str, str] = field(default_factory=dict)

    def next_seq(self, table: Table) -> int:
        """The next number of a table."""
        return self.store.next_seq(self.connection, table)

    def touch(self, document: str) -> bool:
        """Derive the episode of a report anew at the end; whether it is in one.

        With it are those in which somebody was judged to speak whom this report names: where he is
        gone, so is what was judged.
        """
        query = select(assignment.c.episode).where(assignment.c.document == document)
        found = self.connection.execute(query).scalar()
        if found is not None:
            beside = homes_beside(self.connection, document)
            self.touched.update(dict.fromkeys((found, *beside)))
        return found is not None

    def settle(self) -> None:
        """Derive what was touched until now, all of it at once.

        What people judged meanwhile elsewhere is left to `settled`, unless it was touched too.
        """
        found = dict.fromkeys((*self.touched, *stale(self.connection, judged=False)))
        if self.ahead:
            check_collated(self.connection, found, self.workshop)
        if found:
            derive(self.connection, found, self.workshop, came=self.came)
        self.touched.clear()
        self.came.clear()


@contextmanager
def transaction(store: Store, workshop: Workshop, *, ahead: bool = False) -> Iterator[Transaction]:
    """A transaction that is kept whole or not at all; what it touched is derived at its end.

    `ahead` raises Uncollated, and keeps nothing, where that would take long.
    """
    try:
        with store.writing() as connection:
            writing = Transaction(connection, store, workshop, store.now(connection), ahead)
            yield writing
            writing.settle()
    except Uncollated:
        raise
    except BaseException:
        workshop.forget()  # it may remember what was not kept
        raise


def written(store: Store, workshop: Workshop, work: Callable[[Transaction], Result]) -> Result:
    """What some work comes to, done in a transaction.

    Where what it touches takes long to collate, it is undone, collated while nothing is locked, and
    done again: it may be called more than once, and must know nothing of the time before.
    """
    for _ in range(ATTEMPTS):
        try:
            with transaction(store, workshop, ahead=True) as writing:
                return work(writing)
        except Uncollated as missing:
            with store.reading() as connection:
                for one in missing.collations:
                    prepare(connection, one, workshop)
    with transaction(store, workshop) as writing:
        return work(writing)


def settled(store: Store, workshop: Workshop, *, most: int | None = None) -> bool:
    """Derive what people judged, one episode after the other; whether there was anything.

    `most` is how many are derived, where it is not all of them. One that fails holds up no other:
    it is raised when less than that was derived, and tried again by the next call.
    """
    with store.reading() as connection:
        waiting = stale(connection)
    failed: Exception | None = None
    left = len(waiting) if most is None else most
    for episode in waiting:
        if not left:
            break
        try:
            _settle(store, workshop, episode)
            left -= 1
        except DeskError:  # none of them can be written
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it: raised at the end
            failed = failed or error
    if failed and left:
        raise failed
    return bool(waiting)


def _settle(store: Store, workshop: Workshop, episode: str) -> None:
    """Derive an episode, collated while nothing is locked."""
    with store.reading() as connection:
        prepare(connection, collation(connection, episode, workshop), workshop)
    written(store, workshop, partial(_touched, episode=episode))


def _touched(writing: Transaction, *, episode: str) -> None:
    """Have an episode derived, where nobody has done so meanwhile."""
    if episode in stale(writing.connection):
        writing.touched[episode] = None
