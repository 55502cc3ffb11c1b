"""Tokens: given out once, known again by a digest, at an end when they expire or are revoked.

A token is `cw.ID.SECRET`. The id is no secret: it finds the row, shows in lists, and revokes.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from crosswire.desk.access import secret
from crosswire.desk.access.role import Role
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError

TOKEN = schema.token

_FORM = re.compile(r"cw\.([0-9a-f]{12})\.([A-Za-z0-9_-]{43})", re.ASCII)

_NO_DIGEST = "0" * 64
"""Stands for the digest of a token that there is not, so that both are compared alike."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is listed: whose it is, what he may do, until when; never its secret."""

    id: str
    at: str
    name: str
    role: Role
    until: str | None
    revoked: str | None

    def holds(self, now: str) -> bool:
        """Whether it opens the desk at a time."""
        return self.revoked is None and (self.until is None or now < self.until)


def stamp(moment: datetime) -> str:
    """A moment as the desk writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def grant(
    store: Store, connection: Connection, name: str, role: Role, *, until: datetime | None = None
) -> str:
    """Give out a new token to a person; it is returned this once, and kept nowhere."""
    ident, words = secrets.token_hex(6), secret.new()
    connection.execute(
        insert(TOKEN).values(
            id=ident,
            seq=store.next_seq(connection, TOKEN),
            at=store.now(connection),
            name=name,
            role=role,
            hash=secret.digest("token", words),
            until=stamp(until) if until else None,
        )
    )
    return f"cw.{ident}.{words}"


def tokens(connection: Connection) -> tuple[Token, ...]:
    """All tokens that were given out, in that order."""
    return tuple(map(_told, connection.execute(select(TOKEN).order_by(TOKEN.c.seq))))


def are_any(connection: Connection) -> bool:
    """Whether a token was ever given out, though it may have come to its end."""
    return connection.execute(select(TOKEN.c.id).limit(1)).first() is not None


def known(connection: Connection, words: str, *, now: str) -> Token | None:
    """The token that somebody shows, if it is one and holds; else None, whatever is wrong."""
    form = _FORM.fullmatch(words)
    ident, rest = form.groups() if form else ("", "")
    row = connection.execute(select(TOKEN).where(TOKEN.c.id == ident)).first()
    is_right = secret.is_same(secret.digest("token", rest), row.hash if row else _NO_DIGEST)
    found = _told(row) if row and is_right else None
    return found if found and found.holds(now) else None


def revoke(store: Store, connection: Connection, which: str) -> tuple[Token, ...]:
    """End the token of an id, or all of a person's, at once, and the sessions begun with them.

    Raises DeskError where there is none that still holds.
    """
    wanted = or_(TOKEN.c.id == which, TOKEN.c.name == which)
    rows = connection.execute(select(TOKEN).where(wanted, TOKEN.c.revoked.is_(None)))
    found = tuple(map(_told, rows))
    if not found:
        raise DeskError(
            f"no token is called {which!r}, or it was revoked before",
            remedy="See those there are: crosswire token list",
        )
    ids = [one.id for one in found]
    now = store.now(connection)
    connection.execute(update(TOKEN).where(TOKEN.c.id.in_(ids)).values(revoked=now))
    connection.execute(delete(schema.session).where(schema.session.c.token.in_(ids)))
    return found


def _told(row: Row[tuple[object, ...]]) -> Token:
    """A row of the table, without its digest."""
    return Token(row.id, row.at, row.name, row.role, row.until, row.revoked)
