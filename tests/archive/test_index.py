"""What the index says of a story, and how a story is found in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crosswire.archive.ledger import index
from crosswire.archive.ledger.index import COUNTS, Summary, summary, summed
from crosswire.archive.opened import Story, find, stories
from crosswire.archive.place import Place
from crosswire.error import ArchiveError
from crosswire.ledger import Ledger

NOTHING = Summary(
    "story-00", 0, "", (), None, None, 0, (), **dict.fromkeys(COUNTS[1:], 0), digest=""
)


def told(story: str, name: str = "", episode: int = 0, **more: Any) -> Summary:
    return replace(NOTHING, story_id=story, name=name, episode=episode, **more)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """The index of five stories, one of them of two episodes that began on two days."""
    found = Place.of(tmp_path)
    keep(
        found,
        "day=2031-03-01/0001",
        told("story-a1", "Ferry aground", reports=40, origins=3, contested=1, about=("Lena Holt",)),
        told("story-a2", "Mill burns", reports=2, **days("2031-03-01", "2031-03-02")),
        told("story-b1", "Ferry aground", reports=2, **days("2031-03-01", "2031-03-01")),
    )
    keep(
        found,
        "day=2031-03-09/0001",
        told("story-a1", "Ferry towed", 1, reports=9, origins=3, contested=5, **days("2031-03-09")),
        told(
            "story-c1", "Vote recounted", reports=45, origins=4, contested=2, **days("2031-03-08")
        ),
    )
    keep(found, "day=__HIVE_DEFAULT_PARTITION__/0001", told("story-d1", "Strike", reports=1))
    return found


def days(first: str, last: str | None = None) -> dict[str, Any]:
    return {
        "first_day": date.fromisoformat(first),
        "last_day": date.fromisoformat(last or first),
    }


def keep(place: Place, part: str, *rows: Summary) -> None:
    place.parquet_write(f"{index.FOLDER}/{part}.parquet", index.table(rows))


def ids(found: Iterable[Story]) -> list[str]:
    return [one.id for one in found]


def test_a_summary_says_what_its_ledger_says(demo: Ledger) -> None:
    one = summary("story-1", 0, demo, first=demo.documents[2].id, copies=3, digest="d")
    assert one.name == demo.documents[2].title
    assert one.about[0] in {row.name for row in demo.entities}
    assert (one.reports, one.copies, one.statements) == (10, 3, len(demo.statements))
    assert (one.first_day, one.last_day) == (date(2026, 3, 16), date(2026, 3, 19))
    assert one.outlets[0] == "Arda Valley Echo"
    assert len(one.outlets) == len(set(one.outlets)) == 8
    assert one.contested == sum(q.relation in {"conflict", "mixed"} for q in demo.questions) > 0
    assert 0 < one.denied < len(demo.links)
    assert 0 < one.confirmed < sum(link.kind == "confirms" for link in demo.links)
    (again,) = index.summaries(index.table([one]))
    assert again == one


def test_a_story_without_a_title_has_its_first_line(demo: Ledger) -> None:
    bare = replace(demo.documents[0], title=None, text="\n  One  word\nand half: \ud800", story=())
    one = summary("story-1", 0, replace(demo, documents=(bare,)), first="", copies=0, digest="")
    assert one.name == "One word"
    empty = replace(bare, text="\n")
    lost = summary("story-1", 0, replace(demo, documents=(empty,)), first="", copies=0, digest="")
    assert lost.name == "story-1"
    assert list(index.summaries(index.table([one, lost]))) == [one, lost]


def test_episodes_add_up() -> None:
    one = told("story-1", "First", 0, about=("A", "B"), outlets=("X",), reports=3, origins=2)
    two = told("story-1", "Second", 1, about=("C", "A"), outlets=("W",), reports=4, origins=1)
    both = summed([two, one])
    assert (both.name, both.about, both.outlets) == ("First", ("A", "C", "B"), ("W", "X"))
    assert both.reports == 7
    assert both.origins == 2  # those of the second may be the same


def test_stories_are_listed_by_what_they_have_most_of(place: Place) -> None:
    assert ids(stories(place)) == ["story-a1", "story-c1", "story-a2", "story-b1", "story-d1"]
    (first, *_) = stories(place, most="contested", limit=2)
    assert (first.id, first.episodes, first.summary.reports) == ("story-a1", 2, 49)
    assert first.parts == ("day=2031-03-01/0001", "day=2031-03-09/0001")
    (first, *_) = stories(place, most="origins", limit=2)
    assert (first.id, first.summary.origins) == ("story-c1", 4)


def test_words_stand_in_names(place: Place) -> None:
    assert ids(stories(place, "AGROUND ferry")) == ["story-a1", "story-b1"]
    assert ids(stories(place, "holt ferry")) == ["story-a1"]
    assert stories(place, "ferry (mill") == ()


def test_days_bound_when_a_story_was_told(place: Place) -> None:
    def between(since: str | None, until: str | None) -> list[str]:
        return ids(
            stories(
                place,
                since=date.fromisoformat(since) if since else None,
                until=date.fromisoformat(until) if until else None,
            )
        )

    assert between("2031-03-08", None) == ["story-a1", "story-c1"]
    assert between(None, "2031-03-01") == ["story-a2", "story-b1"]
    assert between("2031-03-02", "2031-03-07") == ["story-a2"]


def test_a_story_is_found_by_id_name_or_beginning(place: Place) -> None:
    assert find(place, "story-a2").id == "story-a2"
    assert find(place, " mill BURNS").id == "story-a2"
    assert find(place, "c").id == find(place, "story-c").id == "story-c1"
    with pytest.raises(ArchiveError, match="fits 2 stories: story-a1, story-b1"):
        find(place, "Ferry aground")
    with pytest.raises(ArchiveError, match="fits 2 stories"):
        find(place, "a")
    for nothing in ("story-", "x", ""):
        with pytest.raises(ArchiveError, match="no story"):
            find(place, nothing)


def test_an_archive_without_stories_has_none(tmp_path: Path) -> None:
    assert stories(Place.of(tmp_path), "words", since=date(2031, 1, 1)) == ()
