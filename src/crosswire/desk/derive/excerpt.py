"""A part of an event's ledger: some rows, and those that their labels name.

Whoever shows a claim by itself, in a list or a queue, needs its speaker, its report and the
statement that it stands in: so that what is denied never reads as asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select

from crosswire.desk.derive.listing import Listing
from crosswire.desk.storage import schema
from crosswire.desk.storage.stored import row_of, some
from crosswire.ledger import Row
from crosswire.row import Document, Entity, Figure, Statement
from crosswire.view.lookup import Lookup


def lookup_of(listing: Listing, rows: Sequence[Row]) -> Lookup:
    """What labels some rows of an event: their speakers, reports and statements; no texts."""
    claims = [row for row in rows if isinstance(row, Statement | Figure)]
    told = {row.id for row in claims}
    said = {row.statement for row in claims if isinstance(row, Figure) and row.statement}
    statements = list(_read(listing, "statement", said - told))
    named = _named([*claims, *statements])
    entities = {row.id: row for row in rows if isinstance(row, Entity)}
    heard = listing.entities(named - entities.keys())
    printed = _printed(listing, {row.document for row in claims})
    others = (row for row in rows if not isinstance(row, Document))
    return Lookup(some([*others, *statements, *heard, *printed]))


def _named(rows: Iterable[Row]) -> set[str]:
    """The entities that rows name: who speaks, and who carries it."""
    found: set[str] = set()
    for row in rows:
        if isinstance(row, Statement):
            found.update(row.chain)
        if isinstance(row, Statement | Figure) and row.speaker:
            found.add(row.speaker)
    return found


def _printed(listing: Listing, reports: set[str]) -> Iterator[Row]:
    """Reports, and the later versions of them."""
    table = schema.document
    query = select(table.c.id).where(table.c.version_of.in_(sorted(reports)))
    later = set(listing.connection.execute(query).scalars())
    return _read(listing, "document", reports | later)


def _read(listing: Listing, kind: str, names: Iterable[str]) -> Iterator[Row]:
    """Rows by their ids."""
    return (row_of(kind, row.data) for row in listing.find(kind, names))
