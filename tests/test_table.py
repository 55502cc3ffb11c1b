"""The ledger as tables: what a spreadsheet and Arrow's own library make of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import crosswire
from crosswire.export import choose, export
from crosswire.export.csv import fields_of, safe
from crosswire.export.table import TABLES, shapes
from crosswire.ledger import Ledger
from crosswire.view.lookup import Lookup
from exported import LISTS, ledger, sheets
from hostile import FORMULA, injected
from sample import sample

HOSTILE = (
    FORMULA,
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "\u202e=1+1",
    "\ufeff=1+1",
)


@pytest.fixture(scope="module")
def event() -> Ledger:
    """The ledger of the demo, as it is committed."""
    return ledger("demo")


# Tables


def test_there_is_a_table_for_each_row_type_and_each_list() -> None:
    found = {one.table: one for one in shapes()}
    assert found.keys() == {*TABLES.values()} | LISTS
    for one in found.values():
        columns = [column.name for column in one.columns]
        assert len(columns) == len(set(columns))
        assert {column.table for column in one.columns} - {None} <= found.keys()


# CSV


def test_csv_has_a_row_for_each_row(event: Ledger, tmp_path: Path) -> None:
    found = sheets(event, tmp_path / "event")
    assert found.keys() == {*TABLES.values()} | LISTS
    for table in sorted({*TABLES.values()} - {"run"}):
        rows = getattr(event, table)
        assert [row["id"] for row in found[table]] == [row.id for row in rows]
    assert len(found["reasons"]) == sum(len(getattr(row, "because", {})) for row in event)
    assert len(found["statement_chain"]) == sum(len(row.chain) for row in event.statements)
    assert len(found["question_figures"]) == len(event.figures) > 100
    assert len(found["question_answers"]) == sum(len(row.answers) for row in event.questions)


def test_csv_tells_a_person_who_says_what(event: Ledger, tmp_path: Path) -> None:
    found, lookup = sheets(event, tmp_path / "event"), Lookup(event)
    looked = 0
    for sheet, row in zip(found["statements"], event.statements, strict=True):
        assert [*sheet][:4] == ["outlet", "published", "status", "text"]
        assert sheet["status"] == lookup.status(row)
        assert sheet["speaker_name"] == (lookup.name(row.speaker) if row.speaker else "")
        assert sheet["outlet"] == lookup.outlet(row.document)
        looked += row.act == "denies"
    assert looked
    for sheet, figure in zip(found["figures"], event.figures, strict=True):
        assert sheet["given_by"] == lookup.source(figure)
        assert sheet["question_text"] == lookup.questions[str(figure.question)].text
        assert (float(sheet["low"]) if sheet["low"] else None) == figure.low
    denied = {row.id for row in event.statements if row.act == "denies"}
    told = [row["statement_says"] for row in found["statement_chain"] if row["statement"] in denied]
    assert told
    assert all(words.startswith("DENIED BY ") for words in told)


def test_words_of_reasons_and_spans_stand_beside_them(event: Ledger, tmp_path: Path) -> None:
    found, lookup = sheets(event, tmp_path / "event"), Lookup(event)
    rows = [row for row in found["reason_spans"] if row["field"] == "act"]
    assert len(rows) > 50
    for row in rows:
        text = lookup.documents[row["document"]].text
        assert row["words"] == safe(text[int(row["start"]) : int(row["end"])])
    assert all(row["words"] for row in found["spans"])


def test_csv_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    export(sample(), choose("csv"), tmp_path / "event")
    for path in (tmp_path / "event").iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")


def test_no_cell_of_csv_is_a_formula(tmp_path: Path) -> None:
    found = sheets(injected(), tmp_path / "event")
    looked = 0
    for table in found:
        numbers = {field.name for one in shapes() if one.table == table for field in fields_of(one)}
        assert numbers
        for row in found[table]:
            for name, cell in row.items():
                number = name in ("low", "high", "lat", "lon") or cell.isdigit()
                assert number or not cell.lstrip().startswith(("=", "+", "-", "@", "＝")), cell
                assert not any(sign in cell for sign in "\0\u202e\ufeff\r\t")
                looked += 1
    assert looked > 300
    assert {row["outlet"] for row in found["statements"]} == {f"'{FORMULA}"}
    assert {row["low"] for row in found["figures"]} == {"-5"}
    assert {row["url"] for row in found["documents"] + found["statements"]} == {""}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_a_formula_is_a_text(text: str) -> None:
    assert str(safe(text)).startswith("'")


@pytest.mark.parametrize("cell", [None, 5, -5, 0.5, -0.5, "12 dead", "a = b", "", "👩‍🚒"])
def test_what_is_no_formula_stays(cell: Any) -> None:
    assert safe(cell) == cell


# Parquet


def test_arrow_opens_every_file(event: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "event"
    export(event, choose("parquet"), folder)
    assert {path.name for path in folder.iterdir()} == {
        f"{name}.parquet" for name in TABLES.values()
    }
    for table in sorted({*TABLES.values()} - {"run"}):
        found = pq.read_table(folder / f"{table}.parquet")
        assert found.column("id").to_pylist() == [row.id for row in getattr(event, table)]
    types = {one.name: str(one.type) for one in pq.read_schema(folder / "statements.parquet")}
    assert types["content"] == "struct<start: int64, end: int64>"
    assert types["said"] == "struct<from: date32[day], to: date32[day]>"
    assert types["chain"].startswith("list<")
    assert types["because"].startswith("map<string, struct<rule: string, spans: list<")
    assert str(pq.read_schema(folder / "figures.parquet").field("low").type) == "double"
    assert (
        str(pq.read_schema(folder / "documents.parquet").field("published").type) == "date32[day]"
    )


def test_parquet_that_is_broken_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "event"
    export(sample(), choose("parquet"), folder)
    figures = folder / "figures.parquet"
    table = pq.read_table(figures)
    pq.write_table(table.drop_columns(["of"]), figures)
    with pytest.raises(crosswire.CrosswireError, match=r"row 1 of .*: 'of' is missing"):
        crosswire.load(folder)
    figures.write_bytes(b"PAR1 noise")
    with pytest.raises(crosswire.CrosswireError, match="event: "):
        crosswire.load(folder)
    figures.unlink()
    with pytest.raises(OSError, match=r"figures\.parquet"):
        crosswire.load(folder)


def test_fields_that_are_not_known_are_skipped(tmp_path: Path) -> None:
    folder = tmp_path / "event"
    export(sample(), choose("parquet"), folder)
    table = pq.read_table(folder / "links.parquet")
    pq.write_table(table.append_column("weight", [[0.5] * len(table)]), folder / "links.parquet")
    assert crosswire.load(folder) == sample()
