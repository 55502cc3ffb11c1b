"""Which story an article goes to: in whatever order, however often the run was stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.filed import article, by_document, filed, groups, run, stories, told
from archive.sample import BANK, COACH_PERU, COACH_SLOVENIA, SECOND_DAY, STRIKE
from crosswire.archive.place import Place
from crosswire.archive.story import beat, placing, state
from crosswire.archive.story.assignment import assign
from crosswire.archive.story.packing import pack, unpack
from crosswire.assignment import Vector, Weights, alike, profile
from crosswire.read import Article

DAY = date(2031, 5, 6)

FIRST = [told(one) for one in (*COACH_SLOVENIA, *COACH_PERU, *BANK, *STRIKE)]
LATER = [told(one) for one in SECOND_DAY]

EXPECTED = {
    frozenset({"lesko-news/coach", "alpine-courier/brezovec", "lesko-news/coach-tyres"}),
    frozenset({"andes-daily/coach", "pacific-wire/san-albino"}),
    frozenset(one["id"] for one in BANK),
    frozenset({"hallam-record/strike"}),
}
"""Two look-alikes of one day are two stories; the strike has no day."""


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first days, put into stories in one go."""
    folder = tmp_path_factory.mktemp("first")
    run(folder, FIRST)
    return folder


def _bytes(folder: Path, *parts: str) -> dict[str, bytes]:
    """The files of an archive, of some parts."""
    paths = sorted(path for part in parts for path in (folder / part).rglob("*.parquet"))
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_look_alikes_are_two(first: Path) -> None:
    assert groups(stories(Place.of(first))) == EXPECTED


def test_it_is_told_why(first: Path) -> None:
    """What is not the first of its story, nor a copy, says what it is like, and by which words."""
    rows = by_document(stories(Place.of(first)))
    later = rows["alpine-courier/brezovec"], rows["lesko-news/coach-tyres"]
    keys = {row["key"] for row in rows.values() if row["story"] == later[0]["story"]}
    firsts = [key for key in keys if key not in {row["key"] for row in rows.values() if row["why"]}]
    assert len(firsts) == 1
    told_why = [row for row in rows.values() if row["why"]]
    assert told_why
    assert all(row["likeness"] > 0.14 and row["nearest"] for row in told_why)
    assert any("brezovec" in row["why"] for row in told_why)


def test_undated_articles_come_last(first: Path) -> None:
    names = Place.of(first).names("stories")
    assert [name.rpartition("/")[2] for name in names] == [
        "0001-2026-03-17-0000.parquet",
        "0001-none-0000.parquet",
    ]


def test_a_wrong_date_does_not_part_undated_articles_from_the_others(tmp_path: Path) -> None:
    first, *later = map(told, COACH_SLOVENIA)
    undated = article("undated", first.text.replace("on Monday", ""), None, title=first.title)
    wrong = article("wrong", STRIKE[0]["text"], date(2199, 5, 5))
    rows = by_document(run(tmp_path, [first, *later, *map(told, COACH_PERU), wrong, undated]))
    assert rows["undated"]["story"] == rows[first.id]["story"]


def test_files_in_another_order(first: Path, tmp_path: Path) -> None:
    """How articles lie in files does not matter to where they go."""
    place = Place.of(tmp_path)
    parts = [filed(place, name, some) for name, some in (("x", FIRST[5:]), ("b", FIRST[:5]))]
    list(assign(place, "0001", parts))
    where = [
        [(row["key"], row["story"], row["episode"], row["copy_of"], row["why"]) for row in rows]
        for rows in (stories(place), stories(Place.of(first)))
    ]
    assert where[0] == where[1]


def test_a_next_day_goes_on(tmp_path: Path) -> None:
    """A second run's articles join the stories that are open, which keep their ids."""
    rows = run(tmp_path, FIRST, LATER)
    found = by_document(rows)
    assert found["alpine-courier/inquiry"]["story"] == found["lesko-news/coach"]["story"]
    assert found["alpine-courier/inquiry"]["began"] == found["lesko-news/coach"]["began"]
    grown = {
        one | {"alpine-courier/inquiry"} if "lesko-news/coach" in one else one for one in EXPECTED
    }
    assert groups(rows) == {*grown, frozenset({"marsh-gazette/levee"})}


def _stopped(place: Place, number: int, parts: Sequence[str]) -> int:
    """A run that is killed after so many beats, just before the next is noted."""
    done = list(islice(assign(place, "0001", parts), number))
    with (
        mock.patch.object(state, "keep_weights", side_effect=KeyboardInterrupt),
        pytest.raises(KeyboardInterrupt),
    ):
        list(assign(place, "0001", parts))
    return len(done)


def _months() -> list[Article]:
    """The sample again and again over four months, with days apart, and one without a day."""
    moved: list[Article] = []
    for at, days in enumerate((0, 20, 45, 46, 90)):
        for one in FIRST:
            day = one.published and one.published + timedelta(days)
            moved.append(article(f"{one.id}/{at}", f"{one.text}\n\nPart {at}.", day))
    return moved


