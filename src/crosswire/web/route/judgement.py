"""Judgements: signed, listed, taken back, exchanged between desks."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from crosswire.codec import codec
from crosswire.desk.derive.listing import Position
from crosswire.desk.desk import Desk
from crosswire.desk.judgement import record
from crosswire.desk.judgement.history import log
from crosswire.desk.judgement.record import Kept
from crosswire.desk.judgement.site import anchored, rows_of, sites
from crosswire.desk.review.exchange import Taken, lines
from crosswire.desk.storage.revision import revision
from crosswire.judgement.form import as_json, drafted
from crosswire.judgement.value import Draft, JudgementKind
from crosswire.web.component import page, ref
from crosswire.web.contract import LINES, answers, lines_of
from crosswire.web.cursor import LONGEST, cursor, position
from crosswire.web.filter import LARGEST, PAGE, Name
from crosswire.web.identity import Person, requires
from crosswire.web.problem import RefusedError, missing
from crosswire.web.request import EventName, TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.thread import exporting, writing

router = APIRouter(prefix="/api", tags=["judgements"], default_response_class=Response)

Reviewer = Annotated[Person, requires("reviewer")]

JudgementId = Annotated[
    str,
    Path(
        pattern="^judgement-[0-9a-f]{16}$",
        description="The id of a judgement.",
        examples=["judgement-0123456789abcdef"],
    ),
]

TAKES_JUDGEMENTS = {
    "requestBody": {
        "required": False,
        "content": {
            LINES: {
                "schema": {
                    "type": "string",
                    "description": "JSON lines: each a judgement as it was exported.",
                }
            }
        },
    }
}
TAKES_DRAFT = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": ref("Draft")}}}
}


class Asked(BaseModel):
    """Which judgements are asked for; all where nothing is said."""

    model_config = ConfigDict(extra="forbid")

    event: Annotated[str | None, Field(max_length=400, description="Of an event.")] = None
    by: Annotated[str | None, Field(max_length=200, description="Of one reviewer.")] = None
    subject: Annotated[Name | None, Field(description="Of one row, of any type.")] = None
    kind: Annotated[list[JudgementKind], Field(max_length=20)] = []
    limit: Annotated[int, Field(ge=1, le=LARGEST)] = PAGE
    after: Annotated[str | None, Field(max_length=LONGEST, description="`next` of before.")] = None


class Note(BaseModel):
    """Why it is taken back, if one wants to say."""

    model_config = ConfigDict(extra="forbid")

    note: Annotated[str | None, Field(max_length=4000)] = None


@router.get(
    "/judgements",
    operation_id="judgements",
    summary="What was judged",
    responses=answers(page(ref("JudgementKept")), "A page of judgements."),
    dependencies=[requires("reader")],
)
def judgements(request: Request, desk: TheDesk, query: Annotated[Asked, Query()]) -> Response:
    """In the order in which the desk got them: what was taken back is there, and what took it."""
    after = position("judgement", query.after)
    with desk.store.reading() as connection:
        event = event_at(connection, query.event).id if query.event else None
        if known := unchanged(request, etag := tag(revision(connection))):
            return known
        found = log(
            connection,
            event=event,
            by=query.by,
            subject=query.subject,
            kinds=query.kind,
            after=after.start if after else 0,
            limit=query.limit + 1,
        )
    shown = found[: query.limit]
    end = Position("", shown[-1].seq, "") if len(found) > query.limit else None
    body = {
        "items": [_kept(one) for one in shown],
        "next": cursor("judgement", end) if end else None,
    }
    return answer(json.dumps(body, separators=(",", ":")), etag)


def _kept(one: Kept) -> dict[str, Any]:
    """A judgement with the event that it was made in."""
    return {"event": one.event, **as_json(one.judgement)}


@router.post(
    "/judgements",
    operation_id="judge",
    summary="Judge a row, or two",
    status_code=201,
    responses={201: answers(ref("Judgement"), "It, signed.", cached=False)[200]},
    openapi_extra=TAKES_DRAFT,
)
async def judge(desk: TheDesk, person: Reviewer, draft: Annotated[Any, Body()]) -> Response:
    """Sign a judgement with one's name; the same one again is the one that is there.

    It is seen everywhere at once. What follows from it is derived in the next seconds, where all
    who judged it agree; nothing follows where they differ.
    """
    judged = drafted(draft)
    if judged.verdict == "undo":
        raise RefusedError(
            "this judges, and takes nothing back", remedy="POST /api/judgements/{id}/undo does."
        )
    return _told(await writing(_judged, desk, judged, person.name), status=201)


def _judged(desk: Desk, draft: Draft, name: str) -> dict[str, Any]:
    """Keeps a judgement; raises RefusedError (404) where its rows are not there."""
    with desk.store.reading() as connection:
        wanted = rows_of((anchored(connection, draft),))
        if lost := sorted(wanted - sites(connection, wanted).keys()):
            raise missing(
                f"the desk shows no row {lost[0]!r:.80}",
                remedy="Give ids as GET /api/events/{event}/statements and its like have them.",
            )
    return as_json(desk.judge(draft, by=name))


@router.post(
    "/judgements/import",
    operation_id="import_judgements",
    summary="Take in judgements that were exported",
    responses=answers(ref("Taken"), "What came of it.", cached=False),
    openapi_extra=TAKES_JUDGEMENTS,
    dependencies=[requires("editor")],
)
async def take(request: Request, desk: TheDesk) -> Response:
    """They keep the names and times under which they were signed; twice the same is once."""
    body = await request.body()
    taken = await writing(desk.take_judgements, body.splitlines())
    return _told(codec(Taken).encode(taken))


@router.post(
    "/judgements/{judgement}/undo",
    operation_id="undo",
    summary="Take back what one has judged",
    status_code=201,
    responses={201: answers(ref("Judgement"), "What takes it back.", cached=False)[200]},
)
async def undo(
    desk: TheDesk, person: Reviewer, judgement: JudgementId, why: Note | None = None
) -> Response:
    """Both stay in the log. What others judged, they alone take back."""
    note = why.note if why else None
    return _told(await writing(_undone, desk, judgement, person.name, note), status=201)


def _undone(desk: Desk, judgement: str, name: str, note: str | None) -> dict[str, Any]:
    """Takes a judgement back; raises RefusedError (404) where there is none."""
    with desk.store.reading() as connection:
        if judgement not in record.by_id(connection, [judgement]):
            raise missing("there is no judgement of this id", remedy="See GET /api/judgements.")
    return as_json(desk.undo(judgement, by=name, note=note))


@router.get(
    "/events/{event}/judgements.jsonl",
    operation_id="judgements_lines",
    summary="All that was judged of an event, as JSON lines",
    responses=lines_of("judgement"),
    dependencies=[requires("reader")],
)
async def export(request: Request, desk: TheDesk, event: EventName) -> Response:
    """As `crosswire judgement export` writes it, to be imported at another desk."""
    return await exporting(_exported, request, desk, event)


def _exported(request: Request, desk: Desk, told: str) -> Response:
    """The judgements of an event, in the order in which they were made."""
    with desk.store.reading() as connection:
        at = event_at(connection, told)
        if known := unchanged(request, etag := tag(at.revision)):
            return known
        found = [one.judgement for one in log(connection, event=at.id)]
    return answer("".join(lines(found)), etag, media=LINES)


def _told(body: dict[str, Any], *, status: int = 200) -> Response:
    """An answer that nobody keeps."""
    return Response(
        json.dumps(body, separators=(",", ":")), status_code=status, media_type="application/json"
    )
