"""What a browser may do with an answer: the headers that every one of them has.

Content Security Policy 3 with trusted types, Fetch's cross-origin headers, RFC 9111 on caches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crosswire.error import extra
from crosswire.web import page
from crosswire.web.guard.message import is_of_api

with extra("serve"):
    from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

DATA = "default-src 'none'; frame-ancestors 'none'; sandbox"
"""What an answer may do that is no page: nothing."""

DENIED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
"""What of a reader's machine the pages do without."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in DENIED),
}

WHOSE = "Cookie, Authorization, X-Crosswire-Name"
"""What answers differ by: no cache gives one person's to another."""

A_YEAR = "max-age=31536000"


class Policy:
    """Puts the headers of safety on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request with those headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, sent)


def _add(headers: MutableHeaders, scope: Scope) -> None:
    """Add what an answer must have."""
    for name, value in ALWAYS.items():
        headers[name] = value
    is_page = headers.get("content-type", "").startswith("text/html") and not is_of_api(scope)
    headers["Content-Security-Policy"] = page.POLICY if is_page else DATA
    if scope["scheme"] == "https":
        headers["Strict-Transport-Security"] = A_YEAR
    if is_of_api(scope):
        headers.add_vary_header(WHOSE)
        headers["Cache-Control"] = _private(headers.get("cache-control", "no-store"))
    else:
        headers.setdefault("Cache-Control", "no-cache")


def _private(wanted: str) -> str:
    """How an answer may be kept that is one person's: by his own browser, if at all."""
    if "no-store" in wanted:
        return "no-store"
    return wanted if "private" in wanted and "public" not in wanted else "private, no-cache"
