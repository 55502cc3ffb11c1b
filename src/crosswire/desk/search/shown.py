"""Rows as a search shows them: a few of many events, with all that their labels need."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from crosswire.desk.storage import extraction, schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.stored import row_of, some
from crosswire.ledger import Row
from crosswire.row import Document, Figure, Question, Span, Statement
from crosswire.view.lookup import Lookup

ROW, WORDING, EPISODE, EVENT = schema.row, schema.wording, schema.episode, schema.event

Homes = Mapping[str, tuple[str, str]]
"""The event that each report is shown in: its id and its name."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement of a report, not read yet but for where its words stand."""

    spans: tuple[Span, ...]
    data: str

    @property
    def row(self) -> Statement:
        """The statement."""
        found = row_of("statement", self.data)
        assert isinstance(found, Statement)  # noqa: S101 - tells the type checker what was asked for
        return found


def rows(connection: Connection, kind: str, ids: Iterable[str | None]) -> Iterator[Row]:
    """The rows of a type with some ids, each once."""
    for names in chunks(one for one in ids if one):
        query = select(ROW.c.id, ROW.c.data).where(ROW.c.type == kind, ROW.c.id.in_(names))
        told = connection.execute(query.order_by(ROW.c.episode))
        found = {one.id: one.data for one in told}
        yield from (row_of(kind, data) for data in found.values())


def reports(connection: Connection, names: Collection[str]) -> Mapping[str, Document]:
    """Reports as the ledgers show them now, with their texts, by their ids."""
    texts = {one.id: one.text for one in extraction.documents(connection, sorted(names))}
    found: dict[str, Document] = {}
    for some_of in chunks(names):
        query = select(ROW.c.id, ROW.c.data).where(ROW.c.type == "document", ROW.c.id.in_(some_of))
        for name, data in connection.execute(query):
            row = row_of("document", data, texts.get(name, ""))
            if isinstance(row, Document):
                found[name] = row
    return found


def spoken(connection: Connection, documents: Iterable[str]) -> Mapping[str, tuple[Spoken, ...]]:
    """The statements of some reports, by the reports, in the order in which they tell them."""
    found: dict[str, list[Spoken]] = {}
    for names in chunks(documents):
        columns = (ROW.c.document, ROW.c.data)
        query = select(*columns).where(ROW.c.document.in_(names), ROW.c.type == "statement")
        for document, data in connection.execute(query):  # sorted here: or each is looked at
            spans = tuple(Span(*span) for span in json.loads(data)["spans"])
            found.setdefault(document, []).append(Spoken(spans, data))
    return {
        document: tuple(sorted(each, key=lambda one: (one.spans, one.data)))
        for document, each in found.items()
    }


def lookup_of(
    connection: Connection, told: Collection[Row], documents: Mapping[str, Document]
) -> Lookup:
    """What labels some rows: their reports, those `documents` and others, speakers, statements."""
    known = {row.id for row in told if isinstance(row, Statement)}
    held = {row.statement for row in told if isinstance(row, Figure)} - known
    whole = [*told, *rows(connection, "statement", held)]
    homes = {one for row in whole for one in _homes(row)} - documents.keys()
    kept = {**documents, **reports(connection, homes)}
    names = {one for row in whole for one in _named(row)}
    speakers = rows(connection, "entity", names)
    return Lookup(some([*kept.values(), *_later(connection, kept), *whole, *speakers]))


def _named(row: Row) -> Iterator[str | None]:
    """Who speaks in a row, and who carries it."""
    if isinstance(row, Statement | Figure):
        yield row.speaker
    if isinstance(row, Statement):
        yield from row.chain


def _homes(row: Row) -> Iterator[str]:
    """The reports whose words a row has."""
    if isinstance(row, Question):
        why = row.because.get("text")
        yield from (one.document for one in (why.spans if why else ()))
    elif document := getattr(row, "document", None):
        yield document


def _later(connection: Connection, documents: Mapping[str, Document]) -> Iterator[Row]:
    """The later versions of some reports, which make these earlier ones; without texts."""
    table = schema.document
    for names in chunks(documents):
        query = select(table.c.id).where(table.c.version_of.in_(names))
        later = set(connection.execute(query).scalars()) - documents.keys()
        yield from rows(connection, "document", later)


def events_of(connection: Connection, documents: Collection[str]) -> Homes:
    """The events that reports are shown in, by the reports."""
    found: dict[str, tuple[str, str]] = {}
    for names in chunks(documents):
        query = (
            select(WORDING.c.document, EVENT.c.id, EVENT.c.name)
            .join_from(WORDING, EPISODE, EPISODE.c.id == WORDING.c.episode)
            .join(EVENT, EVENT.c.id == EPISODE.c.event)
            .where(WORDING.c.document.in_(names), WORDING.c.type == "document")
        )
        told = connection.execute(query)
        found |= {document: (event, name) for document, event, name in told}
    return found


def in_event(event: str | None) -> tuple[Any, ...]:
    """The condition that what is found is of an event, where one is named."""
    if event is None:
        return ()
    return (WORDING.c.episode.in_(select(EPISODE.c.id).where(EPISODE.c.event == event)),)
