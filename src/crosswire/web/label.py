"""What a claim must never be shown without: in what sense it stands, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.ledger import Row
from crosswire.row import Act, Figure, Statement, Verification
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup, own_no, published


@dataclass(frozen=True, slots=True)
class Label:
    """In what sense a statement or figure stands, in fixed words and harmless ones of the reports.

    `status` is to be shown before its words: "DENIED BY the mayor, UNVERIFIED" says that the source
    denies what follows; where `own_no` is true the words are the denial itself. A figure stands as
    the statement does in which it is said. `speaker` is null where nobody is named or the outlet
    speaks itself; `day` is that of publication, or what is known of it.
    """

    status: str
    act: Act
    verification: Verification
    own_no: bool
    speaker: str | None
    outlet: str
    day: str


def label(row: Row, lookup: Lookup) -> Label | None:
    """The label of a statement or figure; None for rows that claim nothing."""
    if isinstance(row, Statement):
        return _label(row, lookup, lookup.status(row), row)
    if isinstance(row, Figure):
        return _label(row, lookup, lookup.source(row), lookup.statements.get(row.statement or ""))
    return None


def _label(row: Statement | Figure, lookup: Lookup, status: str, said: Statement | None) -> Label:
    """A claim's label; `said` is the statement that it stands in."""
    document = lookup.documents.get(row.document)
    return Label(
        status=one_line(status),
        act=said.act if said else "asserts",
        verification=said.verification if said else "none",
        own_no=said is not None and bool(own_no(said)),
        speaker=one_line(lookup.name(row.speaker)) if row.speaker else None,
        outlet=one_line(lookup.outlet(row.document)),
        day=published(document) if document else "",
    )
