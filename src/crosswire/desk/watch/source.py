"""Where reports come from by themselves: folders and feeds, and what the desk knows of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from crosswire.codec import DecodeError, codec
from crosswire.desk.address import shown
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.fetch import Schedule
from crosswire.row.identity import identity

Kind = Literal["folder", "feed"]

LONGEST_NAME = 400
"""Characters of a name that a database keeps in an index; a longer one is told by its digest."""

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """A folder or feed that is watched; `location` is its absolute path, or its address.

    `event` takes all its reports, `pages` has the pages of a feed's entries read; it is looked at
    `every` so many seconds.
    """

    kind: Kind
    location: str
    outlet: str | None = None
    event: str | None = None
    pages: bool = False
    every: int = 300

    @property
    def id(self) -> str:
        """Its id: the same for the same place."""
        return identity("source", self.kind, self.location)

    @property
    def name(self) -> str:
        """What it is called where anybody may read it."""
        return shown(self.location)


@dataclass(frozen=True, slots=True)
class State:
    """How a source stood after the last visit: when (UTC), and why it failed if it did.

    `pause` is how many seconds were to pass between then and the schedule's next visit.
    """

    schedule: Schedule
    pause: int = 0
    at: str | None = None
    reason: str | None = None

    def remaining(self, now: float) -> float | None:
        """The seconds until the next visit, whatever has been done to the clock; None for never."""
        if self.schedule.next is None:
            return None
        return min(max(self.schedule.next - now, 0.0), float(self.pause))

    def with_every(self, every: int) -> State:
        """The state as it is when the source is to be looked at that often from now on."""
        is_ours = self.schedule.failures == 0 and self.pause <= self.schedule.every
        pause = min(self.pause, every) if is_ours else self.pause
        return replace(self, schedule=replace(self.schedule, every=every), pause=pause)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources in a desk's database."""

    store: Store

    def state(self, source: Source) -> State:
        """How a source stands; one that is new, or whose state cannot be read, starts anew."""
        wanted = select(schema.source.c.state).where(schema.source.c.id == source.id)
        with self.store.reading() as connection:
            found = connection.execute(wanted).scalar()
        return _decoded(found) if found else State(Schedule(every=source.every))

    def seen(self, source: Source) -> Mapping[str, str]:
        """What a source was last seen to hold: digests by name."""
        table = schema.sighting
        wanted = select(table.c.name, table.c.digest).where(table.c.source == source.id)
        with self.store.reading() as connection:
            return {row.name: row.digest for row in connection.execute(wanted)}

    def keep(
        self,
        source: Source,
        state: State,
        *,
        seen: Mapping[str, str] = NOTHING,
        gone: Collection[str] = (),
    ) -> None:
        """Write down how a source stands, what it was seen to hold, and what it holds no more.

        What was seen must have been taken in before: a crash between the two reads it again.
        """
        with self.store.writing() as connection:
            self._register(connection, source, state)
            _forget(connection, source, [*gone, *seen])
            rows = [
                {"source": source.id, "name": name, "digest": digest}
                for name, digest in seen.items()
            ]
            if rows:
                connection.execute(insert(schema.sighting), rows)

    def all(self) -> Iterator[tuple[str, State]]:
        """The names of all sources that were ever watched, in that order, and how they stand."""
        table = schema.source
        with self.store.reading() as connection:
            for location, state in connection.execute(
                select(table.c.location, table.c.state).order_by(table.c.seq)
            ):
                yield shown(location), _decoded(state)

    def _register(self, connection: Connection, source: Source, state: State) -> None:
        """The row of a source, made where there is none."""
        table = schema.source
        values = {
            "outlet": source.outlet,
            "state": json.dumps(codec(State).encode(state)),
            "next": state.schedule.next,
        }
        changed = connection.execute(update(table).where(table.c.id == source.id).values(**values))
        if not changed.rowcount:
            fixed = {"id": source.id, "kind": source.kind, "location": source.location}
            seq = self.store.next_seq(connection, table)
            connection.execute(insert(table).values(seq=seq, **fixed, **values))


def key(name: str) -> str:
    """A name as both databases can keep it: without what is no character, and not too long."""
    plain = name.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    if len(plain) <= LONGEST_NAME:
        return plain
    digest = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return f"{plain[: LONGEST_NAME - len(digest) - 1]}#{digest}"


def _forget(connection: Connection, source: Source, names: Collection[str]) -> None:
    """Take names out of what a source was seen to hold."""
    table = schema.sighting
    if names:
        one = delete(table).where(table.c.source == source.id, table.c.name == bindparam("one"))
        connection.execute(one, [{"one": name} for name in names])


def _decoded(found: str) -> State:
    """A state that was written; one of an older shape starts anew."""
    try:
        state: State = codec(State).decode(json.loads(found))
    except (DecodeError, ValueError):
        return State(Schedule())
    return state
