"""One row by its id: what it says, why, to what it is linked, and what was judged of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from crosswire.codec import codec
from crosswire.desk.derive.listing import Listed, Listing, home
from crosswire.desk.judgement.history import log
from crosswire.desk.judgement.record import Kept
from crosswire.judgement.form import as_json
from crosswire.web.component import ref
from crosswire.web.contract import answers
from crosswire.web.identity import requires
from crosswire.web.problem import missing
from crosswire.web.reason import Why, reasons
from crosswire.web.request import EventAt, TheDesk, TheSettings, event_at
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.route.listing import as_items

router = APIRouter(
    prefix="/api/rows",
    tags=["rows"],
    dependencies=[requires("reader")],
    default_response_class=Response,
)

RowId = Annotated[
    str,
    Path(
        min_length=1,
        max_length=400,
        description="The id of a row of any type; that of a report may have slashes in it.",
        examples=["statement-0123456789abcdef"],
    ),
]


@router.get(
    "/{row:path}",
    operation_id="row",
    summary="One row, with its corrections log",
    responses=answers(ref("OneRow"), "The row."),
)
def one_row(request: Request, desk: TheDesk, settings: TheSettings, row: RowId) -> Response:
    """A row of any type with its event, its reasons in words, its links and what was judged of it.

    An entity that several parts of an event tell of is answered under the id that it has there.
    """
    with desk.store.reading() as connection:
        place = home(connection, row)
        if place is None:
            raise missing("there is no row of this id", remedy="List rows: GET /api/events.")
        kind, event = place
        at = event_at(connection, event)
        if known := unchanged(request, etag := tag(at.revision)):
            return known
        listing = Listing(connection, event)
        found = _found(listing, kind, row, text=settings.texts)
        (shown,) = as_items(listing, kind, [found])
        more = {
            "reasons": [codec(Why).encode(one) for one in reasons(listing, found)],
            "judgements": [as_json(one.judgement) for one in _log(listing, row)],
        }
        links = as_items(listing, "link", listing.links(found.at.id))
        body = f'{{"event":{_event(at)},"row":{shown},"links":[{",".join(links)}],'
        return answer(body + json.dumps(more, separators=(",", ":"))[1:], etag)


def _found(listing: Listing, kind: str, name: str, *, text: bool) -> Listed:
    """A row of the event as it is shown; a report with its text, where texts are served."""
    found = list(listing.find(kind, [name]))
    if not found:
        raise missing("there is no row of this id", remedy="List rows: GET /api/events.")
    return next(iter(listing.with_texts(found))) if text and kind == "document" else found[0]


def _log(listing: Listing, name: str) -> Sequence[Kept]:
    """What was judged of a row; of an entity, in all parts of the event that tell of it."""
    return log(listing.connection, subject=name, known_as=listing.ids(name))


def _event(at: EventAt) -> str:
    """The event of a row."""
    return json.dumps({"id": at.id, "name": at.name, "revision": at.revision})
