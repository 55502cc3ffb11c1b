"""The report's file: complete in itself, safe to open, the same for the same ledger."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

import crosswire
from bench import large
from crosswire.cli import main
from crosswire.error import ReportError
from crosswire.ledger import Ledger, without_texts
from crosswire.report import render, report
from crosswire.report.page import LONGEST, ROWS
from crosswire.row import Problem, Span, Statement
from crosswire.view.brief import brief
from sample import sample

PROJECT = Path(__file__).parent.parent
LEDGER = PROJECT / "tests" / "demo" / "ledger.jsonl"

MARKUP = (
    "</script><script>alert(1)</script><!--<script></noscript><img src=x onerror=alert(1)>"
    "</title><svg/onload=alert(1)>{{7*7}}${7*7}&lt;b&gt;]]>\u2028\u2029\u202e\ud800"
)


class Elements(HTMLParser):
    """The elements of a page with their attributes, and the words in each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.comments: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append((tag, dict(attrs), []))
        self.inside = True

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.open[-1][2].append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        """The elements of a name: attributes and words."""
        return [
            (attributes, "".join(words)) for name, attributes, words in self.open if name == tag
        ]


def written(ledger: Ledger) -> bytes:
    """A ledger's page."""
    return render(report(ledger), brief(ledger))


def model_of(page: bytes) -> dict[str, Any]:
    """The model that a page holds."""
    scripts = Elements(page.decode()).all("script")
    (words,) = (words for attributes, words in scripts if attributes.get("id") == "model")
    found: dict[str, Any] = json.loads(words)
    for attributes, words in scripts:
        if name := attributes.get("data-rows"):
            found[name] += json.loads(words)
    return found


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return crosswire.load(LEDGER)


@pytest.fixture(scope="module")
def page(ledger: Ledger) -> bytes:
    return written(ledger)


def hostile() -> Ledger:
    """A ledger every word of which would do harm if it were markup."""
    ledger = sample()
    first = ledger.documents[0]
    text = f"{first.text}{MARKUP}"
    said = Statement(
        id="statement-hostile",
        document=first.id,
        content=Span(len(first.text), len(text)),
        spans=(Span(len(first.text), len(text)),),
        text=MARKUP,
        kind="direct",
        cue=None,
        source=None,
        speaker=ledger.entities[0].id,
        chain=(ledger.entities[0].id,),
        act="asserts",
        verification="none",
    )
    documents = (
        replace(first, text=text, title=MARKUP, outlet=MARKUP, url=f"https://x.example/{MARKUP}"),
        *ledger.documents[1:],
    )
    return replace(
        ledger,
        run=replace(ledger.run, settings={"event": MARKUP, MARKUP: [MARKUP]}),
        documents=documents,
        entities=tuple(replace(one, name=MARKUP * 30) for one in ledger.entities),
        statements=(*ledger.statements, said),
        questions=tuple(replace(one, text=MARKUP, unit=MARKUP) for one in ledger.questions),
        places=tuple(replace(one, name=MARKUP, country=MARKUP) for one in ledger.places),
        problems=(Problem.of(MARKUP, MARKUP, MARKUP),),
    )


SKELETON = {
    "html": 1,
    "head": 1,
    "meta": 6,
    "title": 1,
    "style": 1,
    "body": 1,
    "div": 1,
    "noscript": 1,
    "script": 2,
}


@pytest.mark.parametrize("made", [hostile(), sample()], ids=["hostile", "plain"])
def test_words_never_become_markup(made: Ledger) -> None:
    elements = Elements(written(made).decode())
    found = Counter(tag for tag, _, _ in elements.open)
    parts = [attributes for _, attributes, _ in elements.open if "data-rows" in attributes]
    assert all(one["type"] == "application/json" for one in parts)
    assert {one["data-rows"] for one in parts} <= set(ROWS)
    assert {tag: found[tag] for tag in SKELETON} == SKELETON | {"script": 2 + len(parts)}
    assert found.keys() - SKELETON.keys() == {"h1", "p", "h2", "ul", "li"}
    assert elements.comments == []
    names = {name for _, attributes, _ in elements.open for name in attributes}
    assert names == {"lang", "charset", "http-equiv", "content", "name", "id", "type"} | (
        {"data-rows"} if parts else set()
    )


def test_hostile_words_are_all_there_as_words() -> None:
    page = written(hostile())
    model = model_of(page)
    shown = MARKUP.replace("\ud800", "\ufffd")
    assert model["documents"][0]["text"].endswith(shown)
    assert any(row["text"] == shown for row in model["statements"])
    assert model["documents"][0]["url"] is None
    assert "{{7*7}}" in Elements(page.decode()).all("h1")[0][1]
    assert all(character not in page.decode() for character in ("\u2028", "\u2029", "\u202e"))


def test_no_part_of_the_model_is_long_to_parse() -> None:
    ledger = large.ledger(720)
    elements = Elements(written(ledger).decode())
    parts = [
        (one["data-rows"], words) for one, words in elements.all("script") if "data-rows" in one
    ]
    assert len(parts) > len(ROWS)
    assert all(len(words) <= 2 * LONGEST for _, words in parts)
    named = [name for name, _ in parts]
    assert sorted(named, key=ROWS.index) == named
    assert len(model_of(written(ledger))["statements"]) == len(ledger.statements)


