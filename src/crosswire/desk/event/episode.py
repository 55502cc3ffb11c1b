"""Episodes: the reports of an event that are collated together.

An event of up to EPISODE reports is one episode, so that what the desk shows of it is what
`crosswire ledger` writes of the same reports. A larger event, a war or a flood of weeks, is many: a
report joins those that it is most like, and adding it costs collating these, however large the
event is. EPISODE trades one for the other: what is in two episodes is not compared, and collating
one takes as long as it has reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy import Row as Record

from crosswire.assignment.episode import EPISODE, NEWEST, Extent, chosen, is_whole
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.schema import assignment, episode
from crosswire.row import identity


def place(  # noqa: PLR0913 - what a report is, and what it is like
    connection: Connection,
    event: str,
    near: Iterable[tuple[str, float]],
    *,
    day: date | None,
    close: float = 0.0,
    bound: int = EPISODE,
) -> str:
    """The episode of an event that a report joins, marked to be derived anew; a new one if need be.

    `near` has reports of the event with their likeness to it, a bounded number of them. It joins
    the episode of the one that it is most like while that has fewer than `bound` reports, and up to
    twice as many where that is at least as like as `close`: so that an incident stays whole. What
    is like none that has room joins the newest that has.
    """
    newest = {row.id: row for row in _newest(connection, event)}
    told = [_extent(row) for row in newest.values()]
    liked = {} if is_whole(told, bound=bound) else _by_likeness(connection, event, dict(near))
    by_likeness = ((_extent(row), likeness) for row, likeness in liked.values())
    found = chosen(told, by_likeness, day=day, close=close, bound=bound)
    if found is None:
        return _joined(connection, _opened(connection, event), day)
    row = newest[found.name] if found.name in newest else liked[found.name][0]
    return _joined(connection, row, day)


def _extent(row: Record[Any]) -> Extent:
    """How far an episode goes."""
    first, last = (
        date.fromisoformat(one) if one else None for one in (row.first_day, row.last_day)
    )
    return Extent(row.id, row.reports, first, last)


def _by_likeness(
    connection: Connection, event: str, likeness: Mapping[str, float]
) -> dict[str, tuple[Record[Any], float]]:
    """The episodes of the reports that a report is like, each with that, of the likest first."""
    joined = assignment.join(episode, episode.c.id == assignment.c.episode)
    query = select(assignment.c.document, *episode.c).select_from(joined)
    rows: dict[str, Record[Any]] = {}
    best: dict[str, float] = {}
    for some in chunks(likeness):
        wanted = assignment.c.document.in_(some), assignment.c.event == event
        for row in connection.execute(query.where(*wanted)):
            rows[row.id] = row
            best[row.id] = max(best.get(row.id, 0.0), likeness[row.document])
    order = sorted(best, key=lambda name: (-best[name], rows[name].seq))
    return {name: (rows[name], best[name]) for name in order}


def _newest(connection: Connection, event: str) -> list[Record[Any]]:
    """The newest episodes of an event in which there are reports."""
    query = select(episode).where(episode.c.event == event, episode.c.reports > 0)
    return list(connection.execute(query.order_by(episode.c.seq.desc()).limit(NEWEST)))


def _joined(connection: Connection, row: Record[Any], day: date | None) -> str:
    """An episode with one more report."""
    found = _extent(row).joined(day)
    connection.execute(
        update(episode)
        .where(episode.c.id == row.id)
        .values(
            reports=found.reports,
            first_day=found.first and found.first.isoformat(),
            last_day=found.last and found.last.isoformat(),
            stale="a report came",
        )
    )
    return str(row.id)


def _opened(connection: Connection, event: str) -> Record[Any]:
    """A new episode of an event."""
    seq = (connection.execute(select(func.max(episode.c.seq))).scalar() or 0) + 1
    name = identity("episode", event, seq)
    connection.execute(episode.insert().values(id=name, seq=seq, event=event, reports=0))
    return connection.execute(select(episode).where(episode.c.id == name)).one()


def move(
    connection: Connection, documents: Iterable[str], event: str, *, bound: int = EPISODE
) -> None:
    """Assign reports to another event; those that were collated together stay together.

    Marks the episodes that must be derived anew; why, and by whom, the caller notes.
    """
    homes: dict[str, list[str]] = {}
    left = set()
    for some in chunks(documents):
        query = select(assignment).where(assignment.c.document.in_(some))
        for row in connection.execute(query.where(assignment.c.event != event)):
            homes.setdefault(row.episode, []).append(row.document)
            left.add(row.event)
    for home in sorted(homes):
        _assign(connection, homes[home], event, _opened(connection, event).id)
        _recount(connection, home)
    for one in sorted({*left, event}):
        settle(connection, one, bound=bound)


def settle(connection: Connection, event: str, *, bound: int = EPISODE) -> None:
    """Make one episode of an event that has fewer reports than one may have."""
    query = select(assignment.c.document, assignment.c.episode, episode.c.seq).select_from(
        assignment.join(episode, episode.c.id == assignment.c.episode)
    )
    rows = list(connection.execute(query.where(assignment.c.event == event).limit(2 * bound)))
    homes = {row.episode for row in rows}
    if len(homes) < 2 or len(rows) > bound:
        return
    kept = min(rows, key=lambda row: row.seq).episode
    _assign(connection, [row.document for row in rows if row.episode != kept], event, kept)
    for home in sorted(homes):
        _recount(connection, home)


def _assign(connection: Connection, documents: Iterable[str], event: str, home: str) -> None:
    """Lets reports be of an episode."""
    for some in chunks(documents):
        connection.execute(
            update(assignment)
            .where(assignment.c.document.in_(some))
            .values(event=event, episode=home)
        )
    _recount(connection, home)


def _recount(connection: Connection, home: str) -> None:
    """Counts the reports of an episode from which, or to which, some were moved."""
    count = select(func.count()).where(assignment.c.episode == home).scalar_subquery()
    connection.execute(
        update(episode)
        .where(episode.c.id == home)
        .values(reports=count, stale="reports were moved")
    )
