"""Events: how they begin, what they are called, and how a person puts reports where they belong.

An event keeps its id for good. One that was merged into another stays as another name of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Literal

from sqlalchemy import Connection, and_, func, insert, or_, select, true, update

from crosswire.desk.derive.transaction import Transaction
from crosswire.desk.event import episode
from crosswire.desk.storage import extraction
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.revision import revise
from crosswire.desk.storage.schema import assignment, document, event, folded, standing
from crosswire.desk.version.lineage import versions
from crosswire.error import DeskError
from crosswire.row.identity import identity

By = Literal["rule", "person"]

LONGEST_NAME = 120
"""Characters of an event's name."""

PREFIX = "event-"

HIGHEST = "\U0010ffff"
"""Sorts after all that stands in an id."""

Near = Iterable[tuple[str, float]]
"""The reports of an event that one is most like, with their likeness, the likest first."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the desk: its id for good, its name, how many reports a view may show of it.

    `named_by` says whether a rule took the name from a report, or a person gave it. The days are
    those of publication.
    """

    id: str
    name: str
    named_by: By
    reports: int
    first_day: str | None
    last_day: str | None
    split_from: str | None = None


def events(connection: Connection, name: str | None = None) -> tuple[Event, ...]:
    """The events that were not merged into others, in the order in which they began.

    Where an id is given, that one alone.
    """
    shown = and_(document.c.id == assignment.c.document, standing.c.document.is_(None))
    tables = (
        event.outerjoin(assignment, assignment.c.event == event.c.id)
        .outerjoin(standing, standing.c.document == assignment.c.document)
        .outerjoin(document, shown)
    )
    named = (event.c.id, event.c.name, event.c.named_by)
    day = document.c.published
    counted = (func.count(document.c.id), func.min(day), func.max(day))
    query = (
        select(*named, *counted, event.c.split_from)
        .select_from(tables)
        .where(event.c.merged_into.is_(None), true() if name is None else event.c.id == name)
        .group_by(*named, event.c.split_from, event.c.seq)
        .order_by(event.c.seq)
    )
    return tuple(Event(*row) for row in connection.execute(query))


def resolve(connection: Connection, told: str) -> str:
    """The id of the event that goes by an id, the beginning of one, or a name.

    One that was merged leads to the one it went into. Raises DeskError where there is none, or
    several fit.
    """
    found = find(connection, told)
    if found is None:
        raise DeskError(
            f"there is no event {told!r:.80}",
            remedy="See which there are: crosswire desk events DESK",
        )
    return found


def find(connection: Connection, told: str, *, least: int = 1) -> str | None:
    """The id of the event that `told` names, or None; raises DeskError where several fit.

    A name that an event has goes before one that it had. The beginning of an id has at least so
    many digits.
    """
    wanted = (searchable(told) or "").strip()
    if found := connection.execute(select(event.c.id).where(event.c.id == wanted)).scalar():
        return followed(connection, found)
    for names in _fitting(connection, wanted, least):
        led = sorted({followed(connection, name) for name in names})
        if len(led) > 1:
            raise DeskError(
                f"{told!r:.80} fits {len(led)} events: {', '.join(led[:5])}",
                remedy="Give the id of one.",
            )
        if led:
            return led[0]
    return None


def _fitting(connection: Connection, wanted: str, least: int) -> Iterator[list[str]]:
    """The events of a name, those that had it too, those whose id begins so: indexes find each."""
    query = select(event.c.id, event.c.merged_into).where(event.c.key == folded(wanted))
    called_so = list(connection.execute(query))
    yield [one.id for one in called_so if one.merged_into is None]
    yield [one.id for one in called_so]
    if len(begun := _handle(wanted)) >= max(least, 1):
        first = f"{PREFIX}{begun}"
        is_begun = and_(event.c.id >= first, event.c.id < f"{first}{HIGHEST}")
        yield list(connection.execute(select(event.c.id).where(is_begun)).scalars())


def _handle(name: str) -> str:
    """An event's id without what all of them begin with."""
    return name.removeprefix(PREFIX)


