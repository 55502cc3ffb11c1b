"""What is looked for: words in claims and articles, and all who carried a quotation."""

from __future__ import annotations

import json
from typing import Annotated, Any

from crosswire.codec import codec
from crosswire.desk.search import carrier
from crosswire.desk.search.search import LIMIT, MOST, Part, search
from crosswire.desk.storage.revision import revision
from crosswire.error import SearchError, extra
from crosswire.web.component import ref
from crosswire.web.contract import answers
from crosswire.web.found import CarriersFound, Found, carried, found
from crosswire.web.identity import requires
from crosswire.web.problem import missing
from crosswire.web.request import TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged

with extra("serve"):
    from fastapi import APIRouter, Path, Query, Request, Response
    from pydantic import BaseModel, ConfigDict, Field
    from sqlalchemy import Connection

router = APIRouter(
    prefix="/api",
    tags=["search"],
    dependencies=[requires("reader")],
    default_response_class=Response,
)

LONGEST = 2000
"""Characters of what is looked for."""

HOW = (
    'All words are wanted. "Words in quotation marks" follow each other, a star stands for any end'
    " of a word, a minus leaves out what has it. Nothing that is written is an error."
)

EventAsked = Annotated[
    str | None, Field(min_length=1, max_length=400, description="Of one event: its id or a name.")
]

RowAsked = Annotated[
    str,
    Path(
        min_length=1,
        max_length=400,
        description="The id of a statement or figure.",
        examples=["statement-0123456789abcdef"],
    ),
]


class Asked(BaseModel):
    """What is looked for."""

    model_config = ConfigDict(extra="forbid")
    q: Annotated[str, Field(max_length=LONGEST, description=HOW)] = ""
    event: EventAsked = None
    within: Annotated[
        Part, Field(alias="in", description="What people claim, or what reports print.")
    ] = "claims"
    limit: Annotated[int, Field(ge=1, le=MOST)] = LIMIT
    after: Annotated[
        str | None, Field(max_length=4 * LONGEST, description="`next` of the page before.")
    ] = None


class AskedWords(BaseModel):
    """A quotation that is looked for."""

    model_config = ConfigDict(extra="forbid")
    words: Annotated[str, Field(max_length=LONGEST, description="Words as they follow each other.")]
    event: EventAsked = None


class AskedEvent(BaseModel):
    """Where a row's quotation is looked for."""

    model_config = ConfigDict(extra="forbid")
    event: EventAsked = None


@router.get(
    "/search",
    operation_id="search",
    summary="Claims, or articles, that have some words",
    responses=answers(ref("Found"), "A page of hits, the newest report's first."),
)
def searched(request: Request, desk: TheDesk, asked: Annotated[Asked, Query()]) -> Response:
    """What has all these words, with where they stand. What is withdrawn or held is never found.

    Show no `words` without their `label`, and no passage without those of its `claims`.
    """
    with desk.store.reading() as connection:
        if known := unchanged(request, etag := _tag(connection)):
            return known
        results = search(
            connection,
            asked.q,
            event=_event(connection, asked.event),
            part=asked.within,
            limit=asked.limit,
            after=asked.after,
        )
    return answer(_body(Found, found(results)), etag)


@router.get(
    "/carriers",
    operation_id="carriers",
    summary="Every report that prints some words",
    responses=answers(ref("CarriersFound"), "The carriers, the earliest first."),
)
def carriers(request: Request, desk: TheDesk, asked: Annotated[AskedWords, Query()]) -> Response:
    """All carriers of a quotation: however they spell its marks, capitals, spaces and line ends."""
    with desk.store.reading() as connection:
        if known := unchanged(request, etag := _tag(connection)):
            return known
        event = _event(connection, asked.event)
        told = carrier.carriers(connection, asked.words, event=event)
    return answer(_body(CarriersFound, carried(told, event)), etag)


@router.get(
    "/rows/{row}/carriers",
    operation_id="carriers_of_row",
    summary="Every report that carries a row's words",
    responses=answers(ref("CarriersFound"), "The carriers, the earliest first."),
)
def carriers_of_row(
    request: Request, desk: TheDesk, row: RowAsked, asked: Annotated[AskedEvent, Query()]
) -> Response:
    """All carriers of what a statement or figure says, in these words or nearly."""
    with desk.store.reading() as connection:
        if known := unchanged(request, etag := _tag(connection)):
            return known
        event = _event(connection, asked.event)
        try:
            told = carrier.carriers_of(connection, row, event=event)
        except SearchError as error:
            raise missing(str(error), remedy=error.remedy) from error
    return answer(_body(CarriersFound, carried(told, event)), etag)


def _tag(connection: Connection) -> str:
    """What an answer from all events rests on: the last revision of any."""
    return tag(revision(connection))


def _event(connection: Connection, told: str | None) -> str | None:
    """The id of the event that is asked for, if one is."""
    return event_at(connection, told).id if told else None


def _body(kind: type, found: Any) -> str:
    """An answer as JSON."""
    return json.dumps(codec(kind).encode(found), separators=(",", ":"))
