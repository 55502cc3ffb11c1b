"""Signing in and out of a browser, and who one is: `/api/sessions`, `/api/me`."""

from __future__ import annotations

from typing import Annotated

from crosswire.desk.access.role import Role
from crosswire.desk.log import tell
from crosswire.error import DeskError, extra
from crosswire.web.credential import Keeper, Shown, cookie_name, shown
from crosswire.web.guard.message import address
from crosswire.web.guard.pace import Pace
from crosswire.web.identity import NOBODY, Person, known, requires, unknown

with extra("serve"):
    from fastapi import APIRouter, Request, Response
    from pydantic import BaseModel, ConfigDict, Field

router = APIRouter(prefix="/api", tags=["session"])

LONGEST = 200
"""Letters of a token; ours has 59."""


class SignIn(BaseModel):
    """A token, as `crosswire token add` gave it out."""

    model_config = ConfigDict(extra="forbid")
    token: Annotated[str, Field(max_length=LONGEST)]


class Me(BaseModel):
    """Who one is: the name that signs, what one may do, whether nobody signs in here."""

    name: str | None
    role: Role | None
    local: bool


@router.get("/me", summary="Who one is, and what one may do")
async def me(request: Request, response: Response) -> Me:
    """Who sends this, if anybody; a browser's cookie that has grown old is renewed."""
    person = known(request)
    if person is None:
        return Me(name=None, role=None, local=False)
    credential = shown(request.scope)
    if credential and credential.kind == "cookie" and not person.is_local:
        await _renew(request, response, credential)
    return _told(person)


@router.post(
    "/sessions", summary="Sign a browser in", status_code=201, responses={401: {}, 429: {}}
)
async def sign_in(request: Request, response: Response, given: SignIn) -> Me:
    """Sign a browser in with a token: it gets a cookie, which no script can read."""
    where = address(request.scope)
    attempts: Pace = request.app.state.sign_ins
    attempts.check(where)
    found = await _keeper(request).sign_in(given.token)
    if found is None:
        attempts.take(where)
        tell("access.denied", address=where)
        raise unknown()
    person, cookie, seconds = found
    _set(request, response, cookie, seconds)
    tell(
        "access.signed_in",
        name=person.name,
        role=person.role,
        token=person.token,
        address=where,
    )
    return _told(person)


@router.delete("/sessions", summary="Sign a browser out", status_code=204)
async def sign_out(request: Request, person: Annotated[Person, requires("reader")]) -> Response:
    """Sign a browser out: its cookie is worth nothing from then on."""
    response = Response(status_code=204)
    credential = shown(request.scope)
    if credential and credential.kind == "cookie":
        await _keeper(request).sign_out(credential.words)
        tell("access.signed_out", name=person.name, token=person.token)
    _set(request, response, "", 0)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


async def _renew(request: Request, response: Response, credential: Shown) -> None:
    """Give a browser another cookie where it is time; where the desk is busy, the next time."""
    try:
        renewed = await _keeper(request).renew(credential.words)
    except DeskError:
        return
    if renewed:
        _set(request, response, *renewed)


def _set(request: Request, response: Response, words: str, seconds: int) -> None:
    """Give a browser its cookie, or take it away."""
    response.set_cookie(
        cookie_name(request.scope),
        words,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.scope["scheme"] == "https",
    )


def _keeper(request: Request) -> Keeper:
    """What knows who is signed in."""
    keeper: Keeper = request.app.state.keeper
    return keeper


def _told(person: Person) -> Me:
    """A person as he is told of himself; at the desk's own machine one may have no name."""
    name = None if person.name == NOBODY and person.is_local else person.name
    return Me(name=name, role=person.role, local=person.is_local)