def of_key(connection: Connection, key: str) -> str | None:
    """The event that was begun of something, or what it was merged into; None if none was."""
    name = identity("event", key)
    return followed(connection, name) if _is_event(connection, name) else None


def followed(connection: Connection, name: str) -> str:
    """The event that one was merged into in the end; itself where it was not."""
    query = select(event.c.merged_into).where(event.c.id == name)
    into = connection.execute(query).scalar()
    return followed(connection, into) if into else name


def begin(
    writing: Transaction, title: str, *, of: str, by: By, split_from: str | None = None
) -> str:
    """A new event; its id is made of `of`, the report or name that it begins with."""
    name = _free(writing.connection, of)
    writing.connection.execute(
        insert(event).values(
            id=name,
            seq=writing.next_seq(event),
            name=called(title) or name,
            named_by=by,
            at=writing.at,
            split_from=split_from,
        )
    )
    return name


def called(text: str) -> str:
    """A text as an event's name: on one line, with an end."""
    return " ".join((searchable(text) or "").split())[:LONGEST_NAME].strip()


def _named(name: str) -> dict[str, str]:
    """An event's name, with what it is looked up by."""
    return {"name": name, "key": folded(name)}


def titled(connection: Connection, name: str) -> str:
    """What an event is called after a report: its title, else its first line."""
    (found,) = extraction.documents(connection, [name])
    story = "\n".join(span.of(found.text) for span in found.story) or found.text
    return found.title or next(filter(None, map(str.strip, story.splitlines())), "")


def retitle(connection: Connection, gone: Collection[str]) -> None:
    """Call events after reports that are shown, where a rule called them after ones that are gone.

    `gone` are the names that they may no longer have, nor have had.
    """
    is_gone = and_(event.c.named_by == "rule", event.c.name.in_(sorted(gone)))
    for name in list(connection.execute(select(event.c.id).where(is_gone)).scalars()):
        left = live(connection, name)
        title = called(titled(connection, left[0])) if left else ""
        renamed = update(event).where(event.c.id == name)
        connection.execute(renamed.values(**_named(title or name)))
        revise(connection, [name])


def put(  # noqa: PLR0913 - what is recorded of it
    writing: Transaction,
    name: str,
    goal: str,
    *,
    by: By,
    reason: str,
    near: Near = (),
    close: float = 0.0,
) -> None:
    """Put a report that is in no event into one."""
    told = select(document.c.published).where(document.c.id == name)
    day = writing.connection.execute(told).scalar_one()
    place = episode.place(
        writing.connection, goal, near, day=date.fromisoformat(day) if day else None, close=close
    )
    writing.connection.execute(
        insert(assignment).values(
            document=name, event=goal, episode=place, by=by, at=writing.at, reason=reason
        )
    )
    writing.touched[place] = None


def rename(writing: Transaction, told: str, title: str) -> str:
    """Give an event a name of a person's own; its id. By its former name it is found as before."""
    found = resolve(writing.connection, told)
    if not (name := called(title)):
        raise DeskError("an event needs a name", remedy="Give it one with a letter in it.")
    _keep_name(writing, found, name)
    writing.connection.execute(
        update(event).where(event.c.id == found).values(**_named(name), named_by="person")
    )
    revise(writing.connection, [found])
    return found


def _keep_name(writing: Transaction, name: str, new: str) -> None:
    """Let the former name of an event lead to it, as that of a merged event does."""
    told = select(event.c.name, event.c.named_by).where(event.c.id == name)
    was = writing.connection.execute(told).one()
    if was.name in {name, new}:
        return
    alias = begin(writing, was.name, of=f"{name} {was.name}", by=was.named_by)
    writing.connection.execute(update(event).where(event.c.id == alias).values(merged_into=name))


def move(writing: Transaction, documents: Sequence[str], told: str) -> str:
    """Put reports, with all their versions, into another event; its id."""
    goal = resolve(writing.connection, told)
    _move(writing, with_versions(writing.connection, documents), goal, reason="moved")
    return goal


