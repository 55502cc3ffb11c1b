"""What each telling of an utterance left out that another one still has.

Reconciliation notes it with the links of an utterance, which lead from each telling to one other;
here each is held against all, by the same rules (`reconcile.erosion`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crosswire.desk.search.shown import spoken
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.stored import row_of
from crosswire.reconcile.erosion import Erosion
from crosswire.reconcile.standing import Sources
from crosswire.row import Figure, Link, Span, Statement, Witness
from crosswire.view.label import label
from crosswire.view.lookup import Lookup

MOST = 60
"""Tellings of one utterance that each is held against: the earliest."""

ROW = schema.row


@dataclass(frozen=True, slots=True)
class Kept:
    """Words that one report left out, where another still has them."""

    document: str
    outlet: str
    span: Span
    words: str
    row: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a telling left out: the rule's name, what it is in words, and where it still stands."""

    rule: str
    what: str
    kept: tuple[Kept, ...]


Losses = Mapping[str, tuple[Dropped, ...]]
"""What statements left out, by their ids."""


def utterances(connection: Connection, names: Collection[str]) -> list[frozenset[str]]:
    """The utterances that some statements tell, each as the ids of all that tell it."""
    found: list[frozenset[str]] = []
    links = _links(connection, names)
    for name in names:
        if not any(name in group for group in found):
            found.append(_group(name, links))
    return found


def _links(connection: Connection, names: Collection[str]) -> Mapping[str, set[str]]:
    """To each statement those that a link makes one utterance with it, in their episodes."""
    homes: set[str] = set()
    for some in chunks(names):
        query = select(ROW.c.episode).where(ROW.c.type == "statement", ROW.c.id.in_(some))
        homes |= set(connection.execute(query).scalars())
    beside: dict[str, set[str]] = {}
    for home in sorted(homes):
        query = select(ROW.c.data).where(ROW.c.episode == home, ROW.c.type == "link")
        told = connection.execute(query.where(ROW.c.data.contains('"same_statement"'))).scalars()
        for link in (row_of("link", data) for data in told):
            if isinstance(link, Link) and link.kind == "same_statement":
                beside.setdefault(link.from_id, set()).add(link.to_id)
                beside.setdefault(link.to_id, set()).add(link.from_id)
    return beside


def _group(name: str, beside: Mapping[str, set[str]]) -> frozenset[str]:
    """A statement with all that links lead to from it."""
    found, new = {name}, {name}
    while new:
        new = {other for one in new for other in beside.get(one, ())} - found
        found |= new
    return frozenset(found)


def losses(connection: Connection, together: Iterable[Collection[str]], lookup: Lookup) -> Losses:
    """What each of some statements left out that others of its utterance still have."""
    found: dict[str, tuple[Dropped, ...]] = {}
    for group in together:
        ids = (one for one in group if one in lookup.statements)
        rows = sorted((lookup.statements[one] for one in ids), key=lookup.moment)
        if len(rows) > 1:
            figures = _figures(connection, rows)
            erosion = Erosion.of(Sources(lookup.entities), _carrying(connection, rows))
            for row in rows:
                others = [one for one in rows[:MOST] if one.document != row.document]
                found[row.id] = tuple(_lost(row, others, figures, erosion, lookup))
    return found


def _carrying(connection: Connection, rows: Sequence[Statement]) -> Iterator[Statement]:
    """The statements of some statements' reports that say through whom they came."""
    for each in spoken(connection, {row.document for row in rows}).values():
        yield from (one.row for one in each if '"chain":{' in one.data)


def _figures(connection: Connection, rows: Sequence[Statement]) -> Mapping[str, list[Figure]]:
    """The figures that statements hold, by the statements' ids."""
    held: dict[str, list[Figure]] = {row.id: [] for row in rows}
    for some in chunks(row.document for row in rows):
        query = select(ROW.c.data).where(ROW.c.document.in_(some), ROW.c.type == "figure")
        for data in sorted(connection.execute(query).scalars()):
            row = row_of("figure", data)
            if isinstance(row, Figure) and row.statement in held:
                held[row.statement].append(row)
    return held


def _lost(
    row: Statement,
    others: Iterable[Statement],
    figures: Mapping[str, Sequence[Figure]],
    erosion: Erosion,
    lookup: Lookup,
) -> Iterator[Dropped]:
    """What one telling left out of some others."""
    found: dict[str, dict[Kept, None]] = {}
    for other in others:
        lost = erosion.between(row, other, figures[row.id], figures[other.id])
        for rule, reason in lost.items():
            kept = (_kept(one, other, lookup) for one in reason.spans)
            mine = dict.fromkeys(one for one in kept if one.document == other.document)
            found.setdefault(rule, {}).update(mine)
    for rule, places in found.items():
        if places:
            yield Dropped(rule, label("dropped", rule), tuple(places))


def _kept(witness: Witness, other: Statement, lookup: Lookup) -> Kept:
    """Words by which something was told, where they still stand."""
    return Kept(
        witness.document,
        lookup.outlet(witness.document),
        witness.span,
        lookup.words(witness),
        other.id,
    )
