"""What changed: as the log has it, as the sheet that a page shows, and how far one was told it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Annotated

from crosswire.codec import codec
from crosswire.desk.change.catalogue import documents, event_names, events_now
from crosswire.desk.change.journal import count, last, since, step
from crosswire.desk.change.line import members
from crosswire.desk.change.mark import LAST, Mark, hear, heard, marked, reader_name
from crosswire.desk.change.page import MOST
from crosswire.desk.change.sheet import Sheet, sheets
from crosswire.desk.change.value import Kind, Logged
from crosswire.desk.change.visit import place
from crosswire.desk.desk import Desk
from crosswire.desk.storage.revision import revision
from crosswire.error import extra
from crosswire.web.identity import Person, requires
from crosswire.web.problem import RefusedError
from crosswire.web.request import TheDesk, event_at
from crosswire.web.revision import answer, tag, unchanged
from crosswire.web.thread import writing

with extra("serve"):
    from fastapi import APIRouter, Query, Request, Response
    from pydantic import BaseModel, ConfigDict, Field
    from sqlalchemy import Connection

router = APIRouter(prefix="/api/changes", tags=["changes"], dependencies=[requires("reader")])

HIGHEST = 2**53 - 1
"""The greatest number that is asked about: JSON has no greater one that all programs read alike."""

LARGEST = 3000
"""Changes that one sheet lays out: of more, the last ones."""

Reader = Annotated[Person, requires("reader")]

SINCE = (
    "The number of a change, a day or time (2031-03-04T06:30), a stretch before now (2h, 3d), or"
    " LAST: what one has not been told."
)


class Asked(BaseModel):
    """Which changes are asked for."""

    model_config = ConfigDict(extra="forbid")
    since: Annotated[str, Field(max_length=60, description=SINCE)] = "0"
    event: Annotated[str | None, Field(max_length=400, description="Of one event.")] = None
    kind: Annotated[list[Kind], Field(description="Of some kinds.")] = []
    limit: Annotated[int, Field(ge=1, le=1000)] = 100
    after: Annotated[int | None, Field(ge=0, le=HIGHEST, description="`next` of before.")] = None


class AskedSheet(BaseModel):
    """Which sheet is asked for."""

    model_config = ConfigDict(extra="forbid")
    event: Annotated[str, Field(max_length=400, description="The event, by its id or a name.")]
    since: Annotated[str, Field(max_length=60, description=SINCE)] = LAST
    whole: Annotated[bool, Field(description="Every change, not forty of a kind.")] = False


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What changed, laid out to be read; `left_out` are older changes that it has no room for.

    `since` is the last change before, by number and in words, `last` the last one of all that it
    tells; `heard` up to where one had been told when it was asked for, `count` how many changes of
    the whole desk were looked at.
    """

    since: Mark
    last: int
    heard: int
    count: int
    left_out: int
    events: tuple[Sheet, ...]


class Seen(BaseModel):
    """Up to which change one has been told, of an event."""

    model_config = ConfigDict(extra="forbid")
    event: Annotated[str, Field(min_length=1, max_length=400)]
    seq: Annotated[int, Field(ge=0, le=HIGHEST)]


@router.get("", summary="What changed, as the log has it")
def changes(
    request: Request, desk: TheDesk, person: Reader, asked: Annotated[Asked, Query()]
) -> Response:
    """The changes in the order of the log, each as `crosswire changes --to jsonl` has it.

    One whose report is not shown any more is left out: a page may hold fewer than `limit`.
    """
    with desk.store.reading() as connection:
        event = event_at(connection, asked.event).id if asked.event else None
        start = asked.after
        if start is None:
            start = _mark(connection, asked.since, person.name, event).seq
        etag = tag(revision(connection), last(connection), start)
        if known := unchanged(request, etag):
            return known
        end = step(connection, start, asked.limit, event=event, kinds=asked.kind)
        logged = _logged(connection, start, event=event, kinds=asked.kind, upto=end)
    body = {"items": [members(one) for one in logged], "next": end}
    return answer(json.dumps(body, separators=(",", ":"), allow_nan=False), etag)


@router.get("/sheet", summary="What changed, laid out to be read")
def sheet(
    request: Request, desk: TheDesk, person: Reader, asked: Annotated[AskedSheet, Query()]
) -> Response:
    """What changed in an event, the gravest first, in the words of `crosswire changes`."""
    with desk.store.reading() as connection:
        event = event_at(connection, asked.event).id
        mark = _mark(connection, asked.since, person.name, event)
        told = heard(connection, place(person.name, event))
        etag = tag(revision(connection), last(connection), mark.seq, told)
        if known := unchanged(request, etag):
            return known
        body = _sheet(connection, event, mark, told, most=None if asked.whole else MOST)
    return answer(json.dumps(codec(SheetAnswer).encode(body), separators=(",", ":")), etag)


@router.post("/seen", status_code=204, summary="Note how far one was told what changed")
async def seen(desk: TheDesk, person: Reader, told: Seen) -> Response:
    """The next time one is told from there on; it never moves back."""
    await writing(_hear, desk, person.name, told)
    return Response(status_code=204)


def _hear(desk: Desk, name: str, told: Seen) -> None:
    """Keep how far a reader was told."""
    with desk.store.writing() as connection:
        event = event_at(connection, told.event).id
        seq = min(told.seq, last(connection))
        hear(connection, place(name, event), seq, at=desk.store.now(connection))


def _mark(connection: Connection, words: str, name: str, event: str | None) -> Mark:
    """Since when one asks; raises RefusedError for what is neither a time, a number nor LAST."""
    reader = place(name, event) if event else reader_name(name)
    found = marked(connection, words, reader=reader, now=datetime.now(UTC))
    if found is None:
        raise RefusedError(
            f"{words!r:.60} is no time, no change's number and not {LAST}",
            remedy="Give a time (2031-03-04T06:30, 2h, 3d), a change's number, or LAST.",
        )
    if found.seq == 0:
        return replace(found, words="the beginning")
    return replace(found, words="your last visit") if words == LAST else found


def _logged(
    connection: Connection,
    mark: int,
    *,
    event: str | None,
    kinds: Collection[Kind] = (),
    upto: int | None = None,
) -> tuple[Logged, ...]:
    """The changes as they may be told, under the ids that their events have now."""
    now = events_now(connection)
    found = since(connection, mark, event=event, kinds=kinds, upto=upto)
    return tuple(replace(one, event=now.get(one.event, one.event)) for one in found)


def _sheet(
    connection: Connection, event: str, mark: Mark, heard: int, *, most: int | None
) -> SheetAnswer:
    """The sheet of an event: so many changes of a kind, and of very many only the last ones."""
    left_out = max(0, count(connection, mark.seq, event=event) - LARGEST)
    start = step(connection, mark.seq, left_out, event=event) if left_out else mark.seq
    logged = _logged(connection, start or mark.seq, event=event)
    is_named = any(one.type == "document" for each in logged for one in each.change.tellings)
    prefixes = documents(connection) if is_named else {}
    return SheetAnswer(
        since=mark,
        heard=heard,
        last=last(connection),
        count=count(connection, mark.seq),
        left_out=left_out,
        events=sheets(logged, event_names(connection), prefixes, most=most),
    )
