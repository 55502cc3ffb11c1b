"""What one report says, kept as rows: written once, read back without the language model.

A `Reading` is its document's row, its parse and its findings. Nothing here knows of other reports,
and no row is edited: what an older program read is read again from the text (`replace`).
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version as version_of
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from crosswire.codec import codec
from crosswire.desk.storage import grammar
from crosswire.desk.storage.packing import named, shape
from crosswire.desk.storage.schema import document, finding, parse
from crosswire.error import DeskError
from crosswire.extract.figure import Quantity
from crosswire.extract.mention import Naming
from crosswire.extract.place import Toponym
from crosswire.extract.statement import Attribution
from crosswire.extract.time import Timex
from crosswire.parse import Parse
from crosswire.reading import Reading
from crosswire.row import Document, Source, Span, hull

KINDS: Mapping[str, type] = {
    "names": Naming,
    "times": Timex,
    "places": Toponym,
    "figures": Quantity,
    "statements": Attribution,
}
"""The findings by the field of `Reading` that holds them, which is their kind in the table."""

CHUNK = 500
"""Documents that are asked for at once; SQLite takes a bounded number of values."""

LONGEST = 2000
"""Bytes of a text in an index: PostgreSQL takes some 2,700."""

COLUMNS = ("url", "outlet", "title", "embargoed", "version_of")
"""Fields of a document's row that are columns too, to be searched by."""


def reader_of(model: Source, gazetteer: Source) -> str:
    """What reads reports: the program with its model, gazetteer and way to keep what it read.

    Where it is another one, what was read before is stale.
    """
    made = [
        version_of("crosswire"),
        model.digest,
        gazetteer.digest,
        grammar.FORMAT,
        *(shape(kind) for kind in (Parse, *KINDS.values())),
    ]
    return sha256(json.dumps(made).encode()).hexdigest()[:16]


def write(  # noqa: PLR0913 - what is known of a report when it is taken in
    connection: Connection,
    reading: Reading,
    *,
    reader: str,
    locator: str,
    item: str | None,
    version: str | None,
    at: str,
    seq: int,
) -> None:
    """Keep a report and what it says; `reader` is what read it, `seq` its number in the desk."""
    row = codec(Document).encode(reading.document)
    text = row.pop("text")
    columns = {name: searchable(row.get(name)) for name in COLUMNS}
    connection.execute(
        insert(document).values(
            id=reading.document.id,
            seq=seq,
            at=at,
            locator=locator,
            sha256=reading.document.sha256,
            raw_sha256=reading.document.raw_sha256,
            item=searchable(item),
            version=searchable(version),
            published=row["published"],
            row=_json(row),
            text=text.encode("utf-8", "surrogatepass"),
            **columns,
        )
    )
    _write_findings(connection, reading, reader)


def replace(connection: Connection, reading: Reading, *, reader: str) -> None:
    """Keep what a report says, read again, in place of what an older program read."""
    for table in (parse, finding):
        connection.execute(delete(table).where(table.c.document == reading.document.id))
    _write_findings(connection, reading, reader)


def _write_findings(connection: Connection, reading: Reading, reader: str) -> None:
    """Keeps the parse and the findings of a report."""
    name = reading.document.id
    data = grammar.pack(reading.parse)
    connection.execute(insert(parse).values(document=name, reader=reader, data=data))
    if rows := [row | {"document": name} for row in _rows(reading)]:
        connection.execute(insert(finding), rows)


def _rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """A row for each finding, numbered within its kind."""
    for kind, type_ in KINDS.items():
        pack, _ = named(type_)
        for number, found in enumerate(getattr(reading, kind)):
            span = _span(found)
            yield {
                "kind": kind,
                "number": number,
                "start": span.start if span else None,
                "end": span.end if span else None,
                "data": _json(pack(found)),
            }


def _span(found: Naming | Timex | Toponym | Quantity | Attribution) -> Span | None:
    """Where a finding stands; a statement that is interrupted from its first word to its last."""
    if isinstance(found, Attribution):
        return hull(found.spans) if found.spans else None
    return found.span


