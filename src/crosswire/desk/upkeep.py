"""Keeps what was read and derived up to date, in short transactions that keep nobody waiting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from crosswire.codec import codec
from crosswire.desk.derive.rebuild import rebuild
from crosswire.desk.derive.transaction import Transaction, transaction
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.event import event as events
from crosswire.desk.intake.entry import Read
from crosswire.desk.storage import extraction
from crosswire.desk.storage.schema import assignment, document
from crosswire.desk.storage.store import Store
from crosswire.reading import BATCH, Reading, Report
from crosswire.row import Document
from crosswire.story import isolate


@dataclass(frozen=True, slots=True)
class Upkeep:
    """What reads reports again and derives events anew: the desk, what reads, what derives."""

    store: Store
    workshop: Workshop
    reader: str
    read: Read

    def rebuild(self, event: str | None = None, *, reread: bool = False) -> int:
        """Derive an event, or each, from scratch; how many rows were not as they should be."""
        if reread:
            self._reread(event)
        return sum(self._derived(one) for one in self._events(event))

    def _derived(self, event: str) -> int:
        """Derive one event, in a transaction of its own."""
        with self.store.writing() as connection:
            return rebuild(connection, self.workshop, event)

    def _events(self, event: str | None) -> list[str]:
        """The events that are meant."""
        if event is not None:
            return [event]
        with self.store.reading() as connection:
            return [one.id for one in events.events(connection)]

    def _reread(self, event: str | None) -> None:
        """Read reports from their texts, those too that are not shown; a batch at a time."""
        for names in self._batches(event):
            with self.store.reading() as connection:
                found = extraction.documents(connection, names)
            readings = list(self.read([_report(one) for one in found]))
            with transaction(self.store, self.workshop) as writing:
                for one in readings:
                    self._replace(writing, one)

    def _replace(self, writing: Transaction, one: Reading) -> None:
        """Keep what a report says now, unless it was removed since it was read."""
        name = one.document.id
        told = select(document.c.row).where(
            document.c.id == name, document.c.sha256 == one.document.sha256
        )
        row = writing.connection.execute(told).scalar()
        if row is None:
            return
        story = codec(Document).encode(one.document)["story"]
        kept = json.dumps(json.loads(row) | {"story": story}, separators=(",", ":"))
        writing.connection.execute(document.update().where(document.c.id == name).values(row=kept))
        extraction.replace(writing.connection, one, reader=self.reader)
        writing.touch(name)

    def _batches(self, event: str | None) -> Iterator[list[str]]:
        """The reports that are meant, a bounded number at a time, in the order of their coming."""
        last = 0
        while True:
            with self.store.reading() as connection:
                query = select(document.c.id, document.c.seq).where(document.c.seq > last)
                if event is not None:
                    query = query.join(assignment, assignment.c.document == document.c.id)
                    query = query.where(assignment.c.event == event)
                rows = connection.execute(query.order_by(document.c.seq).limit(BATCH)).all()
            if not rows:
                return
            last = rows[-1].seq
            yield [row.id for row in rows]


def _report(row: Document) -> Report:
    """A report with its story, from its text."""
    story = isolate(row.text)
    return Report(replace(row, story=story.spans), story)
