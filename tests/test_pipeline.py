"""The whole way on the demo event: every row points to its words, and all references lead on."""

from __future__ import annotations

import io
import shutil
from dataclasses import fields, replace
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from crosswire.ledger import Ledger, check, kind_of, span_of, write
from crosswire.pipeline import collate
from crosswire.reading import BATCH
from crosswire.row import Document, Link, Statement, Window, Witness

LOST = {"dropped_carrier", "dropped_source", "dropped_disclaimer", "dropped_hedge"}
"""What a link between two tellings names beside its fields: what one of them left out."""


@pytest.fixture(scope="module")
def demo() -> Path:
    """The folder of the demo event."""
    return Path(str(resources.files("crosswire") / "demo"))


@pytest.fixture(scope="module")
def ledger(demo: Path) -> Ledger:
    """The ledger of the demo event."""
    return collate([demo])


def written(ledger: Ledger) -> bytes:
    file = io.BytesIO()
    write(ledger, file)
    return file.getvalue()


def test_every_row_has_its_words_at_its_offsets(ledger: Ledger) -> None:
    check(ledger)
    texts = {document.id: document.text for document in ledger.documents}
    looked = 0
    for row in ledger:
        span = span_of(row)
        if span is not None:
            assert span.of(texts[row.document]) == row.text != ""  # type: ignore[union-attr]
            looked += 1
    assert looked > 200


def test_the_parts_of_a_statement_lie_in_its_content(ledger: Ledger) -> None:
    assert ledger.statements
    for statement in ledger.statements:
        assert statement.spans[0].start == statement.content.start
        assert statement.spans[-1].end == statement.content.end
        assert all(part in statement.content for part in statement.spans)


def test_every_reference_leads_to_a_row(ledger: Ledger) -> None:
    entities = {entity.id for entity in ledger.entities}
    statements = {statement.id for statement in ledger.statements}
    places = {place.id for place in ledger.places}
    documents = {document.id for document in ledger.documents}
    for one in ledger.statements:
        assert set(one.chain) <= entities
        assert (one.chain[-1] if one.chain else None) == one.speaker
    for figure in ledger.figures:
        assert {figure.speaker} <= entities | {None}
        assert {figure.statement} <= statements | {None}
        assert {figure.place_id} <= places | {None}
    assert {mention.entity for mention in ledger.mentions} <= entities
    assert {entity.side for entity in ledger.entities} <= entities | {None}
    assert {getattr(row, "document", None) for row in ledger} <= documents | {None}
    assert any(statement.speaker for statement in ledger.statements)


def test_reasons_name_fields_and_words_that_exist(ledger: Ledger) -> None:
    texts = {document.id: document.text for document in ledger.documents}
    looked = 0
    for row in ledger:
        names = {str(part.metadata.get("name", part.name)) for part in fields(row)}
        names |= LOST if isinstance(row, Link) else set()
        for field, why in getattr(row, "because", {}).items():
            assert field in names, (kind_of(row), field)
            assert why.rule
            for witness in why.spans:
                assert _words(witness, texts)
                looked += 1
    assert looked > 100


def _words(witness: Witness, texts: dict[str, str]) -> str:
    text = texts[witness.document]
    assert witness.span.end <= len(text)
    return witness.span.of(text)


def test_the_order_of_the_inputs_does_not_matter(demo: Path, ledger: Ledger) -> None:
    files = sorted(path for path in demo.iterdir() if path.name != "meta.json")
    assert len(files) > 4
    forward, backward = collate(files), collate(files[::-1])
    assert written(forward) == written(backward)
    assert forward.documents == ledger.documents


def test_two_runs_are_the_same_bytes(demo: Path, ledger: Ledger) -> None:
    assert written(collate([demo])) == written(ledger)


def test_one_more_report_leaves_what_was_extracted(
    demo: Path, ledger: Ledger, tmp_path: Path
) -> None:
    shutil.copytree(demo, tmp_path, dirs_exist_ok=True)
    (tmp_path / "later.txt").write_text(
        "A bakery in Lisbon said it had sold 40,000 custard tarts in a week.\n", "utf-8"
    )
    more = collate([tmp_path])
    assert len(more.documents) == len(ledger.documents) + 1
    for kind in ("statements", "figures", "times", "places", "mentions"):
        before = {row.id for row in getattr(ledger, kind)}
        assert before <= {row.id for row in getattr(more, kind)}, kind


def test_the_run_says_what_made_the_ledger(ledger: Ledger) -> None:
    run = ledger.run
    assert (run.program, run.format) == ("crosswire", 1)
    assert len(run.model.digest) == 64
    assert run.gazetteer.digest
    assert "invented" in str(run.settings["event"])


def test_progress_is_told_for_each_report(demo: Path) -> None:
    told: list[tuple[str, int, int]] = []
    collate([demo], watch=lambda *step: told.append(step))
    reading = [step[1:] for step in told if step[0] == "reading"]
    assert reading == [(at, len(reading)) for at in range(1, len(reading) + 1)]
    assert reading


def test_more_reports_than_a_batch_are_read_alike(tmp_path: Path) -> None:
    one = "The harbour master of Tarrow said on Monday that 14 boats had sunk.\n"
    for number in range(BATCH + 3):
        (tmp_path / f"{number:03}.txt").write_text(one, "utf-8")
    ledger = collate([tmp_path])
    assert len(ledger.documents) == BATCH + 3

    def bare(statement: Statement) -> Statement:
        return replace(statement, id="", document="", speaker=None, chain=(), because={})

    assert len(ledger.statements) == BATCH + 3
    assert len({bare(statement) for statement in ledger.statements}) == 1


def test_a_day_told_of_the_speaker_is_not_that_of_his_words(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Ana Ruiz, who was sacked on Friday, said that 14 boats had sunk off Tarrow.\n"
        "Ben Cole, who was sacked on Friday, said on Sunday that all boats were safe.\n",
        "utf-8",
    )
    first, second = collate([tmp_path], published=date(2024, 5, 6)).statements
    assert first.said is None
    assert second.said == Window.day(date(2024, 5, 5))


def test_nothing_to_read_is_an_empty_ledger(tmp_path: Path) -> None:
    ledger = collate([tmp_path])
    assert not [row for row in ledger if isinstance(row, Document)]


def test_how_the_encoding_was_found_is_recorded(ledger: Ledger) -> None:
    rules = {document.because["encoding"].rule for document in ledger.documents}
    assert rules
    assert all(rule.startswith("encoding.") for rule in rules)
