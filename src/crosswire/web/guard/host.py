"""Requests that are for this server, and in a form that two programs read alike.

A page that had its own name lead here (DNS rebinding) asks by that name; what one server takes for
two requests and another for one (request smuggling, RFC 9112 section 11.2) has two lengths.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswire.web.guard.limit import Limits
from crosswire.web.guard.message import METHODS, header
from crosswire.web.method import allowed
from crosswire.web.problem import RefusedError
from crosswire.web.reach import Reach, is_answered

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ODD = re.compile(r"[\x00-\x1f\x7f\\]|(?:^|/)\.{1,2}(?:/|$)|^(?!/)|^//")
"""In a path: control characters, steps up, a backslash, the address of another server."""

_ODD_QUERY = re.compile(rb"%0[0-8bcef]|%1[0-9a-f]|%7f", re.IGNORECASE)
"""In a query: control characters but tab and ends of lines."""

FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip", b"via")
"""Headers by which a proxy tells that it stands between."""


class Host:
    """Lets through what is addressed to this server."""

    def __init__(self, app: ASGIApp, *, reach: Reach, limits: Limits) -> None:
        self._app = app
        self._reach = reach
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or raise RefusedError."""
        if scope["type"] == "http":
            self._check_head(scope)
            self._check_host(header(scope, b"host"))
            self._check_distance(scope)
            _check_form(scope)
        await self._app(scope, receive, send)

    def _check_head(self, scope: Scope) -> None:
        """Raises RefusedError (431) for a head of too many letters or lines."""
        headers = scope["headers"]
        letters = sum(len(name) + len(value) for name, value in headers)
        letters += len(scope["raw_path"]) + len(scope["query_string"])
        if letters > self._limits.head or len(headers) > self._limits.headers:
            raise RefusedError("the head is too long", status=431, remedy="Send shorter headers.")

    def _check_host(self, hosts: list[str]) -> None:
        """Raises RefusedError (421) for another server's name."""
        if len(hosts) != 1 or not is_answered(self._reach, hosts[0]):
            raise RefusedError(
                "this server does not go by that name",
                status=421,
                remedy="Ask it by the name it was started with: crosswire serve --name NAME",
            )

    def _check_distance(self, scope: Scope) -> None:
        """Raises RefusedError (403) where a proxy leads others to a server without signing in."""
        if not self._reach.signs_in and any(header(scope, one) for one in FORWARDED):
            raise RefusedError(
                "this server is for its own machine only, and something stands between",
                status=403,
                remedy="To serve others: crosswire serve --proxy ADDRESS, with tokens.",
            )


def _check_form(scope: Scope) -> None:
    """Raises RefusedError for what is served in no way."""
    if scope["method"] not in METHODS:
        takes = allowed(scope)
        raise RefusedError(
            "no such method",
            status=405,
            remedy=f"Use one of {takes}.",
            headers={"Allow": takes},
        )
    if _ODD.search(scope["path"]) or _ODD_QUERY.search(scope["query_string"]):
        raise RefusedError("no such address", status=400, remedy="Follow the links of the pages.")
    lengths, encodings = header(scope, b"content-length"), header(scope, b"transfer-encoding")
    if len(lengths) + len(encodings) > 1:
        raise RefusedError("a body of two lengths", status=400, remedy="Send one length.")
