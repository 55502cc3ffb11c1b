"""A desk in one file, and back: a copy of one moment, the same for both databases.

The file is gzip of JSON lines: a head with the version of the tables, then for each table a line
with its columns and a line for each row, in the order of the keys, at last a line with the number
of rows of each table and a digest of all lines before it. The same desk is the same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection, LargeBinary, MetaData, Table, insert, select, text

from crosswire import output
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store, reflected, restoring
from crosswire.error import DeskError

FORMAT = "crosswire desk, 1"

LONGEST = 1 << 26
"""Bytes of the longest line: a hundred times the longest report."""

BATCH = 500
"""Rows that are in memory at once."""

Counts = Mapping[str, int]
"""The number of rows of each table."""


def backup(store: Store, path: str | Path) -> Counts:
    """Write all of a desk to a file, as it is at this moment, while others go on writing to it.

    Returns the number of rows of each table. The file is written whole or not at all; raises
    DeskError where it cannot be.
    """
    try:
        with store.reading() as connection, output.whole(path) as file:
            with gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
                counts = _write(connection, packed)
            file.flush()
            if Path(path).is_file() or not Path(path).exists():
                os.fsync(file.fileno())
    except OSError as error:
        raise DeskError(
            f"the backup {path} cannot be written: {error.strerror or error}",
            remedy="Nothing was written. Make room, or name another file.",
        ) from error
    return counts


def _write(connection: Connection, file: gzip.GzipFile) -> Counts:
    """Writes every line of a backup."""
    digest, counts = sha256(), {}

    def write(line: dict[str, Any] | list[Any]) -> None:
        data = json.dumps(line, separators=(",", ":")).encode() + b"\n"
        digest.update(data)
        file.write(data)

    write({"format": FORMAT, "schema": schema.VERSION})
    for table in schema.metadata.sorted_tables:
        write({"table": table.name, "columns": list(table.c.keys()), "bytes": _binary(table)})
        counts[table.name] = 0
        for row in _rows(connection, table):
            write(row)
            counts[table.name] += 1
    write({"rows": counts, "sha256": digest.hexdigest()})
    return counts


def _binary(table: Table) -> list[str]:
    """The columns that hold bytes, which JSON cannot."""
    return [column.name for column in table.c if isinstance(column.type, LargeBinary)]


def _rows(connection: Connection, table: Table) -> Iterator[list[Any]]:
    """The rows of a table in the order of their keys, a bounded number in memory at a time."""
    binary = [isinstance(column.type, LargeBinary) for column in table.c]
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        pairs = zip(row, binary, strict=True)
        yield [b64encode(cell).decode() if packed else cell for cell, packed in pairs]


def restore(path: str | Path, where: str | Path) -> Counts:
    """Make the desk of a backup at a path or address where no desk is, or an empty one.

    Returns the number of rows of each table. All of the file is checked before anything is
    written, and all is written or nothing; a desk of an older version is brought to this one's.
    Raises DeskError where the file is damaged, or the place is not empty.
    """
    version, counts = _check(path)
    with restoring(where, version=version) as connection:
        tables = reflected(connection)
        for part, rows in _parts(path):
            connection.execute(insert(tables.tables[part.name]), [part.row(one) for one in rows])
        _count_on(connection, tables)
    return counts


def _count_on(connection: Connection, tables: MetaData) -> None:
    """Has PostgreSQL give out numbers above those that are there; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables.tables.values():
        if "seq" in table.c:
            name = connection.dialect.identifier_preparer.format_table(table)
            sequence = "pg_get_serial_sequence(:name, 'seq')"
            command = f"SELECT setval({sequence}, max(seq)) FROM {name}"  # noqa: S608 - our own
            connection.execute(text(command), {"name": name})


@dataclass(frozen=True, slots=True)
class _Part:
    """A table as a backup has it: its name, its columns, and which of them hold bytes."""

    name: str
    columns: tuple[str, ...]
    binary: frozenset[str]

    def row(self, cells: list[Any]) -> dict[str, Any]:
        """A row by its columns."""
        pairs = zip(self.columns, cells, strict=True)
        return {
            name: b64decode(cell) if name in self.binary and cell is not None else cell
            for name, cell in pairs
        }


def _check(path: str | Path) -> tuple[int, Counts]:
    """Reads a backup through: the version of its tables, and the number of their rows."""
    first, *_, last = (line for line in _lines(path) if isinstance(line, dict))
    version = int(first["schema"])
    if version > schema.VERSION:
        raise DeskError(
            f"{path} is of a newer crosswire (schema {version}, not {schema.VERSION})",
            remedy="Upgrade crosswire: pip install --upgrade crosswire",
        )
    counts: Counts = last["rows"]
    return version, counts


def _parts(path: str | Path) -> Iterator[tuple[_Part, list[list[Any]]]]:
    """The rows of the tables, a bounded number at a time."""
    part: _Part | None = None
    rows: list[list[Any]] = []
    for line in _lines(path):
        if isinstance(line, list):
            rows.append(line)
        if part and rows and (isinstance(line, dict) or len(rows) == BATCH):
            yield part, rows
            rows = []
        if isinstance(line, dict) and "table" in line:
            part = _Part(line["table"], tuple(line["columns"]), frozenset(line["bytes"]))


def _lines(path: str | Path) -> Iterator[Any]:
    """The lines of a backup; raises DeskError where the last does not agree with all before it."""
    digest, end = sha256(), ""
    with _opened(path) as file:
        head = file.readline(LONGEST)
        if FORMAT.encode() not in head:
            raise _damaged(path, "it does not begin as one")
        data = head
        while data and not end:
            line = json.loads(data)
            end = line.get("sha256", "") if isinstance(line, dict) else ""
            if end not in ("", digest.hexdigest()):
                raise _damaged(path, "its digest is another")
            digest.update(data)
            yield line
            data = file.readline(LONGEST)
        if data or not end:
            raise _damaged(path, "it goes on after its end" if data else "its end is missing")


@contextmanager
def _opened(path: str | Path) -> Iterator[BinaryIO]:
    """A backup's lines as bytes; says in words what keeps it from being read."""
    try:
        with gzip.open(path, "rb") as file:
            yield cast("BinaryIO", file)
    except (gzip.BadGzipFile, EOFError, zlib.error, ValueError) as error:
        raise _damaged(path, str(error)) from error
    except OSError as error:
        raise DeskError(
            f"the backup {path} cannot be read: {error.strerror or error}",
            remedy="Give the path of a file that `crosswire desk backup` wrote.",
        ) from error


def _damaged(path: str | Path, why: str) -> DeskError:
    """Why a file cannot be restored."""
    return DeskError(
        f"{path} is no whole backup of a desk: {why}",
        remedy="Nothing was written. Restore another backup.",
    )
