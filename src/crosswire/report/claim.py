"""What is said, line by line: statements and figures, each under who says it and in what sense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from crosswire import row
from crosswire.report.index import Index
from crosswire.report.party import Parties
from crosswire.report.place import Places
from crosswire.report.reason import Reason, reasons
from crosswire.row import Act, Comparator, Span, StatementKind, Verification, Window
from crosswire.view.headline import one_line

EXACT = frozenset(("exactly", "range"))
"""The comparators of figures that carry no hedge."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements and figures have in common."""

    id: str
    ref: str
    document: int
    start: int
    end: int
    text: str
    status: str
    speaker: int | None
    party: int
    act: Act
    verification: Verification
    time: Window | None
    timed: Literal["when", "said"] | None
    place: int | None
    origin: str | None
    origin_name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Statement(Claim):
    """A statement: how its words are cut, by whom it was carried, which utterance it tells."""

    spans: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: StatementKind
    chain: tuple[int, ...]
    utterance: int


@dataclass(frozen=True, slots=True)
class Figure(Claim):
    """A figure: its bounds, what it measures, where it is said, what it answers."""

    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator
    hedged: bool
    of: str | None
    statement: int | None
    question: int | None
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Claims:
    """What is needed to lay claims out: the places of the rows that they name."""

    index: Index
    parties: Parties
    places: Places
    utterances: dict[str, int]
    questions: dict[str, int]

    def statement(self, found: row.Statement) -> Statement:
        """A statement as the page has it; one that is denied reads DENIED BY."""
        lookup = self.index.lookup
        time, timed = _time(found)
        return Statement(
            **self._shared(found, found.content),
            status=one_line(lookup.status(found)),
            act=found.act,
            verification=found.verification,
            time=time,
            timed=timed,
            spans=found.spans,
            cue=found.cue or (),
            source=found.source or (),
            kind=found.kind,
            chain=tuple(one for one in map(self.index.entity, found.chain) if one is not None),
            utterance=self.utterances[found.id],
        )

    def figure(self, found: row.Figure) -> Figure:
        """A figure as the page has it: it stands under the act of the statement it is said in."""
        lookup = self.index.lookup
        said = lookup.statements.get(found.statement or "")
        return Figure(
            **self._shared(found, found.span),
            status=one_line(lookup.source(found)),
            act=said.act if said else "asserts",
            verification=said.verification if said else "none",
            time=found.when,
            timed="when" if found.when else None,
            low=found.low,
            high=found.high,
            unit=one_line(found.unit) if found.unit else None,
            comparator=found.comparator,
            hedged=found.comparator not in EXACT,
            of=one_line(found.of) if found.of else None,
            statement=self.index.statement(found.statement),
            question=self.questions.get(found.question or ""),
            as_of=_day(found, self.index),
        )

    def _shared(self, found: row.Statement | row.Figure, span: Span) -> dict[str, Any]:
        """The fields that both sorts of claims fill alike."""
        document = self.index.document(found.document)
        return {
            "id": found.id,
            "ref": self.index.lookup.reference(found),
            "document": document,
            "start": span.start,
            "end": span.end,
            "text": found.text,
            "speaker": self.index.entity(found.speaker),
            "party": self.parties.of(found),
            "place": self.places.of(found),
            "origin": found.origin,
            "origin_name": one_line(self.index.origin_name(found.origin or "")),
            "reasons": reasons(found.because, self.index),
        }


def _time(found: row.Statement) -> tuple[Window | None, Literal["when", "said"] | None]:
    """Where a statement stands on the axis of events: what it is about, else when it was said."""
    if found.when is not None:
        return found.when, "when"
    return (found.said, "said") if found.said is not None else (None, None)


def _day(found: row.Figure, index: Index) -> str | None:
    """The last day that a figure is about, else the last on which its report may have come."""
    report = index.lookup.documents[found.document]
    day = (found.when.last if found.when else None) or report.published_to
    return day.isoformat() if day else None
