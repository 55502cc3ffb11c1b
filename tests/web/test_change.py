"""What changed, over the interface: pages of the log, sheets, how far one was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from crosswire.desk.change import Change, Telling, record
from crosswire.desk.desk import Desk
from crosswire.desk.storage import schema
from crosswire.web.app import app
from web.client import Client

AT = "2031-03-04T00:00:00.000000Z"
EVENT = "event-ferry"
DENIED = Telling(
    "statement", "statement-0a1b2c3d4e", label="DENIED BY the mayor", words="it\u202e sank"
)
SAID = Telling("statement", "statement-1a1b2c3d4e", label="SAID BY Ana", words="it floats")


def write(desk: Desk, *changes: Change) -> None:
    with desk.store.writing() as connection:
        record(connection, EVENT, changes, at=AT)


def said(telling: Telling) -> Change:
    kind = "new_denial" if telling is DENIED else "new_claim"
    return Change(kind, telling.type, telling.row, after=(telling,))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "desk.sqlite", create=True) as opened:
        known = {"name": "Ferry aground", "key": "ferry aground", "named_by": "rule", "at": AT}
        with opened.store.writing() as connection:
            connection.execute(insert(schema.event).values(id=EVENT, seq=1, **known))
        write(opened, said(SAID), said(DENIED))
        yield opened


@pytest.fixture
def client(desk: Desk) -> Client:
    return Client(app(desk), X_Crosswire_Name="Ana%20Kova%C4%8D")


def test_the_log_comes_in_pages(client: Client) -> None:
    first = client.get("/api/changes?limit=1").json()
    assert [one["kind"] for one in first["items"]] == ["new_claim"]
    second = client.get(f"/api/changes?limit=1&after={first['next']}&event={EVENT}").json()
    assert [one["kind"] for one in second["items"]] == ["new_denial"]
    rest = client.get(f"/api/changes?after={second['next']}").json()
    assert rest == {"items": [], "next": None}
    of_kind = client.get("/api/changes?kind=new_denial").json()["items"]
    assert [one["after"][0]["label"] for one in of_kind] == ["DENIED BY the mayor"]


def test_a_sheet_has_the_gravest_first_and_is_told_until_it_was_seen(client: Client) -> None:
    sheet = client.get(f"/api/changes/sheet?event={EVENT}").json()
    assert sheet["since"] == {"seq": 0, "words": "the beginning"}
    parts = sheet["events"][0]["parts"]
    assert [part["kind"] for part in parts] == ["new_denial", "new_claim"]
    line = parts[0]["items"][0]["lines"][0]
    assert (line["label"], line["words"]) == ("DENIED BY the mayor", "it sank")
    again = client.get(f"/api/changes/sheet?event={EVENT}").json()
    assert again == sheet
    seen = client.post("/api/changes/seen", json={"event": EVENT, "seq": sheet["last"]})
    assert seen.status_code == 204
    after = client.get(f"/api/changes/sheet?event={EVENT}").json()
    assert (after["events"], after["heard"]) == ([], sheet["last"])
    assert after["since"]["words"] == "your last visit"


def test_what_is_seen_is_each_reader_s_own_and_never_goes_back(client: Client, desk: Desk) -> None:
    for seq in (2**50, 1):
        client.post("/api/changes/seen", json={"event": EVENT, "seq": seq})
    assert client.get(f"/api/changes/sheet?event={EVENT}").json()["heard"] == 2
    other = Client(app(desk), X_Crosswire_Name="Bo")
    assert other.get(f"/api/changes/sheet?event={EVENT}").json()["heard"] == 0
    write(desk, said(SAID))
    assert client.get(f"/api/changes/sheet?event={EVENT}").json()["events"][0]["changes"] == 1


def test_an_answer_that_is_the_same_is_not_sent_again(client: Client, desk: Desk) -> None:
    address = f"/api/changes/sheet?event={EVENT}&since=0"
    etag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    write(desk, said(SAID))
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "?since=soon",
        "/sheet",
        f"/sheet?event={EVENT}&since=-1",
        "?kind=gossip",
        "?limit=0",
        "?after=x",
    ],
)
def test_what_cannot_be_understood_is_a_problem_with_a_remedy(client: Client, address: str) -> None:
    found = client.get(f"/api/changes{address}")
    assert found.status_code == 422 and found.json()["remedy"]


def test_a_large_sheet_has_the_last_changes_and_says_what_it_leaves_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crosswire.web.route.change.LARGEST", 1)
    sheet = client.get(f"/api/changes/sheet?event={EVENT}").json()
    assert sheet["left_out"] == 1
    assert [part["kind"] for part in sheet["events"][0]["parts"]] == ["new_denial"]
