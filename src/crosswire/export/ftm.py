"""FollowTheMoney: the ledger as statements of its graph, in the JSON lines that `ftm` reads.

FollowTheMoney's properties are facts, and a claim is none. So no claim becomes a property of a
person, organisation or place: each is a Note on its source (never on those it is about), whose
words begin with whose they are ("DENIED BY the mayor: ..."). See docs/export.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from crosswire.export.claim import Claim, claims
from crosswire.export.jsontext import encode, whole
from crosswire.export.site import key as place_key
from crosswire.export.site import position
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger
from crosswire.row import Document, Entity, Figure, Link, Place, Question, identity
from crosswire.view.giver import answered
from crosswire.view.headline import one_line
from crosswire.view.label import relation
from crosswire.view.lookup import Lookup, window

DATASET = "crosswire"
ID = "id"
"""The property of the statement that says that an entity exists."""

KINDS = {"person": "Person", "organisation": "Organization", "government": "PublicBody"}
"""Who can be looked up elsewhere. Groups are LegalEntity. Described sources ("officials") are none
of these: they are nobody in particular, and stand in the words of their notes alone."""

GONE = {"AN": None, "CS": "csxx"}
"""Countries that are no more: the Netherlands Antilles, which FollowTheMoney does not have, and
Serbia and Montenegro, whose old code it takes for Czechoslovakia's."""

LANGUAGES = {"en": "eng"}

LONGEST = {"description": 65_000, "bodyText": 65_000, "name": 384, "weakAlias": 384, "full": 250}
"""Letters that FollowTheMoney allows in a value."""

LONGEST_STRING = 1_024

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,199}", re.ASCII)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


Properties = Mapping[str, Sequence[str | None]]
"""The properties of an entity, by their names."""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of the graph: its schema, and its properties with their values."""

    id: str
    schema: str
    properties: Properties


class FtmFormat:
    """Writes the ledger as FollowTheMoney statements."""

    name = "ftm"
    suffix = ".ftm.json"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write a statement a line, those of one entity together, in the order of their ids."""
        ordered = sorted(_Graph(ledger).things(), key=lambda thing: thing.id)
        with goal.open("wb") as file:
            for thing in ordered:
                file.writelines(encode(one) + b"\n" for one in statements(thing))


def statements(thing: Thing) -> Iterator[dict[str, object]]:
    """The statements of an entity: that it is there, then each value once."""
    yield _statement(thing, ID, thing.id)
    for name, values in thing.properties.items():
        cleaned = (cut(name, clean(value)) for value in values if value)
        yield from (_statement(thing, name, value) for value in dict.fromkeys(cleaned) if value)


def _statement(thing: Thing, prop: str, value: str) -> dict[str, object]:
    """One statement; its key is made as FollowTheMoney makes it (statement.make_key)."""
    key = f"{DATASET}.{thing.id}.{prop}.{value}"
    return {
        "canonical_id": thing.id,
        "entity_id": thing.id,
        "prop": prop,
        "schema": thing.schema,
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": None,
        "id": hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest(),
    }


def clean(value: str) -> str:
    """A value without what FollowTheMoney drops: control characters; halves of letters shown."""
    return _CONTROL.sub("", whole(value)).strip()


def cut(prop: str, value: str) -> str:
    """A value within the length that is allowed; a cut shows."""
    longest = LONGEST.get(prop, LONGEST_STRING)
    return value if len(value) <= longest else f"{value[: longest - 1]}…"


