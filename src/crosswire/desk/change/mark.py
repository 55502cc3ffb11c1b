"""Since when: a time, a stretch of time before now, a number of the log, or where a reader was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from crosswire.desk.change.journal import until
from crosswire.desk.storage import schema
from crosswire.view.inert import inert

LAST = "LAST"
"""In place of a time: what this reader has not been told yet."""

_STRETCH = re.compile(r"(\d{1,6})([mhdw])", re.ASCII)

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}

_NUMBER = re.compile(r"#?(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of the last change that is known already, and what that means in words."""

    seq: int
    words: str


def moment(words: str, now: datetime) -> datetime | None:
    """The time that is meant: "2031-03-04", "2031-03-04T06:30+01:00", "2h", "3d"; None if none is.

    A day begins, and a time without a zone counts, in the zone of `now`.
    """
    stretch = _STRETCH.fullmatch(words)
    try:
        if stretch:
            return now - timedelta(**{_UNITS[stretch[2]]: int(stretch[1])})
        found = datetime.fromisoformat(words)
        found = found if found.tzinfo else found.replace(tzinfo=now.tzinfo)
        found.astimezone(UTC)  # a time of the year 1 may lie before all time
    except (ValueError, OverflowError):
        return None
    return found


def is_number(words: str) -> bool:
    """Whether a number of the log is meant: "412" or "#412"."""
    return _NUMBER.fullmatch(words) is not None


def marked(connection: Connection, words: str, *, reader: str, now: datetime) -> Mark | None:
    """Where the log is to be read from; None where the words mean neither a time nor a number."""
    if words == LAST:
        seq = heard(connection, reader)
        return Mark(seq, f"the last time ({reader}, change {seq})" if seq else "the beginning")
    if is_number(words):
        seq = int(words.lstrip("#"))
        return Mark(seq, f"change {seq}")
    found = moment(words, now)
    if found is None:
        return None
    return Mark(until(connection, stamp(found)), found.isoformat(" ", "minutes"))


def stamp(moment: datetime) -> str:
    """A moment as the log has it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def reader_name(name: str, *, filters: Iterable[str] = ()) -> str:
    """Under what a reader's place is kept: one for each thing that he follows."""
    return inert(" ".join([name, *filters]))


def heard(connection: Connection, reader: str) -> int:
    """Up to which change a reader has been told; 0 for a new one."""
    found = select(schema.reader.c.seq).where(schema.reader.c.name == reader)
    return int(connection.execute(found).scalar() or 0)


def hear(connection: Connection, reader: str, seq: int, *, at: str) -> None:
    """Note that a reader has been told up to a change; it never moves back."""
    mine = schema.reader.c.name == reader
    if connection.execute(select(schema.reader.c.seq).where(mine)).scalar() is None:
        connection.execute(insert(schema.reader).values(name=reader, seq=seq, at=at))
    else:
        later = schema.reader.c.seq < seq
        connection.execute(update(schema.reader).where(mine, later).values(seq=seq, at=at))
