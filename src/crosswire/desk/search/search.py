"""Full text over the claims and articles of a desk, the same on both of its databases.

Found is what the ledgers show: of a report that was withdrawn or is held there is nothing. The
newest report comes first, what is undated last; reports of one day by their ids, and the claims of
a report as it tells them. No order by likeness: two databases would give two, and what is told by
many would come before what is told by one.
"""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select
from sqlalchemy import Row as Record

from crosswire.desk.change.telling import telling
from crosswire.desk.change.value import Telling
from crosswire.desk.search.place import Excerpt, Passage, cut, excerpt, spans_of
from crosswire.desk.search.query import Query, understood
from crosswire.desk.search.shown import (
    Spoken,
    events_of,
    in_event,
    lookup_of,
    reports,
    rows,
    spoken,
)
from crosswire.desk.storage import schema
from crosswire.desk.storage.fulltext import Wish, matching
from crosswire.error import SearchError
from crosswire.ledger import Row
from crosswire.row import Document, Figure, Question, Span, Statement, hull
from crosswire.view.count import counted
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup

Part = Literal["claims", "articles"]

LIMIT = 20
"""Hits of a page where nothing is said."""

MOST = 100
"""Hits of a page at most."""

WORDING = schema.wording

_UNFIT = re.compile("[\0\ud800-\udfff]")
"""What no text of a database has."""

Place = tuple[str, str, int, str]
"""Where a hit stands in the order: day, report, start, row."""


@dataclass(frozen=True, slots=True)
class Label:
    """How words that an excerpt has stand in their report: "DENIED BY the mayor, UNVERIFIED"."""

    row: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that was found: of which event, how it is told, where the words stand in its report.

    Never show the words of `telling` without its label, nor the `excerpt` without the `labels` of
    the statements that it has words of. `span` is where the telling's words stand (of an article,
    the excerpt's), `spans` what was looked for; there is none where only a name or label has it.
    """

    event: str
    event_name: str
    document: str
    outlet: str
    title: str
    telling: Telling
    span: Span | None
    spans: tuple[Span, ...]
    excerpt: Excerpt
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Hits of one page; `after` asks for the next, and is None on the last."""

    query: Query
    part: Part
    hits: tuple[Hit, ...]
    after: str | None = None


def search(  # noqa: PLR0913 - what is looked for, each by its name
    connection: Connection,
    words: str,
    *,
    event: str | None = None,
    part: Part = "claims",
    limit: int = LIMIT,
    after: str | None = None,
) -> Results:
    """What has all these words, the newest first; of one event, by its id, where one is named.

    Raises SearchError for an `after` that no page gave.
    """
    query = understood(words)
    if not query.wanted:
        return Results(query, part, ())
    size = max(1, min(limit, MOST))
    wish = Wish(part, query.wanted, query.without)
    asked = _asked(connection, wish, event).limit(size + 1)
    if after is not None:
        asked = asked.where(_is_after(_opened(after)))
    found = connection.execute(asked).all()
    here = found[:size]
    more = _sealed(here[-1]) if len(found) > size else None
    return Results(query, part, tuple(_hits(connection, here, query)), more)


def _asked(connection: Connection, wish: Wish, event: str | None) -> Select[Any]:
    """Which rows are found, in their order."""
    columns = (WORDING.c.type, WORDING.c.row, WORDING.c.document, WORDING.c.day, WORDING.c.start)
    return (
        select(*columns)
        .where(matching(connection, wish), *in_event(event))
        .order_by(WORDING.c.day.desc(), WORDING.c.document, WORDING.c.start, WORDING.c.row)
    )


def _is_after(place: Place) -> ColumnElement[bool]:
    """Which rows stand behind a place in the order."""
    day, document, start, row = place
    columns = WORDING.c
    same_day = columns.day == day
    same_report = and_(same_day, columns.document == document)
    return or_(
        columns.day < day,
        and_(same_day, columns.document > document),
        and_(same_report, columns.start > start),
        and_(same_report, columns.start == start, columns.row > row),
    )


def _sealed(last: Record[Any]) -> str:
    """The place of the last hit of a page, as it is handed back for the next."""
    place = [last.day, last.document, last.start, last.row]
    return urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _opened(after: str) -> Place:
    """The place that a page gave; raises SearchError for what none gave."""
    try:
        padded = after.encode("ascii") + b"=" * (-len(after) % 4)
        day, document, start, row = json.loads(urlsafe_b64decode(padded))
    except (ValueError, TypeError, RecursionError):
        raise _no_page(after) from None
    is_place = type(start) is int and all(isinstance(one, str) for one in (day, document, row))
    if not is_place or not 0 <= start < 1 << 31 or _UNFIT.search(f"{day}{document}{row}"):
        raise _no_page(after)
    return day, document, start, row


