"""The review queue of an event, and how far two reviewers agree."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from crosswire.desk.desk import Desk
from crosswire.desk.judgement.record import of_event
from crosswire.desk.review.form import agreement_json, items_of, queue_json
from crosswire.desk.review.item import Item, ItemKind
from crosswire.desk.review.queue import Queue, queue
from crosswire.web.component import ref
from crosswire.web.contract import answers
from crosswire.web.identity import Person, requires
from crosswire.web.press import Press
from crosswire.web.request import EventAt, EventName, TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.thread import exporting, reading

router = APIRouter(
    prefix="/api/events/{event}", tags=["judgements"], default_response_class=Response
)

WAITING = {
    "description": "It is being laid out: ask again as soon as Retry-After says.",
    "headers": {"Retry-After": {"schema": {"type": "integer"}}},
}

EDITIONS = 4
"""Editions of which is remembered what was laid out to be judged."""

Reader = Annotated[Person, requires("reader")]
Reviewer = Annotated[str, Field(min_length=1, max_length=200)]


class AskedQueue(BaseModel):
    """Which queue is asked for."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[list[ItemKind], Field(max_length=20, description="Items of some kinds.")] = []
    blind: Annotated[bool, Field(description="Whether to hide what others judged.")] = False


class Pair(BaseModel):
    """Whose judgements are compared."""

    model_config = ConfigDict(extra="forbid")

    first: Annotated[Reviewer, Field(description="The name under which one reviewer signs.")]
    second: Annotated[Reviewer, Field(description="The name under which another signs.")]


@router.get(
    "/queue",
    operation_id="queue",
    summary="What there is to judge, and what one has judged of it",
    responses={**answers(ref("Queue"), "The queue of who asks."), 202: WAITING},
)
async def one_queue(
    request: Request,
    desk: TheDesk,
    person: Reader,
    event: EventName,
    query: Annotated[AskedQueue, Query()],
) -> Response:
    """The items in their order, which does not change while one judges.

    An item's `judged` is what to send to POST /api/judgements, with a `verdict`: accept is yes to
    its `ask`, reject is no.
    """
    at = await reading(_at, desk, event)
    press: Press | None = getattr(request.app.state, "press", None)
    edition = await reading(press.newest, at.id, at.revision) if press else None
    if press and edition is None:
        return _wait()
    shown = edition.revision if edition else at.revision
    etag = tag(at.revision, shown, sha256(person.name.encode()).hexdigest()[:8])
    if known := unchanged(request, etag):
        return known
    if edition:
        try:
            found = await reading(_laid_out, desk, at, person.name, query, edition.review)
        except FileNotFoundError:  # a report in it was withdrawn this moment
            return _wait()
    else:
        found = await exporting(
            desk.queue, at.id, by=person.name, kinds=query.kind, blind=query.blind
        )
    return answer(json.dumps(queue_json(found), separators=(",", ":")), etag)


def _wait() -> Response:
    """It is not laid out yet."""
    return Response(status_code=202, headers={"Retry-After": "1", "Cache-Control": "no-store"})


def _at(desk: Desk, told: str) -> EventAt:
    """The event as it is now."""
    with desk.store.reading() as connection:
        return event_at(connection, told)


def _laid_out(desk: Desk, at: EventAt, name: str, query: AskedQueue, plan: Path) -> Queue:
    """The queue over what was laid out, with all that was judged until now."""
    items = _items(plan)
    with desk.store.reading() as connection:
        said = of_event(connection, at.id)
    return queue(items, said, by=name, kinds=query.kind, blind=query.blind)


@lru_cache(maxsize=EDITIONS)
def _items(plan: Path) -> tuple[Item, ...]:
    """What was laid out to be judged; an edition's file never changes."""
    return tuple(items_of(json.loads(gzip.decompress(plan.read_bytes()))))


@router.get(
    "/agreement",
    operation_id="agreement",
    summary="How far two reviewers agree",
    responses=answers(ref("Agreement"), "Percent and Cohen's kappa for each kind."),
    dependencies=[requires("reader")],
)
def agreement(
    request: Request, desk: TheDesk, event: EventName, query: Annotated[Pair, Query()]
) -> Response:
    """By their last words that stand; with what they differ on, side by side."""
    at = _at(desk, event)
    if known := unchanged(request, etag := tag(at.revision)):
        return known
    found = agreement_json(desk.agreement(at.id, query.first, query.second))
    return answer(json.dumps(found, separators=(",", ":")), etag)
