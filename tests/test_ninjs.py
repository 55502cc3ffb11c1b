"""ninjs of all its versions: told from other JSON, its parts found wherever they moved."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from crosswire import collate, load, model
from crosswire.ledger import write
from crosswire.read import Article, Notice, earlier, read
from crosswire.row import Problem
from wire import SECOND, SENTENCE, apart, read_file

if TYPE_CHECKING:
    from spacy.language import Language

URI = "urn:newsml:coastwire.example:20310304:harbour"
MARKUP = f"<p>{SENTENCE}</p><p>{SECOND}</p>"
TEXT = f"{SENTENCE}\n{SECOND}"

FIRST: dict[str, Any] = {
    "uri": URI,
    "type": "text",
    "version": "2",
    "versioncreated": "2031-03-04T23:50:00-05:00",
    "firstcreated": "2031-03-03T10:00:00-05:00",
    "embargoed": "2031-03-05T06:00:00Z",
    "pubstatus": "usable",
    "urgency": 2,
    "copyrightholder": "Coast Wire",
    "language": "en",
    "headline": "Harbour of Velmar shut",
    "byline": "By Lena Holt",
    "located": "Velmar",
    "infosource": [{"name": "Harbour Office"}],
    "body_text": "SHORT",
    "body_xhtml": MARKUP,
}
"""ninjs 1.x: one headline, bodies by the names of their forms."""

SECOND_FORM: dict[str, Any] = {
    "uri": URI,
    "type": "text",
    "version": "2",
    "versioncreated": "2031-03-04T23:50:00-05:00",
    "embargoed": "2031-03-05T06:00:00Z",
    "pubstatus": "usable",
    "copyrightholder": "Coast Wire",
    "headlines": [
        {"role": "sub", "value": "Divers hurt"},
        {"role": "main", "value": "Harbour of Velmar shut"},
    ],
    "by": "By Lena Holt",
    "infosources": [{"name": "Harbour Office"}],
    "bodies": [
        {"role": "plain", "contenttype": "text/plain", "value": "SHORT"},
        {"role": "main", "contenttype": "application/xhtml+xml", "value": MARKUP},
    ],
}  # fmt: skip
"""ninjs 2.x: lists of headlines and bodies."""

THIRD: dict[str, Any] = {
    {
        "versioncreated": "versionCreated",
        "pubstatus": "pubStatus",
        "copyrightholder": "copyrightHolder",
        "infosources": "infoSources",
        "embargoed": "embargoedUntil",
    }.get(name, name): value
    for name, value in SECOND_FORM.items()
} | {"bodies": [{"contentType": "text/html", "value": MARKUP}]}
"""ninjs 3.x: names in camel case."""


def one(folder: Path, item: dict[str, Any], name: str = "a.json") -> Article:
    (article,), problems = read_file(folder, name, json.dumps(item))
    assert not problems
    return article


@pytest.mark.parametrize("item", [FIRST, SECOND_FORM, THIRD], ids=["1", "2", "3"])
@pytest.mark.parametrize("name", ["a.json", "a.ninjs", "a.jsonl", "a"])
def test_the_parts_of_every_version(tmp_path: Path, item: dict[str, Any], name: str) -> None:
    article = one(tmp_path, item, name)
    assert article.id == f"{URI}#2"
    assert article.text == TEXT
    assert article.title == "Harbour of Velmar shut"
    assert article.outlet == "Coast Wire"
    assert (article.published, article.dated_by) == (date(2031, 3, 4), "given")
    assert article.delivery.item == URI
    assert article.delivery.version == "2"
    assert article.delivery.byline == "By Lena Holt"
    assert article.delivery.credit == ("Harbour Office", "Coast Wire")
    assert article.delivery.embargoed == "2031-03-05T06:00:00Z"
    assert article.delivery.fetched is None


def test_a_body_without_mark_up_stays_as_it_is(tmp_path: Path) -> None:
    plain = f"{SENTENCE}\r\n\r\n  {SECOND} 3 < 4 &amp; so on"
    item = {name: value for name, value in FIRST.items() if not name.startswith("body")}
    assert one(tmp_path, {**item, "body_text": plain}).text == plain
    bodies = [{"value": plain}]
    assert one(tmp_path, {**THIRD, "bodies": bodies}).text == plain


@pytest.mark.parametrize(
    "record",
    [
        {"text": SENTENCE, "uri": "urn:x", "headline": "Harbour shut", "version": 3},
        {"text": SENTENCE, "slugline": "harbour", "pubstatus": "usable"},
        {"article": SENTENCE, "url": "https://a.example/1", "language": "en", "uri": "urn:y"},
    ],
)
def test_other_json_is_no_ninjs(tmp_path: Path, record: dict[str, Any]) -> None:
    article = one(tmp_path, record)
    assert article.text == SENTENCE
    assert article.delivery.item is None


def test_a_mapping_of_the_user_s_goes_before(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({**FIRST, "words": SENTENCE}))
    (article,), _ = apart(read([tmp_path], fields={"text": "words"}))
    assert article.text == SENTENCE


@pytest.mark.parametrize("status", ["canceled", "Canceled", "cancelled", "withheld", "lost"])
@pytest.mark.parametrize("name", ["pubstatus", "pubStatus"])
def test_what_may_not_be_used_is_a_problem(tmp_path: Path, status: str, name: str) -> None:
    item = {key: value for key, value in FIRST.items() if key != "pubstatus"}
    articles, (problem,) = read_file(tmp_path, "a.json", json.dumps({**item, name: status}))
    assert not articles
    assert problem.document == f"{URI}#2"
    said = {"w": "withheld by its provider", "l": "none of usable"}
    assert said.get(status[0], "canceled by its provider") in problem.reason


def test_a_ledger_of_wire_items(tmp_path: Path, nlp: Language) -> None:
    """What the wire states stands in the row of the report, and its source is the origin."""
    body = "<p>VELMAR - Three boats sank in the harbour on Monday and two people died.</p>"
    sources = [{"name": "Coast Wire"}]
    other = {"uri": "urn:gazette:1", "copyrightholder": "Velmar Gazette", "infosource": sources}
    items = [
        {**FIRST, "infosource": [], "body_xhtml": body},
        {**FIRST, "infosource": [], "version": "3", "body_xhtml": body.replace("two", "four")},
        {**FIRST, **other, "body_xhtml": body},
        {**FIRST, "uri": "urn:dead", "pubstatus": "canceled"},
    ]
    (tmp_path / "items.json").write_text(json.dumps(items))
    with mock.patch.object(model, "load", return_value=nlp):
        ledger = collate([tmp_path])
    third, first, second = ledger.documents
    assert (third.id, third.credit) == ("urn:gazette:1#2", ("Coast Wire", "Velmar Gazette"))
    assert (first.version_of, second.version_of) == (None, first.id)
    assert second.because["version_of"].rule == "stated_version"
    assert (first.byline, first.embargoed) == ("By Lena Holt", "2031-03-05T06:00:00Z")
    assert [problem.document for problem in ledger.problems] == ["urn:dead#2"]
    boats = [figure for figure in ledger.figures if figure.low == 3]
    assert len(boats) == 3
    assert len({figure.origin for figure in boats}) == 1
    file = io.BytesIO()
    write(ledger, file)
    (tmp_path / "ledger.jsonl").write_bytes(file.getvalue())
    assert load(tmp_path / "ledger.jsonl") == ledger


def test_versions_follow_one_another(tmp_path: Path) -> None:
    items = [{**FIRST, "version": version} for version in ("10", "9", 2)]
    items.append({**FIRST, "uri": "urn:other"})
    (tmp_path / "a.json").write_text(json.dumps(items))
    articles, problems = apart(read([tmp_path]))
    assert not problems
    assert earlier(articles) == {f"{URI}#10": f"{URI}#9", f"{URI}#9": f"{URI}#2"}
    assert earlier(reversed(articles)) == earlier(articles)


FRENCH = "Le port a été fermé lundi, a déclaré le maire de la ville, après une panne."
BAD: dict[str, tuple[Any, str]] = {
    "picture": ({**FIRST, "type": "picture"}, "the type 'picture'"),
    "bodiless": ({"uri": URI, "pubstatus": "usable", "versioncreated": "x"}, "without the text"),
    "blank": ({**SECOND_FORM, "bodies": [{"value": " "}, {}, 7, None]}, "without the text"),
    "not_a_list": ({**SECOND_FORM, "bodies": "SHORT"}, "without the text"),
    "script": ({**SECOND_FORM, "bodies": [{"value": "<p><script>1"}]}, "without the text"),
    "deep": ({**SECOND_FORM, "bodies": [{"value": "<div>" * 90_000}]}, "without the text"),
    "long": ({**FIRST, "body_xhtml": "The harbour was closed. " * 30_000}, "longer than 500,000"),
    "french": ({**FIRST, "body_xhtml": FRENCH}, "'fr'"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_item_is_one_problem_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    item, reason = BAD[name]
    other = {**FIRST, "uri": "urn:other"}
    articles, (problem,) = read_file(tmp_path, "a.json", json.dumps([item, other]))
    assert [article.id for article in articles] == ["urn:other#2"]
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (json.dumps(FIRST).encode()[:-30], "no JSON"),
        (json.dumps(FIRST).replace("Velmar", "Vélmar").encode("latin-1"), "not UTF-8 at byte"),
        (b"", "empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_cut_off_or_in_another_encoding(
    tmp_path: Path, raw: bytes, reason: str
) -> None:
    articles, (problem,) = read_file(tmp_path, "a.ninjs", raw)
    assert not articles
    assert reason in problem.reason


def test_a_bad_time_costs_the_day_only(tmp_path: Path) -> None:
    item = {**FIRST, "versioncreated": "yesterday"}
    (article,), (problem,) = read_file(tmp_path, "a.json", json.dumps(item))
    assert article.published is None
    assert "'yesterday' is no date" in problem.reason


@pytest.mark.parametrize(
    "uri", ["../../etc/passwd\x1b[2J", "urn:a\nurn:b", "x" * 9_000, "a b", "\ud800", "\u202eurn:x"]
)
def test_hostile_names(tmp_path: Path, uri: str) -> None:
    hostile = {"headline": "Shut\x00\ud800\nnow", "byline": "By\r\nnobody \ud800"}
    article = one(tmp_path, {**FIRST, **hostile, "uri": uri})
    assert article.id == "a.json"
    assert article.title == "Shut\x00\ufffd now"
    assert article.delivery.byline == "By nobody \ufffd"


def test_a_kill_says_what_it_kills(tmp_path: Path) -> None:
    _, (kill,) = read_file(tmp_path, "a.json", json.dumps({**FIRST, "pubstatus": "canceled"}))
    assert isinstance(kill, Notice)
    assert (kill.status, kill.item, kill.version) == ("canceled", URI, "2")
    assert type(kill.problem) is Problem
    assert kill.problem == Problem.of(f"{URI}#2", kill.reason, kill.remedy)


@pytest.mark.parametrize("name", ["pubStatus", "pubstatus", "iptc_pubstatus"])
def test_any_json_may_say_that_it_is_taken_back(tmp_path: Path, name: str) -> None:
    """An article of no standard may carry the standard's status; its address says what is meant."""
    record = {"text": SENTENCE, "url": "https://a.example/1", "id": 7, name: "Canceled"}
    articles, (kill,) = read_file(tmp_path, "a.json", json.dumps(record))
    assert not articles
    assert isinstance(kill, Notice)
    assert (kill.status, kill.item, kill.document) == ("canceled", "https://a.example/1", "7")


def test_an_item_of_a_json_feed_may_say_so_too(tmp_path: Path) -> None:
    entry = {"id": "urn:one", "url": "https://a.example/1", "_pubstatus": "withheld"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [entry]}
    _, (notice,) = read_file(tmp_path, "a.json", json.dumps(feed))
    assert isinstance(notice, Notice)
    assert (notice.status, notice.item) == ("withheld", "https://a.example/1")
