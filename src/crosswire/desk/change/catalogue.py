"""What a desk's things are called: from what a person writes to ids, and from ids to names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from crosswire.desk.storage import schema
from crosswire.error import DeskError
from crosswire.row import identity
from crosswire.view.inert import inert
from crosswire.view.lookup import shortest_prefixes

MOST = 5
"""Ids that are listed where several fit."""


def event_of(connection: Connection, words: str) -> str:
    """The id of the event that is called so; of one that is gone, by its id in the log."""
    from crosswire.desk.event.event import find  # noqa: PLC0415 - slow to import, and seldom asked for

    if found := find(connection, words):
        return found
    logged = connection.execute(select(schema.change.c.event).distinct()).scalars()
    return _only(words, _beginning(words, sorted(logged)), "event")


def question_of(connection: Connection, words: str) -> str:
    """The id of the question that is called so, by its id or the beginning of it."""
    clusters = schema.cluster.c
    asked = select(clusters.id).where(clusters.kind == "question").order_by(clusters.seq)
    found = connection.execute(asked).scalars().all()
    return _only(words, _beginning(words, found), "question")


def _beginning(words: str, names: Sequence[str]) -> list[str]:
    """The id that is these words; else those that begin with them, without their kind's name."""
    if words in names:
        return [words]
    if not words or words.endswith("-"):  # the name of a kind, which is the beginning of all
        return []
    return [
        name for name in names if name.startswith(words) or name.partition("-")[2].startswith(words)
    ]


def _only(words: str, found: Sequence[str], kind: str) -> str:
    """The one that was found."""
    if len(found) == 1:
        return found[0]
    if not found:
        raise DeskError(
            f"there is no {kind} {words!r}",
            remedy=f"Give the {kind}'s reference, or its beginning.",
        )
    listed = ", ".join(inert(name) for name in found[:MOST])
    more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
    raise DeskError(f"{words!r} fits {listed}{more}", remedy="Give more of it.")


def event_names(connection: Connection) -> Mapping[str, str]:
    """What events are called, by their ids."""
    event = schema.event.c
    return {row.id: row.name for row in connection.execute(select(event.id, event.name))}


def events_now(connection: Connection) -> Mapping[str, str]:
    """To each event that was merged, the one that it is part of now."""
    event = schema.event.c
    merged = select(event.id, event.merged_into).where(event.merged_into.is_not(None))
    return {row.id: row.merged_into for row in connection.execute(merged)}


def documents(connection: Connection) -> Mapping[str, str]:
    """The shortest text that stands for each report of the desk, by its id."""
    return shortest_prefixes(connection.execute(select(schema.document.c.id)).scalars())


def desk_id(connection: Connection) -> str:
    """What tells this desk from all others: its first change, which never changes."""
    change = schema.change.c
    first = connection.execute(select(change.at, change.event, change.row).order_by(change.seq))
    found = first.first()
    return identity("desk", *(found or ("",)))
