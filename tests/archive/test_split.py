"""Sources divided into splits: together they are exactly the whole, however they are divided."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import nullcontext
from io import BufferedReader, BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow.parquet import write_table

from crosswire.archive.place import Place
from crosswire.archive.source.split import Split, splits
from crosswire.error import InputError
from crosswire.read.intake import drafts
from crosswire.read.jsonl import JsonLinesReader
from crosswire.read.parquet import ParquetReader
from crosswire.read.reader import Divisible, Draft
from crosswire.read.source import WHOLE, Part, Source
from crosswire.read.warc import WarcReader
from wire import SENTENCE, URL, http, packed, record

Told = list[tuple[str, str]]


def _text(number: int) -> bytes:
    """The record of a short text."""
    return record(http(f"{SENTENCE} {number}".encode(), "text/plain"), url=f"{URL}/{number}")


def _source(raw: bytes, part: Part = WHOLE) -> Source:
    return Source("a", BufferedReader(BytesIO(raw)), 5_000, part=part, with_repeats=True)


def _read(reader: Divisible, raw: bytes, part: Part = WHOLE) -> Told:
    """What is read of a part: names with texts, and problems with reasons."""
    found = drafts("a", nullcontext(_source(raw, part)), (reader,), {})  # type: ignore[arg-type]
    return [
        (one.id, one.text) if isinstance(one, Draft) else (one.document, one.reason)
        for one in found
    ]


def _same_in_parts(reader: Divisible, raw: bytes, sizes: tuple[int, ...]) -> Iterator[int]:
    """How many parts there are for each size; what is read in parts is what is read at once."""
    whole = _read(reader, raw)
    assert whole
    for size in sizes:
        parts = list(reader.parts(_source(raw), size))
        assert [one for part in parts for one in _read(reader, raw, part)] == whole
        assert len(parts) == 1 or sum(part.weight for part in parts) > 0
        yield len(parts)


WRONG = {
    "whole": _text(2),
    "cut off": _text(2)[:-40],
    "too long": record(http(SENTENCE.encode(), "text/plain"), length=99_999),
    "no length": _text(2).replace(b"Content-Length", b"X-Length"),
    "no answer": record(b"The harbour"),
    "a request": record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
    "an archive in a record": record(_text(7) + _text(8), kind="resource", media="text/plain"),
    "rubbish": b"no record\r\n\r\n",
    "zeros": b"\0" * 3_000,
}


@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("name", WRONG)
def test_an_archive_in_parts(name: str, *, is_packed: bool) -> None:
    """Whatever stands at a border is read once, and told once."""
    records = [_text(1), WRONG[name], _text(3), _text(4)]
    is_record = name not in {"rubbish", "zeros"}
    raw = b"".join(
        packed(one) if is_packed and (is_record or at != 1) else one
        for at, one in enumerate(records)
    )
    one, middle, every = _same_in_parts(WarcReader(), raw, (100_000, 700, 1))
    assert (one, every > 1, one <= middle <= every) == (1, True, True)


def test_a_compressed_archive_with_a_damaged_member_in_parts() -> None:
    members = [packed(_text(number)) for number in range(6)]
    members[3] = members[3][:80] + b"\xff" * 9 + members[3][89:]
    counts = list(_same_in_parts(WarcReader(), b"".join(members), (1, 500, 900)))
    assert counts[0] > counts[-1] > 1
    whole = gzip.compress(b"".join(_text(number) for number in range(6)))
    assert list(_same_in_parts(WarcReader(), whole, (1, 100))) == [1, 1]


def test_lines_in_parts() -> None:
    lines = [
        *(json.dumps({"text": f"{SENTENCE} {number}"}) for number in range(20)),
        *("{broken", "", json.dumps({"text": "long " * 2_000}), json.dumps({"text": SENTENCE})),
    ]
    raw = "\n".join(lines).encode()
    first = next(iter(JsonLinesReader().parts(_source(raw), 700)))
    assert (first.start, first.first) == (0, 1)
    assert list(_same_in_parts(JsonLinesReader(), raw, (100_000, 700, 1))) == [1, 5, 24]


def test_tables_in_parts(tmp_path: Path) -> None:
    texts = [f"{SENTENCE} {number}" if number % 7 else None for number in range(40)]
    write_table(pa.table({"text": texts}), tmp_path / "t", row_group_size=4)
    raw = (tmp_path / "t").read_bytes()
    assert list(_same_in_parts(ParquetReader(), raw, (100_000, 700, 1))) == [1, 5, 10]


def _lines(path: Path, texts: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps({"text": one}) + "\n" for one in texts))
    return path


def _ids(found: list[Split]) -> list[str]:
    return [piece.file.id for split in found for piece in split.pieces]


def test_names_follow_from_what_is_read_and_not_from_where_it_lies(tmp_path: Path) -> None:
    for folder in ("here", "there"):
        _lines(tmp_path / folder / "a.jsonl", [SENTENCE] * 50)
        _lines(tmp_path / folder / "b.jsonl", [SENTENCE])
    here, there = (splits([tmp_path / one], size=900) for one in ("here", "there"))
    assert len(here) > 3
    assert [split.name for split in here] == [split.name for split in there]
    assert len({split.name for split in here}) == len(here)
    assert [Split.of(json.loads(json.dumps(split.given()))) for split in here] == here
    assert all(split.unit.given["weight"] == split.weight > 0 for split in here)


def test_small_files_are_put_together(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(f"{SENTENCE} {number}")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "meta.json").write_text('{"articles": [{"file": "03.txt", "outlet": "Post"}]}')
    found = splits([tmp_path], size=1_000)
    assert 2 < len(found) < 10
    assert _ids(found) == [f"{number:02}.txt" for number in range(30)]
    assert next(p for s in found for p in s.pieces if p.file.id == "03.txt").file.given.outlet
    assert [one.document for one in found[-1].problems] == ["broken.txt"]


def test_a_later_run_reads_what_is_new(tmp_path: Path) -> None:
    one = _lines(tmp_path / "day1" / "news.jsonl", [SENTENCE])
    first = splits([one])
    assert splits([one], known=first) == []
    two = _lines(tmp_path / "day2" / "news.jsonl", [f"{SENTENCE} 2"])
    assert _ids(splits([one, two], known=first)) == ["day2/news.jsonl"]
    _lines(one, [SENTENCE, f"{SENTENCE} 3"])
    assert _ids(splits([one], known=first)) == ["news.jsonl"]
    assert _ids(splits([one, two])) == ["news.jsonl", "day2/news.jsonl"]


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    one = _lines(tmp_path / "a.jsonl", [SENTENCE])
    found = splits([one, tmp_path / "*.jsonl"])
    assert _ids(found) == ["a.jsonl"]
    assert [problem.reason for split in found for problem in split.problems] == ["given twice"]


def test_the_archive_itself_is_no_source(tmp_path: Path) -> None:
    _lines(tmp_path / "a.jsonl", [SENTENCE])
    place = Place.of(tmp_path / "out")
    place.write("archive.json", b"{}")
    detour = tmp_path / "out" / ".." / "out" / ".."
    for source in (tmp_path, detour):
        assert _ids(splits([source], outside=place)) == ["a.jsonl"]


def test_another_archive_is_no_source(tmp_path: Path) -> None:
    _lines(tmp_path / "a.jsonl", [SENTENCE])
    old = Place.of(tmp_path / "old")
    for name in ("archive.json", "runs/0001.json", "articles/b.jsonl"):
        old.write(name, b"{}")
    made = splits([tmp_path])
    assert _ids(made) == ["a.jsonl"]
    (problem,) = [one for split in made for one in split.problems]
    assert problem.document == "old/archive.json"
    assert "no source" in problem.reason
    old.remove("runs")
    assert _ids(splits([tmp_path])) == ["a.jsonl", "old/archive.json", "old/articles/b.jsonl"]


@pytest.mark.parametrize("name", ["a::b.jsonl", "memory:a.jsonl", "~a.jsonl", "a[1]*.jsonl"])
def test_names_that_look_like_addresses(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is a path, whatever is in it."""
    (tmp_path / name).write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    for source in (".", name):
        (split,) = splits([source])
        assert [piece.file.url for piece in split.pieces] == [str(tmp_path / name)]


def test_patterns_and_stores(tmp_path: Path) -> None:
    store = Place.of(f"memory://{tmp_path.name}")
    for name in ("day1/a.jsonl", "day2/a.jsonl", "day2/b.txt"):
        store.write(name, f"{SENTENCE} {name}".encode())
        Place.of(tmp_path).write(name, f"{SENTENCE} {name}".encode())
    for where in (store.url, str(tmp_path)):
        assert _ids(splits([where])) == ["day1/a.jsonl", "day2/a.jsonl", "day2/b.txt"]
        assert _ids(splits([f"{where}/*/*.jsonl"])) == ["day1/a.jsonl", "day2/a.jsonl"]
        assert _ids(splits([f"{where}/day2/b.txt"])) == ["b.txt"]


@pytest.mark.parametrize("source", ["none.jsonl", "none/*.jsonl", "memory://none/a", "empty", "-"])
def test_a_source_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError) as told:
        splits([source])
    assert "\n" not in str(told.value)
    assert source == "-" or str(told.value).startswith(f"{source}: ")
