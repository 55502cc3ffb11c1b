"""The report's page of an event: what the press has laid out, sent as it is kept."""

from __future__ import annotations

import gzip
from pathlib import Path

from fastapi import APIRouter, Request, Response

from crosswire.web.identity import requires
from crosswire.web.press import Edition, Press
from crosswire.web.request import EventName, TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.thread import glancing, reading

router = APIRouter(prefix="/api/events", tags=["report"], dependencies=[requires("reader")])

RESPONSES: dict[int | str, dict[str, str]] = {
    202: {"description": "It is being laid out: ask again in a second."},
    304: {"description": "It is what the caller has."},
}


@router.get(
    "/{event}/report",
    summary="The report's page, laid out",
    responses={
        **RESPONSES,
        200: {
            "description": "The model of the page: the members of `web/src/model.ts`.",
            "content": {"application/json": {"schema": {"type": "object"}}},
        },
    },
)
async def report(request: Request, desk: TheDesk, event: EventName) -> Response:
    """The newest page of an event that was laid out; a newer one is told as `laid-out`.

    `ETag` has the event's revision that it shows.
    """
    edition = await glancing(_newest, request, desk, event)
    if edition is None:
        return _wait()
    return await _sent(request, edition, edition.model, "application/json")


@router.get(
    "/{event}/brief",
    summary="The report's brief, as HTML",
    responses={
        **RESPONSES,
        200: {
            "description": "The brief: a piece of HTML without markup of anybody else's.",
            "content": {"text/html": {"schema": {"type": "string"}}},
        },
    },
)
async def brief(request: Request, desk: TheDesk, event: EventName) -> Response:
    """What a reader sees whose browser runs no scripts."""
    edition = await glancing(_newest, request, desk, event)
    return _wait() if edition is None else await _sent(request, edition, edition.brief, "text/html")


def _newest(request: Request, desk: TheDesk, told: str) -> Edition | None:
    """The newest edition of an event's page; None where there is none yet."""
    with desk.store.reading() as connection:
        at = event_at(connection, told)
    press: Press | None = getattr(request.app.state, "press", None)
    return None if press is None else press.newest(at.id, at.revision)


async def _sent(request: Request, edition: Edition, path: Path, media: str) -> Response:
    """A file of an edition, packed where the caller can unpack it."""
    etag = tag(edition.revision)
    if known := unchanged(request, etag):
        return known
    try:
        packed = await reading(path.read_bytes)
    except FileNotFoundError:  # a report in it was withdrawn this moment
        return _wait()
    takes = request.headers.get("accept-encoding", "")
    is_packed = "gzip" in takes.lower()
    body = packed if is_packed else await reading(gzip.decompress, packed)
    sent = answer(body, etag, media=media)
    sent.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        sent.headers["Content-Encoding"] = "gzip"
    return sent


def _wait() -> Response:
    """There is none yet."""
    return Response(status_code=202, headers={"Retry-After": "1", "Cache-Control": "no-store"})
