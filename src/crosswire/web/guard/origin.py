"""Requests that other sites' pages make in a reader's name, kept out (CSRF, cross-site leaks).

A browser says from where a page's request comes (Fetch Metadata, `Origin`), and lets no page of
another site add a header of one's own without being asked first; there is nobody here who says yes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crosswire.web.guard.message import header, is_of_api, is_unsafe
from crosswire.web.problem import RefusedError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

MARK = "X-Crosswire"
"""The header that a request must have which changes something, whatever stands in it."""

OWN = frozenset({"same-origin", "none"})
"""Where a request may come from: a page of this server, or the reader himself."""


class Origin:
    """Lets through what this server's own pages ask for, and programs."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or raise RefusedError."""
        if scope["type"] == "http":
            if is_of_api(scope) or is_unsafe(scope):
                _check_site(scope)
            if is_unsafe(scope):
                _check_mark(scope)
        await self._app(scope, receive, send)


def _check_site(scope: Scope) -> None:
    """Raises RefusedError (403) for what another site's page asks for."""
    sites = set(header(scope, b"sec-fetch-site"))
    wanted = OWN if not is_unsafe(scope) else {"same-origin"}
    origins = header(scope, b"origin")
    if not sites <= wanted or not all(_is_own(scope, one) for one in origins):
        raise RefusedError(
            "another site asks for this", status=403, remedy="Ask from this server's own pages."
        )


def _is_own(scope: Scope, origin: str) -> bool:
    """Whether an origin is this server, as it was asked for."""
    try:
        found = urlsplit(origin)
    except ValueError:
        return False
    schemes = {"https"} if scope["scheme"] == "https" else {"http", "https"}
    return found.scheme in schemes and [found.netloc.lower()] == [
        one.lower() for one in header(scope, b"host")
    ]


def _check_mark(scope: Scope) -> None:
    """Raises RefusedError (403) for a change that a plain form could ask for."""
    if not header(scope, MARK.lower().encode()):
        raise RefusedError(
            "nothing says that this was meant", status=403, remedy=f"Send the header {MARK}: 1"
        )
