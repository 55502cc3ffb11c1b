"""Whether the server is alive, and whether it can do its work."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel

from crosswire.desk.desk import Desk
from crosswire.error import DeskError
from crosswire.web.request import TheDesk
from crosswire.web.supervisor import Supervisor

router = APIRouter(tags=["health"])

LATE = 900.0
"""Seconds that something handed in may wait, before the server is not what it should be."""


class Ready(BaseModel):
    """How the server is: `desk` can be read, `worker` is alive; seconds of what waits longest."""

    ready: bool
    desk: Literal["ok", "away"]
    worker: Literal["ok", "away", "none"]
    waiting: float


@router.get("/healthz", summary="Whether the server is alive", response_class=PlainTextResponse)
async def healthz() -> Response:
    """It answers, whatever state the desk is in."""
    return Response("ok\n", media_type="text/plain")


@router.get(
    "/readyz",
    summary="Whether the server can do its work",
    responses={503: {"description": "It cannot: the desk or the worker is away.", "model": Ready}},
)
def readyz(request: Request, response: Response, desk: TheDesk) -> Ready:
    """Its desk can be read and is of this version, its worker lives, and nothing waits too long."""
    waiting = _waiting(desk)
    worker = _worker(getattr(request.app.state, "worker", None))
    is_ready = waiting is not None and worker != "away" and waiting < LATE
    if not is_ready:
        response.status_code = 503
    return Ready(
        ready=is_ready,
        desk="away" if waiting is None else "ok",
        worker=worker,
        waiting=round(waiting or 0.0, 1),
    )


def _waiting(desk: Desk) -> float | None:
    """Seconds that the oldest of what was handed in waits; None where the desk cannot be read."""
    try:
        desk.store.check()
        return desk.submissions.oldest()
    except DeskError:
        return None


def _worker(worker: Supervisor | None) -> Literal["ok", "away", "none"]:
    """How the worker is."""
    if worker is None:
        return "none"
    return "ok" if worker.is_alive else "away"
