"""The event that ships with crosswire, end to end, against its reviewed ledger.

After a wanted change, write the ledger again, read the difference row by row, and commit it:

    crosswire ledger --demo --quiet -o tests/demo/ledger.jsonl
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from crosswire import Ledger, collate
from crosswire.ledger import span_of, write
from crosswire.row import Figure, Span, Statement

HERE = Path(__file__).with_name("demo")
REVIEWED = HERE / "ledger.jsonl"
GOLD = sorted(path for path in (HERE / "gold").glob("*.json") if path.stem != "cluster")
FOLDER = Path(str(resources.files("crosswire"))) / "demo"
REPORTS = sorted(path for path in FOLDER.iterdir() if path.name != "meta.json")
IDS = {path: path.name.removesuffix(".jsonl") for path in REPORTS}
UNDATED = "06_riverwatch-europe.txt"
REPRINT = "09_inland-messenger.txt"
REPRINTED = "01_harbour-post.txt"
STRAY = "10_cordillera-dispatch.json"
EXTRACTED = ("mentions", "statements", "figures", "times", "places")

Spot = tuple[str, Span]
Row = tuple[str, str, Span]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """The ledger of the demo event."""
    return collate([FOLDER])


def lines(ledger: Ledger) -> list[str]:
    """The ledger as its file has it, line by line."""
    file = io.BytesIO()
    write(ledger, file)
    return file.getvalue().decode().splitlines()


def extracted(ledger: Ledger) -> dict[str, list[Row]]:
    """What each document's own words gave: id, document and span, by the kind of row."""
    return {
        kind: [(row.id, row.document, _span(row)) for row in getattr(ledger, kind)]
        for kind in EXTRACTED
    }


def _span(row: Any) -> Span:
    span = span_of(row)
    assert span is not None
    return span


def test_all_reports_are_read(ledger: Ledger) -> None:
    assert [document.id for document in ledger.documents] == list(IDS.values())
    assert len(ledger.documents) == 10
    assert ledger.problems == ()
    assert {document.language for document in ledger.documents} == {"en"}


def test_each_report_has_its_outlet_and_its_day(ledger: Ledger) -> None:
    outlets = Counter(document.outlet for document in ledger.documents)
    assert outlets == {
        "Arda Valley Echo": 2,
        "Harbour Post": 2,
        "Northern Broadcasting": 1,
        "RiverWatch Europe": 1,
        "The Cordillera Dispatch": 1,
        "The Daily Whistle": 1,
        "The Inland Messenger": 1,
        "The Vitosha Herald": 1,
    }
    dated = {d.id: d.published for d in ledger.documents if d.dated_by in ("given", "metadata")}
    assert len(dated) == 9
    assert UNDATED not in dated
    assert dated["02_arda-valley-echo.html"] == date(2026, 3, 16)
    assert dated["05_vitosha-herald"] == date(2026, 3, 18)
    assert dated[REPRINT] == date(2026, 3, 17)
    assert dated[STRAY] == date(2026, 3, 18)


def test_the_ledger_is_the_reviewed_one(ledger: Ledger) -> None:
    assert lines(ledger) == REVIEWED.read_text("utf-8").splitlines()


def test_all_words_stand_where_the_ledger_says(ledger: Ledger) -> None:
    texts = {document.id: document.text for document in ledger.documents}
    for kind in EXTRACTED:
        rows = getattr(ledger, kind)
        assert len(rows) > 20, kind
        for row in rows:
            assert _span(row).of(texts[row.document]) == row.text


def test_all_reasons_point_into_the_texts(ledger: Ledger) -> None:
    ends = {document.id: len(document.text) for document in ledger.documents}
    witnesses = [
        witness
        for row in ledger
        for reason in getattr(row, "because", {}).values()
        for witness in reason.spans
    ]
    assert len(witnesses) > 100
    for witness in witnesses:
        assert 0 <= witness.span.start < witness.span.end <= ends[witness.document]


def test_what_is_no_story_gives_no_rows(ledger: Ledger) -> None:
    story = {document.id: document.story for document in ledger.documents}
    for kind, rows in extracted(ledger).items():
        for _, document, span in rows:
            assert any(span in stretch for stretch in story[document]), (kind, document, span)
    (undated,) = (document for document in ledger.documents if document.id == UNDATED)
    assert not any("Puerto Montt".upper() in part.of(undated.text) for part in undated.story)


