"""What a route asks for: the desk, the settings, an event as it is at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Path, Request
from fastapi.routing import APIRoute
from sqlalchemy import Connection, select

from crosswire.desk.desk import Desk
from crosswire.desk.event.event import resolve
from crosswire.desk.storage import schema
from crosswire.error import DeskError
from crosswire.web.problem import RefusedError, missing
from crosswire.web.setting import Settings

EventName = Annotated[
    str,
    Path(
        min_length=1,
        max_length=400,
        description="An event: its id, the beginning of its id, or a name that it has or had.",
        examples=["event-a6cbab3b"],
    ),
]


async def _desk(request: Request) -> Desk:
    """The desk that is served."""
    found: Desk = request.app.state.desk
    return found


async def _settings(request: Request) -> Settings:
    """How it is served."""
    found: Settings = request.app.state.settings
    return found


TheDesk = Annotated[Desk, Depends(_desk)]
TheSettings = Annotated[Settings, Depends(_settings)]


@dataclass(frozen=True, slots=True)
class EventAt:
    """An event at one moment: its revision is another as soon as it may show something else."""

    id: str
    name: str
    revision: int


def event_at(connection: Connection, told: str) -> EventAt:
    """The event that goes by an id or name, as a snapshot of the desk has it.

    Raises RefusedError with status 404 where there is none, or several fit.
    """
    try:
        found = resolve(connection, told)
    except DeskError as error:
        raise missing(str(error), remedy="See which there are: GET /api/events.") from error
    table = schema.event
    query = select(table.c.id, table.c.name, table.c.revision).where(table.c.id == found)
    return EventAt(*connection.execute(query).one())


async def known_parameters(request: Request) -> None:
    """Refuse parameters that a route does not have: a filter that is misspelt filters nothing."""
    route = request.scope.get("route")
    if not request.query_params or not isinstance(route, APIRoute) or not route.include_in_schema:
        return
    paths = request.app.openapi()["paths"]
    operation = paths[route.path_format][request.method.lower()]
    known = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"}
    if strange := sorted(set(request.query_params) - known):
        named = ", ".join(sorted(known)) or "none"
        raise RefusedError(
            f"there is no parameter {strange[0]!r:.60} here", remedy=f"Those there are: {named}."
        )
