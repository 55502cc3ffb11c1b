"""Where an archive's files are: whole or not at all, here and in a store of objects."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from crosswire.archive.place import Place, matching
from crosswire.error import ExtraError, InputError

NUMBERS = pa.table({"number": range(100), "name": [f"n{number}" for number in range(100)]})


@pytest.fixture(params=["local", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    named = {"local": str(tmp_path / "here"), "memory": f"memory://{tmp_path.name}/there"}
    return Place.of(named[request.param])


def test_what_is_written_is_read(place: Place) -> None:
    place.write("done/read/a.json", b"{}")
    place.write("b.bin", b"1")
    place.write("b.bin", b"2")
    again = pickle.loads(pickle.dumps(place))  # noqa: S301 (made on the line above)
    assert again == place
    assert (again.read("b.bin"), again.size("b.bin")) == (b"2", 1)
    assert again.names() == ["b.bin", "done/read/a.json"]
    assert again.names("done") == ["done/read/a.json"]
    assert again.names("none") == []
    assert [again.exists(name) for name in ("done/read", "b.bin", "c")] == [True, True, False]
    assert [again.is_folder(name) for name in ("done", "b.bin")] == [True, False]
    place.remove("done")
    place.remove("never")
    assert place.names() == ["b.bin"]
    with pytest.raises(FileNotFoundError):
        place.read("done/read/a.json")


def test_what_fails_leaves_no_file(place: Place) -> None:
    place.write("a", b"before")

    def fail() -> None:
        with place.writing("a") as file:
            file.write(b"half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert place.names() == ["a"]
    assert place.read("a") == b"before"


def test_what_a_killed_writer_left_is_in_no_listing_and_swept(tmp_path: Path) -> None:
    place = Place.of(tmp_path)
    place.write("ledger/a", b"")
    half = tmp_path / "ledger" / ".a.12ab.part"
    half.write_bytes(b"half")
    assert place.names() == ["ledger/a"]
    place.sweep()
    assert not half.exists()
    assert place.names() == ["ledger/a"]


def test_rows_of_a_table_by_their_numbers(place: Place) -> None:
    place.parquet_write("t.parquet", NUMBERS, group=32)
    some = place.parquet("t.parquet", columns=["name"], rows=[99, 3, 40])
    assert some.to_pylist() == [{"name": "n99"}, {"name": "n3"}, {"name": "n40"}]
    assert place.parquet("t.parquet", rows=[]).num_rows == 0
    assert place.parquet("t.parquet") == NUMBERS
    assert place.parquet("t.parquet", filters=[("number", ">", 97)]).num_rows == 2
    assert [len(one) for one in place.batches("t.parquet", size=40)] == [40, 40, 20]
    with pytest.raises(IndexError, match="no row 100: the table has 100"):
        place.parquet("t.parquet", rows=[0, 100])


def test_the_same_table_is_the_same_bytes(place: Place) -> None:
    place.parquet_write("a.parquet", NUMBERS, group=32, statistics=["number"])
    place.parquet_write("b.parquet", NUMBERS, group=32, statistics=["number"])
    assert place.read("a.parquet") == place.read("b.parquet")
    with place.parquet_writing("c.parquet", NUMBERS.schema) as writer:
        for first in (0, 50):
            writer.write_table(NUMBERS.slice(first, 50))
    assert place.parquet("c.parquet") == NUMBERS


def test_patterns(place: Place) -> None:
    for name in ("day1/a.jsonl", "day1/b.txt", "day2/c.jsonl"):
        place.write(name, b"")
    assert matching(place.at("*/*.jsonl")) == [place.at("day1/a.jsonl"), place.at("day2/c.jsonl")]


def test_a_relative_path_is_the_same_place_from_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert Place.of("out") == Place.of(tmp_path / "out") == Place.of(f"file://{tmp_path}/out")


def test_an_address_of_no_known_kind() -> None:
    with pytest.raises(InputError, match="velmar:// is no kind of place"):
        Place.of("velmar://a/b")
    with pytest.raises(ExtraError, match="dropbox:// cannot be read") as told:
        Place.of("dropbox://a/b")
    assert "nstall" in told.value.remedy
    with pytest.raises(InputError, match="a place inside another"):
        Place.of("zip://*.jsonl::dump.zip")
