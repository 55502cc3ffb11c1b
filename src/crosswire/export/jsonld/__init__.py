"""JSON-LD: the ledger as a graph, in vocabularies that others read."""

from __future__ import annotations

from pathlib import Path

from crosswire.export.jsonld.context import context
from crosswire.export.jsonld.graph import nodes
from crosswire.export.jsontext import encode
from crosswire.ledger import Ledger


class JsonLdFormat:
    """Writes the ledger as a JSON-LD graph whose context is in the file."""

    name = "jsonld"
    suffix = ".jsonld"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write one JSON-LD document."""
        goal.write_bytes(encode({"@context": context(), "@graph": list(nodes(ledger))}) + b"\n")
