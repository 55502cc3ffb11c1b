"""Parquet: a folder with a file for each row type, in the columns of docs/ledger.md.

The files read back to the same ledger. Needs pyarrow, the extra `parquet`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from crosswire.codec import codec
from crosswire.error import LedgerError, extra
from crosswire.export.table import TABLES, rows_of
from crosswire.ledger import REMEDY, Ledger, Members, rebuild

EXTRA = "parquet"


class ParquetFormat:
    """Writes and reads a folder of Parquet files."""

    name = "parquet"
    suffix = ""

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the folder; the same ledger and release of pyarrow give the same bytes."""
        with extra(EXTRA):
            from pyarrow.parquet import write_table  # noqa: PLC0415 - an extra

            from crosswire.export.arrow import table  # noqa: PLC0415 - an extra
        goal.mkdir()
        for kind, rows in rows_of(ledger):
            values = [codec(type(row)).encode(row) for row in rows]
            write_table(table(kind, values), goal / _file(kind), compression="zstd")

    def holds(self, path: Path) -> bool:
        """Whether a folder has a file for the run row."""
        return (path / _file("run")).is_file()

    def read(self, path: Path) -> Ledger:
        """The ledger of a folder."""
        with extra(EXTRA):
            import pyarrow as pa  # noqa: PLC0415 - an extra
        try:
            return rebuild(_rows(path))
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise LedgerError(f"{path.name}: {error}", remedy=REMEDY) from error


def _file(kind: str) -> str:
    """The name of a row type's file."""
    return f"{TABLES[kind]}.parquet"


def _rows(folder: Path) -> Iterator[tuple[str, str, Members]]:
    """The rows of a folder as their codecs encode them."""
    from pyarrow.parquet import read_table  # noqa: PLC0415 - an extra

    from crosswire.export.arrow import rows  # noqa: PLC0415 - an extra

    for kind in TABLES:
        found: Any = read_table(folder / _file(kind), partitioning=None)
        for number, members in enumerate(rows(kind, found), 1):
            yield f"row {number} of {_file(kind)}", kind, members
