"""Rows of the ledger as the table `row` has them: read back, and gathered into a ledger of some."""

from __future__ import annotations

import json
from collections.abc import Iterable

from crosswire.codec import codec
from crosswire.ledger import TYPES, Ledger, Row, assemble
from crosswire.row import Run, Source

NOBODY = Run("crosswire", "", Source("", "", ""), Source("", "", ""))
"""Stands where it does not matter who made the rows."""


def row_of(kind: str, data: str, text: str = "") -> Row:
    """A row from its JSON; `text` is that of a document."""
    members = json.loads(data)
    if kind == "document":
        members["text"] = text
    row: Row = codec(TYPES[kind]).decode(members)
    return row


def some(rows: Iterable[Row]) -> Ledger:
    """A ledger of some rows, each once, to be looked up in."""
    return assemble(NOBODY, {row.id: row for row in rows}.values())
