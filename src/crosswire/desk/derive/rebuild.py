"""Everything derived, derived again from what was read and decided: to show that it is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from crosswire.desk.derive.derivation import derive
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.storage import extraction, schema
from crosswire.reading import BATCH, Reading, Report
from crosswire.row import Document
from crosswire.story import isolate


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads reports from their texts; `name` is what it is called in the table of parses."""

    name: str
    read: Callable[[Sequence[Report]], Iterable[Reading]]


def rebuild(
    connection: Connection,
    workshop: Workshop,
    event: str | None = None,
    *,
    reader: Reader | None = None,
) -> int:
    """Derive an event, or all events, from scratch; how many rows were not as they should be.

    Which report belongs to which event and episode was decided, and stays; so do the ids that were
    given. A `reader` reads the reports again from their texts first.
    """
    fresh = Workshop(workshop.run, workshop.gazetteer, workshop.record)
    homes = _episodes(connection, event)
    if reader is not None:
        for home, _ in homes:
            _reread(connection, home, reader)
    waiting = [home for home, stale in homes if stale]
    differed = derive(connection, waiting, fresh, whole=True)
    for home, stale in homes:
        if not stale:
            differed += derive(connection, [home], fresh, whole=True)
    workshop.forget()
    return differed


def _episodes(connection: Connection, event: str | None) -> list[tuple[str, str | None]]:
    """The episodes of an event, or of all, and why they are stale."""
    table = schema.episode
    query = select(table.c.id, table.c.stale).order_by(table.c.seq)
    if event is not None:
        query = query.where(table.c.event == event)
    return [(row.id, row.stale) for row in connection.execute(query)]


def _reread(connection: Connection, home: str, reader: Reader) -> None:
    """Reads the reports of an episode again, those too that no view shows."""
    table = schema.assignment
    names = sorted(
        connection.execute(select(table.c.document).where(table.c.episode == home)).scalars()
    )
    for first in range(0, len(names), BATCH):
        found = extraction.documents(connection, names[first : first + BATCH])
        for reading in reader.read(list(_reports(found))):
            extraction.replace(connection, reading, reader=reader.name)


def _reports(documents: Iterable[Document]) -> Iterator[Report]:
    """Reports with their stories, from their texts."""
    for document in documents:
        story = isolate(document.text)
        yield Report(replace(document, story=story.spans), story)
