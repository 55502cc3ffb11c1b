"""What a visit to the desk finds: of each event, what is contested, what changed, what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from crosswire.desk.change.catalogue import events_now
from crosswire.desk.change.mark import reader_name
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.memory import remembered
from crosswire.desk.storage.schema import change, episode, event, reader, row
from crosswire.view.answer import CONTESTED


@dataclass(frozen=True, slots=True)
class LastChange:
    """The last change of an event: its number in the log, and when it was written (UTC)."""

    seq: int
    at: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How an event stands to somebody: `unread` is how many changes he has not been told.

    `contested` is how many questions have answers that cannot all hold.
    """

    contested: int = 0
    changed: LastChange | None = None
    unread: int = 0


def overviews(connection: Connection, name: str, events: Iterable[str]) -> Mapping[str, Overview]:
    """How some events stand to the reader of that name, by their ids."""
    wanted = frozenset(events)
    now = {one: one for one in wanted}
    now |= {old: into for old, into in events_now(connection).items() if into in wanted}
    of = ("contested", wanted)
    contested = remembered(connection, of, lambda: _contested(connection, wanted))
    newest = _newest(connection, now)
    last = _last(now, newest)
    unread = _unread(connection, now, newest, marks(connection, name, wanted))
    return {one: Overview(contested[one], last.get(one), unread[one]) for one in wanted}


def place(name: str, event: str) -> str:
    """Under what it is kept how far a reader was told what changed in an event."""
    return reader_name(name, filters=[f"event={event}"])


def marks(connection: Connection, name: str, events: Collection[str]) -> Mapping[str, int]:
    """Up to which change a reader has been told, of each event; 0 where of none."""
    begun = reader.c.name.startswith(reader_name(name, filters=["event="]), autoescape=True)
    query = select(reader.c.name, reader.c.seq).where(begun)
    known = {one.name: one.seq for one in connection.execute(query)}
    return {one: known.get(place(name, one), 0) for one in events}


def _contested(connection: Connection, events: Collection[str]) -> Counter[str]:
    """How many questions of each event are contested."""
    told = [row.c.data.contains(f'"relation":"{one}"') for one in sorted(CONTESTED)]
    found: Counter[str] = Counter()
    for some in chunks(events):
        query = (
            select(episode.c.event, func.count(row.c.id.distinct()).label("questions"))
            .join(row, row.c.episode == episode.c.id)
            .where(episode.c.event.in_(some), row.c.type == "question", or_(*told))
            .group_by(episode.c.event)
        )
        found.update({one.event: one.questions for one in connection.execute(query)})
    return found


def _newest(connection: Connection, now: Iterable[str]) -> Mapping[str, LastChange]:
    """The last change of each event, by the id under which it was written."""
    last = change.alias()
    mine = select(func.max(last.c.seq)).where(last.c.event == event.c.id)
    newest = mine.correlate(event).scalar_subquery()
    found: dict[str, LastChange] = {}
    for some in chunks(now):
        told = select(event.c.id, change.c.seq, change.c.at)
        query = told.join_from(event, change, change.c.seq == newest)
        for one in connection.execute(query.where(event.c.id.in_(some))):
            found[one.id] = LastChange(one.seq, one.at)
    return found


def _last(now: Mapping[str, str], newest: Mapping[str, LastChange]) -> Mapping[str, LastChange]:
    """The last change of each event, or of one that was merged into it."""
    found: dict[str, LastChange] = {}
    for name, one in newest.items():
        before = found.get(now[name], one)
        found[now[name]] = max(one, before, key=lambda each: each.seq)
    return found


def _unread(
    connection: Connection,
    now: Mapping[str, str],
    newest: Mapping[str, LastChange],
    told: Mapping[str, int],
) -> Counter[str]:
    """How many changes of each event came after the last that was told."""
    found: Counter[str] = Counter()
    unseen = [name for name in newest if told[now[name]] == 0]
    for some in chunks(unseen):
        counted = select(change.c.event, func.count().label("changes"))
        query = counted.where(change.c.event.in_(some)).group_by(change.c.event)
        for one in connection.execute(query):
            found[now[one.event]] += one.changes
    for name in newest.keys() - unseen:
        if newest[name].seq > (mark := told[now[name]]):
            later = select(func.count()).where(change.c.event == name, change.c.seq > mark)
            found[now[name]] += connection.execute(later).scalar_one()
    return found
