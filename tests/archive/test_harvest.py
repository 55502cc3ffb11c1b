"""A split read: its articles as they would be read alone, in order, and all else a problem."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from pyarrow.parquet import ParquetFile, write_table

from crosswire.archive import problem, table
from crosswire.archive.place import Place
from crosswire.archive.source import harvest
from crosswire.archive.source.harvest import ReadStep, parts
from crosswire.archive.source.split import splits
from crosswire.archive.unit import Done, Setback, Unit
from crosswire.assignment import decode
from crosswire.error import InputError, UnreachableError
from crosswire.read import Article, Delivery, read
from crosswire.read.given import Given
from wire import FETCHED, SECOND, SENTENCE, URL, http, packed, page, record

GERMAN = (
    "Der Hafen von Velmar wurde am Montag geschlossen, weil ein Schiff an der Mole auf Grund lief "
    "und die Behörden die Menschen in den umliegenden Häusern in Sicherheit bringen mussten."
)


def _unheard(*names: str) -> None:
    """Nobody is told what is worked on."""


def _harvested(
    place: Place, *sources: Path, size: int | None = None, **settings: Any
) -> tuple[list[dict[str, Any]], list[tuple[str, str]], Counter[str]]:
    """The rows, the problems, and the counts of some sources."""
    worker = ReadStep(place, **settings).open()
    notes = [
        worker.work(split.unit, begin=_unheard, without={}, careful=False)
        for split in splits(sources, size=size)
    ]
    rows = [row for note in notes for one in parts(note) for row in place.parquet(one).to_pylist()]
    names = place.names(problem.FOLDER)
    told = [
        (one["document"], one["reason"])
        for name in names
        for one in place.parquet(name).to_pylist()
    ]
    counts = Counter[str]()
    for note in notes:
        counts.update(note.counts)
    return rows, told, counts


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of(tmp_path / "out")


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Articles over nine days, every tenth of them in German, some without an id, one broken."""
    path = tmp_path / "news.jsonl"
    records = [
        {"text": GERMAN if number % 10 == 3 else f"{SENTENCE}\n\n{SECOND} {number}"}
        | {"date": f"2031-03-{9 - number % 9:02}", "title": "Harbour shut", "outlet": "Post"}
        | ({"url": f"{URL}/{number}"} if number % 4 else {})
        for number in range(60)
    ]
    path.write_text("".join(json.dumps(one) + "\n" for one in records) + "{broken\n")
    return path


def test_articles_are_those_that_are_read_alone(place: Place, lines: Path) -> None:
    rows, told, counts = _harvested(place, lines)
    alone = [one for one in read([lines]) if isinstance(one, Article)]
    mine = [replace(table.article(row), found_at=None) for row in rows]
    assert len(mine) == 54
    assert sorted(mine, key=lambda one: one.id) == sorted(
        (replace(one, found_at=None) for one in alone), key=lambda one: one.id
    )
    assert counts == {"articles": 54, "problems": 1, "parts": 1, "language.de": 6}
    assert told[0][0] == "news.jsonl:61"
    assert rows == sorted(rows, key=table.rank)
    assert decode(json.loads(rows[0]["profile"])).day == rows[0]["day"] == date(2031, 3, 1)
    assert table.spans(rows[0])[0].of(rows[0]["text"]).startswith("The harbour")
    assert rows[0]["source"] == f"news.jsonl:{1 + int(rows[0]['text'].split()[-1])}"
    assert len({row["key"] for row in rows}) == 54


@pytest.mark.parametrize("size", [2_000, 6_000])
def test_the_size_of_splits_changes_nothing(place: Place, lines: Path, size: int) -> None:
    rows, told, counts = _harvested(place, lines, size=size)
    whole = _harvested(Place.of(lines.parent / "whole"), lines)
    assert sorted(rows, key=table.rank) == whole[0]
    assert told == whole[1]
    assert counts["language.de"] == 6


def test_the_same_bytes_again_and_groups_of_32(place: Place, lines: Path, tmp_path: Path) -> None:
    other = Place.of(tmp_path / "other")
    for one in (place, place, other):
        _harvested(one, lines)
    assert [place.read(name) for name in place.names()] == [
        other.read(name) for name in other.names()
    ]
    (name,) = place.names(table.FOLDER)
    found = ParquetFile(Path(place.at(name))).metadata
    assert [found.row_group(at).num_rows for at in range(found.num_row_groups)] == [32, 22]


