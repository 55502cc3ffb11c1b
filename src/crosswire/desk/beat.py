"""What happened at a desk since somebody looked: told by the numbers that the desk gives out.

Whoever writes to it, this process or another, moves one of four numbers. Two looks at them tell
whether anything happened, and only then what.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from sqlalchemy import Connection, Text, cast, func, literal, select, union_all

from crosswire.desk.judgement.record import homes_after, kept
from crosswire.desk.storage import schema
from crosswire.judgement.form import as_json

MOST = 200
"""Judgements that are told one by one; of more at once only their events are told."""

FAR = 10_000
"""Changes that are looked at: of an event that changed before these its revision tells."""

COUNTED = ("revision", "judgement", "submission")
"""What the desk counts among its own values."""

_WRITTEN = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,18})-(\d{1,18})", re.ASCII)

What = Literal["judgement", "changes", "submission"]


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment of a desk: the last number of events' revisions, changes, judgements, submissions.

    >>> str(Beat.read("7-40-3-1"))
    '7-40-3-1'
    """

    revision: int = 0
    change: int = 0
    judgement: int = 0
    submission: int = 0

    @classmethod
    def read(cls, written: str) -> Self | None:
        """A moment as it is written; None for anything else."""
        found = _WRITTEN.fullmatch(written)
        return cls(*map(int, found.groups())) if found else None

    def __str__(self) -> str:
        return f"{self.revision}-{self.change}-{self.judgement}-{self.submission}"


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened, in an event or (None) at the whole desk.

    `beat` is the moment up to which all is told by who was told this.
    """

    what: What
    event: str | None
    told: Mapping[str, Any]
    beat: Beat


def beat(connection: Connection) -> Beat:
    """The desk as it is now, by one query."""
    table, changes = schema.desk, schema.change
    names = [f"seq:{name}" for name in COUNTED]
    counted = select(table.c.key, table.c.value).where(table.c.key.in_(names))
    last = cast(func.coalesce(func.max(changes.c.seq), 0), Text)
    found = connection.execute(union_all(counted, select(literal("seq:change"), last)))
    return Beat(**{name.removeprefix("seq:"): int(value) for name, value in found})


def since(connection: Connection, old: Beat) -> list[Happening]:
    """What happened after a moment, but for submissions: judgements first, in their order."""
    now, at = beat(connection), old
    found = []
    for seq, told in _judgements(connection, old, now):
        at = replace(at, judgement=seq)
        found.append(Happening("judgement", told["event"], told, at))
    for told in _changed(connection, old, now):
        found.append(Happening("changes", told["event"], told, at))
    return [*found[:-1], *(replace(one, beat=now) for one in found[-1:])]


def waiting(connection: Connection) -> Mapping[str, Mapping[str, Any]]:
    """The submissions that wait, by their ids."""
    table = schema.submission
    query = select(table.c.id, table.c.state, table.c.event).where(table.c.state == "waiting")
    return {row.id: row._asdict() for row in connection.execute(query)}


def _judgements(connection: Connection, old: Beat, now: Beat) -> list[tuple[int, dict[str, Any]]]:
    """The judgements between two moments, each with its number and the event its report is in now.

    Of what is no longer shown nothing is told. Of too many to be told one by one only the events.
    """
    if now.judgement <= old.judgement:
        return []
    found = kept(connection, after=old.judgement, limit=MOST + 1)
    if len(found) > MOST:
        events = homes_after(connection, old.judgement)
        return [(old.judgement, {"event": name}) for name in events]
    return [(one.seq, {"event": one.event, **as_json(one.judgement)}) for one in found]


def _changed(connection: Connection, old: Beat, now: Beat) -> list[dict[str, Any]]:
    """The events that show something else since a moment, with their numbers.

    Where the last of them is there no more, the list of events is another: that is told of None.
    """
    events, changes = schema.event, schema.change
    revised = select(events.c.id, events.c.revision, literal(0).label("change"))
    logged = select(changes.c.event, literal(0), func.max(changes.c.seq))
    found = union_all(
        revised.where(events.c.revision > old.revision),
        logged.where(changes.c.seq > max(old.change, now.change - FAR)).group_by(changes.c.event),
    )
    told: dict[str | None, dict[str, Any]] = {}
    for name, *numbers in connection.execute(found):
        one = told.setdefault(name, {"event": name, "revision": 0, "change": 0})
        one["revision"] = max(one["revision"], numbers[0])
        one["change"] = max(one["change"], numbers[1])
    if now.revision > max([old.revision, *(one["revision"] for one in told.values())]):
        told[None] = {"event": None, "revision": now.revision, "change": now.change}
    return list(told.values())