def test_a_reprint_shows_what_was_lost_on_the_way(ledger: Ledger) -> None:
    rows: dict[str, Figure | Statement] = {row.id: row for row in ledger.figures}
    rows |= {row.id: row for row in ledger.statements}
    lost = {}
    for link in ledger.links:
        copy, source = rows.get(link.from_id), rows.get(link.to_id)
        if link.kind == "copies" and copy and source:
            assert copy.document != source.document
            if (copy.document, source.document) == (REPRINT, REPRINTED):
                lost[copy.text] = set(link.because) - {"kind"}
    assert len(lost) > 10
    assert lost["nine people were dead"] == {"dropped_hedge", "dropped_disclaimer"}
    assert lost["Most have broken legs or have breathed in mud"] == {"dropped_carrier"}
    assert not lost["the mud contained cyanide"]


def test_a_reprint_is_no_second_origin(ledger: Ledger) -> None:
    origins = {(row.document, row.text): row.origin for row in ledger.statements}
    shared = {text for document, text in origins if (REPRINTED, text) in origins}
    both = [text for document, text in origins if document == REPRINT and text in shared]
    assert len(both) > 8
    for text in both:
        assert origins[REPRINT, text] == origins[REPRINTED, text], text


def test_a_stray_report_answers_questions_of_its_own(ledger: Ledger) -> None:
    figures = {figure.id: figure for figure in ledger.figures}
    held = [{figures[one].document for one in question.figures} for question in ledger.questions]
    assert sum(documents == {STRAY} for documents in held) > 5
    strays = [one for one in ledger.figures if one.document == STRAY]
    own = {one.question for one in strays if one.text != "at least eight people"}
    assert len(own) > 5
    assert not own & {one.question for one in ledger.figures if one.document != STRAY}


def test_another_process_writes_the_same_bytes(ledger: Ledger) -> None:
    command = [sys.executable, "-m", "crosswire", "ledger", "--demo", "--quiet"]
    changed = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(command, capture_output=True, check=True, env=changed)
    assert run.stdout.decode().splitlines() == lines(ledger)


def test_the_order_of_the_inputs_changes_nothing(ledger: Ledger) -> None:
    assert lines(collate(reversed(REPORTS))) == lines(ledger)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_without_a_report_exactly_its_rows_are_gone(ledger: Ledger, path: Path) -> None:
    left = extracted(collate(one for one in REPORTS if one != path))
    for kind, rows in extracted(ledger).items():
        kept = [row for row in rows if row[1] != IDS[path]]
        assert left[kind] == kept, kind
        assert len(kept) < len(rows), kind


def annotated(kind: str, words: str, texts: dict[str, str]) -> Iterator[Spot]:
    """Where the annotation has a row of a kind, whose exact words are in the field `words`."""
    for path in GOLD:
        gold = json.loads(path.read_text("utf-8"))
        for row in gold[kind]:
            at = -1
            for _ in range(row.get("occ", 1)):
                at = texts[gold["document"]].find(row[words], at + 1)
                assert at >= 0, (path.name, row[words])
            yield gold["document"], Span(at, at + len(row[words]))


def share(sought: set[Spot], among: set[Spot]) -> float:
    """The share of spans that a span of the other side overlaps by half of the longer one."""
    assert sought
    found = 0
    for document, span in sought:
        overlaps = (
            min(span.end, other.end) - max(span.start, other.start)
            for at, other in among
            if at == document and 2 * min(len(span), len(other)) >= max(len(span), len(other))
        )
        found += 2 * max(overlaps, default=0) >= len(span)
    return found / len(sought)


@pytest.mark.parametrize(
    ("kind", "words", "recall", "precision"),
    [
        ("statements", "content", 0.8, 0.85),
        ("figures", "text", 0.9, 0.85),
        ("times", "text", 0.9, 0.85),
    ],
)
def test_most_of_the_annotation_is_found(
    ledger: Ledger, kind: str, words: str, recall: float, precision: float
) -> None:
    texts = {document.id: document.text for document in ledger.documents}
    gold = set(annotated(kind, words, texts))
    mine = {(document, span) for _, document, span in extracted(ledger)[kind]}
    assert len(gold) > 50
    assert share(gold, mine) >= recall
    assert share(mine, gold) >= precision
