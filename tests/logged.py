"""A desk whose log tells of an invented flood, written by hand: no report is read for it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from crosswire.desk.change import Change, changes, record
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.ledger import Ledger
from dispute import DAYS, ECHO, FERRY, GAZETTE, OUTLETS, dispute
from sample import run

FLOOD = "event-flood"
OTHER = "event-other"
REPORTS = (GAZETTE, FERRY, ECHO)


def add_report(connection: Connection, name: str, seq: int, *, at: str) -> None:
    """A report's row, without what it says."""
    connection.execute(
        insert(schema.document).values(
            id=name,
            seq=seq,
            at=at,
            locator=name,
            sha256="",
            raw_sha256="",
            outlet=OUTLETS.get(name),
            published=DAYS[name].isoformat() if name in DAYS else None,
            row="{}",
            text=b"",
        )
    )


def add_event(connection: Connection, name: str, seq: int, title: str, *, at: str) -> None:
    """An event's row."""
    connection.execute(
        insert(schema.event).values(id=name, seq=seq, name=title, named_by="person", at=at)
    )


def all_at_once() -> tuple[Change, ...]:
    """What is told where all reports of the dispute come at once."""
    return tuple(changes(Ledger(run()), dispute()))


def fill(store: Store, told: Iterable[Change] | None = None) -> None:
    """Write the reports of the dispute, and what changed by them, into a desk."""
    with store.writing() as connection:
        at = store.now(connection)
        add_event(connection, FLOOD, 1, "Flood at Tarrow", at=at)
        add_event(connection, OTHER, 2, "A quiet day", at=at)
        for number, name in enumerate(REPORTS, 1):
            add_report(connection, name, number, at=at)
        record(connection, FLOOD, all_at_once() if told is None else told, at=at)


def stand(connection: Connection, document: str, state: str, *, at: str) -> None:
    """Withdraw a report, or hold it."""
    connection.execute(
        insert(schema.standing).values(document=document, state=state, reason="", at=at)
    )
