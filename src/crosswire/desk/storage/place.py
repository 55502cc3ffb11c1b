"""Where a desk is, told without the libraries that open it: ledgers are read without them too."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

POSTGRES = frozenset({"postgresql", "postgres", "postgresql+pg8000"})
SQLITE = frozenset({"sqlite", "sqlite+pysqlite"})

APPLICATION = 0x58574445
"""What SQLite files of desks carry in their head ("XWDE"), which other SQLite files do not."""


def is_desk(where: str | Path) -> bool:
    """Whether a path or address names a desk, and not a ledger or a report."""
    scheme, separator, _ = str(where).partition("://")
    if separator and isinstance(where, str):
        return scheme in POSTGRES | SQLITE
    path = Path(where)
    if not path.is_file():
        return False
    import sqlite3  # noqa: PLC0415 - the help of commands does not need it

    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            found = file.execute("PRAGMA application_id").fetchone()
    except sqlite3.Error:
        return False
    return bool(found == (APPLICATION,))
