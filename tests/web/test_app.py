"""The application as a whole: problems, ETags, HEAD, what is not described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from crosswire.desk.desk import Desk
from crosswire.web.app import app
from web.client import Client

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as desk:
        yield Client(app(desk))


def test_what_is_not_there_is_a_problem(client: Client) -> None:
    found = client.get("/api/events/none")
    assert found.status_code == 404
    assert found.headers["content-type"] == "application/problem+json"
    assert found.json()["remedy"] == "See which there are: GET /api/events."


def test_a_parameter_that_is_misspelt_is_refused(client: Client) -> None:
    found = client.get("/api/events?evnet=x")
    assert found.status_code == 422
    assert "'evnet'" in found.json()["detail"]


def test_head_is_get_without_its_body(client: Client) -> None:
    got, head = client.get("/api/events"), client("HEAD", "/api/events")
    assert (head.content, head.status_code) == (b"", 200)
    assert head.headers["content-length"] == str(len(got.content))
