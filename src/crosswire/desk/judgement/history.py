"""The corrections log: what was judged of a row, of whichever type, and what became of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Select, select

from crosswire.desk.judgement.record import Kept, kept
from crosswire.desk.judgement.site import members
from crosswire.desk.storage.schema import member


def log(  # noqa: PLR0913 - what can be asked for
    connection: Connection,
    *,
    event: str | None = None,
    by: str | None = None,
    subject: str | None = None,
    known_as: Collection[str] = (),
    kinds: Collection[str] = (),
    after: int = 0,
    limit: int | None = None,
) -> tuple[Kept, ...]:
    """All that was judged, in the order in which the desk got it, as `kept` has it.

    `subject` is any row: of a question it is what was judged of its figures, of an entity of its
    mentions, of a link of its two ends together. `known_as` are the ids under which other parts
    of an event know the same entity.
    """
    return kept(
        connection,
        event=event,
        by=by,
        rows=_rows(connection, subject, known_as) if subject else None,
        together=_kind(subject) == "link",
        kinds=kinds,
        after=after,
        limit=limit,
    )


def _rows(
    connection: Connection, subject: str, known_as: Collection[str]
) -> Collection[str] | Select[Any]:
    """The rows that a row is made of, else itself; of an entity, which may have many, a query."""
    if _kind(subject) == "entity":
        return select(member.c.id).where(member.c.cluster.in_({subject, *known_as}))
    return members(connection, subject) or (subject,)


def _kind(name: str | None) -> str:
    return (name or "").partition("-")[0]
