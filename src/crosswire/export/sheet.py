"""The sheets of the workbook: what an analyst reads, sorts and filters, row by row.

Words that are denied begin with DENIED, and the bounds of a denied figure stand in columns of their
own: no sum of a column takes them for given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crosswire.export.claim import Claim, claims
from crosswire.export.site import grouped, key, position
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger, kind_of
from crosswire.row import Document, Figure, Link, Place, Question, Source, Statement, Window
from crosswire.view.answer import (
    CONTESTED,
    Party,
    articles,
    by,
    last,
    ordered,
    parties,
    telling,
    values,
)
from crosswire.view.headline import headline
from crosswire.view.label import label, relation
from crosswire.view.lookup import Lookup, published

DENIED = "DENIED: "

NOTES = (
    "Every row is a claim that a report makes: it was made, and nothing here says that it is true.",
    "Words are the reports' own; nothing is generated. Empty cells are not known.",
    "What begins with DENIED is what the source denies, or the words by which it does.",
    "Low without High is an open bound: more than so many.",
    "An origin is a source as a journalist counts sources: what five outlets copy is one.",
)


@dataclass(frozen=True, slots=True)
class Address:
    """Words that lead to a web page, if `url` is one."""

    words: str
    url: str | None


Cell = str | float | date | Address | None
Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its columns' titles and widths (in letters)."""

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Cells]


def sheets(ledger: Ledger) -> Iterator[Sheet]:
    """All sheets of a ledger, what is contested first."""
    lookup = Lookup(ledger)
    told = claims(lookup)
    questions = ordered(ledger.questions, lookup)
    yield _questions("Contested", [one for one in questions if one.relation in CONTESTED], lookup)
    yield _questions("Questions", questions, lookup)
    yield _figures(told, lookup)
    yield _statements(told, lookup)
    yield _documents(lookup)
    yield _places(told, lookup)
    yield _links(lookup)
    yield _about(ledger)


def _questions(name: str, questions: Iterable[Question], lookup: Lookup) -> Sheet:
    """A row for each party that answers a question, or denies an answer."""
    columns = (
        ("Question", 32),
        ("Relation", 10),
        ("Why", 40),
        ("Unit", 10),
        ("By", 28),
        ("Says last", 36),
        ("Low", 12),
        ("High", 12),
        ("As of", 17),
        ("Origins", 8),
        ("Articles", 8),
        ("Denied", 8),
        ("Id", 26),
    )
    rows = [_party(one, party, lookup) for one in questions for party in parties(one, lookup)]
    return Sheet(name, columns, rows)


def _party(question: Question, party: Party, lookup: Lookup) -> Cells:
    """What a party says last: its bounds, if it says one thing and denies nothing."""
    shown = last(party, lookup)
    alike = telling(party, shown)
    answered = {one for answer in question.answers for one in answer.figures}
    denied = not any(one.id in answered for one in party.figures)
    only = shown[0] if len(shown) == 1 and not denied else None
    why = question.because.get("relation")
    return (
        question.text,
        question.relation,
        label("relation", why.rule) if why else None,
        question.unit,
        by(party, shown, lookup),
        f"{DENIED if denied else ''}{values(shown)}",
        only.low if only else None,
        only.high if only else None,
        _day(lookup.latest(alike)),
        len({figure.origin for figure in alike}),
        articles(alike),
        "yes" if denied else None,
        question.id,
    )


def _figures(told: Iterable[Claim], lookup: Lookup) -> Sheet:
    """A row for each figure."""
    columns = (
        ("By", 32),
        ("Figure", 28),
        ("Of", 36),
        ("Low", 12),
        ("High", 12),
        ("Denied low", 12),
        ("Denied high", 12),
        ("Unit", 10),
        ("Comparator", 11),
        *_SHARED,
        ("Question", 28),
        ("Question id", 26),
        ("Id", 26),
    )
    rows = [_figure(one, one.row, lookup) for one in told if isinstance(one.row, Figure)]
    return Sheet("Figures", columns, rows)


def _figure(claim: Claim, row: Figure, lookup: Lookup) -> Cells:
    bounds = (row.low, row.high)
    question = lookup.questions.get(row.question or "")
    return (
        lookup.source(row),
        _words(claim),
        row.of,
        *((None, None, *bounds) if claim.is_denied else (*bounds, None, None)),
        row.unit,
        row.comparator,
        *_shared(claim, lookup),
        question.text if question else None,
        row.question,
        row.id,
    )


def _statements(told: Iterable[Claim], lookup: Lookup) -> Sheet:
    """A row for each statement."""
    columns = (
        ("By", 32),
        ("Statement", 70),
        ("Kind", 9),
        ("Speaker", 24),
        ("Carried by", 24),
        ("Said from", 11),
        ("Said to", 11),
        *_SHARED,
        ("Told in articles", 9),
        ("Id", 26),
    )
    rows = [_statement(one, one.row, lookup) for one in told if isinstance(one.row, Statement)]
    return Sheet("Statements", columns, rows)


