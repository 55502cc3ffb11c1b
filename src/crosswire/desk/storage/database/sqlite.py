"""A desk in one file: SQLite with a write-ahead log."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from crosswire.desk.storage.place import APPLICATION
from crosswire.error import DeskError

OLDEST = (3, 35)
"""The first SQLite that can say what it wrote (RETURNING)."""

SEARCHES = "SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"

AGAIN = "Nothing was written. {}, and try again."
BUSY = (
    "{path} is busy: another program has been writing to it all the while",
    AGAIN.format("Wait until the other one is done"),
)
SHUT = (
    "{path} cannot be opened for writing: {said}",
    "A desk's folder and file must be writable; or name another path.",
)
BROKEN = (
    "{path} is damaged: {said}",
    "Restore the last backup: crosswire desk restore BACKUP NEW_DESK",
)
FAILING = (
    "{path} could not be read or written: {said}",
    AGAIN.format("Look after the disk and the memory"),
)
REFUSALS = {
    "SQLITE_BUSY": BUSY,
    "SQLITE_LOCKED": BUSY,
    "SQLITE_FULL": (
        "no space is left to write {path}",
        AGAIN.format("Make room on the disk"),
    ),
    "SQLITE_READONLY": SHUT,
    "SQLITE_CANTOPEN": SHUT,
    "SQLITE_PERM": SHUT,
    "SQLITE_AUTH": SHUT,
    "SQLITE_CORRUPT": BROKEN,
    "SQLITE_NOTADB": BROKEN,
    "SQLITE_IOERR": FAILING,
    "SQLITE_NOMEM": FAILING,
    "SQLITE_PROTOCOL": FAILING,
}
"""What SQLite may refuse, by its result codes (sqlite.org/rescode.html), with the remedy."""

FORGETTING = 1000
"""Milliseconds that emptying the log waits for who reads: nobody can write meanwhile."""

RETRIES, PAUSE = 100, 0.02
"""Attempts at what SQLite refuses at once, whatever patience it has, and seconds between them."""


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A desk's file."""

    path: Path

    @property
    def name(self) -> str:
        """The path of the file."""
        return str(self.path)

    def engine(self, *, patience: float) -> Engine:
        """Its connections, which leave beginning a transaction to SQLAlchemy."""
        engine = create_engine(
            URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": patience},
            hide_parameters=True,
        )
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", _begin)
        return engine

    def prepare(self, *, create: bool) -> None:
        """Raises DeskError where the path holds no SQLite file, or nothing and none is wanted."""
        if self.path.is_dir():
            raise DeskError(f"{self.path} is a folder", remedy="Give the path of a desk's file.")
        if not self.path.exists():
            if not create:
                raise DeskError(
                    f"there is no desk at {self.path}",
                    remedy=f"Make one: crosswire desk init {self.path}",
                )
            return
        if not self.path.is_file():
            raise DeskError(f"{self.path} is no file", remedy="Give the path of a desk's file.")
        self._look_at_head()

    def _look_at_head(self) -> None:
        """Raises DeskError where the file is of another kind, or may not be read."""
        try:
            with self.path.open("rb") as file:
                head = file.read(16)
        except OSError as error:
            raise DeskError(
                f"{self.path} cannot be read: {error.strerror}",
                remedy="Give yourself the right to read and write it, or name another file.",
            ) from error
        if head and head != b"SQLite format 3\0":
            raise DeskError(
                f"{self.path} is no desk: it is no SQLite file",
                remedy="Give the path of a desk's file, or a new path to make one.",
            )

    def check(self, connection: Connection) -> None:
        """Raises DeskError where this Python's SQLite is too old, or cannot search."""
        if sqlite3.sqlite_version_info < OLDEST:
            raise DeskError(
                f"SQLite {sqlite3.sqlite_version} is too old for a desk",
                remedy="Use a Python with SQLite 3.35 or newer, or a desk in PostgreSQL.",
            )
        if not connection.exec_driver_sql(SEARCHES).first():
            raise DeskError(
                f"SQLite {sqlite3.sqlite_version} is built without full-text search (FTS5)",
                remedy="Use a Python whose SQLite has it, or a desk in PostgreSQL.",
            )

    def begin_reading(self, connection: Connection) -> None:
        """Takes the snapshot now, and not with the first question."""
        connection.exec_driver_sql("SELECT 1 FROM sqlite_schema LIMIT 1")

    def begin_writing(self, connection: Connection, *, patience: float) -> None:
        """Nothing more: BEGIN IMMEDIATE has made it the only writer."""

    def upgraded(self, connection: Connection) -> None:
        """Marks the file as a desk, and sees that every row still has the row that it points to."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        if lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise DeskError(
                f"{self.path} cannot be upgraded: rows of {lost[0]} point to nothing",
                remedy="Nothing was changed. Restore a backup, and upgrade that.",
            )

    def forget(self, engine: Engine) -> None:
        """Empties the log ahead, in which stands what was written before it was deleted.

        Where somebody reads just then it is left as it is: it is emptied when nobody does.
        """
        with closing(engine.raw_connection()) as connection, closing(connection.cursor()) as cursor:
            (waits,) = cursor.execute("PRAGMA busy_timeout").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {FORGETTING}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            cursor.execute(f"PRAGMA busy_timeout = {waits}")

    def explained(self, error: DBAPIError) -> DeskError | None:
        """What went wrong in words; None for a statement that was wrong itself."""
        code = getattr(error.orig, "sqlite_errorname", "")
        refusal = REFUSALS.get("_".join(code.split("_")[:2]))
        if refusal is None:
            return None
        message, remedy = refusal
        return DeskError(message.format(path=self.path, said=error.orig), remedy=remedy)


def _connected(connection: sqlite3.Connection, _: object) -> None:
    """Sets up a new connection; the driver no longer begins transactions by itself."""
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")  # what is removed is no longer in the file
        _log_ahead(cursor)


def _log_ahead(cursor: sqlite3.Cursor) -> None:
    """Turns the write-ahead log on, once in a file's life: two at once may be told to try again."""
    for left in reversed(range(RETRIES)):
        try:
            if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not left or not str(error.sqlite_errorname).startswith("SQLITE_BUSY"):
                raise
            time.sleep(PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    """Begins a transaction: as the one writer, or as a reader that waits for nobody.

    While tables are rebuilt, rows may for a moment point to what is not there.
    """
    options = connection.get_execution_options()
    writes, rebuilds = options.get("writes", False), options.get("rebuilds", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if rebuilds else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
