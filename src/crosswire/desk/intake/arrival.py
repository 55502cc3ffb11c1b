"""What comes to the desk, as far as it is known before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from sqlalchemy import Connection

from crosswire.desk.version import lineage
from crosswire.desk.version.lineage import Place
from crosswire.gazetteer import Gazetteer
from crosswire.read import Article
from crosswire.reading import Reading, Report, reading, report
from crosswire.row import Document, Reason


@dataclass(frozen=True, slots=True)
class Arrival:
    """A report that came, with what it says where the desk did not have it when it was looked for.

    `place` is where it belonged then.
    """

    article: Article
    digest: str
    place: Place
    reading: Reading | None = None


def arrival(connection: Connection, article: Article) -> Arrival:
    """A report that came, not yet read."""
    digest = sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Arrival(article, digest, lineage.place(connection, article, digest))


def reported(one: Arrival, place: Place) -> Report:
    """The row of a report and its story, under the id that it has at the desk."""
    found = report(replace(one.article, id=place.id))
    return Report(_versioned(found.document, place), found.story)


def fitted(one: Reading, place: Place, gazetteer: Gazetteer) -> Reading:
    """What a report says, where the desk changed since it was read: under its id of now."""
    row = replace(_versioned(one.document, place), id=place.id)
    if row.id == one.document.id:
        return replace(one, document=row)
    return reading(row, one.parse, gazetteer)


def _versioned(row: Document, place: Place) -> Document:
    """A row with the version that it follows."""
    because = {name: why for name, why in row.because.items() if name != "version_of"}
    if place.before:
        because["version_of"] = Reason(place.rule)
    return replace(row, version_of=place.before, because=because)
