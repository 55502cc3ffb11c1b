"""From where a request comes that a proxy brings: only a proxy that was named is believed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from crosswire.error import extra
from crosswire.web.reach import UNIX

with extra("serve"):
    from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Proxy:
    """Takes the client's address and scheme from `X-Forwarded-For` and `-Proto`, of those named."""

    def __init__(self, app: ASGIApp, *, proxies: tuple[str, ...]) -> None:
        named = ProxyHeadersMiddleware(cast("Any", app), list(proxies))
        self._app = cast("ASGIApp", named) if proxies else app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request from where it came."""
        if scope["type"] == "http" and not scope.get("client"):
            scope["client"] = (UNIX, 0)
        await self._app(scope, receive, send)
