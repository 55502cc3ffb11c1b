"""All carriers of a quotation: every report of a desk that prints it, the earliest first.

Carried are words: a run of them as somebody said it, without what interrupts it. A report carries
it that prints the same run, however it writes quotation marks, capitals, accents, spaces and line
ends (`verbatim`), in its own text or as the words of a statement; and one whose statement the rules
hold to be the same utterance in nearly these words (`same statement`, of the same event). Who is
told to have said it, through whom, and what the telling left out is what the ledger's rows say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from rapidfuzz.distance import Indel
from sqlalchemy import Connection, select
from sqlalchemy import Row as Record

from crosswire.desk.change.telling import telling
from crosswire.desk.change.value import Telling
from crosswire.desk.search.loss import Dropped, Losses, losses, utterances
from crosswire.desk.search.place import Passage
from crosswire.desk.search.query import Query, run_of
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
from crosswire.desk.storage.fulltext import Term, Wish, matching
from crosswire.desk.storage.wording import ARTICLES, CLAIMS, parts_of
from crosswire.error import SearchError
from crosswire.ledger import TYPES, Row
from crosswire.row import Document, Figure, Span, Statement, hull
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup, published

Match = Literal["verbatim", "same statement"]

MOST = 200
"""Reports, and statements, that have a run of words and are looked at: the earliest."""

PRINTED = "PRINTED IN"
"""The label of words that no statement holds: whose they are, the desk has not read."""

PARTS = ((ARTICLES, "document"), (CLAIMS, "statement"))
"""Where words are looked for, and in which rows."""

_REFERENCE = re.compile(r"((statement|figure)-)?[0-9a-f]{4,16}")
"""The id of a claim, or its beginning."""

ROW, WORDING = schema.row, schema.wording


@dataclass(frozen=True, slots=True)
class Carrier:
    """A report that tells a quotation, once.

    `telling` is the statement that holds the words, with its label; of words that none holds the
    report's own, "PRINTED IN". `spans` are the words in the report, `marks` those of them that the
    quotation does not have. `chain` names who passed it on, in the order of telling. `origin` is
    that on which the statement rests, `is_first` whether no earlier carrier rests on it.
    """

    event: str
    event_name: str
    match: Match
    telling: Telling
    title: str | None
    version_of: str | None
    spans: tuple[Span, ...]
    marks: tuple[Span, ...]
    speaker: str | None
    chain: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    origin: str | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Carriers:
    """A quotation, the row that was asked for, and its carriers; `is_whole` where these are all."""

    words: str
    asked: Telling | None
    carriers: tuple[Carrier, ...]
    reports: int
    origins: int
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a report has the words, and the statement that holds them."""

    document: str
    spans: tuple[Span, ...]
    statement: Statement | None
    match: Match


def carriers(connection: Connection, words: str, *, event: str | None = None) -> Carriers:
    """The reports that print these words, one after the other; of one event, where one is named."""
    return _carriers(connection, words, run_of(words), None, event)


def carriers_of(connection: Connection, row: str, *, event: str | None = None) -> Carriers:
    """The reports that carry the words of a row; of a figure those of the statement it stands in.

    The row is named by its id, or by the beginning of it that is shown of claims. Raises
    SearchError where there is no such row, or it has no words.
    """
    asked = _row(connection, row)
    if isinstance(asked, Figure) and asked.statement:
        asked = _row(connection, asked.statement)
    if isinstance(asked, Statement):
        words = " ".join(parts_of(asked))
    elif (words := getattr(asked, "text", "")) == "" or isinstance(asked, Document):
        raise SearchError(
            f"{inert(row):.60} has no words that a report could carry",
            remedy="Give the id of a statement or a figure, or words.",
        )
    return _carriers(connection, words, run_of(words), asked, event)


def _row(connection: Connection, name: str) -> Row:
    """A row of a ledger by its id; a claim's by the beginning of it too, with its kind or without.

    Raises SearchError where there is none, or several begin so.
    """
    kind = name.partition("-")[0]
    if kind in TYPES and (found := next(rows(connection, kind, [name]), None)):
        return found
    ids = [*_beginning(connection, name)] if _REFERENCE.fullmatch(name) else []
    if len(ids) == 1:
        return next(rows(connection, ids[0].partition("-")[0], ids))
    few = f"; it fits {', '.join(ids)}" if ids else ""
    raise SearchError(
        f"there is no row {inert(name):.60}{few}",
        remedy="Give more of it." if ids else "Give the id of a row that is shown now.",
    )


