"""Rows over HTTP are the ledger's rows: page by page, filtered, as lines, each by itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from crosswire.cli import main
from crosswire.ledger import TYPES, Ledger, write
from crosswire.web.filter import plural
from web.client import Client

if TYPE_CHECKING:
    from crosswire.desk.desk import Desk

EVENT = "/api/events/Dam%20burst"
JSON = "application/json"


@pytest.fixture(scope="module")
def ledger(read_desk: Desk) -> Ledger:
    return read_desk.ledger("Dam burst")


@pytest.fixture(scope="module")
def lines(ledger: Ledger) -> list[bytes]:
    file = BytesIO()
    write(ledger, file)
    return file.getvalue().splitlines(keepends=True)


def pages(client: Client, path: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """All items of a list, as they are asked for page by page."""
    found = client.get(path, params=asked).json()
    yield from found["items"]
    while found["next"]:
        found = client.get(path, params={**asked, "after": found["next"]}).json()
        assert found["items"]
        yield from found["items"]


@pytest.mark.parametrize("kind", TYPES)
def test_pages_are_the_rows_of_the_ledger(reader: Client, lines: list[bytes], kind: str) -> None:
    found = list(pages(reader, f"{EVENT}/{plural(kind)}", limit=53))
    labels = [one.pop("label", None) for one in found]
    rows = [json.loads(line) for line in lines]
    assert found == [row for row in rows if row["type"] == kind]
    assert (None in labels) is (kind not in {"statement", "figure"} and bool(found))
    assert [row["type"] for row in rows].count(kind) > 5 or kind == "problem"


def test_lines_are_what_export_writes(
    reader: Client, demo_file: Path, tmp_path: Path, lines: list[bytes]
) -> None:
    goal = tmp_path / "x.jsonl"
    with pytest.raises(SystemExit):
        main(["export", str(demo_file), "--event", "Dam burst", "-o", str(goal)])
    answer = reader.get(f"{EVENT}/ledger.jsonl")
    assert answer.headers["content-type"] == "application/jsonl"
    assert answer.content == goal.read_bytes() == b"".join(lines)
    assert answer.headers["content-length"] == str(len(answer.content))
    figures = reader.get(f"{EVENT}/figures.jsonl").content
    assert figures == b"".join(one for one in lines if one.startswith(b'{"type":"figure"'))


def test_texts_may_be_left_out(reader: Client) -> None:
    answer = reader.get(f"{EVENT}/ledger.jsonl?text=false")
    rows = [json.loads(line) for line in answer.content.splitlines()]
    assert len(rows) > 100
    assert not any("text" in row for row in rows if row["type"] == "document")
    (page,) = reader.get(f"{EVENT}/documents?limit=1&text=false").json()["items"]
    assert "text" not in page


def test_what_is_denied_never_goes_without_its_label(reader: Client) -> None:
    denied = list(pages(reader, f"{EVENT}/statements", act="denies"))
    assert len(denied) > 5
    assert all(one["label"]["status"].startswith("DENIED BY ") for one in denied)
    acts = {one["id"]: one["act"] for one in pages(reader, f"{EVENT}/statements")}
    said = [one for one in pages(reader, f"{EVENT}/figures") if one["statement"]]
    assert all(one["label"]["act"] == acts[one["statement"]] for one in said)
    meant = [one["label"]["status"] for one in said if one["label"]["act"] != "asserts"]
    assert len(meant) > 2
    assert all(" BY " in one for one in meant)


def test_a_filter_of_reports(reader: Client, ledger: Ledger) -> None:
    asked = {"outlet": ["Harbour Post", "Daily Whistle"], "published_from": "2026-03-17"}
    found = list(pages(reader, f"{EVENT}/statements", limit=20, **asked))
    reports = {
        one.id
        for one in ledger.documents
        if one.outlet in asked["outlet"] and str(one.published) >= "2026-03-17"
    }
    assert 0 < len(reports) < len(ledger.documents)
    assert {one["document"] for one in found} == reports


def test_a_row_comes_with_its_reasons_links_and_words(reader: Client, ledger: Ledger) -> None:
    link = next(one for one in ledger.links if one.kind == "denies")
    found = reader.get(f"/api/rows/{link.from_id}").json()
    assert found["row"]["id"] == link.from_id
    assert link.id in {one["id"] for one in found["links"]}
    spans = [span for why in found["reasons"] for span in why["spans"]]
    texts = {one.id: one.text for one in ledger.documents}
    assert spans
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in spans)
    assert found["judgements"] == []


def test_a_row_of_every_type_is_found_by_its_id(reader: Client, ledger: Ledger) -> None:
    asked = {row.id for kind in TYPES for row in getattr(ledger, plural(kind))[:1]}
    assert len(asked) == len(TYPES) - 1  # the demo has no problems
    for name in asked:
        found = reader.get(f"/api/rows/{quote(name, safe='')}")
        assert found.json()["row"]["id"] == name


@pytest.mark.parametrize(
    "path",
    [
        "/api/rows/statement-0000000000000000",
        "/api/rows/no%2Fsuch%2Freport.txt",
        "/api/rows/%C3%28",
        "/api/rows/%F0%9F%9B%B6",
        "/api/rows/" + "x" * 390,
        "/api/events/%25/statements",
        "/api/events/event-/statements",
        "/api/events/event-0/ledger.jsonl",
        "/api/judgements/judgement-0000000000000000/undo",
    ],
)
def test_what_is_not_there_is_not_found(reader: Client, path: str) -> None:
    method = "POST" if path.endswith("undo") else "GET"
    found = reader(method, path, headers={"X-Crosswire-Name": "R. Example"})
    assert found.status_code == 404, found.text
    assert found.json()["remedy"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=1001",
        "limit=x",
        "after=x",
        "after=WyJmaWd1cmUiLCIiLDAsIiJd",
        "after=%F0%9F%9B%B6",
        "act=deny",
        "published_from=yesterday",
        "speaker=",
        "&".join(f"speaker={n}" for n in range(21)),
        "speker=x",
    ],
)
def test_what_cannot_be_asked_is_told(reader: Client, query: str) -> None:
    found = reader.get(f"{EVENT}/statements?{query}")
    assert found.status_code == 422, found.text
    assert found.headers["content-type"] == "application/problem+json"


def test_an_answer_is_sent_once(reader: Client, demo_desk: Desk) -> None:
    for path in (f"{EVENT}/figures", f"{EVENT}/ledger.jsonl", "/api/events", EVENT):
        etag = reader.get(path).headers["etag"]
        again = reader.get(path, headers={"If-None-Match": f'"x", W/{etag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert reader("HEAD", path).headers["etag"] == etag
