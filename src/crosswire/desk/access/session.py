"""Sessions: a browser that signed in with a token keeps a secret of its own, for some hours.

A session never outlives its token: each request looks at both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from crosswire.desk.access import secret
from crosswire.desk.access.token import Token, stamp
from crosswire.desk.storage import schema

SESSION = schema.session
TOKEN = schema.token

LASTS = timedelta(hours=12)
"""How long nobody need sign in again."""

ROTATES = timedelta(hours=1)
"""After how long a browser is given another secret."""

GRACE = timedelta(minutes=1)
"""How long the secret before it still counts: for requests that are under way."""

MOST = 10
"""Sessions that one token may have at once; the first of them end."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that is signed in: with which token, since when its secret, until when."""

    token: Token
    at: str
    until: str

    def is_old(self, now: datetime) -> bool:
        """Whether its secret is to be another."""
        return self.at < stamp(now - ROTATES)


def begin(connection: Connection, token: str, *, now: datetime) -> str:
    """Sign a browser in; the secret for its cookie."""
    connection.execute(delete(SESSION).where(SESSION.c.until <= stamp(now)))
    mine = select(SESSION.c.hash).where(SESSION.c.token == token)
    before = connection.scalars(mine.order_by(SESSION.c.at.desc(), SESSION.c.hash)).all()
    connection.execute(delete(SESSION).where(SESSION.c.hash.in_(before[MOST - 1 :])))
    return _kept(connection, token, now=now, until=stamp(now + LASTS))


def of(connection: Connection, words: str, *, now: datetime) -> Session | None:
    """The session of a cookie, if it and its token hold; else None, whatever is wrong."""
    wanted = SESSION.c.hash == secret.digest("session", words)
    chosen = select(SESSION.c.at.label("since"), SESSION.c.until.label("ends"), TOKEN)
    row = connection.execute(chosen.join(TOKEN).where(wanted)).first()
    if row is None:
        return None
    token = Token(row.id, row.at, row.name, row.role, row.until, row.revoked)
    holds = token.holds(stamp(now)) and stamp(now) < row.ends
    return Session(token, row.since, row.ends) if holds else None


def rotate(connection: Connection, words: str, *, now: datetime) -> str | None:
    """Another secret for a session that goes on, until when it would have; None if it is over."""
    found = of(connection, words, now=now)
    if found is None or not found.is_old(now):
        return None
    soon = min(stamp(now + GRACE), found.until)
    old = SESSION.c.hash == secret.digest("session", words)
    connection.execute(update(SESSION).where(old).values(at=stamp(now), until=soon))
    return _kept(connection, found.token.id, now=now, until=found.until)


def end(connection: Connection, words: str) -> None:
    """Sign a browser out."""
    connection.execute(delete(SESSION).where(SESSION.c.hash == secret.digest("session", words)))


def seconds_left(until: str, now: datetime) -> int:
    """How long a cookie is kept."""
    ends = datetime.strptime(until, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    return max(0, int((ends - now).total_seconds()))


def _kept(connection: Connection, token: str, *, now: datetime, until: str) -> str:
    """A new secret, of which a digest is kept."""
    words = secret.new()
    hashed = secret.digest("session", words)
    connection.execute(insert(SESSION).values(hash=hashed, token=token, at=stamp(now), until=until))
    return words
