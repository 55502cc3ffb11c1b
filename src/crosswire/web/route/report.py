"""The report's page of an event: what the press has laid out, sent as it is kept."""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from crosswire.web.identity import requires
from crosswire.web.press import Edition, Press
from crosswire.web.request import EventName, TheDesk, event_at
from crosswire.web.revision import CACHING, tag, unchanged
from crosswire.web.thread import glancing, reading

router = APIRouter(prefix="/api/events", tags=["report"], dependencies=[requires("reader")])

PART = 1 << 18
"""Bytes of a page that are sent at once."""

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
    if known := _known(request, event):
        return known
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


def _known(request: Request, event: str) -> Response | None:
    """The answer 304 to who has the newest page of an event named by its id; the desk is not asked.

    Nothing is sent, so that it does no harm where a report in that page was withdrawn this moment.
    """
    press: Press | None = getattr(request.app.state, "press", None)
    edition = press.editions.get(event) if press else None
    found = unchanged(request, tag(edition.revision)) if edition else None
    if press and found:
        press.look({event: 0})
    return found


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
    is_packed = "gzip" in request.headers.get("accept-encoding", "").lower()
    try:
        file = await reading(partial(_opened, path, is_packed=is_packed))
    except FileNotFoundError:  # a report in it was withdrawn this moment
        return _wait()
    headers = {"ETag": etag, "Vary": "Accept-Encoding", **CACHING}
    if is_packed:
        size = os.fstat(file.fileno()).st_size
        headers |= {"Content-Encoding": "gzip", "Content-Length": str(size)}
    return StreamingResponse(_parts(file), media_type=media, headers=headers)


def _opened(path: Path, *, is_packed: bool) -> BinaryIO:
    """A file of an edition, to be read packed as it is kept, or unpacked."""
    return path.open("rb") if is_packed else cast("BinaryIO", gzip.open(path, "rb"))


async def _parts(file: BinaryIO) -> AsyncIterator[bytes]:
    """What is in a file, as fast as it is wanted: no page is in memory as a whole."""
    with closing(file):
        while part := await glancing(file.read, PART):
            yield part


def _wait() -> Response:
    """There is none yet."""
    return Response(status_code=202, headers={"Retry-After": "1", "Cache-Control": "no-store"})
