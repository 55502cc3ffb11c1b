"""The description of the interface (OpenAPI 3.1), complete: rows, errors, who may do what.

The routes are FastAPI's to describe. What it cannot know is added here: the rows, which are
answered as they are stored; the problems that any route may answer; how somebody signs in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from crosswire.web.component import component, components, ref
from crosswire.web.problem import MEDIA
from crosswire.web.rowschema import Schema

LINES = "application/jsonl"

ABOUT = """\
The ledgers of a crosswire desk: what the reports of an event say, who said it, who carried it.

Rows bear the names of the ledger's fields and nothing else, but for `type` and, with statements
and figures, a `label` that says in what sense they stand. Offsets count code points.
Everything that goes wrong is answered as RFC 9457 has it, with a `remedy`.
"""

ANSWERS = {
    400: "The request breaks a rule of HTTP or of this server.",
    401: "Nobody signed in, or with what no longer holds.",
    403: "The role does not suffice, or the request comes from a page of another site.",
    404: "It is not there.",
    413: "The body is too large.",
    415: "The body is no JSON.",
    421: "The server does not go by the name in Host.",
    422: "A parameter or the body is not as described.",
    431: "The address or the headers are too long.",
    429: "Too much at once; Retry-After says how long to wait.",
    503: "The desk cannot answer now; Retry-After says when to ask again.",
}
"""What may go wrong, by its status."""

ETAG: Schema = {
    "ETag": {
        "description": "Sent back as If-None-Match it is answered 304, as long as it holds.",
        "schema": {"type": "string"},
    }
}

HEADERS: list[Schema] = [
    {
        "name": "X-Crosswire",
        "in": "header",
        "required": True,
        "description": "Says that the request comes from a program, not from another site's form.",
        "schema": {"type": "string"},
        "example": "1",
    },
    {
        "name": "X-Crosswire-Name",
        "in": "header",
        "required": False,
        "description": "At the desk's own machine, where nobody signs in: the name that one signs"
        " with, percent-encoded UTF-8.",
        "schema": {"type": "string"},
        "example": "R.%20Example",
    },
]
"""What a request that changes something says of itself."""

NOT_MODIFIED = {
    "description": "The caller has it already (If-None-Match).",
    "headers": ETAG,
}


def answers(
    schema: Schema, description: str, *, media: str = "application/json", cached: bool = True
) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers what it has encoded itself."""
    content = {"description": description, "content": {media: {"schema": schema}}}
    if not cached:
        return {200: content}
    return {200: content | {"headers": ETAG}, 304: NOT_MODIFIED}


def page_of(kind: str) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers pages of a type's rows."""
    return answers(ref(f"{component(kind)}Page"), "A page of rows.")


def lines_of(kind: str) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers JSON lines; the schema is that of a line."""
    what = "each line is a row" if kind != "run" else "a run row, then each line another row"
    schema: Schema = {"type": "string", "description": f"JSON lines: {what}."}
    return answers(schema, "All rows, in the order of the ledger.", media=LINES)


def describe(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Have an application describe itself so; `routers` are all that it has."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, routers)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _described(app: FastAPI, routers: Sequence[APIRouter]) -> dict[str, Any]:
    """The whole description."""
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary="What many reports of an event say, as claims",
        description=ABOUT,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )
    parts = made.setdefault("components", {})
    mine = components()
    if both := sorted(mine.keys() & parts.setdefault("schemas", {}).keys()):
        raise ValueError(f"two schemas are called {both[0]}: see component.NAMES")
    parts["schemas"].update(mine)
    parts["responses"] = {f"Refused{status}": _problem(why) for status, why in ANSWERS.items()}
    parts["securitySchemes"] = SIGNING_IN
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    for route, operation in _operations(routers, made["paths"]):
        _complete(route, operation)
    return made


def _operations(
    routers: Sequence[APIRouter], paths: dict[str, Any]
) -> Iterator[tuple[APIRoute, dict[str, Any]]]:
    """Each route with its descriptions."""
    for route in (one for router in routers for one in router.routes):
        if isinstance(route, APIRoute) and route.include_in_schema:
            for method in sorted(route.methods or ()):
                yield route, paths[route.path_format][method.lower()]


def _complete(route: APIRoute, operation: dict[str, Any]) -> None:
    """Adds to a route's description what may go wrong, and the role that it takes."""
    role = _role(route)
    found = [400, 421, 429, 431, 503]
    is_unsafe = "GET" not in (route.methods or ())
    found += [401] if role else []
    found += [403] if role or is_unsafe else []
    found += [413, 415] if "requestBody" in operation else []
    found += [404, 422] if operation.get("parameters") or "requestBody" in operation else []
    responses = operation["responses"]
    responses.pop("422", None)
    for status in sorted(found):
        problem = {"$ref": f"#/components/responses/Refused{status}"}
        if not responses.get(str(status), {}).get("content"):
            responses[str(status)] = problem
    if is_unsafe:
        operation["parameters"] = [*operation.get("parameters", []), *HEADERS]
    operation["security"] = [{}, {"bearer": []}, {"cookie": []}] if role else [{}]
    if role:
        operation["x-role"] = role
        told = operation.get("description", "")
        operation["description"] = f"{told}\n\nTakes the role of {role}.".strip()


def _role(route: APIRoute) -> str | None:
    """The role that a route takes: that of `requires`, wherever it stands."""
    found = [getattr(one.call, "role", None) for one in route.dependant.dependencies]
    return next(filter(None, found), None)


SIGNING_IN: Schema = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of `crosswire token add`; none is needed at its own machine.",
    },
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "crosswire",
        "description": "What a browser gets from POST /api/sessions.",
    },
}


def _problem(why: str) -> Schema:
    """The response that says what is wrong."""
    return {"description": why, "content": {MEDIA: {"schema": ref("ProblemDetails")}}}
