"""Tables as sources: which columns are read, of which kinds, and what is told of the others."""

from __future__ import annotations

import builtins
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow.parquet import ParquetFile, write_table

from crosswire.read import read
from crosswire.read.parquet import ParquetReader
from wire import SECOND, SENTENCE, Found, apart

TEXT = f"{SENTENCE} {SECOND}"
DAY = date(2031, 3, 4)
NINE = datetime(2031, 3, 4, 9, tzinfo=UTC)


def _read(folder: Path, columns: dict[str, Any], **given: Any) -> Found:
    """The articles and problems of a table."""
    write_table(pa.table(columns), folder / "a.parquet", row_group_size=2)
    return apart(read([folder / "a.parquet"], **given))


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("published", pa.array([DAY] * 3)),
        ("date_publish", ["2031-03-04T23:00:00-03:00"] * 3),
        ("publishedAt", pa.array([NINE] * 3, pa.timestamp("ns", "UTC"))),
        ("date", pa.array([NINE.replace(tzinfo=None)] * 3, pa.timestamp("us"))),
    ],
)  # fmt: skip
def test_rows_are_articles(tmp_path: Path, name: str, days: Any) -> None:
    outlets = pa.array([{"name": "Post"}, {"name": "Post"}, None])
    columns = {"text": [TEXT, None, f"{TEXT} 3"], name: days, "publisher": outlets, "n": [1, 2, 3]}
    articles, (problem,) = _read(tmp_path, columns)
    assert [one.id for one in articles] == ["a.parquet:1", "a.parquet:3"]
    assert [one.text for one in articles] == [TEXT, f"{TEXT} 3"]
    assert {one.published for one in articles} == {DAY}
    assert [one.outlet for one in articles] == ["Post", None]
    assert problem.document == "a.parquet:2"
    assert problem.reason == "row 2: its text is empty (in 'text')"


def test_columns_by_other_names(tmp_path: Path) -> None:
    columns = {"doc": pa.array([TEXT]).dictionary_encode(), "key": [77], "text": [SENTENCE]}
    (article,), problems = _read(tmp_path, columns, fields={"text": "doc", "id": "key"})
    assert (article.text, article.id, problems) == (TEXT, "77", [])


@pytest.mark.parametrize(
    ("columns", "fields", "reason"),
    [
        ({"text": [1]}, {}, "a table without a text (its columns: text int64)"),
        ({"text": [TEXT]}, {"text": "doc"}, "it has no column 'doc' (its columns: text string)"),
        (
            {"doc": [[1]]}, {"text": "doc"},
            "its column 'doc' holds list<element: int64>, from which no text is read",
        ),
        (
            {"doc": [TEXT.encode()]}, {"text": "doc"},
            "its column 'doc' holds binary, from which no text is read",
        ),
        (
            {"text": [TEXT], "at": [1.5]}, {"published": "at"},
            "its column 'at' holds double, from which no published is read",
        ),
    ],
)  # fmt: skip
def test_columns_that_are_no_text(
    tmp_path: Path, columns: dict[str, Any], fields: dict[str, str], reason: str
) -> None:
    _, (problem,) = _read(tmp_path, columns, fields=fields)
    assert (problem.document, problem.reason) == ("a.parquet", reason)
    assert "--map" in problem.remedy


def test_bytes_that_are_no_characters_end_their_row_only(tmp_path: Path) -> None:
    texts = pa.array([b"\xff\xfe", TEXT.encode(), b"x" * 10_000_001], pa.binary()).view(pa.string())
    (article,), (broken, endless) = _read(tmp_path, {"text": texts})
    assert article.id == "a.parquet:2"
    assert broken.reason == "row 1: not UTF-8 at byte 0 of a text"
    assert endless.reason == "row 3: a text of more than 10,000,000 bytes"


def test_a_broken_row_group_ends_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{TEXT} {number}" for number in range(6)]
    write_table(pa.table({"text": texts}), path, row_group_size=2, use_dictionary=False)
    raw = bytearray(path.read_bytes())
    at = ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    raw[at + 4 : at + 60] = b"\xaa" * 56
    path.write_bytes(raw)
    articles, (problem,) = apart(read([path]))
    assert [one.id for one in articles] == [f"a.parquet:{row}" for row in (1, 2, 5, 6)]
    assert problem.reason.startswith("row group 2 cannot be read from row 3 on")
    path.write_bytes(raw[:-9])
    assert apart(read([path]))[1][0].reason.startswith("no Parquet file, or a broken one")


def test_a_table_is_known_by_its_bytes(tmp_path: Path) -> None:
    write_table(pa.table({"text": [TEXT]}), tmp_path / "table")
    assert len(apart(read([tmp_path / "table"]))[0]) == 1
    assert ParquetReader().sniff(b"PAR1\x15")


def test_standard_input_and_a_missing_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_table(pa.table({"text": [TEXT]}), tmp_path / "a.parquet")

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    raw = (tmp_path / "a.parquet").read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(raw))))
        assert apart(read(["-"]))[1][0].reason == "a Parquet file is read from its end"
    found = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ModuleNotFoundError(name, name=name)
        return found(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    _, (problem,) = apart(read([tmp_path / "a.parquet"]))
    assert (problem.reason, problem.remedy) == (
        "pyarrow is not installed",
        "pip install 'crosswire[parquet]'",
    )
