"""A line of the log for each request: what was asked for and how it went, none of its words."""

from __future__ import annotations

from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from crosswire.desk.log import tell

NOWHERE = "-"
"""What stands in place of a path that is none: it is a stranger's words."""

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Served:
    """Tells of each request its method, its route, its status, how much was sent, how long it took.

    The route is told as it is written in the program ("/api/events/{event}"): no query, no id, no
    token stands in it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell of it when it is over."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began, status, size = monotonic(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            tell(
                "request.served",
                method=scope["method"] if scope["method"] in METHODS else NOWHERE,
                route=getattr(scope.get("route"), "path", NOWHERE),
                status=status,
                bytes=size,
                seconds=monotonic() - began,
            )
