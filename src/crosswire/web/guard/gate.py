"""The gate: who sends a request is known before any route is reached, or it is not let through.

What the desk holds is under `/api`, and nobody unknown gets there. A stream that is open asks again
before each thing that it says, so that it says nothing more once its token is revoked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.desk.log import tell
from crosswire.error import JudgementError
from crosswire.judgement.signing import LONGEST_NAME
from crosswire.web.credential import NOTHING, Keeper, Shown, shown
from crosswire.web.guard.limit import Limits
from crosswire.web.guard.message import address, header, is_of_api
from crosswire.web.guard.pace import Held, Pace
from crosswire.web.guard.stream import stream
from crosswire.web.identity import NAME, NOBODY, Person, given_name, unknown
from crosswire.web.problem import RefusedError
from crosswire.web.reach import Reach

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

STREAM = "/api/stream"
OPEN = frozenset({("POST", "/api/sessions"), ("GET", "/api/me"), ("HEAD", "/api/me")})
"""What somebody unknown may ask for: to be let in, and whether he is."""


class Gate:
    """Lets people through who may use the desk, each at his pace."""

    def __init__(self, app: ASGIApp, *, reach: Reach, keeper: Keeper, limits: Limits) -> None:
        self._app = app
        self._reach = reach
        self._keeper = keeper
        self._limits = limits
        self._people = Pace(limits.person, remembered=limits.remembered)
        self._strangers = Pace(limits.stranger, remembered=limits.remembered)
        self._failures = Pace(limits.failure, remembered=limits.remembered)
        self._streams = Held()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request of somebody who is known, or raise RefusedError."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        credential = shown(scope)
        person = await self._person(scope, credential)
        self._count(scope, person)
        if person is None and is_of_api(scope) and not _is_open(scope):
            raise self._denied(scope, credential)
        scope.setdefault("state", {})["person"] = person
        if person and scope["path"] == STREAM:
            await self._stream(person, credential, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _person(self, scope: Scope, credential: Shown | None) -> Person | None:
        """Who it is, or None."""
        if not self._reach.signs_in:
            return _neighbour(header(scope, NAME.lower().encode()))
        return await self._keeper.person(credential) if credential else None

    def _count(self, scope: Scope, person: Person | None) -> None:
        """Raises RefusedError (429) for who asks too often."""
        if person is None:
            self._strangers.ask(address(scope))
        elif not person.is_local:
            self._people.ask(person.key)

    def _denied(self, scope: Scope, credential: Shown | None) -> RefusedError:
        """The answer to somebody unknown; who shows what is wrong is counted."""
        if credential is None:
            return unknown()
        where = address(scope)
        self._failures.ask(where)
        tell("access.denied", address=where)
        return unknown()

    async def _stream(
        self,
        person: Person,
        credential: Shown | None,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        """Serve a stream, of which nobody has too many."""
        most = self._limits.streams_here if person.is_local else self._limits.streams

        async def is_known() -> bool:
            return person.is_local or bool(await self._keeper.person(credential or NOTHING))

        self._streams.open(person.key, most=most)
        try:
            await stream(self._app, scope, receive, send, is_known=is_known)
        finally:
            self._streams.close(person.key)


def _is_open(scope: Scope) -> bool:
    """Whether anybody may ask for this."""
    return (scope["method"], scope["path"]) in OPEN


def _neighbour(names: list[str]) -> Person:
    """Somebody at the desk's own machine; raises RefusedError (400) for a name that cannot sign."""
    if not names:
        return Person(NOBODY, "editor", is_local=True)
    try:
        (name,) = names
        return Person(given_name(name), "editor", is_local=True)
    except (ValueError, JudgementError):
        raise RefusedError(
            "that is no name to sign with",
            status=400,
            remedy=f"Send one name in {NAME}, percent-encoded, of at most {LONGEST_NAME} letters.",
        ) from None
