"""Streams of events: nobody has too many, and none says a thing once its reader may not hear it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

IsKnown = Callable[[], Awaitable[bool]]
"""Whether who opened a stream may still use the desk."""


async def stream(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, is_known: IsKnown
) -> None:
    """Serve a stream that asks, before each thing that it sends, whether its reader is known."""
    over = asyncio.Event()
    begun = False

    async def sent(message: Message) -> None:
        nonlocal begun
        if over.is_set() or not await is_known():
            over.set()
            return
        begun = True
        await send(message)

    serving = asyncio.ensure_future(app(scope, receive, sent))
    ending = asyncio.ensure_future(over.wait())
    try:
        await asyncio.wait({serving, ending}, return_when=asyncio.FIRST_COMPLETED)
        if serving.done():
            await serving
    finally:
        await _stopped(serving, ending)
    if begun and over.is_set():
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _stopped(*tasks: asyncio.Future[Any]) -> None:
    """Bring tasks to their end."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
