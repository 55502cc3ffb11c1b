"""Judgements over HTTP: signed, seen at once, taken back, exchanged; the queue and agreement."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.web.app import app
from web.client import Client

if TYPE_CHECKING:
    from crosswire.desk.desk import Desk

EVENT = "/api/events/Dam%20burst"
NAMES = {"X-Crosswire-Name": "R. Example"}
OTHER = {"X-Crosswire-Name": "O. Sample"}


@pytest.fixture
def client(demo_desk: Desk) -> Client:
    return Client(app(demo_desk))


def a_link(client: Client) -> dict[str, Any]:
    """What a judgement of the first denial says but for its verdict."""
    link = client.get(f"{EVENT}/links?kind=denies&limit=1").json()["items"][0]
    return {"kind": "link", "subject": link["from"], "other": link["to"], "relation": "denies"}


def test_a_judgement_is_signed_and_seen_and_taken_back(client: Client) -> None:
    draft = a_link(client) | {"verdict": "reject", "note": "It is another dam."}
    before = client.get(EVENT).headers["etag"]
    made = client.post("/api/judgements", json=draft, headers=NAMES)
    assert made.status_code == 201, made.text
    one = made.json()
    assert (one["by"], one["verdict"], one["note"]) == ("R. Example", "reject", draft["note"])
    again = client.post("/api/judgements", json=draft, headers=NAMES)
    assert again.json() == one
    assert client.get(EVENT).headers["etag"] != before
    log = client.get(f"/api/rows/{draft['subject']}").json()["judgements"]
    assert log == [one]
    listed = client.get("/api/judgements?by=R.%20Example&kind=link").json()["items"]
    assert [item["id"] for item in listed] == [one["id"]]
    refused = client.post(f"/api/judgements/{one['id']}/undo", headers=OTHER)
    assert refused.status_code == 422
    undone = client.post(f"/api/judgements/{one['id']}/undo", json={"note": "No."}, headers=NAMES)
    assert undone.status_code == 201, undone.text
    assert undone.json()["undoes"] == one["id"]
    page = client.get("/api/judgements?limit=1").json()
    rest = client.get("/api/judgements", params={"limit": 1, "after": page["next"]}).json()
    assert [item["verdict"] for item in (*page["items"], *rest["items"])] == ["reject", "undo"]


def test_two_reviewers_are_compared(client: Client) -> None:
    draft = a_link(client)
    client.post("/api/judgements", json=draft | {"verdict": "accept"}, headers=NAMES)
    client.post("/api/judgements", json=draft | {"verdict": "reject"}, headers=OTHER)
    queue = client.get(f"{EVENT}/queue?kind=denies", headers=NAMES).json()
    item = next(one for one in queue["items"] if one["judged"] == draft)
    assert (item["state"], item["differ"]) == ("accepted", True)
    assert [one["by"] for one in item["others"]] == ["O. Sample"]
    blind = client.get(f"{EVENT}/queue?kind=denies&blind=true", headers=NAMES).json()
    assert not any(one["others"] for one in blind["items"])
    asked = {"first": "R. Example", "second": "O. Sample"}
    found = client.get(f"{EVENT}/agreement", params=asked).json()
    (whole, denials) = found["kinds"]
    assert (whole["both"], whole["same"], denials["relation"]) == (1, 0, "denies")
    assert found["disagreements"][0]["first"]["by"] == "R. Example"


def test_judgements_go_from_desk_to_desk(client: Client) -> None:
    draft = a_link(client) | {"verdict": "accept"}
    client.post("/api/judgements", json=draft, headers=NAMES)
    lines = client.get(f"{EVENT}/judgements.jsonl")
    assert lines.headers["content-type"] == "application/jsonl"
    (line,) = lines.content.splitlines()
    altered = line.replace(b'"R. Example"', b'"O. Sample"')
    took = client.post(
        "/api/judgements/import",
        content=b"\n".join([line, altered]),
        headers=NAMES | {"Content-Type": "application/jsonl"},
    )
    assert took.status_code == 200, took.text
    found = took.json()
    assert (found["new"], found["known"]) == (0, 1)
    assert [one["line"] for one in found["refused"]] == [2]


@pytest.mark.parametrize(
    ("draft", "status"),
    [
        ({"kind": "link"}, 422),
        ([], 422),
        ("x", 422),
        (None, 422),
        (
            {"kind": "note", "verdict": "note", "subject": "figure-0000000000000000", "note": "x"},
            404,
        ),
        ({"kind": "note", "verdict": "note", "subject": "a/b.txt", "note": "x"}, 404),
        ({"kind": "note", "verdict": "note", "subject": "x", "note": " "}, 422),
        ({"kind": "note", "verdict": "note", "subject": "x", "note": "x", "by": "me"}, 422),
        (
            {
                "kind": "link",
                "verdict": "undo",
                "subject": "x",
                "undoes": "judgement-0000000000000000",
            },
            422,
        ),
    ],
)
def test_what_cannot_be_judged_is_refused(reader: Client, draft: object, status: int) -> None:
    found = reader.post("/api/judgements", content=json.dumps(draft), headers=NAMES | TYPE)
    assert found.status_code == status, found.text
    assert found.json()["remedy"]


TYPE = {"Content-Type": "application/json"}


def test_who_judges_says_who_he_is(reader: Client) -> None:
    found = reader.post("/api/judgements", json={})
    assert found.status_code == 400
    assert "X-Crosswire-Name" in found.json()["remedy"]
