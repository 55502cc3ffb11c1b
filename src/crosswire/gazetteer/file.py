"""The gazetteer's file: where it is kept, what is in it, how it is written."""

from __future__ import annotations

import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from crosswire.error import GazetteerError
from crosswire.gazetteer.entry import Country
from crosswire.gazetteer.record import Record

FORMAT = 3
"""The version of the file's layout."""

ATTRIBUTION = "Place names and coordinates: GeoNames (https://www.geonames.org), CC BY 4.0"

_BATCH = 50_000
"""Places that are written at once."""

_LAYOUT = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE country (
    code TEXT PRIMARY KEY, name TEXT, capital TEXT, neighbours TEXT, area INTEGER
) WITHOUT ROWID;
CREATE TABLE place (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, within TEXT,
    lat REAL, lon REAL, derived INTEGER, population INTEGER, located TEXT
);
CREATE TABLE name (
    key TEXT, place INTEGER, alias INTEGER, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TEMP TABLE draft (key TEXT, place INTEGER, alias INTEGER);
"""


def folder() -> Path:
    """Where crosswire keeps what it builds: `CROSSWIRE_DATA`, else the user's cache (XDG)."""
    if given := os.environ.get("CROSSWIRE_DATA"):
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "crosswire"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "crosswire"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "crosswire"


def write(
    records: Iterable[Record],
    countries: Iterable[Country],
    path: Path,
    *,
    name: str,
    version: str,
) -> None:
    """Write a gazetteer; the file appears whole or not at all.

    Raises GazetteerError where the folder cannot be written or has no room.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
        os.close(handle)
        try:
            with closing(sqlite3.connect(draft)) as file:
                _fill(file, records, countries, {"name": name, "version": version})
            Path(draft).chmod(0o644)
            Path(draft).replace(path)
        finally:
            Path(draft).unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as problem:
        raise GazetteerError(
            f"the gazetteer cannot be written to {path.parent}: {problem}",
            remedy="Make room or name another folder in the environment variable CROSSWIRE_DATA.",
        ) from problem


def _fill(
    file: sqlite3.Connection,
    records: Iterable[Record],
    countries: Iterable[Country],
    meta: Mapping[str, str],
) -> None:
    """Fill an empty file; its digest is of the content, whatever SQLite's version."""
    file.executescript(_LAYOUT)
    digest = blake2b(digest_size=16)
    rows = enumerate(records, 1)
    while batch := list(islice(rows, _BATCH)):
        keys = [(number, one.index()) for number, one in batch]
        places = [_row(number, one) for number, one in batch]
        digest.update(repr((places, [sorted(found.items()) for _, found in keys])).encode())
        file.executemany(f"INSERT INTO place VALUES ({','.join('?' * 11)})", places)  # noqa: S608
        file.executemany(
            "INSERT INTO draft VALUES (?, ?, ?)",
            ((key, number, alias) for number, found in keys for key, alias in found.items()),
        )
    file.execute("INSERT INTO name SELECT key, place, alias FROM draft ORDER BY key, place")
    known = [
        (one.code, one.name, one.capital, ",".join(one.neighbours), one.area) for one in countries
    ]
    digest.update(repr(known).encode())
    file.executemany("INSERT INTO country VALUES (?, ?, ?, ?, ?)", known)
    facts = {**meta, "format": str(FORMAT), "digest": digest.hexdigest()}
    facts["attribution"] = ATTRIBUTION
    file.executemany("INSERT INTO meta VALUES (?, ?)", sorted(facts.items()))
    file.commit()


def _row(number: int, one: Record) -> tuple[object, ...]:
    """A place as the file holds it."""
    return (
        number, one.id, one.name, one.kind, one.country, " ".join(one.within), *one.point,
        one.derived, one.population, one.located or one.kind,
    )  # fmt: skip
