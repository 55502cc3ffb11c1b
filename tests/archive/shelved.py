"""A small archive whose stories a test says itself, and its ledgers: nothing is clustered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pyarrow as pa

from crosswire.archive import table
from crosswire.archive.ledger import derivation
from crosswire.archive.ledger.bucket import buckets
from crosswire.archive.ledger.derivation import LedgerWorker
from crosswire.archive.place import Place
from crosswire.archive.setting import made_by
from crosswire.archive.unit import Done, Setback
from crosswire.gazetteer import Gazetteer
from crosswire.parse import Parse
from crosswire.read import Article
from crosswire.reading import Report, parses
from crosswire.row import Document
from desk.desks import PARSES, article, found

if TYPE_CHECKING:
    from spacy.language import Language

MONDAY, TUESDAY = date(2031, 3, 3), date(2031, 3, 4)

Told = tuple[Article, str, int]
"""An article, the story and the episode to which it belongs."""

STORIES = pa.schema(
    [
        *((name, pa.string()) for name in ("key", "document", "part", "story", "copy_kind")),
        *(("row", pa.int64()), ("day", pa.date32()), ("episode", pa.int32())),
        ("version_of", pa.string()),
    ]
)


def told(name: str, text: str, story: str = "a", *, episode: int = 0, **more: Any) -> Told:
    """An article of a story."""
    return article(name, text, **{"published": MONDAY, **more}), f"story-{story}", episode


def shelve(place: Place, run: str, *line: Told, again: Sequence[str] = ()) -> None:
    """Put articles into an archive, as one run brings them, each with its story."""
    rows = [table.row(one, source="test") for one, *_ in line]
    columns = table.SCHEMA.names
    part = pa.Table.from_pylist([{n: row.get(n) for n in columns} for row in rows], table.SCHEMA)
    place.parquet_write(f"articles/{run}.parquet", part, group=2)
    placed = [
        {
            **{"key": row["key"], "document": one.id, "part": run, "row": at, "day": row["day"]},
            **{"story": story, "episode": episode},
            "copy_kind": "again" if one.id in again else None,
        }
        for at, (row, (one, story, episode)) in enumerate(zip(rows, line, strict=True))
    ]
    place.parquet_write(f"stories/{run}-day-00.parquet", pa.Table.from_pylist(placed, STORIES))


def worker(place: Place, nlp: Language) -> LedgerWorker:
    """Who derives an archive's ledgers, with the model that is loaded already."""
    gazetteer = Gazetteer.open()
    return LedgerWorker(place, made_by(found().source, gazetteer.source), nlp, gazetteer)


@contextmanager
def remembered() -> Iterator[None]:
    """No text is parsed twice."""

    def known(nlp: Language, reports: Sequence[Report]) -> Iterator[tuple[Document, Parse]]:
        new = [one for one in reports if one.document.text not in PARSES]
        PARSES.update((row.text, parsed) for row, parsed in parses(nlp, new))
        return ((one.document, PARSES[one.document.text]) for one in reports)

    with mock.patch.object(derivation, "parses", known):
        yield


def derived(
    place: Place, by: LedgerWorker, *, without: Mapping[str, Setback] | None = None
) -> list[Done]:
    """Derive what is to be derived, and note it."""
    notes = []
    with remembered():
        for unit in buckets(place):
            done = by.work(unit, begin=lambda *_: None, without=without or {}, careful=False)
            place.write(unit.note, done.written())
            notes.append(done)
    return notes


def files(path: Path, *folders: str) -> dict[str, bytes]:
    """The files of some folders of an archive with their bytes."""
    inside = (one for folder in folders for one in (path / folder).rglob("*.parquet"))
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in inside}
