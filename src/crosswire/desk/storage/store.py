"""The database of a desk: opened, read as one snapshot, written by one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self, cast

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select, text
from sqlalchemy.exc import DBAPIError

from crosswire.desk.storage import fulltext, memory, schema
from crosswire.desk.storage.database import Database, located
from crosswire.error import DeskError

PATIENCE = 30.0
"""Seconds that a writer waits for another."""

OWN = frozenset({"alembic_version", "desk"})
"""Tables that an empty desk has rows in."""

VERSION = text("SELECT version_num FROM alembic_version")

Dialect = Literal["sqlite", "postgresql"]


def utc() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


class Store:
    """A desk's database; open it with `Store.open`, and close it, or use it in a `with`."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        *,
        clock: Callable[[], datetime] = utc,
        patience: float = PATIENCE,
    ) -> None:
        self._database = database
        self._engine = engine
        memory.share(engine)
        self._clock = clock
        self._patience = patience

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = False,
        upgrade: bool = False,
        clock: Callable[[], datetime] = utc,
        patience: float = PATIENCE,
    ) -> Store:
        """The desk at a path, or a `postgresql://` address.

        `create` makes it where none is; `upgrade` brings one that an older program made to this
        version. A writer waits `patience` seconds for another. Raises DeskError where there is no
        desk, or one of another version of the program.
        """
        database = located(where)
        database.prepare(create=create)
        store = cls(database, database.engine(patience=patience), clock=clock, patience=patience)
        try:
            store._open(create=create, upgrade=upgrade)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def name(self) -> str:
        """The path or address of the desk, without a password."""
        return self._database.name

    @property
    def dialect(self) -> Dialect:
        """Which of the two databases it is."""
        return cast("Dialect", self._engine.dialect.name)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view of the desk, in which nothing can be written; blocks nobody."""
        with self._explained(), self._engine.connect() as connection, connection.begin():
            self._database.begin_reading(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one transaction that writes: all of it is kept at the end, or nothing of it.

        Raises DeskError where others have not let it write for the store's patience.
        """
        with self._alone() as connection:
            self._compare(_number(connection.execute(VERSION).scalar()))
            yield connection

    def check(self) -> None:
        """Raises DeskError where the desk cannot be read, or was upgraded since it was opened."""
        with self.reading() as connection:
            self._compare(_number(connection.execute(VERSION).scalar()))

    def forget(self) -> None:
        """Leave nothing of what was deleted beside the tables, as far as the database lets one."""
        with self._explained():
            self._database.forget(self._engine)

    def now(self, connection: Connection) -> str:
        """The time in UTC, never earlier than one that was given before, whatever the clock says.

        It is text with microseconds ("2031-03-04T05:06:07.000008Z"), so that it sorts as it runs.
        """
        told = self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return _kept(connection, "now", told, "CASE WHEN {new} > {old} THEN {new} ELSE {old} END")

    def seconds_since(self, told: str) -> float:
        """How long ago a time was that `now` told, by the clock as it is now."""
        return (self._clock().astimezone(UTC) - datetime.fromisoformat(told)).total_seconds()

    def next_seq(self, connection: Connection, table: Table | str) -> int:
        """The next number of a table, greater than all before; none is given twice."""
        return next_seq(connection, table if isinstance(table, str) else table.name)

    def next_seqs(self, connection: Connection, table: Table, count: int) -> range:
        """So many next numbers of a table, at once."""
        last = next_seq(connection, table.name, count=count) if count else 0
        return range(last - count + 1, last + 1)

    def _open(self, *, create: bool, upgrade: bool) -> None:
        """Looks at what is there, and makes the desk or changes it where that is wanted."""
        with self._explained(), self._engine.connect() as connection:
            self._database.check(connection)
            found = _version(connection)
            is_empty = found is None and not inspect(connection).get_table_names()
        if found is None and not (create and is_empty):
            raise self._no_desk(is_empty=is_empty)
        if found is None or (upgrade and found < schema.VERSION):
            self._upgrade()
        else:
            self._compare(found)

    def _upgrade(self) -> None:
        """Brings the tables to this program's version, or makes them; two at once do it once."""
        from crosswire.desk.storage.migration import upgrade  # noqa: PLC0415 - slow to import, rare

        with self._alone(rebuilds=True) as connection:
            if (_version(connection) or 0) > schema.VERSION:
                self._compare(_version(connection))  # a newer program was quicker
            upgrade(connection)
            self._database.upgraded(connection)

    def _clear(self, connection: Connection) -> None:
        """Takes the tables of an empty desk away; raises DeskError where it is not empty."""
        tables = reflected(connection)
        if not tables.tables:
            return
        if _version(connection) is None:
            raise self._no_desk(is_empty=False)
        for name, table in tables.tables.items():
            if name not in OWN and connection.execute(select(table).limit(1)).first():
                raise DeskError(
                    f"{self.name} is not empty",
                    remedy="Restore to a new place, then put it where the old desk is.",
                )
        fulltext.drop(connection)
        tables.drop_all(connection)

    @contextmanager
    def _alone(self, *, rebuilds: bool = False) -> Iterator[Connection]:
        """A transaction beside which no other writes."""
        with self._explained(), self._engine.connect() as plain:
            connection = plain.execution_options(writes=True, rebuilds=rebuilds)
            with connection.begin():
                self._database.begin_writing(connection, patience=self._patience)
                yield connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Says in words what the database refused."""
        try:
            yield
        except DBAPIError as error:
            if explained := self._database.explained(error):
                raise explained from error
            raise

    def _compare(self, found: int | None) -> None:
        """Raises DeskError where the desk is of another version."""
        if found is None:
            raise self._no_desk(is_empty=True)
        if found > schema.VERSION:
            raise DeskError(
                f"{self.name} was made by a newer crosswire (schema {found}, not {schema.VERSION})",
                remedy="Upgrade crosswire: pip install --upgrade crosswire",
            )
        if found < schema.VERSION:
            raise DeskError(
                f"{self.name} was made by an older crosswire (schema {found})",
                remedy=f"Back it up, then: crosswire desk upgrade {self.name}",
            )

    def _no_desk(self, *, is_empty: bool) -> DeskError:
        """Why there is no desk to open."""
        if is_empty:
            return DeskError(
                f"there is no desk at {self.name}",
                remedy=f"Make one: crosswire desk init {self.name}",
            )
        return DeskError(
            f"{self.name} is no desk: it holds other tables",
            remedy="Give the desk a file, database or schema of its own.",
        )


@contextmanager
def restoring(
    where: str | Path, *, version: int, patience: float = PATIENCE
) -> Iterator[Connection]:
    """A desk with the empty tables of a version, to be filled; then they are brought to today's.

    All of it is one transaction. Raises DeskError where there is a desk with something in it.
    """
    from crosswire.desk.storage.migration import upgrade  # noqa: PLC0415 - slow to import, rare

    database = located(where)
    database.prepare(create=True)
    with (
        closing(Store(database, database.engine(patience=patience), patience=patience)) as store,
        store._alone(rebuilds=True) as connection,
    ):
        database.check(connection)
        store._clear(connection)
        upgrade(connection, f"{version:04}")
        yield connection
        upgrade(connection)
        database.upgraded(connection)


def reflected(connection: Connection) -> MetaData:
    """The tables that are there, of whatever version, but for those of the index of words."""
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: not fulltext.is_own(name))
    return tables


def next_seq(connection: Connection, name: str, *, count: int = 1) -> int:
    """The next number of what is counted by a name, greater than all before; none twice.

    It is the last of `count` numbers, all of which are given by that.
    """
    rule = "CAST(CAST({old} AS BIGINT) + CAST({new} AS BIGINT) AS TEXT)"
    return int(_kept(connection, f"seq:{name}", str(count), rule))


def _version(connection: Connection) -> int | None:
    """The version of the tables, or None where there are none."""
    tables = inspect(connection).get_table_names()
    if not {"alembic_version", "desk"} <= set(tables):
        return None
    return _number(connection.execute(VERSION).scalar())


def _number(found: str | None) -> int | None:
    """A version as a number, or None for what is none of ours."""
    return int(found) if found and found.isdecimal() else None


def _kept(connection: Connection, key: str, first: str, rule: str) -> str:
    """A value of the desk, set by a rule from what it was (`old`) and what is offered (`new`)."""
    value = rule.format(old="desk.value", new="excluded.value")
    found = connection.execute(
        text(
            "INSERT INTO desk (key, value) VALUES (:key, :value)"  # noqa: S608 - our own rules
            f" ON CONFLICT (key) DO UPDATE SET value = {value} RETURNING value"
        ),
        {"key": key, "value": first},
    )
    return str(found.scalar_one())
