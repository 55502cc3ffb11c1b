"""An archive from end to end: what is in it, and how it goes on with the next day."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet as pq

from archive.inside import Inside, digests
from archive.sample import BANK, COACH_PERU, COACH_SLOVENIA, PROBLEMS, second_day
from crosswire.archive.summary import NAME, Summary
from crosswire.error import ArchiveError

if TYPE_CHECKING:
    from archive.inside import Archive
    from crosswire.archive.engine import Engine


def rows(archive: Path, part: str) -> list[dict[str, Any]]:
    """The rows of all files of a part of an archive."""
    files = sorted((archive / part).rglob("*.parquet"))
    return [row for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]


def story_of(archive: Path) -> dict[str, str]:
    """The story of each article, by the article's id."""
    ids = {row["key"]: row["id"] for row in rows(archive, "articles")}
    return {ids[row["key"]]: row["story"] for row in rows(archive, "stories")}


def documents(archive: Path) -> Iterator[tuple[str, str]]:
    """Each report in the ledgers, with its story."""
    for row in rows(archive, "ledger/type=document"):
        yield row["story_id"], row["id"]


@pytest.fixture(scope="module")
def continued(
    made: tuple[Path, Summary], archiving: Archive, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Summary, list[str]]:
    """A copy of the archive, gone on with over the next day: and the units that were worked."""
    folder = tmp_path_factory.mktemp("next")
    out = Path(copytree(made[0], folder / "out"))
    engine = Inside()
    found = archiving(second_day(folder), out, engine)
    return out, found, [f"{unit.step} {unit.name}" for unit in engine.worked]


def test_each_article_is_in_one_story_and_once_in_its_ledger(made: tuple[Path, Summary]) -> None:
    out, found = made
    keys = [row["key"] for row in rows(out, "articles")]
    placed = rows(out, "stories")
    assert len(keys) == found.articles == 20
    assert sorted(row["key"] for row in placed) == sorted(keys)
    assert {row["copy_kind"] for row in placed} <= {None, "exact", "near"}
    assert Counter(documents(out)) == Counter((row["story"], row["document"]) for row in placed)


def test_two_events_that_look_alike_stay_two(archived: Path) -> None:
    story = story_of(archived)
    slovenia = {story[told["id"]] for told in COACH_SLOVENIA}
    peru = {story[told["id"]] for told in COACH_PERU}
    assert (len(slovenia), len(peru)) == (1, 1)
    assert slovenia != peru
    assert story["10_cordillera-dispatch.json"] != story["01_harbour-post.txt"]


def test_copies_are_kept_and_linked(archived: Path) -> None:
    ids = {row["key"]: row["id"] for row in rows(archived, "articles")}
    linked = {
        ids[row["key"]]: (row["copy_kind"], ids[row["copy_of"]])
        for row in rows(archived, "stories")
        if row["copy_of"]
    }
    first, second, third = (told["url"] for told in BANK[:3])
    copies = {one: linked[one] for one in (first, second, third) if one in linked}
    assert sorted(kind for kind, _ in copies.values()) == ["exact", "near"]
    assert len({story_of(archived)[one] for one in (first, second, third)}) == 1


def test_the_summary_counts_what_is_on_disk(made: tuple[Path, Summary]) -> None:
    out, found = made
    types = {folder.name.removeprefix("type="): folder for folder in (out / "ledger").iterdir()}
    on_disk = {name: len(rows(out, f"ledger/type={name}")) for name in types}
    placed = rows(out, "stories")
    assert {name: count for name, count in found.rows.items() if count} == on_disk
    assert found.stories == len({row["story"] for row in placed}) > 4
    assert found.exact == sum(row["copy_kind"] == "exact" for row in placed) == 1
    assert found.near == sum(row["copy_kind"] == "near" for row in placed)
    assert found.problem_count == len(rows(out, "problems")) == PROBLEMS
    assert found.problems[0].examples == ("wire.jsonl:6",)
    assert (out / found.problems[0].part).is_file()
    assert found.languages == {"de": 1}
    assert json.loads((out / NAME).read_text("utf-8"))["articles"] == found.articles
    assert all(step.parts and step.articles for step in found.steps)


def test_the_next_day_goes_on_with_the_stories(
    archived: Path, continued: tuple[Path, Summary, list[str]]
) -> None:
    out, found, worked = continued
    before, after = story_of(archived), story_of(out)
    assert {name: after[name] for name in before} == before
    assert after["alpine-courier/inquiry"] == before["lesko-news/coach"]
    assert after["marsh-gazette/levee"] not in before.values()
    assert (found.runs, found.articles) == (2, len(before) + 2)
    assert Counter(documents(out)) == Counter(
        (row["story"], row["document"]) for row in rows(out, "stories")
    )
    steps = Counter(unit.partition(" ")[0] for unit in worked)
    assert steps["read"] == 1
    assert 1 <= steps["ledger"] <= 2


def test_what_did_not_change_is_not_written_again(
    archived: Path, continued: tuple[Path, Summary, list[str]]
) -> None:
    out = continued[0]
    for part in ("articles", "stories"):
        for file in (archived / part).rglob("*.parquet"):
            assert (out / file.relative_to(archived)).read_bytes() == file.read_bytes()


def test_a_folder_that_is_no_archive_is_left_as_it_is(
    few: list[str], archiving: Archive, tmp_path: Path
) -> None:
    """What others have begun to write there is none of ours."""
    for name in (".film.mp4.part", "film.txt"):
        (tmp_path / name).write_text("theirs", "utf-8")
    with pytest.raises(ArchiveError, match="no archive"):
        archiving(few, tmp_path, Inside())
    assert {".film.mp4.part", "film.txt"} <= {path.name for path in tmp_path.iterdir()}


def test_the_same_sources_again_are_nothing_new(
    continued: tuple[Path, Summary, list[str]], sources: list[str], archiving: Archive
) -> None:
    out, before, _ = continued
    engine = Inside()
    again = archiving(sources, out, engine)
    assert engine.worked == []
    assert (again.runs, again.articles, again.rows) == (2, before.articles, before.rows)


def test_with_ray_the_same_bytes(
    few_archived: Path, few: list[str], archiving: Archive, on_ray: Engine, tmp_path: Path
) -> None:
    out = Path(copytree(few_archived, tmp_path / "out"))
    for part in ("done/ledger", "done/run", "index", "ledger"):
        rmtree(out / part)
    archiving(few, out, on_ray)
    assert digests(out) == digests(few_archived)
