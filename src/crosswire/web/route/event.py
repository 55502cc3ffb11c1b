"""The events of the desk."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict

from crosswire.codec import codec
from crosswire.desk.derive.listing import Position
from crosswire.web.component import page, ref
from crosswire.web.contract import answers
from crosswire.web.cursor import cursor, position
from crosswire.web.filter import Page
from crosswire.web.identity import Person, requires
from crosswire.web.item import EventItem, event_items
from crosswire.web.request import EventName, TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged

router = APIRouter(prefix="/api/events", tags=["events"], default_response_class=Response)

Reader = Annotated[Person, requires("reader")]


class Asked(Page):
    """Which events are asked for."""

    model_config = ConfigDict(extra="forbid")


@router.get(
    "",
    operation_id="events",
    summary="The events of the desk",
    responses=answers(page(ref("EventItem")), "A page of events."),
)
def events(
    request: Request, desk: TheDesk, person: Reader, query: Annotated[Asked, Query()]
) -> Response:
    """In the order in which they began."""
    after = position("event", query.after)
    with desk.store.reading() as connection:
        found = event_items(connection, person.name)
    begun = [one.id for one in found]
    first = begun.index(after.id) + 1 if after and after.id in begun else 0
    shown = found[first : first + query.limit]
    is_more = len(found) > first + query.limit
    body = {
        "items": [codec(EventItem).encode(one) for one in shown],
        "next": cursor("event", Position("", 0, shown[-1].id)) if is_more else None,
    }
    return _answer(request, body)


@router.get(
    "/{event}",
    operation_id="event",
    summary="One event",
    responses=answers(ref("EventItem"), "The event."),
)
def one_event(request: Request, desk: TheDesk, person: Reader, event: EventName) -> Response:
    """An event, by its id or a name; one that was merged is answered as what it went into."""
    with desk.store.reading() as connection:
        (found,) = event_items(connection, person.name, event_at(connection, event).id)
    return _answer(request, codec(EventItem).encode(found))


def _answer(request: Request, body: object) -> Response:
    """An answer whose ETag rests on all of it: it is small, and depends on who asks."""
    text = json.dumps(body, separators=(",", ":"))
    etag = tag(sha256(text.encode()).hexdigest()[:16])
    return unchanged(request, etag) or answer(text, etag)
