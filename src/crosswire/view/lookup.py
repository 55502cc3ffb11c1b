"""From an id to what a person may see in its stead: names, outlets, days, short references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache

from crosswire.ledger import Ledger, Row, handle, span_of
from crosswire.row import Document, Figure, Link, Mention, Place, Statement, Time, Window, Witness
from crosswire.view.inert import inert
from crosswire.view.utterance import Utterance, utterances

SHORTEST = 4
"""Letters of a reference at least, so that one more report seldom makes it ambiguous."""

EARLIER = "earlier version"
"""What is told of where a version stands that its outlet has replaced."""

OWN_VOICE = "(the outlet)"
NOBODY = "(nobody named)"
UNDATED = "undated"

ACTS = {
    "asserts": "SAID BY",
    "denies": "DENIED BY",
    "intends": "INTENDED BY",
    "evaluates": "JUDGED BY",
}
"""What stands before a speaker, so that nothing reads as asserted that was not."""

OWN_DENIALS = frozenset(
    (
        "the source says that it is not so",
        "the source says that there was no such thing",
        "the source negates an act of its own",
    )
)
"""The rules by which the words of a denial are the source's own no, not what it says no to."""


class Lookup:
    """A ledger's rows by their ids, and harmless words for them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.rows = {row.id: row for row in ledger}
        self.documents = {document.id: document for document in ledger.documents}
        self.entities = {entity.id: entity for entity in ledger.entities}
        self.statements = {statement.id: statement for statement in ledger.statements}
        self.figures = {figure.id: figure for figure in ledger.figures}
        self.questions = {question.id: question for question in ledger.questions}

    def reference(self, row: Row) -> str:
        """The shortest text that `crosswire show` takes for this row and for no other."""
        return self._references[handle(row)]

    @cached_property
    def _references(self) -> dict[str, str]:
        """The shortest prefix of each row's handle that no other row's begins with."""
        return shortest_prefixes(handle(row) for row in self.ledger)

    @cached_property
    def utterances(self) -> tuple[Utterance, ...]:
        """All statements, those that tell one utterance together, in the order of reading."""
        ordered = sorted(self.ledger.statements, key=self.moment)
        return tuple(utterances(ordered, self.ledger.links))

    @cached_property
    def utterance_of(self) -> Mapping[str, Utterance]:
        """The utterance that each statement tells, by its id."""
        return {row.id: told for told in self.utterances for row in told}

    @cached_property
    def links_of(self) -> Mapping[str, tuple[Link, ...]]:
        """The links at either end of which a row stands, by its id."""
        found: dict[str, list[Link]] = {}
        for link in self.ledger.links:
            for end in dict.fromkeys((link.from_id, link.to_id)):
                found.setdefault(end, []).append(link)
        return {end: tuple(links) for end, links in found.items()}

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[Statement | Figure, ...]]:
        """The statements and figures that rest on one origin, by its id, in order of reading."""
        found: dict[str, list[Statement | Figure]] = {}
        rows: list[Statement | Figure] = [*self.ledger.statements, *self.ledger.figures]
        for row in sorted(rows, key=self.moment):
            if row.origin is not None:
                found.setdefault(row.origin, []).append(row)
        return {origin: tuple(resting) for origin, resting in found.items()}

    @cached_property
    def _words(self) -> Mapping[Witness, str]:
        """What rows say, by where they stand."""
        found = {}
        for row in self.ledger:
            if isinstance(row, Statement):
                found[Witness(row.document, row.content)] = row.text
            elif isinstance(row, Mention | Figure | Time | Place):
                found[Witness(row.document, row.span)] = row.text
        return found

    def words(self, witness: Witness) -> str:
        """What stands at a place; "" where neither the report's text nor a row has it."""
        document = self.documents.get(witness.document)
        return witness.span.of(document.text if document else "") or self._words.get(witness, "")

    def name(self, entity: str | None, *, otherwise: str = NOBODY) -> str:
        """An entity's name."""
        if entity is None:
            return otherwise
        return inert(self.entities[entity].name if entity in self.entities else entity)

    def outlet(self, document: str) -> str:
        """A document's outlet, or its id where the outlet is not known."""
        row = self.documents.get(document)
        return inert((row.outlet if row else None) or document)

    def printed_in(self, document: str) -> str:
        """Where something is told: the outlet, and whether the report has a later version here."""
        outlet = self.outlet(document)
        return f"{EARLIER}: {outlet}" if document in self._outdated else outlet

    @cached_property
    def _outdated(self) -> frozenset[str]:
        """The reports of which there is a later version."""
        return frozenset(one.version_of for one in self.ledger.documents if one.version_of)

    def moment(self, row: Statement | Figure | Place) -> tuple[str, str, int]:
        """What orders rows as a reader meets them: publication, document, start."""
        document = self.documents.get(row.document)
        span = span_of(row)
        return in_order(document) if document else "", row.document, span.start if span else 0

    def status(self, statement: Statement) -> str:
        """Whose statement it is and of what sort: DENIED BY the mayor, UNVERIFIED."""
        chain = [self.name(one) for one in statement.chain if one != statement.speaker]
        via = f" via {', '.join(chain)}" if chain else ""
        checked = statement.verification
        word = "" if checked == "none" else f", {checked.upper()}"
        return f"{ACTS[statement.act]} {self.name(statement.speaker)}{via}{own_no(statement)}{word}"

    def source(self, figure: Figure, *, party: str | None = None, others: int = 0) -> str:
        """Who gives a figure, and the party that he and others speak for.

        Never without the denial or doubt that it stands under, and that comes first.
        """
        statement = self.statements.get(figure.statement or "")
        name = self.voice(figure)
        if party not in (None, figure.speaker):
            more = f" and {others} more" if others else ""
            name += f"{more}, for {self.name(party)}"
        if statement is None:
            return name
        act = f"{ACTS[statement.act]} {name}{own_no(statement)}"
        label = name if statement.act == "asserts" else act
        return f"UNVERIFIED: {label}" if self.is_doubted(figure) else label

    def voice(self, figure: Figure) -> str:
        """Who gives a figure: somebody, the outlet itself, or in which outlet nobody is named."""
        kind = OWN_VOICE if self.is_own_voice(figure) else f"{NOBODY} in"
        return self.name(figure.speaker, otherwise=f"{kind} {self.printed_in(figure.document)}")

    def is_own_voice(self, figure: Figure) -> bool:
        """Whether the outlet itself gives a figure: no words of somebody hold it, named or not."""
        return figure.speaker is None and figure.statement not in self.statements

    def side(self, claim: Statement | Figure) -> str | None:
        """The side for which a claim's speaker stands, else the speaker."""
        speaker = self.entities.get(claim.speaker or "")
        return (speaker.side if speaker else None) or claim.speaker

    def is_doubted(self, figure: Figure) -> bool:
        """Whether a figure stands in a statement that could not be verified."""
        statement = self.statements.get(figure.statement or "")
        return statement is not None and statement.verification == "unverified"

    def origin(self, origin: str) -> str:
        """Whose account an origin is: the source that is named, else described, else the outlet."""
        rows = self.resting_on.get(origin, ())
        spoken = [self.entities[row.speaker] for row in rows if row.speaker in self.entities]
        named = [one for one in spoken if one.kind != "described"]
        if named or spoken:
            return inert((named or spoken)[0].name)
        return f"{OWN_VOICE} {self.outlet(rows[0].document)}" if rows else "not known"

    def as_of(self, figure: Figure) -> str:
        """The last day that a figure is about, else the last on which its report may have come."""
        document = self.documents.get(figure.document)
        printed = document.published_to if document else None
        day = (figure.when.last if figure.when else None) or printed
        if day is None and document is not None:
            return published(document)
        return day.isoformat() if day else UNDATED

    def latest(self, figures: Iterable[Figure]) -> str:
        """The last day that some figures are about, of those that are known."""
        days = {self.as_of(figure) for figure in figures}
        return max(days - {UNDATED}, key=sortable, default=UNDATED)

    def told(self, figure: Figure) -> tuple[str, str]:
        """When a figure was told: the day of its report, then the day that it is about.

        What is undated comes first.
        """
        document = self.documents.get(figure.document)
        days = (published(document) if document else UNDATED, self.as_of(figure))
        printed, about = ("" if day == UNDATED else sortable(day) for day in days)
        return printed, about