def split(
    writing: Transaction, told: str, documents: Sequence[str], *, title: str | None = None
) -> str:
    """Put reports of an event, with all their versions, into a new one; its id.

    Raises DeskError where one is not of the event, or none would be left in it.
    """
    source = resolve(writing.connection, told)
    going = with_versions(writing.connection, documents)
    there = set(reports_of(writing.connection, source))
    if strays := [one for one in going if one not in there]:
        raise DeskError(
            f"{strays[0]} is not in this event",
            remedy="Put it into another: crosswire desk move DESK EVENT REPORT",
        )
    if there <= set(going):
        raise DeskError(
            "these are all reports of the event",
            remedy="Give it another name: crosswire desk rename DESK EVENT NAME",
        )
    new = begin(
        writing,
        title or titled(writing.connection, going[0]),
        of=going[0],
        by="person" if title else "rule",
        split_from=source,
    )
    _move(writing, going, new, reason="split")
    return new


def merge(writing: Transaction, told: str, others: Iterable[str]) -> str:
    """Put all reports of other events into one, whose other names they become; its id."""
    goal = resolve(writing.connection, told)
    for other in others:
        source = resolve(writing.connection, other)
        if source == goal:
            raise DeskError(f"{other!r:.80} is that event already", remedy="Name two events.")
        going = reports_of(writing.connection, source)
        is_other = or_(event.c.id == source, event.c.merged_into == source)
        writing.connection.execute(update(event).where(is_other).values(merged_into=goal))
        _move(writing, going, goal, reason="merged")
    return goal


def reports_of(connection: Connection, name: str) -> list[str]:
    """The reports of an event, in the order in which they came."""
    query = (
        select(document.c.id)
        .join(assignment, assignment.c.document == document.c.id)
        .where(assignment.c.event == name)
        .order_by(document.c.seq)
    )
    return list(connection.execute(query).scalars())


def live(connection: Connection, name: str) -> list[str]:
    """The reports of an event that are shown, in the order in which they came."""
    query = (
        select(document.c.id)
        .join(assignment, assignment.c.document == document.c.id)
        .outerjoin(standing, standing.c.document == document.c.id)
        .where(assignment.c.event == name, standing.c.document.is_(None))
        .order_by(document.c.seq)
    )
    return list(connection.execute(query).scalars())


def _move(writing: Transaction, documents: Sequence[str], goal: str, *, reason: str) -> None:
    """Assign reports to another event, as a person says."""
    was = _events_of(writing.connection, documents)
    if missing := [one for one in documents if one not in was]:
        raise DeskError(
            f"{missing[0]} is in no event: it is held, or was withdrawn",
            remedy="Wait until it may be shown.",
        )
    going = [one for one in documents if was[one] != goal]
    episode.move(writing.connection, going, goal)
    revise(writing.connection, {goal, *was.values()})
    for some in chunks(going):
        writing.connection.execute(
            update(assignment)
            .where(assignment.c.document.in_(some))
            .values(by="person", at=writing.at, reason=reason)
        )
    writing.came.update(dict.fromkeys(going, "moved"))


def _events_of(connection: Connection, documents: Sequence[str]) -> dict[str, str]:
    """The event of each report that is in one."""
    found: dict[str, str] = {}
    for some in chunks(documents):
        query = select(assignment.c.document, assignment.c.event)
        rows = connection.execute(query.where(assignment.c.document.in_(some)))
        found |= {one.document: one.event for one in rows}
    return found


def with_versions(connection: Connection, documents: Iterable[str]) -> list[str]:
    """The reports and all their versions; raises DeskError for one that the desk does not have."""
    found: dict[str, None] = {}
    for name in documents:
        chain = versions(connection, name)
        if not chain:
            raise DeskError(
                f"the desk has no report {name!r:.80}",
                remedy="Give the id that `crosswire add` printed.",
            )
        found |= dict.fromkeys(one.id for one in chain)
    return list(found)


def _free(connection: Connection, of: str) -> str:
    """An id that no event has."""
    names = (identity("event", of, *([number] if number else [])) for number in count())
    return next(name for name in names if not _is_event(connection, name))


def _is_event(connection: Connection, name: str) -> bool:
    """Whether there is an event of that id."""
    return connection.execute(select(event.c.id).where(event.c.id == name)).first() is not None
