"""Articles put straight into the parts of an archive, and put into stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa

from crosswire.archive.place import Place
from crosswire.archive.story.assignment import assign
from crosswire.archive.table import SCHEMA, row
from crosswire.read import Article

Row = Mapping[str, Any]


def article(name: str, text: str, day: date | None, *, title: str | None = None) -> Article:
    """An article of a day."""
    raw = sha256(text.encode()).hexdigest()
    return Article(name, text, raw, None, title, None, day)


def told(one: Mapping[str, str]) -> Article:
    """An article of the sample."""
    day = date.fromisoformat(one["published"]) if one["published"] else None
    return article(one["id"], one["text"], day, title=one["title"])


def filed(place: Place, name: str, articles: Iterable[Article]) -> str:
    """A part of articles, in their order."""
    rows = [row(one, source="test") for one in articles]
    rows.sort(key=lambda one: (one["day"] or date.max, one["id"], one["key"]))
    place.parquet_write(f"articles/{name}.parquet", pa.Table.from_pylist(rows, SCHEMA), group=32)
    return name


def stories(place: Place) -> list[Row]:
    """Where all articles of an archive went."""
    names = place.names("stories")
    return [found for name in names for found in place.parquet(name).to_pylist()]


def run(folder: Path, *runs: Iterable[Article], name: str = "all") -> list[Row]:
    """Where articles go that come in some runs, each of one part."""
    place = Place.of(folder)
    for number, articles in enumerate(runs, 1):
        part = filed(place, f"{name}{number}", articles)
        list(assign(place, f"{number:04}", [part]))
    return stories(place)


def by_document(rows: Sequence[Row]) -> dict[str, Row]:
    """The rows by the ids that the ledger has."""
    return {one["document"]: one for one in rows if one["document"]}


def groups(rows: Sequence[Row]) -> set[frozenset[str]]:
    """Which documents are of one story."""
    found: dict[str, set[str]] = {}
    for one in rows:
        found.setdefault(one["story"], set()).add(one["document"] or one["key"])
    return {frozenset(some) for some in found.values()}