def _no_page(after: str) -> SearchError:
    return SearchError(
        f"there is no page after {inert(after):.40}", remedy="Search again from the first page."
    )


def _hits(connection: Connection, found: Sequence[Record[Any]], query: Query) -> Iterator[Hit]:
    """The rows that were found, as they are shown."""
    names = {one.document for one in found}
    documents, homes = reports(connection, names), events_of(connection, names)
    known: dict[str, Row] = dict(documents)
    for kind in {one.type for one in found} - {"document"}:
        ids = (one.row for one in found if one.type == kind)
        known |= {row.id: row for row in rows(connection, kind, ids)}
    beside = spoken(connection, names)
    places = [_place(known[one.row], documents[one.document], query, beside) for one in found]
    told = {row.id: row for place in places for row in (place.row, *place.beside)}
    lookup = lookup_of(connection, list(told.values()), documents)
    for place in places:
        yield _hit(place, homes[place.document.id], lookup)


@dataclass(frozen=True, slots=True)
class _Place:
    """A row that was found, where its words stand, with the statements in its excerpt."""

    row: Row
    document: Document
    words: tuple[Span, ...]
    marks: tuple[Span, ...]
    excerpt: Excerpt
    beside: tuple[Statement, ...]


def _place(
    row: Row, document: Document, query: Query, beside: Mapping[str, Sequence[Spoken]]
) -> _Place:
    """Where a row has the words that are looked for."""
    words = places_of(row, document)
    marks = spans_of(Passage.of(document.text, words), query.wanted)
    is_article = isinstance(row, Document)
    around = excerpt(document.text, marks if is_article else (hull(words),), document.story)
    told = _within(around, beside.get(document.id, ()))
    return _Place(row, document, words, marks, _framed(around, document, told), told)


def _within(around: Excerpt, beside: Iterable[Spoken]) -> tuple[Statement, ...]:
    """The statements that an excerpt has words of."""
    return tuple(one.row for one in beside if any(span.overlaps(around.span) for span in one.spans))


def _hit(place: _Place, home: tuple[str, str], lookup: Lookup) -> Hit:
    """A row with its label, and those of the statements around it."""
    told, document = _telling(place.row, lookup), place.document
    is_article = isinstance(place.row, Document)
    return Hit(
        event=home[0],
        event_name=home[1],
        document=document.id,
        outlet=lookup.outlet(document.id),
        title=document.title or "",
        telling=told,
        span=place.excerpt.span if is_article else _span(told, hull(place.words), document),
        spans=place.marks,
        excerpt=place.excerpt,
        labels=tuple(Label(one.id, one.content, lookup.status(one)) for one in place.beside),
    )


def _telling(row: Row, lookup: Lookup) -> Telling:
    """A row as it is told; of a question its label says that it is one."""
    told = telling(row, lookup)
    if not isinstance(row, Question):
        return told
    answers = counted(len(row.answers), "answer")
    return replace(told, label=f"QUESTION ({answers}, {row.relation})")


def _span(told: Telling, place: Span, document: Document) -> Span | None:
    """Where the words of a telling stand; a question's are not always those of one place."""
    if told.span is None and place.of(document.text) != told.words:
        return None
    return told.span or place


def places_of(row: Row, document: Document) -> tuple[Span, ...]:
    """Where the words of a row stand that can be searched."""
    match row:
        case Document():
            return row.story or (Span(0, 0),)
        case Statement():
            return row.spans
        case Question():
            why = row.because.get("text")
            spans = [one.span for one in why.spans if one.document == document.id] if why else []
            return tuple(spans) or (Span(0, 0),)
        case Figure():
            why = row.because.get("of")
            of = [one.span for one in why.spans if one.document == document.id] if why else []
            return tuple(sorted({row.span, *of}))
        case _:
            raise TypeError(f"a {type(row).__name__} cannot be searched")


def _framed(around: Excerpt, document: Document, told: Iterable[Statement]) -> Excerpt:
    """An excerpt, grown to hold the words by which something in it is denied, meant or judged."""
    wary = [one for one in told if one.act != "asserts"]
    whole = hull((around.span, *(span for one in wary for span in _frame(one))))
    return cut(document.text, whole)


def _frame(row: Statement) -> Iterator[Span]:
    """Who says something, and the words that say in which sense."""
    yield row.content
    yield from (*(row.cue or ()), *(row.source or ()))
    why = row.because.get("act")
    yield from (one.span for one in (why.spans if why else ()) if one.document == row.document)
