"""The workbook, read by openpyxl: no cell is a formula, numbers are numbers, days are days."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crosswire.error import ExtraError
from crosswire.export.sheet import DENIED
from crosswire.export.xlsx import CUT, LONGEST, XlsxFormat, shown
from crosswire.view.giver import is_doubted
from crosswire.view.lookup import Lookup
from exported import NAMES, again, harmful_letters, ledger, written

SHEETS = [
    "Contested",
    "Questions",
    "Figures",
    "Statements",
    "Documents",
    "Places",
    "Links",
    "About",
]


@cache
def book(name: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written(XlsxFormat, name)))


def cells(name: str) -> Iterator[Any]:
    for sheet in book(name):
        for row in sheet.iter_rows():
            yield from row


def rows(name: str, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet, by the titles of its columns."""
    titles, *found = book(name)[sheet].iter_rows(values_only=True)
    return [dict(zip(titles, one, strict=True)) for one in found]


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_is_a_formula(name: str) -> None:
    kinds = {cell.data_type for cell in cells(name) if cell.value is not None}
    assert "s" in kinds
    assert kinds <= {"s", "n", "d"}
    assert b"<f>" not in b"".join(parts(name).values())


def parts(name: str) -> dict[str, bytes]:
    """The files inside the workbook."""
    with zipfile.ZipFile(io.BytesIO(written(XlsxFormat, name))) as inside:
        return {one: inside.read(one) for one in inside.namelist()}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_is_the_same_bytes(name: str) -> None:
    assert again(XlsxFormat, name) == written(XlsxFormat, name)


@pytest.mark.parametrize("name", NAMES)
def test_each_sheet_keeps_its_titles_and_filters(name: str) -> None:
    assert book(name).sheetnames == SHEETS
    for sheet in book(name):
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.value or sheet.title == "About" for cell in sheet[1])
        assert all(one.width for one in sheet.column_dimensions.values())


def test_every_row_is_there() -> None:
    ledger_ = ledger("demo")
    for sheet, told in (
        ("Figures", ledger_.figures),
        ("Statements", ledger_.statements),
        ("Documents", ledger_.documents),
        ("Links", ledger_.links),
    ):
        assert [one["Id"] for one in rows("demo", sheet)] == [row.id for row in told]
    assert {one["Id"] for one in rows("demo", "Questions")} == {one.id for one in ledger_.questions}
    contested = {one.id for one in ledger_.questions if one.relation in ("conflict", "mixed")}
    assert {one["Id"] for one in rows("demo", "Contested")} == contested
    assert len(rows("demo", "Places")) > 15


def test_numbers_are_numbers_and_days_are_days() -> None:
    figures = {row.id: row for row in ledger("demo").figures}
    for row in rows("demo", "Figures"):
        if not row["Denied low"] and not row["Denied high"]:
            assert (row["Low"], row["High"]) == (figures[row["Id"]].low, figures[row["Id"]].high)
    days = {type(row["About from"]) for row in rows("demo", "Figures")}
    assert datetime in days
    assert days <= {datetime, type(None)}
    assert {type(row["Published"]) for row in rows("demo", "Documents")} <= {datetime, str}


def test_a_day_before_1900_is_told_in_words() -> None:
    assert {row["Said to"] for row in rows("hostile", "Statements")} == {"1899-12-31"}


@pytest.mark.parametrize("name", ["demo", "hostile", "sample"])
def test_what_is_denied_says_so_in_its_cell(name: str) -> None:
    denied = [row for row in rows(name, "Statements") if row["Act"] == "denies"]
    assert denied
    assert all(row["Statement"].startswith(DENIED) for row in denied)
    assert all("DENIED BY" in row["By"] for row in denied)


def test_the_bounds_of_a_denied_figure_stand_apart() -> None:
    denied = [row for row in rows("hostile", "Figures") if row["Act"] == "denies"]
    assert len(denied) > 3
    for row in denied:
        assert row["Low"] is None
        assert row["Denied low"] == 1e30
        assert row["Figure"].startswith(DENIED)
    parties = [row for row in rows("hostile", "Contested") if row["Denied"]]
    assert len(parties) > 3
    assert all(row["Low"] is None and row["Says last"].startswith(DENIED) for row in parties)


def test_a_party_that_is_in_doubt_says_so() -> None:
    found = [row["By"] for row in rows("demo", "Questions") if row["By"].startswith("UNVERIFIED: ")]
    assert len(found) > 2
    lookup = Lookup(ledger("demo"))
    answers = [one for question in ledger("demo").questions for one in question.answers]
    doubted = {lookup.name(one.by) for one in answers if is_doubted(one, lookup)}
    assert {one.removeprefix("UNVERIFIED: ") for one in found} <= doubted


def test_links_lead_to_web_pages_alone() -> None:
    linked = [cell.hyperlink.target for cell in cells("demo") if cell.hyperlink]
    assert len(linked) > 200
    assert all(one.startswith("https://") for one in linked)
    hostile = [cell.hyperlink.target for cell in cells("hostile") if cell.hyperlink]
    assert hostile
    assert all(one.startswith("https://news.example/") for one in hostile)


def test_hostile_words_are_words() -> None:
    found = [cell.value for cell in cells("hostile") if isinstance(cell.value, str)]
    assert len(found) > 1000
    assert not [one for one in found if harmful_letters(one) or "\n" in one]
    assert [one for one in found if one.startswith("=HYPERLINK(")]
    assert "_x0041_ _x000D_" in found
    assert [one for one in found if one.startswith("half \ufffd of a pair")]
    quoted = [cell for cell in cells("hostile") if str(cell.value).startswith(("=", "+", "-", "@"))]
    assert len(quoted) > 20
    assert all(cell.quotePrefix or cell.hyperlink for cell in quoted)


def test_a_cell_is_cut_where_it_holds_no_more() -> None:
    found = [cell.value for cell in cells("hostile") if isinstance(cell.value, str)]
    assert max(map(len, found)) == LONGEST
    assert [one for one in found if one.endswith(CUT)]
    assert "a" * 5_000 in found


@pytest.mark.parametrize("letter", ["w", "𝒜"])
def test_the_length_of_a_cell_is_counted_as_excel_counts(letter: str) -> None:
    assert shown(letter * 16_383) == letter * 16_383
    cut = shown(letter * 40_000)
    assert cut.endswith(CUT)
    assert LONGEST - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST


def test_it_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ExtraError) as caught:
        XlsxFormat().write(ledger("sample"), tmp_path / "a.xlsx")
    assert "crosswire[xlsx]" in caught.value.remedy