class _Graph:
    """The entities of a ledger's graph."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.lookup = Lookup(ledger)
        self.parties = {one.id for one in ledger.entities if one.kind not in ("described", "place")}
        self.documents = {one.id: _document_id(one) for one in ledger.documents}

    def things(self) -> Iterator[Thing]:
        """Every entity, in no order of weight."""
        yield from map(self._article, self.ledger.documents)
        yield from (_party(one) for one in self.ledger.entities if one.id in self.parties)
        yield from {place_id(one): _address(one) for one in self.ledger.places}.values()
        yield from map(self._note, claims(self.lookup))
        yield from (self._contest(one) for one in self.ledger.questions if len(one.answers) > 1)
        yield from self._mentions()
        yield from map(self._link, self.ledger.links)

    def _article(self, row: Document) -> Thing:
        """A report."""
        properties: Properties = {
            "fileName": [one_line(row.id)],
            "title": [one_line(row.title) if row.title else None],
            "publisher": [one_line(row.outlet) if row.outlet else None],
            "sourceUrl": [weblink(row.url)],
            "publishedAt": [row.published.isoformat() if row.published else None],
            "language": [LANGUAGES.get(row.language or "")],
            "bodyText": [row.text],
        }
        return Thing(self.documents[row.id], "Article", properties)

    def _note(self, claim: Claim) -> Thing:
        """A claim, on its source; where that is nobody in particular, on the report alone."""
        row, document = claim.row, claim.document
        voices = [row.speaker or ""] if isinstance(row, Figure) else [row.speaker or "", *row.chain]
        place = [place_id(claim.place)] if claim.place else []
        marks = [claim.act, *([] if claim.verification == "none" else [claim.verification])]
        properties: Properties = {
            "description": [claim.reads],
            "keywords": marks,
            "entity": [safe_id(one) for one in voices if one in self.parties],
            "proof": [self.documents[document.id]],
            "publisher": [one_line(document.outlet) if document.outlet else None],
            "sourceUrl": [weblink(document.url)],
            "addressEntity": place,
            "notes": [_note_of(claim)],
        }
        return Thing(safe_id(row.id), "Note", properties)

    def _contest(self, row: Question) -> Thing:
        """A question that several answer: all their answers in one note, on all of them."""
        unit = f" ({one_line(row.unit)})" if row.unit else ""
        answers = "; ".join(answered(one, self.lookup) for one in row.answers)
        figures = (self.lookup.figures.get(one) for one in row.figures)
        told = dict.fromkeys(one.document for one in figures if one)
        words = f"{row.relation.upper()}: {one_line(row.text)}{unit}: {answers}"
        properties: Properties = {
            "description": [words],
            "keywords": [row.relation],
            "entity": [safe_id(one.by) for one in row.answers if one.by in self.parties],
            "proof": [self.documents[one] for one in told],
        }
        return Thing(safe_id(row.id), "Note", properties)

    def _mentions(self) -> Iterator[Thing]:
        """Where somebody is named; pronouns and descriptions are no names."""
        for row in self.ledger.mentions:
            entity = self.lookup.entities.get(row.entity or "")
            if entity and entity.id in self.parties and row.text in entity.variants:
                properties: Properties = {
                    "document": [self.documents[row.document]],
                    "name": [one_line(row.text)],
                    "resolved": [safe_id(entity.id)],
                    "detectedSchema": [_schema(entity)],
                }
                yield Thing(safe_id(row.id), "Mention", properties)

    def _link(self, row: Link) -> Thing:
        """How two claims, or two reports, relate: a link between their notes."""
        ends = [self.documents.get(one) or safe_id(one) for one in (row.from_id, row.to_id)]
        properties: Properties = {
            "subject": ends[:1],
            "object": ends[1:],
            "role": [relation(row, forward=True)],
        }
        return Thing(safe_id(row.id), "UnknownLink", properties)


def safe_id(row: str) -> str:
    """A row's id, or a digest of one that FollowTheMoney would refuse."""
    return row if _ID.fullmatch(row) else identity("row", row)


def _document_id(row: Document) -> str:
    """A report's id: reports of other events may have its path."""
    return identity("document", row.id, row.sha256)


def place_id(row: Place) -> str:
    """A place's id, whichever words mention it."""
    return identity("address", place_key(row))


def _schema(row: Entity) -> str:
    """What an entity is in FollowTheMoney."""
    return KINDS.get(row.kind, "LegalEntity")


def _party(row: Entity) -> Thing:
    """Somebody who is named. His titles are the reports' words for him, and stay a note."""
    properties: Properties = {
        "name": [one_line(row.name)],
        "weakAlias": [one_line(one) for one in row.variants if one != row.name],
        "notes": [f"Called in the reports: {one_line(one)}" for one in row.roles],
    }
    return Thing(safe_id(row.id), _schema(row), properties)


def _address(row: Place) -> Thing:
    """A place of the gazetteer, or one that it does not hold."""
    point = position(row)
    properties: Properties = {
        "full": [one_line(row.name)],
        "country": [GONE.get(row.country, row.country.lower()) if row.country else None],
        "latitude": [f"{point[0]:.10g}" if point else None],
        "longitude": [f"{point[1]:.10g}" if point else None],
        "remarks": [
            f"The point stands for a {row.precision}." if point and row.precision else None
        ],
    }
    return Thing(place_id(row), "Address", properties)


def _note_of(claim: Claim) -> str:
    """When, and on which origin: what a note has no property for."""
    row = claim.row
    found = {
        "about": window(row.when),
        "said": window(claim.said),
        "side": claim.side or "",
        "origin": row.origin or "",
        "at": f"{claim.span.start}-{claim.span.end}",
    }
    return "; ".join(f"{name} {one_line(value)}" for name, value in found.items() if value)
