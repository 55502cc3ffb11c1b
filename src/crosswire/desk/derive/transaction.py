"""One change to a desk: rows are written, and what rests on them is derived once, at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, select

from crosswire.desk.derive.derivation import derive, stale
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.storage.schema import assignment
from crosswire.desk.storage.store import Store


@dataclass(slots=True)
class Transaction:
    """What is being written, at the time `at`: the episodes that must be derived anew (`touched`).

    `came` says of reports that are no news why they are in their event now.
    """

    connection: Connection
    store: Store
    workshop: Workshop
    at: str
    touched: dict[str, None] = field(default_factory=dict)
    came: dict[str, str] = field(default_factory=dict)

    def next_seq(self, table: Table) -> int:
        """The next number of a table."""
        return self.store.next_seq(self.connection, table)

    def touch(self, document: str) -> bool:
        """Derive the episode of a report anew at the end; whether it is in one."""
        query = select(assignment.c.episode).where(assignment.c.document == document)
        found = self.connection.execute(query).scalar()
        if found is not None:
            self.touched[found] = None
        return found is not None

    def settle(self) -> None:
        """Derive what was touched until now, all of it at once."""
        found = dict.fromkeys((*self.touched, *stale(self.connection)))
        if found:
            derive(self.connection, found, self.workshop, came=self.came)
        self.touched.clear()
        self.came.clear()


@contextmanager
def transaction(store: Store, workshop: Workshop) -> Iterator[Transaction]:
    """A transaction that is kept whole or not at all; what it touched is derived at its end."""
    try:
        with store.writing() as connection:
            writing = Transaction(connection, store, workshop, store.now(connection))
            yield writing
            writing.settle()
    except BaseException:
        workshop.forget()  # it may remember what was not kept
        raise
