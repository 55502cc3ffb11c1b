"""Who sends a request, and whether he may do what he asks for.

The gate (`crosswire.web.gate`) finds out who it is before a route is reached; a route only names
the role that it takes: `person: Annotated[Person, requires("reviewer")]`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

from crosswire.desk.access.role import Role, may
from crosswire.error import extra
from crosswire.judgement.signing import signature
from crosswire.web.problem import RefusedError

with extra("serve"):
    from fastapi import Depends
    from starlette.requests import HTTPConnection

NAME = "X-Crosswire-Name"
"""The header in which somebody at the desk's own machine says who he is, percent-encoded UTF-8."""

NOBODY = "local"
"""What somebody is called who reads at the desk's own machine and has given no name."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who sends a request: the name that signs what he does, his role, how he is known.

    `is_local` is somebody at the desk's own machine, where nobody signs in; `token` is the id of
    what he signed in with.
    """

    name: str
    role: Role
    is_local: bool
    token: str | None = None

    @property
    def key(self) -> str:
        """By what he is counted."""
        return self.token or NOBODY


def given_name(header: str) -> str:
    """The name in a header; raises ValueError, or JudgementError for one that cannot sign."""
    return signature(unquote_to_bytes(header).decode("utf-8"))


def who(connection: HTTPConnection) -> Person:
    """Who sends a request; raises RefusedError (401) where nobody signed in."""
    person = known(connection)
    if person is None:
        raise unknown()
    return person


def known(connection: HTTPConnection) -> Person | None:
    """Who sends a request, or None where nobody signed in."""
    person: Person | None = connection.scope.get("state", {}).get("person")
    return person


def unknown() -> RefusedError:
    """The one answer to whoever is not known: no token, a wrong, expired or revoked one."""
    return RefusedError(
        "sign in first",
        status=401,
        remedy="Sign in with a token that `crosswire token add` gave out, or send it as a bearer.",
        headers={"WWW-Authenticate": "Bearer"},
    )


@cache
def requires(role: Role) -> Any:
    """The dependency of a route that takes a role: it gives the Person.

    Whoever judges or adds signs with his name: without one it is refused (400).
    """
    return Depends(_checked(role))


def _checked(role: Role) -> Callable[[HTTPConnection], Awaitable[Person]]:
    """What checks that somebody has a role."""

    async def checked(connection: HTTPConnection) -> Person:
        person = who(connection)
        if not may(person.role, role):
            raise RefusedError(
                f"this takes the role of {role}",
                status=403,
                remedy="Ask for a token with that role.",
            )
        if role != "reader" and person.is_local and person.name == NOBODY:
            raise RefusedError(
                "say who you are", status=400, remedy=f"Send your name in the header {NAME}."
            )
        return person

    checked.__dict__["role"] = role
    return checked
