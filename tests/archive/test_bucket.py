"""Which episodes are derived together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from archive.shelved import MONDAY, TUESDAY, shelve, told
from crosswire.archive.ledger import bucket
from crosswire.archive.ledger.bucket import UNDATED, buckets, episodes
from crosswire.archive.place import Place
from crosswire.archive.unit import Done, Unit
from desk.desks import FERRY


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.of(tmp_path)


def note(place: Place, unit: Unit) -> None:
    """Note a bucket as derived."""
    weight = unit.given["weight"]
    place.write(unit.note, Done("ledger", unit.name, more={"articles": weight}).written())


def held(place: Place) -> dict[str, list[str]]:
    """The names of the articles that are to be derived, by their buckets."""
    return {
        unit.name: [one.document for each in episodes(unit) for one in each.members]
        for unit in buckets(place)
    }


def test_no_stories_no_buckets(place: Place) -> None:
    assert not list(buckets(place))


def test_a_bucket_has_the_episodes_of_one_day(place: Place) -> None:
    shelve(
        place,
        "0001",
        told("a", FERRY),
        told("b", FERRY, published=TUESDAY),
        told("c", FERRY, "b", published=TUESDAY),
        told("d", FERRY, episode=1, published=TUESDAY),
        told("e", FERRY, "c", published=None, dated_by=None),
        told("f", FERRY, "b"),
        again=["f"],
    )
    assert held(place) == {
        "day=2031-03-03/0000": ["a", "b"],
        "day=2031-03-04/0000": ["d", "c"],
        f"day={UNDATED}/0000": ["e"],
    }


def test_a_later_run_changes_the_buckets_of_its_episodes_and_no_number(place: Place) -> None:
    shelve(place, "0001", *(told(name, FERRY, name) for name in "abc"))
    with mock.patch.object(bucket, "SIZE", 2):
        for unit in buckets(place):
            note(place, unit)
        assert held(place) == {}
        shelve(place, "0002", told("d", FERRY, "c"), told("e", FERRY, "d"), told("f", FERRY, "e"))
        assert held(place) == {
            "day=2031-03-03/0001": ["c", "d"],
            "day=2031-03-03/0002": ["e", "f"],
        }


def test_units_are_made_some_at_a_time(place: Place) -> None:
    days = [date(2031, 3, day) for day in range(3, 9)]
    line = [told(str(day), FERRY, str(day), published=day) for day in days]
    shelve(place, "0001", *line)
    whole = list(buckets(place))
    with mock.patch.object(bucket, "ROUND", 2):
        found = buckets(place)
        assert (len(found), found.articles) == (6, 6)
        assert list(found) == whole
    assert [unit.name for unit in whole] == [f"day={day}/0000" for day in days]
    assert MONDAY in days
