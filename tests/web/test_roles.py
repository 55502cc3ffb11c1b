"""Every address of the interface takes a role, and one that changes something a greater one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Route

from crosswire.desk.access import token
from crosswire.desk.access.role import ROLES, Role, may
from crosswire.desk.desk import Desk
from crosswire.web.app import app
from crosswire.web.guard.gate import OPEN
from crosswire.web.guard.message import SAFE
from crosswire.web.reach import Reach
from crosswire.web.route import ROUTERS
from crosswire.web.setting import Settings
from web.client import Client

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi import FastAPI

OF_A_READER = {("DELETE", "/api/sessions"), ("POST", "/api/changes/seen")}
"""What a reader may change: what is his own."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[FastAPI, dict[Role, str]]]:
    """A desk that people sign in to, and a token of each role."""
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        with desk.store.writing() as connection:
            tokens = {
                role: token.grant(desk.store, connection, f"{role} Example", role) for role in ROLES
            }
        yield app(desk, Settings(reach=Reach(signs_in=True))), tokens


def roles(dependant: Dependant) -> set[Role]:
    """The roles that a route demands, wherever among its dependencies."""
    own: Role | None = getattr(dependant.call, "__dict__", {}).get("role")
    below = {one for inner in dependant.dependencies for one in roles(inner)}
    return below | {own} if own else below


def actions(served: FastAPI) -> Iterator[tuple[str, str, set[Role]]]:
    """Each method and address, with the roles that it demands."""
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in sorted(route.methods or ()):
                yield method, route.path_format, roles(route.dependant)
    for page in served.routes:
        if isinstance(page, Route):
            for method in sorted(page.methods or set()):
                yield method, page.path, set()


def test_no_address_is_left_out(served: tuple[FastAPI, object]) -> None:
    application, _ = served
    found = {path for _, path, _ in actions(application)}
    assert set(application.openapi()["paths"]) <= found
    kinds = {type(one) for one in application.routes}
    assert len(kinds) == 2, "addresses and routers, and nothing that is mounted"


def test_every_address_of_the_interface_takes_a_role(served: tuple[FastAPI, object]) -> None:
    found = [one for one in actions(served[0]) if one[1].startswith("/api")]
    assert len(found) > 3
    without = [one[:2] for one in found if len(one[2]) != 1 and one[:2] not in OPEN]
    assert without == []


def test_nothing_but_the_interface_changes_anything(served: tuple[FastAPI, object]) -> None:
    outside = [one for one in actions(served[0]) if not one[1].startswith("/api")]
    assert len(outside) > 0
    assert [one[:2] for one in outside if one[0] not in SAFE] == []


def test_what_changes_something_is_refused_to_lesser_roles_and_without_the_mark(
    served: tuple[FastAPI, dict[Role, str]],
) -> None:
    application, tokens = served
    changing = [
        (method, re.sub(r"\{[^}]*\}", "x", path), role)
        for method, path, demanded in actions(application)
        for role in demanded
        if method not in SAFE and (method, path) not in OPEN
    ]
    assert len(changing) > 0
    for method, path, wanted in changing:
        assert wanted != "reader" or (method, path) in OF_A_READER, path
        assert Client(application)(method, path, json={}).status_code == 401
        for role, words in tokens.items():
            client = Client(application, Authorization=f"Bearer {words}")
            if not may(role, wanted):
                assert client(method, path, json={}).status_code == 403, (path, role)
            unmarked = Client(application, Authorization=f"Bearer {words}")
            del unmarked.headers["X-Crosswire"]
            assert unmarked(method, path, json={}).status_code == 403, path
