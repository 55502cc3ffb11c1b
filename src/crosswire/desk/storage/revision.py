"""The number that tells whether what an event shows, or what is judged of it, may be another now.

All events share one row of numbers: who knows the last one that was given knows whether anything
happened at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select, update

from crosswire.desk.storage.schema import desk, event
from crosswire.desk.storage.store import next_seq

COUNTED = "revision"


def revise(connection: Connection, events: Iterable[str]) -> int | None:
    """Give some events the next number, and tell it; None where there are none."""
    names = sorted(set(events))
    if not names:
        return None
    number = next_seq(connection, COUNTED)
    connection.execute(update(event).where(event.c.id.in_(names)).values(revision=number))
    return number


def revision(connection: Connection) -> int:
    """The last number that any event was given, 0 before the first."""
    query = select(desk.c.value).where(desk.c.key == f"seq:{COUNTED}")
    return int(connection.execute(query).scalar() or 0)
