"""What a request shows to be let in: a bearer (programs), or a cookie (browsers that signed in)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Literal

from crosswire.desk.access import session, token
from crosswire.desk.access.token import stamp
from crosswire.desk.storage.store import Store, utc
from crosswire.error import extra
from crosswire.web.identity import Person
from crosswire.web.thread import writing

with extra("serve"):
    from anyio import CapacityLimiter
    from anyio.to_thread import run_sync

if TYPE_CHECKING:
    from starlette.types import Scope

COOKIE = "crosswire"
COOKIE_OF_TLS = "__Host-crosswire"
"""A name with which a browser takes the cookie from no other host, and sends it to no other."""

AT_ONCE = 3
"""People who are looked up at the same time, beside all other work: nobody waits for a writer."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a request shows, and of which kind it is."""

    kind: Literal["bearer", "cookie"]
    words: str


NOTHING = Shown("bearer", "")
"""What opens no desk."""


def cookie_name(scope: Scope) -> str:
    """What the cookie is called on a connection."""
    return COOKIE_OF_TLS if scope["scheme"] == "https" else COOKIE


def shown(scope: Scope) -> Shown | None:
    """What a request shows; a bearer outweighs a cookie, and two of one kind are none."""
    found = [value for key, value in scope["headers"] if key == b"authorization"]
    if found:
        scheme, _, words = found[0].decode("latin-1").partition(" ")
        is_one = len(found) == 1 and scheme.lower() == "bearer"
        return Shown("bearer", words.strip() if is_one else "")
    name = cookie_name(scope) + "="
    lines = b"; ".join(value for key, value in scope["headers"] if key == b"cookie")
    pairs = [one.strip() for one in lines.decode("latin-1").split(";")]
    values = [one.removeprefix(name) for one in pairs if one.startswith(name)]
    if not values:
        return None
    return Shown("cookie", values[0] if len(values) == 1 else "")


class Keeper:
    """Knows who has a token or a session; asks the desk's database each time, beside the server."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime] = utc) -> None:
        self._store = store
        self._clock = clock
        self._limiter = CapacityLimiter(AT_ONCE)

    async def person(self, credential: Shown) -> Person | None:
        """Who shows this, or None."""
        return await run_sync(partial(self._person, credential), limiter=self._limiter)

    async def sign_in(self, words: str) -> tuple[Person, str, int] | None:
        """A new session for who shows a token: he, the cookie's secret, its seconds; or None."""
        return await writing(self._sign_in, words)

    async def renew(self, words: str) -> tuple[str, int] | None:
        """Another secret for a session that has had its own for long, and its seconds; or None."""
        return await writing(self._renew, words)

    async def sign_out(self, words: str) -> None:
        """End a session."""
        await writing(self._sign_out, words)

    def _person(self, credential: Shown) -> Person | None:
        now = self._clock()
        with self._store.reading() as connection:
            if credential.kind == "bearer":
                found = token.known(connection, credential.words, now=stamp(now))
            else:
                of = session.of(connection, credential.words, now=now)
                found = of.token if of else None
        return _person(found) if found else None

    def _sign_in(self, words: str) -> tuple[Person, str, int] | None:
        now = self._clock()
        with self._store.reading() as connection:
            if token.known(connection, words, now=stamp(now)) is None:
                return None
        with self._store.writing() as connection:
            found = token.known(connection, words, now=stamp(now))
            if found is None:
                return None
            cookie = session.begin(connection, found.id, now=now)
        return _person(found), cookie, int(session.LASTS.total_seconds())

    def _renew(self, words: str) -> tuple[str, int] | None:
        now = self._clock()
        with self._store.reading() as connection:
            found = session.of(connection, words, now=now)
        if found is None or not found.is_old(now):
            return None
        with self._store.writing() as connection:
            renewed = session.rotate(connection, words, now=now)
        return (renewed, session.seconds_left(found.until, now)) if renewed else None

    def _sign_out(self, words: str) -> None:
        with self._store.writing() as connection:
            session.end(connection, words)


def _person(found: token.Token) -> Person:
    """Whose a token is."""
    return Person(found.name, found.role, is_local=False, token=found.id)
