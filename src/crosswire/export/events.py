"""An event table: one CSV in the shape that users of ACLED and of UCDP GED know.

A row is what one party answered last to one question, in the words of one report: not an event, and
not a fact. Columns have the names of those codebooks where they mean the same, and stay empty where
the ledger does not know; docs/export.md goes through them. There is no `best`: that is a judgement.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from crosswire.codec import codec
from crosswire.export.claim import Claim, claims
from crosswire.export.csv import safe
from crosswire.export.site import position
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger
from crosswire.row import Figure, Question, Window
from crosswire.view.answer import Party, articles, last, ordered, parties, telling
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup

Cell = str | int | float | None
Cells = dict[str, Cell]

COLUMNS = (
    *("event", "question_id", "question", "measured", "unit", "relation"),
    *("event_date", "year", "date_start", "date_end", "date_prec", "time_precision"),
    *("location", "country", "latitude", "longitude", "precision", "where_prec", "geo_precision"),
    *("side", "act", "verification", "low", "high", "denied_low", "denied_high", "comparator"),
    *("quote", "denied_quote", "notes", "source_original", "source", "source_scale", "source_date"),
    *("source_headline", "source_url", "number_of_sources", "origins"),
    *("figure_id", "origin_id", "document", "start", "end"),
)

DATE_PREC = {1: 1, 6: 2, 7: 3, 31: 4, 366: 5}
"""UCDP GED's date_prec, by how many days it may have been at most: a day, up to six, a week, a
month, a year."""

TIME_PRECISION = {1: 1, 7: 2, 31: 3}
"""ACLED's time_precision: the day, the week, the month is known."""

WHERE_PREC = {"point": 1, "town": 1, "district": 3, "region": 4, "country": 6}
"""UCDP GED's where_prec. A town is an exact location there; 2 (near one), 5 (along a line) and 7
(at sea, in the air) are nothing that the ledger tells."""

GEO_PRECISION = {"point": 1, "town": 1, "district": 2, "region": 3}
"""ACLED's geo_precision, which has no code for a whole country."""

CREDITS = frozenset(
    ("dateline", "byline", "closing_credit", "contributed", "stated_credit", "wire_page")
)
"""The rules by which a report's own text says that a news agency stands behind a row."""

_NUMBER = codec(float | None)


class EventFormat:
    """Writes a row for each answer."""

    name = "events"
    suffix = ".events.csv"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the table: UTF-8 with a byte order mark, lines as in RFC 4180, no cell runs."""
        with goal.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            for row in rows(ledger):
                writer.writerow([safe(row[column]) for column in COLUMNS])


def rows(ledger: Ledger) -> Iterator[Cells]:
    """What each party answers last to each question; the most reported question first."""
    lookup = Lookup(ledger)
    told = {claim.row.id: claim for claim in claims(lookup)}
    event = ledger.run.settings.get("event")
    for question in ordered(ledger.questions, lookup):
        for party in parties(question, lookup):
            for figure in last(party, lookup):
                yield {
                    "event": inert(event) if isinstance(event, str) else None,
                    **_asked(question, figure),
                    **dated(figure.when),
                    **_where(told[figure.id]),
                    **_answered(told[figure.id], figure, party, lookup),
                    **_reported(told[figure.id], figure),
                }


def _asked(question: Question, figure: Figure) -> Cells:
    """The question, and what this answer measures."""
    return {
        "question_id": question.id,
        "question": question.text,
        "measured": figure.of,
        "unit": figure.unit,
        "relation": question.relation,
    }


def dated(about: Window | None) -> Cells:
    """The days that a figure is about; `event_date` only where it is one day."""
    first, last_ = (about.first, about.last) if about else (None, None)
    day = first if first == last_ else None
    lasting = (last_ - first).days + 1 if first and last_ else None
    return {
        "event_date": _iso(day),
        "year": first.year if first and last_ and first.year == last_.year else None,
        "date_start": _iso(first),
        "date_end": _iso(last_),
        "date_prec": _code(lasting, DATE_PREC),
        "time_precision": _code(lasting, TIME_PRECISION),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _code(lasting: int | None, codes: Mapping[int, int]) -> int | None:
    """The code for so many days; None where they are not known or are more than any code's."""
    if lasting is None:
        return None
    return next((code for most, code in codes.items() if lasting <= most), None)


def _where(claim: Claim) -> Cells:
    """The place that a figure is about, as precisely as it is known."""
    place, point = claim.place, position(claim.place)
    known = place.precision if place and point else None
    codes = known if place and place.country else ""  # a part of the world has no code
    return {
        "location": claim.place_name,
        "country": place.country if place else None,
        "latitude": _NUMBER.encode(point[0]) if point else None,
        "longitude": _NUMBER.encode(point[1]) if point else None,
        "precision": known,
        "where_prec": WHERE_PREC.get(codes or ""),
        "geo_precision": GEO_PRECISION.get(codes or ""),
    }


def _answered(claim: Claim, figure: Figure, party: Party, lookup: Lookup) -> Cells:
    """What is answered and by whom; what is denied is in columns of its own."""
    low, high = _NUMBER.encode(figure.low), _NUMBER.encode(figure.high)
    denied = claim.is_denied
    alike = telling(party, (figure,))
    return {
        "side": claim.side or (lookup.name(party.by) if party.by else None),
        "act": claim.act,
        "verification": claim.verification,
        "low": None if denied else low,
        "high": None if denied else high,
        "denied_low": low if denied else None,
        "denied_high": high if denied else None,
        "comparator": figure.comparator,
        "quote": None if denied else figure.text,
        "denied_quote": figure.text if denied else None,
        "notes": claim.reads,
        "number_of_sources": articles(alike),
        "origins": len({one.origin for one in alike}),
    }


def _reported(claim: Claim, figure: Figure) -> Cells:
    """The report, who gave it the figure, and where it stands there."""
    document = claim.document
    why = figure.because.get("origin")
    return {
        "source_original": claim.speaker,
        "source": document.outlet,
        "source_scale": "wire" if why and why.rule in CREDITS else None,
        "source_date": _iso(document.published),
        "source_headline": document.title,
        "source_url": weblink(document.url),
        "figure_id": figure.id,
        "origin_id": figure.origin,
        "document": document.id,
        "start": figure.span.start,
        "end": figure.span.end,
    }