def test_a_part_is_bounded(place: Place, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, _, _ = _harvested(Place.of(lines.parent / "whole"), lines)
    monkeypatch.setattr(harvest, "MOST", 20)
    monkeypatch.setattr(harvest, "BATCH", 8)
    rows, _, counts = _harvested(place, lines)
    assert counts["parts"] == len(place.names(table.FOLDER)) == 3
    assert sorted(rows, key=table.rank) == whole
    monkeypatch.setattr(harvest, "MOST", 40)
    _, _, counts = _harvested(place, lines)
    assert counts["parts"] == len(place.names(table.FOLDER)) == 2


def test_what_is_to_be_left_out_is_a_problem_and_nothing_else(place: Place, lines: Path) -> None:
    begun: list[tuple[str, ...]] = []
    (split,) = splits([lines])
    left = Setback("news.jsonl:5", "took more than 60 seconds", "Read it alone.")
    worker = ReadStep(place).open()
    note = worker.work(
        split.unit,
        begin=lambda *names: begun.append(names),
        without={left.document: left},
        careful=True,
    )
    assert (note.counts["articles"], note.counts["problems"]) == (53, 2)
    (name,) = place.names(problem.FOLDER)
    assert left.reason in {row["reason"] for row in place.parquet(name).to_pylist()}
    assert begun[:6] == [(), ("news.jsonl",), *((f"news.jsonl:{at}",) for at in range(1, 5))]
    assert (begun[6], begun[-1]) == (("news.jsonl:6",), ())
    given_up = ReadStep(place).set_aside(split.unit, replace(left, document=split.name))
    assert given_up == Done("read", split.name, {"articles": 0, "problems": 1, "parts": 0})
    assert place.parquet(name).num_rows == 1
    assert place.names(table.FOLDER) == []


def test_a_fault_of_ours_costs_one_article(
    place: Place, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is set aside, and no other is read again for it."""
    made = table.row

    def row(one: Article, **more: Any) -> dict[str, Any]:
        if more["source"] == "news.jsonl:7":
            raise OverflowError("words of an article")
        return made(one, **more)

    monkeypatch.setattr(table, "row", row)
    _, _, counts = _harvested(place, lines)
    assert (counts["articles"], counts["problems"]) == (53, 2)
    (name,) = place.names(problem.FOLDER)
    (told,) = [one for one in place.parquet(name)["reason"].to_pylist() if "failed" in one]
    assert told.startswith("the program failed on it: OverflowError in row, line")


def test_nobody_is_blamed_for_what_comes_after(place: Place, tmp_path: Path) -> None:
    """While the next rows of a table are unpacked, it is the table that is worked on."""
    told = pa.table({"text": [f"{SENTENCE} {SECOND} {at}" for at in range(3)]})
    write_table(told, tmp_path / "t.parquet", row_group_size=2)
    (split,) = splits([tmp_path / "t.parquet"])
    begun: list[tuple[str, ...]] = []
    ReadStep(place).open().work(
        split.unit, begin=lambda *names: begun.append(names), without={}, careful=False
    )
    names = ["t.parquet", "t.parquet:1", "t.parquet:2", "t.parquet", "t.parquet:3", "t.parquet"]
    assert begun == [(), *((name,) for name in names), ()]


def test_pages_of_an_archive(place: Place, tmp_path: Path) -> None:
    again = record(http(SENTENCE.encode(), "text/plain"), url=f"{URL}/1", date=FETCHED)
    other = record(http(SECOND.encode() * 3, "text/plain"), url=f"{URL}/1", date=FETCHED)
    raw = packed(page(1), again, again, other, record(b"The harbour"))
    (tmp_path / "a.warc.gz").write_bytes(raw)
    rows, told, counts = _harvested(place, tmp_path / "a.warc.gz", given=Given(outlet="Post"))
    assert [row["id"] for row in rows] == [f"{URL}/1"] * 4  # who orders them tells them apart
    assert len({row["key"] for row in rows}) == 3
    assert {row["day"] for row in rows} == {date(2031, 3, 4)}
    assert {row["published"] for row in rows} == {None}
    assert {row["delivery"]["fetched"] for row in rows} == {FETCHED}
    assert (counts["articles"], counts["problems"], len(told)) == (4, 1, 1)
    assert {row["outlet"] for row in rows} == {"Post"}
    assert rows[0]["source"].startswith("a.warc.gz:")


def test_what_is_compressed(place: Place, lines: Path) -> None:
    raw = lines.read_bytes()
    whole, _, _ = _harvested(Place.of(lines.parent / "whole"), lines)
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gz": gzip.compress,
        "bz2": bz2.compress,
        "xz": lzma.compress,
    }
    files = [lines.with_name(f"news.jsonl.{ending}") for ending in (*packers, "zst")]
    for file, pack in zip(files, packers.values(), strict=False):
        file.write_bytes(pack(raw))
    with pa.CompressedOutputStream(str(files[-1]), "zstd") as stream:
        stream.write(raw)
    for file in files:
        rows, told, _ = _harvested(Place.of(f"{file}.out"), file)
        assert len(rows) == 54
        assert {row["sha256"] for row in rows} == {row["sha256"] for row in whole}
        assert told[0][0] == f"{file.name}:61"


def test_compression_that_is_cut_off_is_a_problem_and_the_rest_is_read(
    place: Place, lines: Path
) -> None:
    file = lines.with_name("cut.jsonl.gz")
    file.write_bytes(gzip.compress(lines.read_bytes())[:-200])
    rows, told, _ = _harvested(place, file)
    assert 10 < len(rows) < 54
    ((name, reason),) = told
    assert (name, reason[:36]) == ("cut.jsonl.gz", "its compression is broken or cut off")


def test_a_source_that_changed_or_went_while_it_was_read(place: Place, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    files = [tmp_path / "disk" / f"{number}.txt" for number in range(3)]
    for file in files:
        file.write_text(f"{SENTENCE} {file.name}")
    (split,) = splits([tmp_path / "disk"])
    files[0].unlink()
    files[1].write_text(SENTENCE)
    worker = ReadStep(place).open()
    note = worker.work(split.unit, begin=_unheard, without={}, careful=False)
    assert (note.counts["articles"], note.counts["problems"]) == (1, 2)
    (name,) = place.names(problem.FOLDER)
    reasons = place.parquet(name)["reason"].to_pylist()
    assert reasons == ["not found", "it has changed since it was looked at"]
    (tmp_path / "disk").rename(tmp_path / "away")
    with pytest.raises(UnreachableError, match="its folder is not there"):
        worker.work(split.unit, begin=_unheard, without={}, careful=False)


class _Failing:
    """A file of a store that answers no more after its first bytes."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        if self._file.tell() > 500:
            raise ConnectionResetError("gone away")
        return bytes(self._file.read(min(size, 600)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def test_a_store_that_does_not_answer_is_no_problem_of_an_article(
    place: Place, lines: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Place.of(f"memory://{lines.parent.name}")
    store.write("news.jsonl", lines.read_bytes())
    (split,) = splits([store.url])
    begun: list[tuple[str, ...]] = []
    found = MemoryFileSystem.open
    monkeypatch.setattr(MemoryFileSystem, "open", lambda *given: _Failing(found(*given)))
    with pytest.raises(UnreachableError, match=r"cannot be read now \(ConnectionResetError: gone"):
        ReadStep(place).open().work(
            split.unit, begin=lambda *names: begun.append(names), without={}, careful=False
        )
    assert (begun[-2:], place.names()) == ([("news.jsonl:2",), ()], [])
    with pytest.raises(UnreachableError):
        splits([store.url])


def test_files_of_many_formats_in_a_store(tmp_path: Path) -> None:
    store = Place.of(f"memory://{tmp_path.name}")
    store.write("a.txt", f"{SENTENCE} {SECOND}".encode())
    store.write("b.html", page(2))
    write_table(pa.table({"body": [f"{SENTENCE} {SECOND}"] * 2}), tmp_path / "c.parquet")
    store.write("c.parquet", (tmp_path / "c.parquet").read_bytes())
    place = Place.of(f"{store.url}-out")
    worker = ReadStep(place, fields={"text": "body"}).open()
    (split,) = splits([store.url])
    note = worker.work(split.unit, begin=_unheard, without={}, careful=False)
    found = place.parquet(parts(note)[0])
    assert sorted(found["id"].to_pylist())[-2:] == ["c.parquet:1", "c.parquet:2"]
    assert "a.txt" in found["id"].to_pylist()


@pytest.mark.parametrize(
    "given",
    [
        {"text": f"{SENTENCE} \ud800"},
        {"title": "Harbour\udc00"},
        {"delivery": Delivery(byline="\ud800")},
        {"delivery": Delivery(credit=("Post", "\ud800"))},
    ],
)
def test_half_a_character_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=f"half of a character in its {'|'.join(given)}|byl|cre"):
        table.row(replace(Article("a", SENTENCE, "0" * 64), **given), source="a")


def test_a_split_of_nothing(place: Place) -> None:
    unit = Unit("read", "none", {"name": "none", "pieces": [], "problems": []})
    note = ReadStep(place).open().work(unit, begin=_unheard, without={}, careful=False)
    assert (dict(note.counts), place.names()) == ({"articles": 0, "problems": 0, "parts": 0}, [])
