"""Reports that are held back: until the time that their provider states, or until it says more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import Connection, select

from crosswire.desk.storage.schema import document, standing

HELD = "held"

EMBARGOED = "under an embargo until {until}"
UNTOLD = "under an embargo whose end cannot be told: {until!r:.60}"

TIME = "%Y-%m-%dT%H:%M:%S.%fZ"

WEST = timedelta(hours=12)
"""How far behind UTC a clock may be: a time without a zone has come when it has everywhere."""


def ends(embargoed: str) -> str | None:
    """When an embargo ends, in UTC as the desk writes times; None where it cannot be told.

    >>> ends("2031-03-05T06:00:00+01:00"), ends("2031-03-05")
    ('2031-03-05T05:00:00.000000Z', '2031-03-05T12:00:00.000000Z')
    """
    told = _iso(embargoed.strip()) or _mail(embargoed)
    if told is None:
        return None
    try:
        zoned = told if told.tzinfo else (told + WEST).replace(tzinfo=UTC)
        return zoned.astimezone(UTC).strftime(TIME)
    except OverflowError:
        return None


def reason(embargoed: str | None, now: str) -> tuple[str | None, str] | None:
    """Until when a report is held and why; None where it is not, or no longer."""
    if not embargoed:
        return None
    until = ends(embargoed)
    if until is None:
        return None, UNTOLD.format(until=embargoed)
    return (until, EMBARGOED.format(until=until)) if until > now else None


def due(connection: Connection, now: str) -> tuple[str, ...]:
    """The reports whose embargo has ended, in the order in which they came."""
    found = connection.execute(
        select(document.c.seq, document.c.id)
        .join(standing, standing.c.document == document.c.id)
        .where(standing.c.state == HELD, standing.c.until <= now)
    )
    # Sorted here, since a database told to sort reads all reports in the order wanted.
    return tuple(name for _, name in sorted((one.seq, one.id) for one in found))


def is_any(connection: Connection) -> bool:
    """Whether any report is held until some time."""
    query = select(standing.c.document).where(standing.c.until.is_not(None)).limit(1)
    return connection.execute(query).first() is not None


def _iso(text: str) -> datetime | None:
    """A time as ISO 8601 writes it; a day alone is its beginning."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    """A time as mail and feeds write it (RFC 2822)."""
    try:
        return parsedate_to_datetime(text)
    except ValueError:
        return None
