"""What went wrong, as the interface answers it: RFC 9457 (problem details), with a remedy.

Every answer that is no success is one object: `title` (the status in words), `status`, `detail`
(what is wrong, in a sentence), `remedy` (what the caller can do) and, where members of the request
were wrong, `errors` with each. Nothing of the server's own (paths, addresses, code) stands in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from crosswire.error import CrosswireError, DeskError
from crosswire.web.incident import note
from crosswire.web.method import allowed

MEDIA = "application/problem+json"

LONGEST = 300
"""Characters of a detail: what a caller sent is quoted, but not at any length."""

REMEDIES = {
    400: "Send what docs/api.md and /openapi.json describe.",
    401: "Sign in, or send a token: Authorization: Bearer TOKEN.",
    403: "Ask whoever runs the desk for a token with another role.",
    404: "See /openapi.json for what there is, and /api/events for the events.",
    405: "See /openapi.json for what can be done here.",
    409: "Ask for it as it is now, and try again.",
    408: "Send it again.",
    413: "Send less.",
    415: "Send JSON: Content-Type: application/json.",
    421: "Ask it by the name that it was started with: crosswire serve --name NAME.",
    422: "Correct what is named, and send it again.",
    429: "Wait as long as Retry-After says.",
    503: "Try again in a moment.",
}
"""What a caller can do, where nothing better is known, by the status."""


class RefusedError(CrosswireError):
    """A request that is refused, with the status that says how.

    `headers` go with the answer: Retry-After, WWW-Authenticate.
    """

    def __init__(
        self,
        message: str,
        *,
        remedy: str | None = None,
        status: int = 422,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy or REMEDIES.get(status, REMEDIES[400]))
        self.status = status
        self.headers = dict(headers or {})


def missing(message: str, *, remedy: str | None = None) -> RefusedError:
    """A refusal: what is asked for is not there."""
    return RefusedError(message, remedy=remedy, status=404)


def problem(
    status: int,
    detail: str,
    remedy: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    errors: Iterable[Mapping[str, Any]] = (),
) -> Response:
    """The answer that says what is wrong."""
    members: dict[str, Any] = {
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail[:LONGEST],
        "remedy": remedy or REMEDIES.get(status, REMEDIES[400]),
    }
    if found := list(errors):
        members["errors"] = found
    return Response(
        json.dumps(members, separators=(",", ":")),
        status_code=status,
        media_type=MEDIA,
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def handle(app: FastAPI) -> None:
    """Have an application answer everything that goes wrong with a problem."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(DeskError, _busy)
    app.add_exception_handler(CrosswireError, _wrong)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _failed)


def refused(error: RefusedError) -> Response:
    """A refusal, as it was raised."""
    return problem(error.status, str(error), error.remedy, headers=error.headers)


def busy() -> Response:
    """The desk itself cannot answer now; why stands in the log, with its path."""
    return problem(503, "the desk cannot answer now", headers={"Retry-After": "2"})


def failed() -> Response:
    """A fault of the program: told in the log, not to the caller."""
    return problem(
        500, "the server failed; this is its fault", "Tell whoever runs the desk when it was."
    )


def _refused(_: Request, error: Exception) -> Response:
    """A refusal, as it was raised."""
    assert isinstance(error, RefusedError)  # noqa: S101 - tells the type checker what is registered
    return refused(error)


def _busy(_: Request, error: Exception) -> Response:
    """The desk itself cannot answer now."""
    note(error)
    return busy()


def _wrong(_: Request, error: Exception) -> Response:
    """What was sent cannot be used."""
    return problem(422, str(error), getattr(error, "remedy", None))


def _invalid(_: Request, error: Exception) -> Response:
    """Parameters or a body that are not as described; each is named, none is repeated."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - as above
    found = [_member(one) for one in error.errors()]
    told = "; ".join(
        f"{one['name']}: {one['detail']}" if one["name"] else one["detail"] for one in found
    )
    return problem(422, told or "the request is not as described", errors=found)


def _member(error: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with one member of a request: where it stands, its name, in words."""
    where, *names = (str(part) for part in error["loc"])
    return {"in": where, "name": ".".join(names)[:80], "detail": str(error["msg"])[:LONGEST]}


def _plain(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such path, no such method."""
    assert isinstance(error, HTTPException)  # noqa: S101 - as above
    if error.status_code == 405:
        takes = allowed(request.scope)
        return problem(405, "no such method", f"Use one of {takes}.", headers={"Allow": takes})
    said = "there is nothing here" if error.status_code == 404 else str(error.detail)
    return problem(error.status_code, said, headers=error.headers)


def _failed(_: Request, error: Exception) -> Response:
    """A fault of the program."""
    note(error)
    return failed()
