"""What happens at the desk, told to open pages as it happens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from fastapi.responses import StreamingResponse

from crosswire.desk.desk import Desk
from crosswire.web.identity import requires
from crosswire.web.problem import RefusedError
from crosswire.web.pulse import Pulse
from crosswire.web.request import TheDesk, event_at
from crosswire.web.thread import reading

router = APIRouter(prefix="/api/stream", tags=["stream"], dependencies=[requires("reader")])

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""No cache keeps it, and no proxy holds it back."""

RETRY = b"retry: 2000\n\n"
"""Milliseconds after which a browser whose line is cut comes back."""

SAMPLE = 'event: changes\nid: 7-40-3-1\ndata: {"event":"event-a6cb","revision":7,"change":40}\n\n'


@router.get(
    "",
    summary="What happens, as it happens",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-Sent Events until one side ends them.",
            "content": {"text/event-stream": {"schema": {"type": "string"}, "example": SAMPLE}},
        }
    },
)
async def stream(
    request: Request,
    desk: TheDesk,
    event: Annotated[str | None, Query(min_length=1, max_length=400)] = None,
    last_event_id: Annotated[str | None, Header(max_length=100)] = None,
) -> StreamingResponse:
    """Server-Sent Events: `hello`, `judgement`, `changes`, `laid-out`, `submission`.

    Of one event, or of all; submissions always. Who comes back with the number of the last one in
    `Last-Event-ID` is told first what happened meanwhile.
    """
    pulse: Pulse | None = getattr(request.app.state, "pulse", None)
    if pulse is None or pulse.is_full:
        raise RefusedError(
            "too many pages listen already", status=503, headers={"Retry-After": "10"}
        )
    of = await reading(_named, desk, event) if event else None
    return StreamingResponse(
        _told(pulse, of, last_event_id), media_type="text/event-stream", headers=HEADERS
    )


async def _told(pulse: Pulse, event: str | None, last: str | None) -> AsyncIterator[bytes]:
    """What one page is told."""
    yield RETRY
    async with pulse.listening(event, last) as listener:
        async for one in listener.messages():
            yield one


def _named(desk: Desk, told: str) -> str:
    """The id of the event that is listened to."""
    with desk.store.reading() as connection:
        return event_at(connection, told).id
