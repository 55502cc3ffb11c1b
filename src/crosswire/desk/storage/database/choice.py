"""Which database a path or address names."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from crosswire.desk.storage.database.database import Database
from crosswire.desk.storage.database.postgresql import PostgreSql
from crosswire.desk.storage.database.sqlite import Sqlite
from crosswire.desk.storage.place import POSTGRES, SQLITE
from crosswire.error import DeskError

PLACES = (
    "Give the path of a file (desk.sqlite), or postgresql://USER@HOST/DATABASE;"
    " for a unix socket postgresql://USER@/DATABASE?host=/FOLDER."
)


def located(where: str | Path) -> Database:
    """The database at a path or URL; raises DeskError where it is neither."""
    if isinstance(where, Path) or "://" not in where:
        return Sqlite(Path(where))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError):
        raise DeskError("this is no address of a database", remedy=PLACES) from None
    if url.drivername in POSTGRES:
        return PostgreSql.at(url)
    if url.drivername in SQLITE and url.database:
        return Sqlite(Path(url.database))
    raise DeskError(f"a desk cannot live in {url.drivername}", remedy=PLACES)
