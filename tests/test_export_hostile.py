"""An event whose every word is out to do harm leaves in every format as words."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from browser.hostile import FORMULAS, MARKUP, hostile_event
from crosswire import Ledger, collate, model
from crosswire.export.format import Readable, choose, names

RUNS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for a formula by."""


@pytest.fixture(scope="module")
def hostile(nlp: object, tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The event's ledger."""

    def read(folder: Path) -> Ledger:
        with mock.patch.object(model, "load", return_value=nlp):
            return collate([folder])

    return hostile_event(read, tmp_path_factory.mktemp("hostile") / "reports")


def exported(ledger: Ledger, name: str, folder: Path) -> Path:
    """The ledger in a format."""
    form = choose(name)
    goal = folder / f"event{form.suffix}"
    form.write(ledger, goal)
    return goal


def files(goal: Path) -> Iterator[Path]:
    """A file, or those of a folder."""
    yield from [goal] if goal.is_file() else sorted(one for one in goal.rglob("*") if one.is_file())


@pytest.mark.parametrize("name", names())
def test_every_format_takes_it_twice_alike(hostile: Ledger, name: str, tmp_path: Path) -> None:
    first, second = (tmp_path / "first", tmp_path / "second")
    first.mkdir()
    second.mkdir()
    told = [list(files(exported(hostile, name, folder))) for folder in (first, second)]
    assert told[0]
    assert [one.read_bytes() for one in told[0]] == [one.read_bytes() for one in told[1]]


@pytest.mark.parametrize("name", names())
def test_what_reads_back_is_the_same(hostile: Ledger, name: str, tmp_path: Path) -> None:
    form = choose(name)
    if not isinstance(form, Readable):
        return
    again = form.read(exported(hostile, name, tmp_path))
    assert len(again.statements) == len(hostile.statements) > 8
    assert [one.text for one in again.statements] == [one.text for one in hostile.statements]
    assert [one.url for one in again.documents] == [one.url for one in hostile.documents]


@pytest.mark.parametrize("name", ["csv", "events"])
def test_no_cell_of_a_table_is_a_formula(hostile: Ledger, name: str, tmp_path: Path) -> None:
    cells = [
        cell
        for file in files(exported(hostile, name, tmp_path))
        if file.suffix == ".csv"
        for row in csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline=""))
        for cell in row
    ]
    assert len(cells) > 100
    number = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
    assert [cell for cell in cells if cell.startswith(RUNS) and not number.fullmatch(cell)] == []
    assert any(FORMULAS[1] in cell for cell in cells)


def test_no_cell_of_a_workbook_is_a_formula(hostile: Ledger, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported(hostile, "xlsx", tmp_path)) as book:
        sheets = [one for one in book.namelist() if one.startswith("xl/worksheets/sheet")]
        texts = [book.read(one).decode() for one in sheets]
    assert len(sheets) > 3
    assert [text for text in texts if "<f>" in text or "<f " in text] == []
    assert not any(MARKUP[0] in text for text in texts)


@pytest.mark.parametrize("name", ["geojson", "jsonld"])
def test_json_holds_no_address_that_runs(hostile: Ledger, name: str, tmp_path: Path) -> None:
    (file,) = files(exported(hostile, name, tmp_path))
    json.loads(file.read_text("utf-8"))
    assert not re.search(
        r'"(@id|url|id)"\s*:\s*"\s*(javascript|vbscript|data):', file.read_text("utf-8")
    )
