"""What a store asks of its database."""

from __future__ import annotations

from typing import Protocol

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from crosswire.error import DeskError


class Database(Protocol):
    """A database that a desk lives in; `name` is what its messages call it, without a password."""

    @property
    def name(self) -> str:
        """What messages call the database."""

    def engine(self, *, patience: float) -> Engine:
        """Its connections; `patience` is how many seconds a writer waits for another."""

    def prepare(self, *, create: bool) -> None:
        """Looks at the place before anything is opened: raises DeskError where no desk can be."""

    def check(self, connection: Connection) -> None:
        """Raises DeskError where the database itself is not one that a desk can live in."""

    def begin_reading(self, connection: Connection) -> None:
        """Makes the transaction that has begun one consistent, unchanging view."""

    def begin_writing(self, connection: Connection, *, patience: float) -> None:
        """Makes the transaction that has begun the only one that writes."""

    def upgraded(self, connection: Connection) -> None:
        """Looks after the tables when they were made or changed, before that is kept."""

    def forget(self, engine: Engine) -> None:
        """Takes what was deleted out of what the database keeps beside its tables, if it can."""

    def explained(self, error: DBAPIError) -> DeskError | None:
        """What went wrong in words, or None where the fault is the program's own."""
