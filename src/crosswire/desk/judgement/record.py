"""Judgements as rows of the desk, and back: written once, found by the reports they are about."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, or_, select
from sqlalchemy import Row as Record

from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.schema import assignment, judgement, standing
from crosswire.judgement.form import as_json, value_of
from crosswire.judgement.value import Judgement

COLUMNS = ("id", "at", "by", "kind", "subject", "other", "relation", "verdict", "note", "undoes")
"""Fields of a judgement that are columns as they are; `value` is JSON."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A judgement as the desk keeps it: its number in the desk, the event its report is in now."""

    seq: int
    event: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Place:
    """Where a judgement belongs: the reports of its rows, the event that the first is in."""

    event: str
    document: str
    beside: str | None = None


def write(connection: Connection, found: Mapping[Judgement, Place], *, seqs: Iterable[int]) -> None:
    """Keep judgements for good, each under its number."""
    rows = [_row(one, where, seq) for (one, where), seq in zip(found.items(), seqs, strict=True)]
    if rows:
        connection.execute(insert(judgement), rows)


def _row(one: Judgement, place: Place, seq: int) -> dict[str, Any]:
    """A judgement as a row of its table."""
    value = as_json(one)["value"]
    return {
        "seq": seq,
        "value": None if value is None else json.dumps(value, separators=(",", ":")),
        "event": place.event,
        "document": place.document,
        "beside": place.beside,
        **{name: getattr(one, name) for name in COLUMNS},
    }


def by_id(connection: Connection, names: Iterable[str]) -> dict[str, tuple[Judgement, Place]]:
    """Judgements by their ids, with the reports they are about, those that are there."""
    found: dict[str, tuple[Judgement, Place]] = {}
    for some in chunks(names):
        query = select(judgement).where(judgement.c.id.in_(some))
        for row in connection.execute(query):
            found[row.id] = _read(row), Place(row.event, row.document, row.beside)
    return found


def kept(  # noqa: PLR0913 - what can be asked for
    connection: Connection,
    *,
    event: str | None = None,
    by: str | None = None,
    rows: Collection[str] | Select[Any] | None = None,
    together: bool = False,
    kinds: Collection[str] = (),
    after: int = 0,
    limit: int | None = None,
) -> tuple[Kept, ...]:
    """All that was judged, undone or not, in the order in which the desk got it.

    Of the reports that are in an event now, of one reviewer, of any of some rows (of two of them
    `together`), of some kinds, where these are given; after a number of the desk, at most so many.
    Of a report that is withdrawn or held nothing is told.
    """
    home = judgement.join(assignment, assignment.c.document == judgement.c.document)
    whole = select(judgement, assignment.c.event.label("home")).select_from(home)
    query = _shown(whole).where(judgement.c.seq > after).order_by(judgement.c.seq)
    if event is not None:
        query = _of(query, select(assignment.c.document).where(assignment.c.event == event))
    if by is not None:
        query = query.where(judgement.c.by == by)
    if rows is not None:
        names = rows if isinstance(rows, Select) else sorted(rows)
        ends = (judgement.c.subject.in_(names), judgement.c.other.in_(names))
        query = query.where(and_(*ends) if together else or_(*ends))
    if kinds:
        query = query.where(judgement.c.kind.in_(sorted(kinds)))
    found = connection.execute(query.limit(limit))
    return tuple(Kept(row.seq, row.home, _read(row)) for row in found)


def homes_after(connection: Connection, seq: int) -> tuple[str, ...]:
    """The events in whose reports something was judged after a number of the desk."""
    home = judgement.join(assignment, assignment.c.document == judgement.c.document)
    query = select(assignment.c.event).select_from(home).where(judgement.c.seq > seq).distinct()
    return tuple(sorted(connection.execute(query).scalars()))


def of_event(connection: Connection, event: str) -> tuple[Judgement, ...]:
    """What was judged of the reports that are in an event now, wherever they were then."""
    return tuple(one.judgement for one in kept(connection, event=event))


def of_episode(connection: Connection, episode: str) -> tuple[Judgement, ...]:
    """What was judged of the reports of an episode."""
    homes = select(assignment.c.document).where(assignment.c.episode == episode)
    query = _of(_shown(select(judgement)), homes).order_by(judgement.c.seq)
    return tuple(_read(row) for row in connection.execute(query))


def homes_beside(connection: Connection, document: str) -> tuple[str, ...]:
    """The episodes of reports whose words were given to a speaker whom this report names."""
    query = (
        select(assignment.c.episode)
        .join(judgement, judgement.c.document == assignment.c.document)
        .where(judgement.c.beside == document, judgement.c.kind == "speaker")
        .distinct()
    )
    return tuple(sorted(connection.execute(query).scalars()))


def _of(query: Select[Any], documents: Select[Any]) -> Select[Any]:
    """Only judgements of some reports."""
    return query.where(or_(judgement.c.document.in_(documents), judgement.c.beside.in_(documents)))


def _shown(query: Select[Any]) -> Select[Any]:
    """Only judgements of reports that a view may show."""
    hidden = select(standing.c.document)
    return query.where(
        judgement.c.document.not_in(hidden),
        or_(judgement.c.beside.is_(None), judgement.c.beside.not_in(hidden)),
    )


def _read(row: Record[Any]) -> Judgement:
    """A judgement from its row, as it was kept."""
    members: dict[str, Any] = {name: getattr(row, name) for name in COLUMNS}
    value = None if row.value is None else json.loads(row.value)
    return Judgement(**members, value=value_of(value))