def own_no(statement: Statement) -> str:
    """What tells "It never happened" from what is denied, so that no denial reads turned around."""
    why = statement.because.get("act")
    own = statement.act == "denies" and why is not None and why.rule in OWN_DENIALS
    return ", in these words" if own else ""


def shortest_prefixes(names: Iterable[str]) -> dict[str, str]:
    """For each name its shortest prefix, of SHORTEST letters at least, that fits no other."""
    ordered = sorted(set(names))
    found = {}
    for before, name, after in zip(["", *ordered], ordered, [*ordered[1:], ""], strict=False):
        shared = max(_shared(before, name), _shared(name, after))
        found[name] = name[: max(SHORTEST, shared + 1)]
    return found


def _shared(one: str, other: str) -> int:
    """How many letters two names begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def published(document: Document) -> str:
    """The day a report was published, or the days between which it was.

    Where no report of the event is dated, its day counted from the onset: "day 2".
    """
    if document.published:
        return document.published.isoformat()
    counted = document.because.get("published")
    label = counted.rule.partition(":")[0] if counted else UNDATED
    return days(document.published_from, document.published_to) or label


def in_order(document: Document) -> str:
    """What orders reports by their days."""
    return sortable(published(document))


@lru_cache(maxsize=1024)
def sortable(days: str) -> str:
    """What orders days: what is dated, then "day 2" before "day 10"."""
    return re.sub(r"\d+", lambda number: number[0].zfill(4), days)


def window(stretch: Window | None) -> str:
    """A stretch of days; "" where it is not known."""
    return days(stretch.first, stretch.last) if stretch else ""


def days(first: date | None, last: date | None) -> str:
    """From one day to another, as briefly as both can be said."""
    if first == last:
        return first.isoformat() if first else ""
    if first is None or last is None:
        return f"from {first}" if first else f"to {last}"
    return f"{first}/{last.isoformat()[5:] if first.year == last.year else last}"
