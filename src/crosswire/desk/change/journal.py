"""The log of a desk's changes: written with what it tells of, read by number, never by a clock.

What is told now is what may be shown now: of a report that was withdrawn or is held since, a reader
learns that it was, and nothing that it said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Select, Table, insert, or_, select, update
from sqlalchemy.sql.functions import func

from crosswire.codec import codec
from crosswire.desk.change.value import Change, Kind, Logged, Telling
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
"""A string of JSON."""

LEAVING: frozenset[Kind] = frozenset(
    ("report_withdrawn", "withdrawn_claim", "answer_withdrawn", "question_withdrawn")
)
"""Changes that are told though the report that they are about is not to be shown."""


def record(connection: Connection, event: str, changes: Iterable[Change], *, at: str) -> int:
    """Write changes of an event to the log, in their order; the number of the last in the log."""
    rows = [_row(change, event, at) for change in changes]
    if rows:
        connection.execute(insert(schema.change), rows)
    return last(connection)


def _row(change: Change, event: str, at: str) -> dict[str, Any]:
    """A change as the log holds it."""
    return {
        "at": at,
        "event": event,
        "kind": change.kind,
        "type": change.type,
        "row": change.row,
        "document": change.document,
        "question": change.question,
        "data": _packed(change),
    }


def _packed(change: Change) -> str:
    return json.dumps(codec(Change).encode(change), separators=(",", ":"))


def _unpacked(data: str) -> Change:
    change: Change = codec(Change).decode(json.loads(data))
    return change


def last(connection: Connection) -> int:
    """The number of the last change; 0 where there is none."""
    return int(connection.execute(select(func.max(schema.change.c.seq))).scalar() or 0)


def last_time(connection: Connection) -> str | None:
    """When the last change was written; None where there is none."""
    newest = select(schema.change.c.at).order_by(schema.change.c.seq.desc()).limit(1)
    found: str | None = connection.execute(newest).scalar()
    return found


def until(connection: Connection, moment: str) -> int:
    """The number of the last change before a moment (UTC, as the log has it)."""
    found = select(func.max(schema.change.c.seq)).where(schema.change.c.at < moment)
    return int(connection.execute(found).scalar() or 0)


def since(  # noqa: PLR0913 - each narrows what is asked for
    connection: Connection,
    mark: int = 0,
    *,
    event: str | None = None,
    questions: Sequence[str] = (),
    kinds: Collection[Kind] = (),
    upto: int | None = None,
) -> tuple[Logged, ...]:
    """The changes after the one of that number, in their order.

    Of one event, of some questions, of some kinds, where these are given: by ids, those included
    that were merged into them. `upto` is the number of the last that is asked for.
    """
    query = _asked(connection, mark, event, questions, kinds)
    if upto is not None:
        query = query.where(schema.change.c.seq <= upto)
    logged = [
        Logged(row.seq, row.at, row.event, _unpacked(row.data)) for row in connection.execute(query)
    ]
    merged = _merged_events(connection)
    shown = live(connection, _documents(logged))
    return tuple(
        found
        for one in logged
        if not (one.change.reason == "moved_out" and one.event in merged)
        if (found := _shown(one, shown)) is not None
    )


def step(
    connection: Connection,
    mark: int,
    number: int,
    *,
    event: str | None = None,
    kinds: Collection[Kind] = (),
) -> int | None:
    """The number of the change that is the so-and-so-many-th after a mark; None after the last."""
    asked = _asked(connection, mark, event, (), kinds).with_only_columns(schema.change.c.seq)
    found: int | None = connection.execute(asked.offset(number - 1).limit(1)).scalar()
    return found


def count(connection: Connection, mark: int, *, event: str | None = None) -> int:
    """How many changes there are after the one of that number."""
    asked = _asked(connection, mark, event, (), ()).with_only_columns(func.count()).order_by(None)
    return int(connection.execute(asked).scalar_one())


def _asked(
    connection: Connection,
    mark: int,
    event: str | None,
    questions: Sequence[str],
    kinds: Collection[Kind],
) -> Select[Any]:
    """What the log is asked for."""
    change = schema.change.c
    query = select(change.seq, change.at, change.event, change.data).where(change.seq > mark)
    if event is not None:
        query = query.where(change.event.in_(aliases(connection, schema.event, event)))
    if questions:
        names = {name for one in questions for name in aliases(connection, schema.cluster, one)}
        query = query.where(or_(change.question.in_(names), change.row.in_(names)))
    if kinds:
        query = query.where(change.kind.in_(sorted(kinds)))
    return query.order_by(change.seq)


def aliases(connection: Connection, table: Table, name: str) -> frozenset[str]:
    """All ids that stand for what an id stands for now: it may have been merged, and others."""
    seen: set[str] = set()
    into: str | None = name
    while into is not None and into not in seen:
        seen.add(into)
        name, into = into, connection.execute(_into(table, into)).scalar()
    found, new = {name}, {name}
    while new:
        asked = select(table.c.id).where(table.c.merged_into.in_(new))
        new = set(connection.execute(asked).scalars()) - found
        found |= new
    return frozenset(found)


def _into(table: Table, name: str) -> Select[Any]:
    return select(table.c.merged_into).where(table.c.id == name)


def _merged_events(connection: Connection) -> frozenset[str]:
    """The events that went into others: that their reports left them is no news."""
    asked = select(schema.event.c.id).where(schema.event.c.merged_into.is_not(None))
    return frozenset(connection.execute(asked).scalars())


def _documents(logged: Iterable[Logged]) -> set[str]:
    """The reports that changes rest on."""
    named = {one.document for each in logged for one in each.change.tellings}
    return {one for one in named | {each.change.document for each in logged} if one is not None}


def live(connection: Connection, documents: Iterable[str]) -> frozenset[str]:
    """Of some reports those that may be shown: they are in the desk, not withdrawn and not held."""
    document, standing = schema.document.c.id, schema.standing.c.document
    found: set[str] = set()
    for some in chunks(documents):
        here = set(connection.execute(select(document).where(document.in_(some))).scalars())
        gone = connection.execute(select(standing).where(standing.in_(some))).scalars()
        found |= here - set(gone)
    return frozenset(found)


def _shown(logged: Logged, live: Collection[str]) -> Logged | None:
    """A change as it may be shown now; None where it rests on a report that may not."""
    change = logged.change
    gone = change.document is not None and change.document not in live
    if gone and change.kind not in LEAVING and change.reason != "moved_out":
        return None
    shown = _without(change, {one.document for one in change.tellings} - {*live, None})
    if change.after and all(one.hidden for one in shown.after):
        return None
    return replace(logged, change=shown)


def _without(change: Change, documents: Collection[str | None]) -> Change:
    """A change without the words of some reports."""

    def shown(tellings: tuple[Telling, ...]) -> tuple[Telling, ...]:
        return tuple(one.without_words() if one.document in documents else one for one in tellings)

    topic = shown((change.topic,))[0] if change.topic else None
    return replace(change, topic=topic, before=shown(change.before), after=shown(change.after))


def forget(connection: Connection, documents: Collection[str]) -> int:
    """Take the words of removed reports out of the log; how many changes had some."""
    forgotten = 0
    for seq, data in list(_quoting(connection, documents)):
        change = _without(_unpacked(data), documents)
        if change.document in documents and change.kind not in LEAVING:
            change = replace(change, fields=())
        if (words := _packed(change)) != data:
            at = schema.change.c.seq == seq
            connection.execute(update(schema.change).where(at).values(data=words))
            forgotten += 1
    return forgotten


def _quoting(connection: Connection, documents: Collection[str]) -> Iterator[tuple[int, str]]:
    """The changes in which some reports are named: the log is gone through once for all."""
    change = schema.change.c
    names = {json.dumps(document) for document in documents}
    query = select(change.seq, change.data)
    if len(names) == 1:  # the database looks faster for one
        query = query.where(change.data.contains(*names, autoescape=True))
    for row in connection.execute(query):
        if not names.isdisjoint(STRING.findall(row.data)):
            yield row.seq, row.data
