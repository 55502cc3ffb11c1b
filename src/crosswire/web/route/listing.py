"""The rows of an event: a page at a time, and all of them as JSON lines.

No postponed annotations here: the routes are made in a loop, each with the filter of its type.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from crosswire.codec import codec
from crosswire.desk.derive.excerpt import lookup_of
from crosswire.desk.derive.listing import Listed, Listing
from crosswire.desk.desk import Desk
from crosswire.desk.storage.stored import row_of
from crosswire.ledger import line
from crosswire.row import Run
from crosswire.web.contract import LINES, lines_of, page_of
from crosswire.web.cursor import cursor, position
from crosswire.web.filter import FILTERS, Filter, Page, Texts, plural
from crosswire.web.identity import requires
from crosswire.web.label import Label, label
from crosswire.web.request import EventAt, EventName, TheDesk, TheSettings, event_at
from crosswire.web.revision import CACHING, answer, tag, unchanged
from crosswire.web.thread import exporting

router = APIRouter(
    prefix="/api/events/{event}",
    tags=["rows"],
    dependencies=[requires("reader")],
    default_response_class=Response,
)

LABELLED = frozenset(("statement", "figure"))
"""Types of rows that claim something."""

CHUNK = 1 << 16
"""Bytes that are sent at once."""

PAGES = """In the order of the ledger. `next` goes on: give it as `after`, until it is null.

Statements and figures have a `label` beside the ledger's fields: show none without it."""

ALL_LINES = """Each line is the ledger's own, in its order, as `crosswire export` writes it."""


def _pages(kind: str, asked: type[Filter]) -> Callable[..., Response]:
    """The route that answers pages of a type's rows."""
    paged: Any = type(f"{asked.__name__}Page", (asked, Page), {"__doc__": asked.__doc__})

    def rows(
        request: Request,
        desk: TheDesk,
        settings: TheSettings,
        event: EventName,
        query: Annotated[paged, Query()],
    ) -> Response:
        after = position(kind, query.after)
        with desk.store.reading() as connection:
            at = event_at(connection, event)
            if known := unchanged(request, etag := tag(at.revision)):
                return known
            listing = Listing(connection, at.id)
            found = listing.rows(kind, query.wanted(listing), after=after)
            page = list(islice(found, query.limit + 1))
            shown = page[: query.limit]
            if settings.texts and isinstance(query, Texts) and query.text:
                shown = list(listing.with_texts(shown))
            items = list(as_items(listing, kind, shown))
        more = cursor(kind, shown[-1].at) if len(page) > query.limit else None
        return answer(f'{{"items":[{",".join(items)}],"next":{json.dumps(more)}}}', etag)

    return rows


def _lines(kind: str, asked: Any) -> Callable[..., Any]:
    """The route that answers all of a type's rows as JSON lines."""

    async def lines(
        request: Request,
        desk: TheDesk,
        settings: TheSettings,
        event: EventName,
        query: Annotated[asked, Query()],
    ) -> Response:
        text = settings.texts and isinstance(query, Texts) and query.text

        def chosen(listing: Listing, _: EventAt) -> Iterator[bytes]:
            return listing.lines([kind], query.wanted(listing), text=text)

        return await exporting(_exported, request, desk, event, chosen)

    return lines


def _exported(
    request: Request, desk: Desk, event: str, chosen: Callable[[Listing, EventAt], Iterable[bytes]]
) -> Response:
    """Lines of an event, all of one moment."""
    with desk.store.reading() as connection:
        at = event_at(connection, event)
        if known := unchanged(request, etag := tag(at.revision)):
            return known
        return spooled(chosen(Listing(connection, at.id), at), etag)


def as_items(listing: Listing, kind: str, rows: Sequence[Listed]) -> Iterator[str]:
    """Rows as items of a list, those that claim something with their labels."""
    if kind not in LABELLED:
        yield from (f'{{"type":"{kind}",{row.data[1:]}' for row in rows)
        return
    decoded = [row_of(kind, row.data) for row in rows]
    lookup = lookup_of(listing, decoded)
    for row, claim in zip(rows, decoded, strict=True):
        told = json.dumps(codec(Label).encode(label(claim, lookup)), separators=(",", ":"))
        yield f'{{"type":"{kind}",{row.data[1:-1]},"label":{told}}}'


def spooled(lines: Iterable[bytes], etag: str) -> Response:
    """Lines as an answer of any length: written to a file first, then sent as fast as it is read.

    So a slow reader holds up no snapshot of the desk, and nothing of it stays in memory.
    """
    file = TemporaryFile()  # noqa: SIM115 - it is closed when it has been sent
    try:
        file.writelines(lines)
        length = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = {"ETag": etag, "Content-Length": str(length), **CACHING}
    return StreamingResponse(_sent(file), media_type=LINES, headers=headers)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a file, which is closed at their end."""
    with closing(file):
        while chunk := file.read(CHUNK):
            yield chunk


@router.get("/ledger.jsonl", summary="The ledger of an event", responses=lines_of("run"))
async def ledger(
    request: Request,
    desk: TheDesk,
    settings: TheSettings,
    event: EventName,
    query: Annotated[Texts, Query()],
) -> Response:
    """All rows, the run row first: byte for byte what `crosswire export` writes."""

    def whole(listing: Listing, at: EventAt) -> Iterator[bytes]:
        run = replace(desk.run, settings={**desk.run.settings, "event": at.name})
        yield line("run", codec(Run).encode(run))
        yield from listing.lines(text=settings.texts and query.text)

    return await exporting(_exported, request, desk, event, whole)


for _kind, _asked in FILTERS.items():
    router.add_api_route(
        f"/{plural(_kind)}",
        _pages(_kind, _asked),
        operation_id=plural(_kind),
        summary=f"{plural(_kind).capitalize()} of an event, a page of them",
        description=PAGES,
        responses=page_of(_kind),
    )
    router.add_api_route(
        f"/{plural(_kind)}.jsonl",
        _lines(_kind, _asked),
        operation_id=f"{plural(_kind)}_lines",
        summary=f"{plural(_kind).capitalize()} of an event, all of them as JSON lines",
        description=ALL_LINES,
        responses=lines_of(_kind),
    )