def _beginning(connection: Connection, name: str) -> Iterator[str]:
    """The ids of claims that begin so, two at most of each kind."""
    for kind in ("statement", "figure"):
        begin = f"{kind}-{name.removeprefix(f'{kind}-')}"
        query = select(ROW.c.id).where(
            ROW.c.type == kind, ROW.c.id >= begin, ROW.c.id < f"{begin}~"
        )
        yield from connection.execute(query.order_by(ROW.c.id).limit(2)).scalars()


def _carriers(
    connection: Connection, words: str, run: Query, asked: Row | None, event: str | None
) -> Carriers:
    """The carriers of a run of words, and of the statement that it is of."""
    printing = _printing(connection, run, event)
    names = [one.row for one in printing if one.type == "statement"]
    if isinstance(asked, Statement):
        names.append(asked.id)
    together = utterances(connection, names)
    same = {one for group in together for one in group}
    known = _known(connection, {one.document for one in printing}, same)
    places = _places(known, printing, run, same)
    held = (one.statement for one in places)
    told = {row.id: row for row in (asked, *known.statements.values(), *held) if row}
    lookup = lookup_of(connection, list(told.values()), known.documents)
    homes = events_of(connection, known.documents.keys())
    lost = losses(connection, together, lookup)
    found = (_carrier(one, homes[one.document], lookup, run, lost) for one in places)
    here = tuple(_firsts(one for one in found if event in (None, one.event)))
    return Carriers(
        words=words,
        asked=telling(asked, lookup) if isinstance(asked, Statement | Figure) else None,
        carriers=here,
        reports=len({one.telling.document for one in here}),
        origins=len({one.origin for one in here if one.origin}),
        is_whole=max(Counter(one.type for one in printing).values(), default=0) <= MOST,
    )


def _printing(connection: Connection, run: Query, event: str | None) -> Sequence[Record[Any]]:
    """The reports and statements that have a run of words, the earliest first."""
    found = [row for part, kind in PARTS for row in _of_part(connection, run, part, kind, event)]
    return sorted(found, key=lambda one: (one.day == "", one.day, one.document, one.row))


def _of_part(
    connection: Connection, run: Query, part: str, kind: str, event: str | None
) -> Sequence[Record[Any]]:
    """Those of one part of the rows, one more than are looked at."""
    if not run.wanted:
        return ()
    columns = (WORDING.c.row, WORDING.c.type, WORDING.c.document, WORDING.c.day)
    is_one = (matching(connection, Wish(part, run.wanted)), WORDING.c.type == kind)
    query = (
        select(*columns)
        .where(*is_one, *in_event(event))
        .order_by(WORDING.c.day == "", WORDING.c.day, WORDING.c.document, WORDING.c.row)
        .limit(MOST + 1)
    )
    return list(connection.execute(query))


@dataclass(frozen=True, slots=True)
class _Known:
    """Reports with their texts, all their statements, and those that tell the same."""

    documents: Mapping[str, Document]
    spoken: Mapping[str, tuple[Spoken, ...]]
    statements: Mapping[str, Statement]


def _known(connection: Connection, documents: Collection[str], same: Collection[str]) -> _Known:
    """All that has to do with a quotation: where it is printed, and who tells the same."""
    found = (one for one in rows(connection, "statement", same) if isinstance(one, Statement))
    statements = {one.id: one for one in found}
    homes = {*documents, *(one.document for one in statements.values())}
    return _Known(reports(connection, homes), spoken(connection, documents), statements)


def _places(
    known: _Known, printing: Iterable[Record[Any]], run: Query, same: Iterable[str]
) -> list[_Place]:
    """Where the words stand, and the statements that tell the same, the earliest report first."""
    found: list[_Place] = []
    for one in printing:
        found += _in_report(one, known, run.wanted[0], found)
    held = {place.statement.id for place in found if place.statement}
    for name in sorted(same):
        row = known.statements.get(name)
        if row is not None and row.id not in held:
            found.append(_telling_it(row, known, run))
    return sorted(found, key=lambda place: _moment(place, known))