def test_the_policy_allows_this_script_and_this_style_alone(page: bytes) -> None:
    elements = Elements(page.decode())
    (policy,) = (a["content"] for a, _ in elements.all("meta") if "http-equiv" in a)
    (style,) = (words for _, words in elements.all("style"))
    (script,) = (words for attributes, words in elements.all("script") if not attributes)
    parts = dict(part.strip().split(" ", 1) for part in str(policy).split(";"))
    for name, content in (("script-src", script), ("style-src", style)):
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert parts.pop(name) == f"'sha256-{digest}'"
    assert parts == {
        "default-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }


def test_the_policy_comes_before_all_that_it_rules(page: bytes) -> None:
    text = page.decode()
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<script")


def test_nothing_is_fetched(page: bytes) -> None:
    elements = Elements(page.decode())
    for _, attributes, _ in elements.open:
        assert not attributes.keys() & {"src", "href", "srcset", "action", "data", "poster"}
    (style,) = (words for _, words in elements.all("style"))
    assert not re.search(r"@import|url\(|image-set", style)


def test_the_page_of_the_demo_is_small(page: bytes) -> None:
    assert 300_000 < len(page) < 1_500_000


def test_the_same_ledger_is_the_same_page(page: bytes) -> None:
    assert written(crosswire.load(LEDGER)) == page
    assert page.decode().startswith("<!DOCTYPE html>\n")


def test_without_texts_no_sentence_is_left_but_excerpts(ledger: Ledger, page: bytes) -> None:
    short = written(without_texts(ledger)).decode()
    excerpts = [row.text for row in ledger.statements] + [row.text for row in ledger.figures]
    quoted = "\n".join([*excerpts, *(document.title or "" for document in ledger.documents)])
    sentences = [
        sentence
        for document in ledger.documents
        for sentence in re.findall(r"[A-Z][\w ,]{50,}\.", document.text)
        if sentence[:-1] not in quoted
    ]
    assert len(sentences) > 10
    for sentence in sentences:
        assert sentence in page.decode()
        assert sentence not in short


def test_a_page_without_scripts_says_what_the_brief_says(ledger: Ledger, page: bytes) -> None:
    elements = Elements(page.decode())
    assert elements.all("h1")[0][1] == brief(ledger).event
    titles = [words for _, words in elements.all("h2")]
    assert titles == [section.title for section in brief(ledger).sections]
    lines = [words.strip() for _, words in elements.all("li")]
    assert (
        "between 15 and 20 people · by UNVERIFIED: Clean Arda · as of 2026-03-17 · origins 1"
        in str(lines)
    )
    assert any(line.startswith("DENIED BY Orphea Metals: ") for line in lines)


def test_a_long_section_is_cut_where_no_script_runs(ledger: Ledger) -> None:
    problems = tuple(Problem.of(f"{n}.txt", "it is empty", "Leave it out.") for n in range(99))
    elements = Elements(written(Ledger(ledger.run, problems=problems)).decode())
    lines = [words.strip() for _, words in elements.all("li")]
    assert lines[-1] == "… and 39 more"
    assert len(lines) == 61


def test_an_empty_ledger_has_a_page(ledger: Ledger) -> None:
    bare = Ledger(replace(ledger.run, settings={}))
    assert [words.strip() for _, words in Elements(written(bare).decode()).all("title")] == [
        "(no title given)"
    ]


def test_a_page_without_its_script_is_not_written(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    with pytest.raises(ReportError, match=r"report\.js") as caught:
        render(report(Ledger(ledger.run)), brief(Ledger(ledger.run)))
    assert "make web" in caught.value.remedy


def called(*arguments: object) -> object:
    """What a call of the command line exits with."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    return left.value.code


class TestCommand:
    def test_a_ledger_becomes_a_page(self, tmp_path: Path, page: bytes) -> None:
        goal = tmp_path / "report.html"
        assert called("report", LEDGER, "-o", goal) == 0
        assert goal.read_bytes() == page
        assert [path.name for path in tmp_path.iterdir()] == ["report.html"]

    def test_a_page_goes_to_standard_output(
        self, page: bytes, capfdbinary: pytest.CaptureFixture[bytes]
    ) -> None:
        assert called("report", LEDGER, "-o", "-") == 0
        assert capfdbinary.readouterr().out == page

    def test_texts_can_be_left_out(self, tmp_path: Path) -> None:
        goal = tmp_path / "report.html"
        assert called("report", LEDGER, "--no-text", "-o", goal) == 0
        assert all(one["text"] is None for one in model_of(goal.read_bytes())["documents"])

    def test_borders_are_those_of_a_file(self, tmp_path: Path) -> None:
        borders = tmp_path / "borders.geojson"
        line = {"type": "LineString", "coordinates": [[24.0, 41.0], [26.0, 42.0]]}
        borders.write_text(json.dumps(line), "utf-8")
        goal = tmp_path / "report.html"
        assert called("report", LEDGER, "--borders", borders, "-o", goal) == 0
        notes = model_of(goal.read_bytes())["outline"]["notes"]
        assert any("borders.geojson" in note for note in notes)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            ((LEDGER,), "Missing option '-o'"),
            ((LEDGER, LEDGER, "-o", "-"), "is a ledger: give it alone"),
            (("-o", "-"), "Give files or folders of reports, or --demo"),
        ],
    )
    def test_wrong_use_is_told(
        self, arguments: tuple[object, ...], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert called("report", *arguments) == 2
        assert told in capsys.readouterr().err
