"""Deletes reports, and all that rests on them alone; what is left is as if they had never come.

What stays of them is that they came and were removed: the rows of the intake, which have no word of
theirs. Entities and questions that others share keep their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, delete, insert, or_, select, update

from crosswire.desk.change import forget
from crosswire.desk.derive.transaction import Transaction
from crosswire.desk.event import event as events
from crosswire.desk.event.shelf import DeskShelf
from crosswire.desk.intake.origin import REMOVED, brought
from crosswire.desk.storage import fulltext
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import (
    assignment,
    document,
    episode,
    event,
    intake,
)
from crosswire.desk.version import lineage
from crosswire.error import DeskError

LIKE = "like "
"""How the reason begins that names a report which another is like."""

UNNAMED = "like a report that was removed"
"""Why a report is in its event, where it was put there for one that is gone."""

AS_PRINTED = "Give the id that `crosswire add` printed."
AS_IT_WAS = "Name the folder, feed, file or page as it was watched or added."

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Doomed:
    """A report that is to go."""

    id: str
    outlet: str | None
    title: str | None
    event: str | None


def chosen(
    connection: Connection,
    reports: Iterable[str] = (),
    *,
    outlets: Iterable[str] = (),
    sources: Iterable[str] = (),
    only: bool = False,
) -> tuple[Doomed, ...]:
    """The reports that go by these ids or addresses, of these outlets, from these sources alone.

    With a report go all its versions, unless `only` it is meant. Raises DeskError for what the
    desk does not have.
    """
    found: dict[str, None] = {}
    for name in reports:
        found |= dict.fromkeys(_named(connection, name, only=only))
    for name in outlets:
        found |= dict.fromkeys(_of_outlet(connection, name))
    found |= dict.fromkeys(_of_sources(connection, tuple(sources)))
    return tuple(_doomed(connection, list(found)))


def remove(writing: Transaction, names: Sequence[str]) -> None:
    """Delete reports with all that rests on them alone."""
    connection = writing.connection
    of_events = _events(connection, names)
    titles = {events.called(events.titled(connection, name)) for name in names}
    for name in names:
        writing.touch(name)
        _unlink(writing, name)
    for name, where in _places(connection, names):
        connection.execute(
            insert(intake).values(at=writing.at, locator=where, outcome=REMOVED, document=name)
        )
    for name in names:
        DeskShelf(connection).remove(name)
    for some in chunks(names):
        connection.execute(delete(document).where(document.c.id.in_(some)))
    _unname(connection, names)
    writing.settle()
    forget(connection, names)
    for one in of_events:
        _tidy(connection, one)
    events.retitle(connection, titles)
    fulltext.forget(connection)


def _named(connection: Connection, told: str, *, only: bool) -> list[str]:
    """The report of an id or address, and all its versions."""
    name = searchable(told)
    by_id = select(document.c.id).where(document.c.id == name)
    if only and (found := connection.execute(by_id).scalar()):
        return [found]
    where = lineage.places(connection, told)
    query = select(document.c.id).where(document.c.locator.in_(where)).order_by(document.c.seq)
    return _some(connection.execute(query).scalars(), f"the desk has no report {told!r:.200}")


def _of_outlet(connection: Connection, told: str) -> list[str]:
    """The reports of an outlet."""
    query = select(document.c.id).where(document.c.outlet == searchable(told))
    found = connection.execute(query.order_by(document.c.seq)).scalars()
    return _some(found, f"the desk has no report of {told!r:.200}")


def _of_sources(connection: Connection, told: Sequence[str]) -> list[str]:
    """The reports that these sources brought and no other did; raises DeskError for one of none."""
    for one in told:
        reason = f"{one!r:.200} brought no report that the desk has"
        _some(brought(connection, [one]), reason, remedy=AS_IT_WAS)
    return [one.id for one in brought(connection, told) if not one.others] if told else []


def _some(found: Iterable[Found], otherwise: str, *, remedy: str = AS_PRINTED) -> list[Found]:
    """What was found; raises DeskError where it is nothing."""
    names = list(found)
    if not names:
        raise DeskError(otherwise, remedy=remedy)
    return names


def _doomed(connection: Connection, names: Sequence[str]) -> list[Doomed]:
    """What a person is shown of reports before they go."""
    found: list[Doomed] = []
    for some in chunks(names):
        query = (
            select(document.c.id, document.c.outlet, document.c.title, event.c.name)
            .select_from(
                document.outerjoin(assignment, assignment.c.document == document.c.id).outerjoin(
                    event, event.c.id == assignment.c.event
                )
            )
            .where(document.c.id.in_(some))
            .order_by(document.c.seq)
        )
        found += [Doomed(*row) for row in connection.execute(query)]
    return found


def _unlink(writing: Transaction, name: str) -> None:
    """Let the version after a report follow the one before it."""
    connection = writing.connection
    told = select(document.c.version_of).where(document.c.id == name)
    before = connection.execute(told).scalar()
    after = select(document.c.id).where(document.c.version_of == name)
    for one in list(connection.execute(after).scalars()):
        lineage.relink(connection, one, before, lineage.rule_of(connection, one))
        writing.touch(one)


def _unname(connection: Connection, names: Sequence[str]) -> None:
    """Take reports, and the words they shared, out of the reasons why others are in an event."""
    gone = {f"{LIKE}{name}" for name in names}
    query = select(assignment.c.document, assignment.c.reason)
    for one in list(connection.execute(query.where(assignment.c.reason.startswith(LIKE)))):
        if any(one.reason[: mark.start()] in gone for mark in re.finditer(" ", one.reason)):
            is_it = assignment.c.document == one.document
            connection.execute(update(assignment).where(is_it).values(reason=UNNAMED))


def _places(connection: Connection, names: Sequence[str]) -> list[tuple[str, str]]:
    """The reports with their locators."""
    found: list[tuple[str, str]] = []
    for some in chunks(names):
        query = select(document.c.id, document.c.locator).where(document.c.id.in_(some))
        found += [(one.id, one.locator) for one in connection.execute(query)]
    return found


def _events(connection: Connection, names: Sequence[str]) -> list[str]:
    """The events that reports are in."""
    found: dict[str, None] = {}
    for some in chunks(names):
        query = select(assignment.c.event).where(assignment.c.document.in_(some))
        found |= dict.fromkeys(connection.execute(query).scalars())
    return list(found)


def _tidy(connection: Connection, name: str) -> None:
    """Forget an event without reports, and the names that lead to it, unless a person named it."""
    if events.reports_of(connection, name):
        return
    named_by = select(event.c.named_by).where(event.c.id == name)
    if connection.execute(named_by).scalar() == "person":
        return
    whole = select(event.c.id).where(or_(event.c.id == name, event.c.merged_into == name))
    names = list(connection.execute(whole).scalars())
    for some in chunks(names):
        connection.execute(delete(episode).where(episode.c.event.in_(some)))
        connection.execute(delete(event).where(event.c.id.in_(some)))