def _telling_it(row: Statement, known: _Known, run: Query) -> _Place:
    """A statement of the same utterance: its words, or those the quotation has."""
    text = known.documents[row.document].text
    exact = (one for term in run.wanted for one in Passage.of(text, row.spans).places(term))
    if spans := next(exact, None):
        return _Place(row.document, spans, row, "verbatim")
    return _Place(row.document, row.spans, row, "same statement")


def _moment(place: _Place, known: _Known) -> tuple[str, str, str, int]:
    """What orders carriers: the days between which the report was published, then its id."""
    document = known.documents[place.document]
    days = (document.published_from, document.published_to)
    first, last = (day.isoformat() if day else "" for day in days)
    return first or last or "9999", last or "9999", place.document, place.spans[0].start


def _in_report(
    one: Record[Any], known: _Known, term: Term, found: Sequence[_Place]
) -> Iterator[_Place]:
    """Where a report, or one of its statements, has the words, unless that is known already."""
    document = known.documents[one.document]
    row = known.statements.get(one.row)
    places = Passage.of(document.text, row.spans if row else document.story).places(term)
    taken = [span for place in found if place.document == one.document for span in place.spans]
    for spans in places:
        if not any(span.overlaps(other) for span in spans for other in taken):
            holder = row or _holder(known.spoken.get(one.document, ()), spans)
            yield _Place(one.document, spans, holder, "verbatim")


def _holder(statements: Iterable[Spoken], spans: Sequence[Span]) -> Statement | None:
    """The statement that holds the most of some words; of several one that does not assert them."""
    held = [(shared, one.row) for one in statements if (shared := _shared(one.spans, spans))]
    most = max(held, key=lambda one: (one[0], one[1].act != "asserts"), default=None)
    return most[1] if most else None


def _shared(some: Iterable[Span], others: Sequence[Span]) -> int:
    """How many letters two lists of stretches have in common."""
    return sum(
        max(0, min(one.end, other.end) - max(one.start, other.start))
        for one in some
        for other in others
    )


def _carrier(
    place: _Place, home: tuple[str, str], lookup: Lookup, run: Query, lost: Losses
) -> Carrier:
    """A carrier with what the ledger says of it."""
    document, row = lookup.documents[place.document], place.statement
    chain = [one for one in row.chain if one != row.speaker] if row else []
    return Carrier(
        event=home[0],
        event_name=home[1],
        match=place.match,
        telling=telling(row, lookup) if row else _printed(place, document, lookup),
        title=document.title,
        version_of=document.version_of,
        spans=place.spans,
        marks=() if place.match == "verbatim" else _marks(document.text, place.spans, run),
        speaker=lookup.name(row.speaker) if row else None,
        chain=tuple(map(lookup.name, chain)),
        dropped=lost.get(row.id, ()) if row else (),
        origin=row.origin if row else None,
        is_first=False,
    )


def _printed(place: _Place, document: Document, lookup: Lookup) -> Telling:
    """Words that no statement holds, as the report prints them."""
    span = hull(place.spans)
    return Telling(
        type="document",
        row=document.id,
        document=document.id,
        outlet=document.outlet,
        day=published(document),
        url=document.url,
        span=span,
        label=f"{PRINTED} {lookup.printed_in(document.id)}",
        words=span.of(document.text),
    )


def _marks(text: str, spans: Sequence[Span], run: Query) -> tuple[Span, ...]:
    """The words of a telling that a quotation does not have, those in a row as one stretch."""
    passage = Passage.of(text, spans)
    line = [word.form for word in passage.words]
    steps = Indel.opcodes(list(run.wanted[0].forms) if run.wanted else [], line)
    found = [step for step in steps if step.tag == "insert"]
    return tuple(
        span for step in found for span in passage.stretches(step.dest_start, step.dest_end)
    )


def _firsts(told: Iterable[Carrier]) -> Iterator[Carrier]:
    """Carriers in their order, the first that rests on each origin marked."""
    seen: set[str] = set()
    for one in told:
        yield replace(one, is_first=one.origin is not None and one.origin not in seen)
        seen.add(one.origin or "")
