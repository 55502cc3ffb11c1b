"""What the nodes of the graph are called: URNs, which are names and lead nowhere."""

from __future__ import annotations

import json
from urllib.parse import quote

from crosswire.codec import codec
from crosswire.export.site import key
from crosswire.ledger import Ledger
from crosswire.row import Document, Place, Run, identity

NAMESPACE = "urn:crosswire:"

_GEONAMES = "geonames:"
"""How the ids begin of places that GeoNames lists."""


class Names:
    """The names of a ledger's nodes.

    A row's name is its id's; a document's, which is a path that other events may share, is made of
    the path and the digest of the text.
    """

    def __init__(self, ledger: Ledger) -> None:
        settings = json.dumps(codec(Run).encode(ledger.run), sort_keys=True)
        self._documents = {one.id: _document(one) for one in ledger.documents}
        self.run = NAMESPACE + identity("run", settings)
        self.ledger = NAMESPACE + identity("ledger", settings, *self._documents.values())

    def row(self, row: str) -> str:
        """The name of a row, by its id."""
        return self._documents.get(row) or NAMESPACE + quote(row, safe="", errors="replace")

    def annotation(self, row: str) -> str:
        """The name of the annotation that says where a row stands."""
        return f"{self.row(row)}:annotation"

    def origin(self, origin: str) -> str:
        """The name of an origin, by its id."""
        return f"{self.row(origin)}:origin"

    def outlet(self, outlet: str) -> str:
        """The name of an outlet."""
        return NAMESPACE + identity("outlet", outlet)

    def place(self, place: Place) -> str:
        """The name of a place, whichever words mention it."""
        return NAMESPACE + identity("place", key(place))

    def geonames(self, place: Place) -> str | None:
        """What GeoNames calls a place; the name is published, and nothing is fetched."""
        prefix, found, number = (place.gazetteer_id or "").partition(_GEONAMES)
        listed = found and not prefix and number.isascii() and number.isdigit()
        return f"https://sws.geonames.org/{number}/" if listed else None


def _document(row: Document) -> str:
    """The name of a document."""
    return NAMESPACE + identity("document", row.id, row.sha256)
