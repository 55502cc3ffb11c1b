"""From an id to what a person may see in its stead: names, outlets, days, short references."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from crosswire.ledger import Ledger, Row, handle, span_of
from crosswire.row import Document, Figure, Place, Statement, Window
from crosswire.view.inert import inert

SHORTEST = 4
"""Letters of a reference at least, so that one more report seldom makes it ambiguous."""

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


class Lookup:
    """A ledger's rows by their ids, and harmless words for them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.rows = {row.id: row for row in ledger}
        self.documents = {document.id: document for document in ledger.documents}
        self.entities = {entity.id: entity for entity in ledger.entities}
        self.statements = {statement.id: statement for statement in ledger.statements}

    def reference(self, row: Row) -> str:
        """The shortest text that `crosswire show` takes for this row and for no other."""
        return self._references[handle(row)]

    @cached_property
    def _references(self) -> dict[str, str]:
        """The shortest prefix of each row's handle that no other row's begins with."""
        return shortest_prefixes(handle(row) for row in self.ledger)

    def name(self, entity: str | None, *, otherwise: str = NOBODY) -> str:
        """An entity's name."""
        if entity is None:
            return otherwise
        return inert(self.entities[entity].name if entity in self.entities else entity)

    def outlet(self, document: str) -> str:
        """A document's outlet, or its id where the outlet is not known."""
        row = self.documents.get(document)
        return inert((row.outlet if row else None) or document)

    def moment(self, row: Statement | Figure | Place) -> tuple[str, str, int]:
        """What orders rows as a reader meets them: publication, document, start."""
        document = self.documents.get(row.document)
        span = span_of(row)
        return published(document) if document else "", row.document, span.start if span else 0

    def status(self, statement: Statement) -> str:
        """Whose statement it is and of what sort: DENIED BY the mayor, UNVERIFIED."""
        chain = [self.name(one) for one in statement.chain if one != statement.speaker]
        via = f" via {', '.join(chain)}" if chain else ""
        checked = statement.verification
        word = "" if checked == "none" else f", {checked.upper()}"
        return f"{ACTS[statement.act]} {self.name(statement.speaker)}{via}{word}"

    def source(self, figure: Figure) -> str:
        """Who gives a figure; never without the denial or doubt that it stands under."""
        statement = self.statements.get(figure.statement or "")
        name = self.name(figure.speaker, otherwise=OWN_VOICE)
        if statement is None or statement.act == "asserts":
            label = name
        else:
            label = f"{ACTS[statement.act]} {name}"
        doubted = statement is not None and statement.verification == "unverified"
        return f"{label}, UNVERIFIED" if doubted else label


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
    """The day a report was published, or the days between which it was."""
    if document.published:
        return document.published.isoformat()
    return days(document.published_from, document.published_to) or UNDATED


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