def load(connection: Connection, ids: Sequence[str]) -> tuple[Reading, ...]:
    """What the reports say, in the order of their ids; raises DeskError where one is missing."""
    kept = {one.id: one for one in documents(connection, ids)}
    parses, findings = _parses(connection, ids), _findings(connection, ids)
    try:
        with _without_garbage():
            return tuple(_reading(kept[one], parses[one], findings[one]) for one in ids)
    except KeyError as missing:
        raise DeskError(
            f"the desk has not read {missing.args[0]}",
            remedy="Read it again: crosswire desk rebuild DESK",
        ) from missing


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Spares the search for garbage while only what is kept is made: it takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _reading(row: Document, data: bytes, findings: Mapping[str, list[str]]) -> Reading:
    """A reading from its rows."""
    found = {kind: tuple(_unpacked(kind, findings[kind])) for kind in KINDS}
    return Reading(row, grammar.unpack(data, row.text), **found)


def _unpacked(kind: str, rows: Iterable[str]) -> list[Any]:
    """The findings of one kind."""
    _, unpack = named(KINDS[kind])
    return [unpack(found) for found in json.loads(f"[{','.join(rows)}]")]


def documents(connection: Connection, ids: Sequence[str]) -> tuple[Document, ...]:
    """The rows of the reports with their texts, in the order of their ids, those that are there."""
    kept: dict[str, Document] = {}
    for chunk in _chunks(ids):
        query = select(document.c.id, document.c.row, document.c.text)
        for name, row, text in connection.execute(query.where(document.c.id.in_(chunk))):
            kept[name] = _document(row, text)
    return tuple(kept[one] for one in ids if one in kept)


def _document(row: str, text: bytes) -> Document:
    """A document from its row and its text."""
    whole = json.loads(row) | {"text": text.decode("utf-8", "surrogatepass")}
    found: Document = codec(Document).decode(whole)
    return found


def stale(connection: Connection, reader: str) -> tuple[str, ...]:
    """The reports that another reader has read, or none, in the order in which they came."""
    joined = document.outerjoin(parse, parse.c.document == document.c.id)
    is_stale = parse.c.reader.is_distinct_from(reader)
    query = select(document.c.id).select_from(joined).where(is_stale).order_by(document.c.seq)
    return tuple(connection.execute(query).scalars())


def _parses(connection: Connection, ids: Sequence[str]) -> dict[str, bytes]:
    """The packed parses of the reports."""
    found: dict[str, bytes] = {}
    for chunk in _chunks(ids):
        query = select(parse.c.document, parse.c.data).where(parse.c.document.in_(chunk))
        found.update((name, data) for name, data in connection.execute(query))
    return found


def _findings(connection: Connection, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The packed findings of the reports, by report and kind, in their order."""
    found: dict[str, dict[str, list[str]]] = {one: defaultdict(list) for one in ids}
    columns = (finding.c.document, finding.c.kind, finding.c.data)
    for chunk in _chunks(ids):
        query = select(*columns).where(finding.c.document.in_(chunk))
        for name, kind, data in connection.execute(query.order_by(*finding.primary_key)):
            found[name][kind].append(data)
    return found


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids, a bounded number at a time."""
    for first in range(0, len(ids), CHUNK):
        yield ids[first : first + CHUNK]


def searchable(text: str | None) -> str | None:
    """A text as a column of either database takes it, to be searched by: the whole is in the row.

    NUL goes, half a character becomes U+FFFD, and of what is too long for an index the beginning
    stays, with a digest of all.
    """
    if text is None:
        return None
    plain = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    found = plain.encode()
    if len(found) <= LONGEST:
        return plain
    return found[:LONGEST].decode("utf-8", "ignore") + sha256(found).hexdigest()


@cache
def _encoder() -> json.JSONEncoder:
    """JSON in ASCII, so that any text fits into a column of either database."""
    return json.JSONEncoder(separators=(",", ":"))


def _json(value: Any) -> str:
    """A value as JSON."""
    return _encoder().encode(value)
