"""Which id was given to which entity and question: the tables `cluster` and `member`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy import Row as Record

from crosswire.desk.derive.cluster import Cluster, Naming, named
from crosswire.desk.derive.grouping import Bearer
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import cluster, member

NOBODY = {"episode": None, "content": None, "name": ""}
"""What a cluster is while no report tells of it."""


def register(
    connection: Connection, bearers: Sequence[Bearer], events: Mapping[str, str]
) -> Naming:
    """Give ids to the entities and questions of some episodes, and keep them.

    `events` has the event of each episode that is derived, of those too of which nothing is left.
    """
    known = _Register(connection, events.keys())
    naming, of = known.naming(bearers)
    known.write(bearers, naming, events)
    _remember(connection, bearers, naming, of)
    return naming


def foreseen(connection: Connection, bearers: Sequence[Bearer], episode: str) -> Naming:
    """The ids that `register` would give to the entities and questions of one episode by itself."""
    naming, _ = _Register(connection, [episode]).naming(bearers)
    return naming


class _Register:
    """The clusters that a derivation meets, as they stood before it."""

    def __init__(self, connection: Connection, episodes: Collection[str]) -> None:
        self.connection, self.episodes = connection, episodes
        self.rows: dict[str, Record[Any] | None] = {}
        for some in chunks(episodes):
            self._keep(cluster.c.episode.in_(some))

    def naming(self, bearers: Sequence[Bearer]) -> tuple[Naming, dict[str, str]]:
        """Which ids are given, and to which cluster each member belonged last."""
        of = self.members({one for bearer in bearers for one in bearer.group.members})
        self.load((*of.values(), *(bearer.group.content for bearer in bearers)))
        groups = (bearer.group for bearer in bearers)
        return named(groups, of, self.find, episodes=self.episodes), of

    def members(self, wanted: Collection[str]) -> dict[str, str]:
        """The cluster that each of some members belonged to last, if any."""
        joined = member.join(cluster, member.c.cluster == cluster.c.id)
        query = select(member.c.id, member.c.cluster).select_from(joined)
        of: dict[str, str] = {}
        for some in chunks(self.episodes):
            found = self.connection.execute(query.where(cluster.c.episode.in_(some)))
            of.update((one, name) for one, name in found if one in wanted)
        for some in chunks(one for one in wanted if one not in of):
            found = self.connection.execute(
                select(member.c.id, member.c.cluster).where(member.c.id.in_(some))
            )
            of.update((one, name) for one, name in found)
        return of

    def load(self, names: Iterable[str]) -> None:
        """Look up clusters, all at once."""
        for some in chunks(name for name in names if name not in self.rows):
            self.rows.update(dict.fromkeys(some))
            self._keep(cluster.c.id.in_(some))

    def find(self, name: str) -> Cluster | None:
        """The cluster of an id."""
        if name not in self.rows:
            self.load((name,))
        row = self.rows[name]
        return row and Cluster(row.id, row.seq, row.episode, row.merged_into)

    def write(self, bearers: Sequence[Bearer], naming: Naming, events: Mapping[str, str]) -> None:
        """Keep who bears which id now, and which ids nobody bears."""
        new, changed = [], []
        given = {naming.given[bearer.group.content]: bearer for bearer in bearers}
        for name, bearer in given.items():
            values = _values(bearer, events[bearer.group.episode])
            row = self.rows.get(name)
            if row is None:
                new.append({"id": name, "split_from": naming.split.get(name), **values})
            elif any(getattr(row, column) != value for column, value in values.items()):
                changed.append({"name_of": name, **values})
        changed.extend(self._left(given.keys(), naming, events))
        if new:
            first = self._last() + 1
            numbered = [{**values, "seq": seq} for seq, values in enumerate(new, first)]
            self.connection.execute(cluster.insert(), numbered)
        if changed:
            self.connection.execute(
                cluster.update().where(cluster.c.id == bindparam("name_of")), changed
            )

    def _left(
        self, given: Collection[str], naming: Naming, events: Mapping[str, str]
    ) -> Iterator[dict[str, Any]]:
        """The clusters of these episodes of which nothing is left here."""
        for name, row in self.rows.items():
            if row is not None and row.episode in events and name not in given:
                values = {**NOBODY, "merged_into": naming.merged.get(name)}
                yield {
                    "name_of": name,
                    **values,
                    **{c: getattr(row, c) for c in ("event", "kind", "key")},
                }

    def _last(self) -> int:
        """The number of the youngest cluster; one writes at a time, and none is deleted."""
        return self.connection.execute(select(func.max(cluster.c.seq))).scalar() or 0

    def _keep(self, condition: Any) -> None:
        found = self.connection.execute(select(cluster).where(condition))
        self.rows.update((row.id, row) for row in found)


def _values(bearer: Bearer, event: str) -> dict[str, Any]:
    """What a cluster is while somebody bears its id."""
    return {
        "event": event,
        "episode": bearer.group.episode,
        "content": bearer.group.content,
        "kind": bearer.kind,
        "name": searchable(bearer.name),
        "key": bearer.key,
        "merged_into": None,
    }


def _remember(
    connection: Connection, bearers: Iterable[Bearer], naming: Naming, of: Mapping[str, str]
) -> None:
    """Keep to which cluster each member belongs now."""
    now = {
        one: naming.given[bearer.group.content]
        for bearer in bearers
        for one in sorted(bearer.group.members)
    }
    new = [{"id": one, "cluster": name} for one, name in now.items() if one not in of]
    moved = [
        {"which": one, "cluster": name}
        for one, name in now.items()
        if one in of and of[one] != name
    ]
    if new:
        connection.execute(member.insert(), new)
    if moved:
        connection.execute(member.update().where(member.c.id == bindparam("which")), moved)
