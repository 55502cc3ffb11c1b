"""Search, carriers and versions over the interface."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.web.app import app
from crosswire.web.setting import Settings
from desk.desks import ITEM, add, item, kill
from desk.test_version import AFTER, BEFORE
from web.client import Client

if TYPE_CHECKING:
    from crosswire.desk.desk import Desk


def texts(desk: Desk) -> dict[str, str]:
    return {one.id: one.text for event in desk.events() for one in desk.ledger(event.id).documents}


def items(reader: Client, **params: Any) -> list[dict[str, Any]]:
    answer = reader.get("/api/search", params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


def test_hits_have_their_words_and_labels(reader: Client, read_desk: Desk) -> None:
    whole = texts(read_desk)
    looked = 0
    for part in ("claims", "articles"):
        for one in items(reader, q="dam*", **{"in": part}):
            text = whole[one["document"]]
            assert one["type"] == "question" or one["span"]
            assert one["span"] is None or one["words"] == text[slice(*one["span"])]
            assert all(
                one["words"][slice(*mark)].lower().startswith("dam") for mark in one["marks"]
            )
            assert one["excerpt"]["text"] == text[slice(*one["excerpt"]["span"])]
            assert one["type"] == "document" or one["label"]
            marks = [one["excerpt"]["text"][slice(*mark)] for mark in one["excerpt"]["marks"]]
            assert all(mark.lower().startswith("dam") for mark in marks)
            place = one["excerpt"]["place"]
            assert place is None or one["excerpt"]["text"][slice(*place)] in one["words"]
            looked += len(one["marks"])
    assert looked > 10
    denied = [one for one in items(reader, q='"denied by"') if one["type"] == "statement"]
    assert denied
    assert all(one["label"].startswith("DENIED BY") for one in denied)


def test_a_question_says_that_it_is_one(reader: Client) -> None:
    found = [one for one in items(reader, q="people", limit=100) if one["type"] == "question"]
    assert found
    assert all(one["label"].startswith("QUESTION (") for one in found)
    assert "answers, " in found[0]["label"] or "1 answer, single" in found[0]["label"]


def test_pages_join_and_are_sent_once(reader: Client) -> None:
    whole = items(reader, q="the", limit=100)
    first = reader.get("/api/search", params={"q": "the", "limit": 7})
    second = reader.get("/api/search", params={"q": "the", "after": first.json()["next"]})
    joined = first.json()["items"] + second.json()["items"]
    assert joined == whole[: len(joined)]
    assert len(joined) == 27
    again = {"If-None-Match": first.headers["ETag"]}
    assert reader("GET", "/api/search?q=the", headers=again).status_code == 304


def test_what_was_understood_is_told(reader: Client) -> None:
    answer = reader.get("/api/search", params={"q": "MUD AND “brown mud” -Dam*"}).json()
    assert answer["query"] == 'mud and "brown mud" -dam*'
    assert reader.get("/api/search").json() == {"query": "", "items": [], "next": None}


def test_one_event_alone(reader: Client, read_desk: Desk) -> None:
    event = read_desk.events()[1].id
    found = items(reader, q="dam", event=event)
    assert {one["event"] for one in found} == {event}
    assert reader.get("/api/search?q=dam&event=nowhere").status_code == 404


@pytest.mark.parametrize("query", ["after=x", "in=nowhere", "limit=0", "limit=1000", "what=dam"])
def test_what_is_no_search_is_refused(reader: Client, query: str) -> None:
    answer = reader.get(f"/api/search?q=dam&{query}")
    assert answer.status_code == 422
    assert answer.json()["remedy"]


def test_carriers_of_words_and_of_a_row(reader: Client, read_desk: Desk) -> None:
    quotation = "We expect the number to rise"
    told = reader.get("/api/carriers", params={"words": quotation}).json()
    assert told["articles"] == len({one["document"] for one in told["carriers"]}) > 1
    assert [one["origin"] for one in told["carriers"]].count(True) == told["origins"]
    whole = texts(read_desk)
    for one in told["carriers"]:
        assert one["label"]
        assert one["words"] == whole[one["document"]][slice(*one["span"])]
        assert [whole[one["document"]][slice(*span)] for span in one["spans"]] == [quotation]
    row = told["carriers"][0]["row"]
    same = reader.get(f"/api/rows/{row}/carriers").json()
    assert same["carriers"] == told["carriers"]
    assert (same["row"], same["label"]) == (row, told["carriers"][0]["label"])
    for missing in ("statement-0", "nowhere", "01_harbour-post.txt"):
        assert reader.get(f"/api/rows/{missing}/carriers").status_code == 404


def test_versions_side_by_side(demo_desk: Desk) -> None:
    reader = Client(app(demo_desk))
    add(demo_desk, item("1", BEFORE), item("2", AFTER, published=date(2031, 3, 5)))
    address = f"/api/documents/{ITEM}%232/versions"
    told = reader.get(address).json()
    assert [one["document"] for one in told["versions"]] == [f"{ITEM}#1", f"{ITEM}#2"]
    (revision,) = told["revisions"]
    assert [one["fate"] for one in revision["sentences"]].count("changed") == 1
    for one in revision["sentences"]:
        for side, text in (("before", BEFORE), ("after", AFTER)):
            if one[side]:
                assert one[side]["text"] == text[slice(*one[side]["span"])]
    labels = {(one["after"] or one["before"])["label"] for one in revision["claims"]}
    assert any(label.startswith("SAID BY") for label in labels)
    short = Client(app(demo_desk, Settings(texts=False))).get(address).json()
    fates = {one["fate"] for one in short["revisions"][0]["sentences"]}
    assert fates <= {"changed", "dropped", "added"}
    add(demo_desk, kill())
    assert reader.get(address).status_code == 404
    assert reader.get("/api/documents/nowhere/versions").status_code == 404
