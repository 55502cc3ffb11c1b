"""What a desk holds, in a form in which two desks can be compared."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Result, inspect, literal_column, select, table

from crosswire.desk.desk import Desk
from crosswire.desk.storage.database import located
from crosswire.desk.storage.fulltext import is_own
from crosswire.desk.storage.schema import document
from crosswire.ledger import Ledger, write

PASSING = frozenset({"at", "seq", "next"})
"""Columns that tell when, and of how many: no two runs have the same."""

OF_THE_RUN: Mapping[str, Callable[[Any], bool]] = MappingProxyType(
    {
        "desk": lambda row: row.key == "now" or row.key.startswith("seq:"),
        "intake": lambda row: row.outcome == "same",
    }
)
"""Rows that tell how often a run was begun, and not what the desk holds."""


@dataclass(frozen=True, slots=True)
class State:
    """A desk: the reports that it holds, and a digest of each table."""

    documents: frozenset[str]
    tables: Mapping[str, str]
    rows: Mapping[str, int]

    def differs(self, other: State) -> list[str]:
        """The tables in which it is not like another, with how many rows each has."""
        names = sorted({*self.tables, *other.tables})
        return [
            f"{name}: {self.rows.get(name)} rows, not the {other.rows.get(name)} of a clean run"
            for name in names
            if self.tables.get(name) != other.tables.get(name)
        ]


def state(where: str) -> State:
    """What a desk holds now, all of it of one moment; asked of the database itself."""
    database = located(where)
    engine = database.engine(patience=30)
    try:
        with engine.connect() as connection, connection.begin():
            database.begin_reading(connection)
            return _state(connection)
    finally:
        engine.dispose()


def ledgers(where: str) -> dict[str, str]:
    """A digest of each event's ledger, as `crosswire export` writes it, by the event's id."""
    with Desk.open(where) as desk:
        return {one.id: _digest(desk.ledger(one.id)) for one in desk.events()}


def _digest(ledger: Ledger) -> str:
    """Of a ledger's bytes."""
    written = BytesIO()
    write(ledger, written)
    return sha256(written.getvalue()).hexdigest()


def _state(connection: Connection) -> State:
    """All tables that there are."""
    names = [name for name in inspect(connection).get_table_names() if not is_own(name)]
    told = {name: _told(connection, name) for name in names}
    ids = connection.execute(select(document.c.id)).scalars().all()
    digests = {name: sha256("\n".join(rows).encode()).hexdigest() for name, rows in told.items()}
    return State(
        frozenset(map(str, ids)), digests, {name: len(rows) for name, rows in told.items()}
    )


def _told(connection: Connection, name: str) -> list[str]:
    """A table's lasting rows as text, in an order of their own."""
    passed = PASSING | ({"state"} if name == "source" else set())
    passing = OF_THE_RUN.get(name, lambda _: False)
    rows: Result[Any] = connection.execute(select(literal_column("*")).select_from(table(name)))
    columns = [number for number, column in enumerate(rows.keys()) if column not in passed]
    return sorted(
        json.dumps([_plain(row[number]) for number in columns]) for row in rows if not passing(row)
    )


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value