def _statement(claim: Claim, row: Statement, lookup: Lookup) -> Cells:
    return (
        lookup.status(row),
        _words(claim),
        row.kind,
        claim.speaker,
        ", ".join(claim.chain[:-1]) or None,
        *_window(row.said),
        *_shared(claim, lookup),
        len({one.document for one in lookup.utterance_of[row.id]}),
        row.id,
    )


_SHARED = (
    ("Act", 10),
    ("Verification", 12),
    ("Side", 20),
    ("About from", 11),
    ("About to", 11),
    ("Place", 20),
    ("Outlet", 24),
    ("Published", 17),
    ("Article", 44),
    ("Origin", 24),
    ("Start", 8),
    ("End", 8),
)
"""The columns that statements and figures share."""


def _shared(claim: Claim, lookup: Lookup) -> Cells:
    row, document = claim.row, claim.document
    return (
        claim.act,
        None if claim.verification == "none" else claim.verification,
        claim.side,
        *_window(row.when),
        claim.place_name,
        document.outlet,
        _day(published(document)),
        _article(document),
        lookup.origin(row.origin) if row.origin else None,
        claim.span.start,
        claim.span.end,
    )


def _documents(lookup: Lookup) -> Sheet:
    """A row for each report."""
    columns = (
        ("Title", 60),
        ("Outlet", 26),
        ("Published", 17),
        ("Dated by", 10),
        ("Language", 9),
        ("Statements", 10),
        ("Figures", 10),
        ("Version of", 24),
        ("SHA-256 of the text", 20),
        ("Id", 30),
    )
    ledger = lookup.ledger
    statements = Counter(row.document for row in ledger.statements)
    figures = Counter(row.document for row in ledger.figures)
    rows = [
        (
            _article(one),
            one.outlet,
            _day(published(one)),
            one.dated_by,
            one.language,
            statements[one.id],
            figures[one.id],
            one.version_of,
            one.sha256,
            one.id,
        )
        for one in ledger.documents
    ]
    return Sheet("Documents", columns, rows)


def _places(told: Iterable[Claim], lookup: Lookup) -> Sheet:
    """A row for each place."""
    columns = (
        ("Place", 26),
        ("Country", 8),
        ("Precision", 10),
        ("Latitude", 11),
        ("Longitude", 11),
        ("Mentions", 9),
        ("Articles", 9),
        ("Claims about it", 9),
        ("Mentioned as", 40),
        ("Gazetteer id", 20),
    )
    about = Counter(key(one.place) for one in told if one.place)
    mentions = grouped(lookup.ledger.places, lookup)
    rows = [_place(mentions[one], about[one]) for one in sorted(mentions)]
    return Sheet("Places", columns, rows)


def _place(mentions: Sequence[Place], told: int) -> Cells:
    first = next((one for one in mentions if position(one)), mentions[0])
    point = position(first)
    return (
        first.name,
        first.country,
        first.precision if point else "not placed",
        *(point or (None, None)),
        len(mentions),
        len({one.document for one in mentions}),
        told,
        ", ".join(dict.fromkeys(one.text for one in mentions)),
        first.gazetteer_id,
    )


def _links(lookup: Lookup) -> Sheet:
    """A row for each relation of two rows."""
    columns = (
        ("From", 60),
        ("Relation", 18),
        ("To", 60),
        ("Why", 44),
        ("From is a", 11),
        ("From id", 26),
        ("To id", 26),
        ("Id", 26),
    )
    return Sheet("Links", columns, [_link(one, lookup) for one in lookup.ledger.links])


def _link(row: Link, lookup: Lookup) -> Cells:
    ends = [lookup.rows.get(end) for end in (row.from_id, row.to_id)]
    words = [headline(end, lookup) if end else None for end in ends]
    why = row.because.get("kind")
    return (
        words[0],
        relation(row, forward=True),
        words[1],
        label("kind", why.rule) if why else None,
        kind_of(ends[0]) if ends[0] else None,
        row.from_id,
        row.to_id,
        row.id,
    )


def _about(ledger: Ledger) -> Sheet:
    """What made the ledger, what could not be read, and how to read the sheets."""
    run = ledger.run
    rows: list[Cells] = [
        ("Program", f"{run.program} {run.version}"),
        ("Model", _source(run.model)),
        ("Gazetteer", _source(run.gazetteer)),
        *((name, str(run.settings[name])) for name in sorted(run.settings)),
        *(("How to read it", note) for note in NOTES),
        *((f"Not read: {one.document}", f"{one.reason}: {one.remedy}") for one in ledger.problems),
    ]
    return Sheet("About", (("What", 30), ("", 110)), rows)


def _source(source: Source) -> str:
    return f"{source.name} {source.version} {source.digest}"


def _words(claim: Claim) -> str:
    """A claim's words, which say so where they are denied."""
    return f"{DENIED if claim.is_denied else ''}{claim.row.text}"


def _article(document: Document) -> Address:
    return Address(document.title or document.id, weblink(document.url))


def _window(stretch: Window | None) -> tuple[date | None, date | None]:
    return (stretch.first, stretch.last) if stretch else (None, None)


def _day(words: str) -> date | str:
    """A day as a day, so that it sorts; a stretch of days, or none, in words."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        return words
