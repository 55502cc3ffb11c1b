"""The ledger of a whole event: the rows of its episodes, and who is the same in all of them.

Who is one in several episodes is told by full names (`crosswire.union`); what people judged of two
names outweighs it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy import Row as Record

from crosswire.desk.judgement.record import kept as judgements
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import documents
from crosswire.desk.storage.stored import row_of
from crosswire.error import DeskError
from crosswire.judgement.bond import bound
from crosswire.judgement.ruling import Pair, Ruling, rulings
from crosswire.ledger import Ledger, Row, assemble, check
from crosswire.renaming import renamed
from crosswire.row import Run
from crosswire.union import Known, same_names, united


def ledger_of(connection: Connection, event: str, run: Run, *, content: bool = False) -> Ledger:
    """The ledger of an event, with its reports' texts, under the ids that were given.

    `content` gives entities and questions the ids of their content, as `crosswire ledger` does, in
    an event of one episode. Raises DeskError where there is no such event.
    """
    kept = event_of(connection, event)
    settings = {**run.settings, "event": kept.name}
    rows = _rows(connection, kept.id)
    ledger = assemble(replace(run, settings=settings), rows)
    if content:
        return renamed(ledger, _contents(connection, kept.id))
    whole = united(ledger, shown(connection, kept.id))
    check(whole)
    return whole


def shown(connection: Connection, event: str) -> Mapping[str, str]:
    """The id under which each entity of an event is shown, where that is another than its own."""
    table = schema.cluster
    of = (table.c.event == event, table.c.key.is_not(None), table.c.merged_into.is_(None))
    shared = select(table.c.key).where(*of).group_by(table.c.key).having(func.count() > 1)
    columns = (table.c.id, table.c.seq, table.c.key, table.c.episode)
    query = select(*columns).where(*of, table.c.key.in_(shared))
    several = [Known(*row) for row in connection.execute(query)]
    names = same_names(several, _sides(connection, [one.id for one in several]))
    told = judgements(connection, event=event, kinds=("name",))
    judged = rulings(one.judgement for one in told).names
    return _as_judged(connection, event, names, judged) if judged else names


def _sides(connection: Connection, entities: Iterable[str]) -> dict[str, str | None]:
    """For whom entities speak, by their ids."""
    table = schema.row
    found: dict[str, str | None] = {}
    for some in chunks(entities):
        query = select(table.c.id, table.c.data)
        rows = connection.execute(query.where(table.c.type == "entity", table.c.id.in_(some)))
        found |= {name: json.loads(data)["side"] for name, data in rows}
    return found


def event_of(connection: Connection, event: str) -> Record[Any]:
    """An event, or the one into which it was merged."""
    table, name, seen = schema.event, event, {event}
    while row := connection.execute(select(table).where(table.c.id == name)).one_or_none():
        if row.merged_into is None or row.merged_into in seen:
            return row
        name = row.merged_into
        seen.add(name)
    raise DeskError(
        f"there is no event {name:.60}", remedy="List the events: crosswire desk events DESK"
    )


def _as_judged(
    connection: Connection, event: str, names: Mapping[str, str], judged: Mapping[Pair, Ruling]
) -> Mapping[str, str]:
    """The ids under which entities are shown, as people have judged who is who in two episodes."""
    of = _clusters(connection, {one for pair in judged for one in pair})
    ends = [(of.get(one, ""), of.get(other, ""), each) for (one, other), each in judged.items()]
    wanted = {*names, *names.values(), *of.values()}
    table = schema.cluster
    known: dict[str, Known] = {}
    query = select(table.c.id, table.c.seq, table.c.key, table.c.episode)
    for some in chunks(wanted):
        rows = connection.execute(query.where(table.c.event == event, table.c.id.in_(some)))
        known |= {row.id: Known(*row) for row in rows}
    pairs = [
        (known[one], known[other], each)
        for one, other, each in ends
        if {one, other} <= known.keys()
    ]
    return judged_names(names, known.values(), pairs)


def judged_names(
    names: Mapping[str, str], known: Iterable[Known], judged: Iterable[tuple[Known, Known, Ruling]]
) -> Mapping[str, str]:
    """The names of `same_names` as people judged them; who is torn in two is no third one either.

    Who is one in one episode was judged there.
    """
    pairs: dict[Pair, Ruling] = {}
    for one, other, ruling in judged:
        first, second = sorted((one.id, other.id))
        before = pairs.get((first, second))
        was_judged = first == second or (ruling.accepts and one.episode == other.episode)
        if not was_judged and (before is None or before.accepts):
            pairs[first, second] = ruling
    apart = [set(pair) for pair, ruling in pairs.items() if not ruling.accepts]

    def near(group: Sequence[str]) -> Iterable[Pair]:
        return () if any(pair <= set(group) for pair in apart) else pairwise(group)

    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(known, key=lambda one: one.seq):
        groups[names.get(one.id, one.id)].append(one.id)
    found = bound(list(groups.values()), pairs, near)
    return {name: group[0] for group in found.groups for name in group[1:]}


def _clusters(connection: Connection, mentions: Iterable[str]) -> dict[str, str]:
    """The entity of each mention, by its id."""
    found: dict[str, str] = {}
    for some in chunks(mentions):
        query = select(schema.member.c.id, schema.member.c.cluster)
        rows = connection.execute(query.where(schema.member.c.id.in_(some)))
        found |= {row.id: row.cluster for row in rows}
    return found


def _contents(connection: Connection, event: str) -> Mapping[str, str]:
    """The ids of the contents of an event's entities and questions, by those that were given."""
    table = schema.cluster
    query = select(table.c.id, table.c.content).where(
        table.c.event == event, table.c.content.is_not(None)
    )
    return {row.id: row.content for row in connection.execute(query)}


def _rows(connection: Connection, event: str) -> Iterator[Row]:
    """The rows of an event, its documents with their texts."""
    table = schema.row
    query = _in_event(select(table.c.type, table.c.id, table.c.data), event)
    found = list(connection.execute(query))
    names = sorted(name for kind, name, _ in found if kind == "document")
    texts = {one.id: one.text for one in documents(connection, names)}
    for kind, name, data in found:
        yield row_of(kind, data, texts[name] if kind == "document" else "")


def _in_event(query: Select[Any], event: str) -> Select[Any]:
    """Only rows of an event."""
    table, homes = schema.row, schema.episode
    return query.join_from(table, homes, homes.c.id == table.c.episode).where(
        homes.c.event == event
    )
