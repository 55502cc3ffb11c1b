"""The rows of a bucket as files, and back."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from crosswire import Ledger
from crosswire.archive.ledger import part
from crosswire.archive.place import Place
from crosswire.codec import codec
from crosswire.export import arrow, column
from crosswire.export.table import TABLES
from crosswire.ledger import TYPES

PART = "day=2031-03-04/0000"


def rows(place: Place, story: str) -> dict[str, list[tuple[int, object]]]:
    """The rows of a story, by their types."""
    return {
        kind: [(at, codec(row).decode(one)) for at, one in part.rows(place, kind, PART, story)]
        for kind, row in TYPES.items()
    }


@pytest.mark.parametrize("kind", TYPES)
def test_columns_are_those_of_the_rows_as_json(demo: Ledger, kind: str) -> None:
    mine = getattr(demo, TABLES[kind])
    encoded = arrow.table(kind, [codec(TYPES[kind]).encode(row) for row in mine])
    assert column.table(kind, mine).equals(encoded)
    assert len(demo.links) > len(demo.problems)  # types with rows and without were looked at


def test_rows_are_read_back_by_story(demo: Ledger, tmp_path: Path) -> None:
    place = Place.of(tmp_path)
    other = Ledger(demo.run, documents=demo.documents[:2])
    part.write(place, PART, {("story-b", 1): demo, ("story-a", 0): other, ("story-b", 0): other})
    found = rows(place, "story-b")
    assert found["statement"] == [(1, row) for row in demo.statements]
    assert found["link"] == [(1, row) for row in demo.links]
    assert [at for at, _ in found["document"]] == [0, 0] + [1] * len(demo.documents)
    assert rows(place, "story-a")["statement"] == []


def test_what_is_kept_is_as_if_it_were_written_anew(demo: Ledger, tmp_path: Path) -> None:
    one, two = Place.of(tmp_path / "one"), Place.of(tmp_path / "two")
    small = Ledger(demo.run, documents=demo.documents[2:3], figures=demo.figures[:1])
    part.write(one, PART, {("story-b", 0): demo, ("story-a", 0): demo})
    part.write(one, PART, {("story-a", 0): small, ("story-c", 0): small}, kept={("story-b", 0)})
    whole = {("story-a", 0): small, ("story-b", 0): demo, ("story-c", 0): small}
    part.write(two, PART, whole)
    names = one.names()
    assert names == two.names()
    assert len(names) > len(TYPES) / 2
    assert all(one.read(name) == two.read(name) for name in names)


def test_a_type_without_rows_has_no_file(demo: Ledger, tmp_path: Path) -> None:
    place = Place.of(tmp_path)
    part.write(place, PART, {("story-a", 0): demo})
    part.write(place, PART, {("story-a", 0): Ledger(demo.run, documents=demo.documents)})
    assert place.names() == [part.name_of("document", PART)]


def test_duckdb_reads_all_parts_as_one_table(demo: Ledger, tmp_path: Path) -> None:
    place = Place.of(tmp_path)
    for day in ("2031-03-04", "__HIVE_DEFAULT_PARTITION__"):
        part.write(place, f"day={day}/0000", {("story-a", 0): demo})
    query = "SELECT day, count(*) FROM read_parquet($1) GROUP BY day ORDER BY day NULLS LAST"
    found = duckdb.execute(query, [f"{tmp_path}/ledger/type=statement/*/*.parquet"]).fetchall()
    assert [count for _, count in found] == [len(demo.statements)] * 2
    assert [str(day) for day, _ in found] == ["2031-03-04", "None"]