@pytest.mark.parametrize("number", [0, 1, 3])
def test_resumed_to_the_same_bytes(tmp_path: Path, number: int) -> None:
    """Killed in mid-beat, after none, one and three that were noted."""
    with mock.patch.object(beat, "BEAT", 8):
        kept = []
        for name in ("whole", "killed"):
            place = Place.of(tmp_path / name)
            parts = [filed(place, "all", _months())]
            if name == "killed":
                assert _stopped(place, number, parts) == number
            list(assign(place, "0001", parts))
            kept.append(_bytes(tmp_path / name, "stories", "state"))
    assert len(kept[0]) > 12
    assert kept[0] == kept[1]


def test_late_articles(tmp_path: Path) -> None:
    """Days that were put into stories already get more: they join the stories of their days."""
    late = [
        one for one in FIRST if one.id in {"alpine-courier/brezovec", "pacific-wire/san-albino"}
    ]
    soon = [one for one in FIRST if one not in late]
    months = [
        article(f"{one.id}/later", one.text.replace("Brezovec", "Ostrava"), day)
        for one, day in ((one, one.published and one.published + timedelta(80)) for one in LATER)
    ]
    rows = run(tmp_path, [*soon, *months], late)
    found = by_document(rows)
    assert found["alpine-courier/brezovec"]["story"] == found["lesko-news/coach"]["story"]
    assert found["pacific-wire/san-albino"]["story"] == found["andes-daily/coach"]["story"]


def test_large_stories_have_episodes(tmp_path: Path) -> None:
    """No episode is larger than twice what one may be; none is numbered anew in a next run."""
    reports = [
        article(f"{one.id}/{days}", f"{one.text} It was day {days}.", DAY + timedelta(days))
        for days in range(6)
        for one in FIRST[:3]
    ]
    with mock.patch.object(placing, "EPISODE", 3):
        rows = run(tmp_path, reports[:9], reports[9:])
    assert len({row["story"] for row in rows}) == 1
    episodes = [row["episode"] for row in rows]
    assert sorted(set(episodes)) == list(range(max(episodes) + 1))
    assert len(set(episodes)) > 1
    assert max(map(episodes.count, episodes)) <= 2 * 3


def test_ids_are_unique_in_a_story(tmp_path: Path) -> None:
    """Also where a version comes long after what its first one was compared with is forgotten."""
    chain = [
        article(one.id, one.text, DAY + timedelta(20 * at)) for at, one in enumerate(FIRST[:3])
    ]
    version = article(FIRST[0].id, f"{FIRST[0].text} More soon.", DAY + timedelta(60))
    rows = run(tmp_path, *([one] for one in (*chain, version)))
    assert len({row["story"] for row in rows}) == 1
    assert [row["document"] for row in rows] == [*(one.id for one in chain), f"{FIRST[0].id}#2"]


def test_an_article_again_when_its_story_is_over(tmp_path: Path) -> None:
    """It begins a story of its own, and not the first one again."""
    again = [article(FIRST[0].id, FIRST[0].text, day) for day in (DAY, DAY + timedelta(90))]
    rows = run(tmp_path, *([one] for one in again))
    assert [row["document"] for row in rows] == [FIRST[0].id] * 2
    assert len({row["story"] for row in rows}) == 2


def test_ids_are_unique_whatever_the_order_of_days(tmp_path: Path) -> None:
    """A story that a later run went on with in its past is known with what it got there."""
    late = article(FIRST[0].id, FIRST[0].text, DAY - timedelta(25))
    version = article(FIRST[0].id, f"{FIRST[0].text} More soon.", DAY + timedelta(25))
    rows = run(tmp_path, [article("first", FIRST[1].text, DAY)], [late], [version])
    assert len({row["story"] for row in rows}) == 1
    assert [row["document"] for row in rows] == ["first", late.id, f"{late.id}#2"]


def test_the_rarest_features_are_forgotten(tmp_path: Path) -> None:
    weights = Weights()
    for at in range(20):
        weights.add(profile(f"Reskov spoke in Tarvik, and word{at} was heard."))
    place = Place.of(tmp_path)
    with mock.patch.object(state, "FEATURES", 8):
        state.keep_weights(place, "a", weights)
    read = state.weights_of(place, "a")
    assert read == weights
    assert 0 < len(read.counts) <= 8
    assert all(number == 20 for number in read.counts.values())


FEATURES = st.dictionaries(
    st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=12).map("term:{}".format),
    st.floats(0, 1, width=32),
    max_size=12,
)


@given(st.dates() | st.none(), st.booleans(), FEATURES, FEATURES)
def test_packed_and_unpacked(
    day: date | None, named: bool, words: dict[str, float], marks: dict[str, float]
) -> None:
    one = Vector(day, named, words, marks)
    assert unpack(pack(one)) == one


def test_packing_keeps_likenesses() -> None:
    weights = Weights()
    found = [profile(one.text, day=one.published) for one in FIRST]
    for one in found:
        weights.add(one)
    vectors = [weights.vector(one) for one in found]
    for a, b in pairwise(vectors):
        assert alike(unpack(pack(a)), unpack(pack(b))) == pytest.approx(alike(a, b), abs=1e-6)
