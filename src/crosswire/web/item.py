"""An event as the list of events has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crosswire.desk.change.visit import LastChange, overviews
from crosswire.desk.event import event
from crosswire.desk.event.event import By
from crosswire.desk.storage import schema


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event: its id for good, its name, its reports, and how it stands to whoever asks.

    `named_by` says whether a rule took the name from a report, or a person gave it; the days are
    those of publication. `revision` is another as soon as it may show something else. `contested`
    is how many questions have answers that cannot all hold, `changed` the last change of all,
    `unread` how many changes there are since one's last visit.
    """

    id: str
    name: str
    named_by: By
    reports: int
    first_day: str | None
    last_day: str | None
    split_from: str | None
    revision: int
    contested: int
    changed: LastChange | None
    unread: int


def event_items(connection: Connection, name: str, one: str | None = None) -> list[EventItem]:
    """The events as somebody of that name finds them, in the order in which they began.

    Where an event's id is given, that one alone.
    """
    found = event.events(connection, one)
    stand = overviews(connection, name, [each.id for each in found])
    revisions = _revisions(connection)
    return [
        EventItem(
            id=each.id,
            name=each.name,
            named_by=each.named_by,
            reports=each.reports,
            first_day=each.first_day,
            last_day=each.last_day,
            split_from=each.split_from,
            revision=revisions[each.id],
            contested=stand[each.id].contested,
            changed=stand[each.id].changed,
            unread=stand[each.id].unread,
        )
        for each in found
    ]


def _revisions(connection: Connection) -> Mapping[str, int]:
    """The revision of each event."""
    table = schema.event
    return {
        one.id: one.revision for one in connection.execute(select(table.c.id, table.c.revision))
    }
