"""Whether a desk is whole: nothing of a report is there without the rest of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from crosswire.desk.storage import schema
from crosswire.desk.storage.database import located

CAME_IN = ("taken", "version", "held")
NEWS = ("new_report", "new_version")

DOCUMENT, ASSIGNMENT, ROW = schema.document, schema.assignment, schema.row
STANDING, EPISODE, CHANGE = schema.standing, schema.episode, schema.change

LIVE = DOCUMENT.outerjoin(STANDING, STANDING.c.document == DOCUMENT.c.id)


def _without(*tables: Any) -> Select[tuple[str]]:
    """Reports of which a table knows nothing."""
    known = [select(table.c.document).where(table.c.document.is_not(None)) for table in tables]
    return select(DOCUMENT.c.id).where(*(DOCUMENT.c.id.not_in(one) for one in known))


def _shown() -> Select[tuple[str]]:
    """Reports that a view may show, and that have no row in their episode."""
    its_row = and_(
        ROW.c.type == "document", ROW.c.id == DOCUMENT.c.id, ROW.c.episode == ASSIGNMENT.c.episode
    )
    joined = LIVE.join(ASSIGNMENT, ASSIGNMENT.c.document == DOCUMENT.c.id).outerjoin(ROW, its_row)
    return (
        select(DOCUMENT.c.id)
        .select_from(joined)
        .where(STANDING.c.document.is_(None), ROW.c.id.is_(None))
    )


def _derived() -> Select[tuple[str]]:
    """Rows of a report that is not in their episode, or that no view may show."""
    theirs = and_(ASSIGNMENT.c.document == ROW.c.document, ASSIGNMENT.c.episode == ROW.c.episode)
    joined = ROW.outerjoin(ASSIGNMENT, theirs).outerjoin(
        STANDING, STANDING.c.document == ROW.c.document
    )
    return (
        select(ROW.c.id)
        .select_from(joined)
        .where(
            ROW.c.document.is_not(None),
            ASSIGNMENT.c.document.is_(None) | STANDING.c.document.is_not(None),
        )
    )


def _counted() -> Select[tuple[str]]:
    """Episodes that hold another number of reports than they say."""
    here = ROW.outerjoin(EPISODE, EPISODE.c.id == ROW.c.episode)
    return (
        select(EPISODE.c.id)
        .select_from(here)
        .where(ROW.c.type == "document")
        .group_by(EPISODE.c.id, EPISODE.c.reports)
        .having(func.count() != EPISODE.c.reports)
    )


def _unknown() -> Select[tuple[str]]:
    """Reports of which nobody was told that they came."""
    told = select(CHANGE.c.document).where(CHANGE.c.kind.in_(NEWS), CHANGE.c.document.is_not(None))
    shown = select(ROW.c.id).where(ROW.c.type == "document")
    return select(DOCUMENT.c.id).where(DOCUMENT.c.id.in_(shown), DOCUMENT.c.id.not_in(told))


def _unrecorded() -> Select[tuple[str]]:
    """Reports whose arrival is in no record."""
    recorded = select(schema.intake.c.document).where(
        schema.intake.c.outcome.in_(CAME_IN), schema.intake.c.document.is_not(None)
    )
    return select(DOCUMENT.c.id).where(DOCUMENT.c.id.not_in(recorded))


WRONG: Mapping[str, Select[tuple[str]]] = MappingProxyType(
    {
        "reports without a parse": _without(schema.parse),
        "reports without findings": _without(schema.finding),
        "reports in no event": _without(ASSIGNMENT, STANDING),
        "reports without a record of their arrival": _unrecorded(),
        "reports without a row": _shown(),
        "reports that nobody was told of": _unknown(),
        "rows of reports that are not there": _derived(),
        "episodes that were not derived": select(EPISODE.c.id).where(EPISODE.c.stale.is_not(None)),
        "episodes that count wrongly": _counted(),
    }
)


def unsound(where: str) -> list[str]:
    """What is there by halves in a desk of this program's version."""
    database = located(where)
    engine = database.engine(patience=30)
    try:
        with engine.connect() as connection, connection.begin():
            database.begin_reading(connection)
            return [*_wrong(connection), *_altered(connection)]
    finally:
        engine.dispose()


def _wrong(connection: Connection) -> Iterator[str]:
    """Each query that finds something."""
    for name, query in WRONG.items():
        if found := connection.execute(query).scalars().all():
            yield f"{name}: {', '.join(sorted(map(str, found))[:3])} ({len(found)})"


def _altered(connection: Connection) -> Iterator[str]:
    """Rows that are not what their digest says."""
    for name, digest, data in connection.execute(select(ROW.c.id, ROW.c.digest, ROW.c.data)):
        if blake2b(data.encode(), digest_size=len(digest) // 2).hexdigest() != digest:
            yield f"row {name} is not what its digest says"
