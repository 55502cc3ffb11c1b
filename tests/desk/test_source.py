"""What the desk knows of the places that it watches, on both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.desk.watch.source import LONGEST_NAME, Source, Sources, State, key
from crosswire.fetch import Schedule

FEED = Source("feed", "https://ana:rain@velmar.example/rss?key=rain", every=600)
STATE = State(Schedule(600, 1_930_000_600, 0, '"7"', None), 600, "2031-02-28T10:53:20Z")


def test_a_source_that_is_new_may_be_asked_at_once(store: Store) -> None:
    sources = Sources(store)
    assert sources.state(FEED) == State(Schedule(every=600))
    assert sources.state(FEED).remaining(0) == 0
    assert sources.seen(FEED) == {}


def test_how_a_source_stands_is_kept(store: Store) -> None:
    sources = Sources(store)
    sources.keep(FEED, STATE, seen={"a": "1", "b": "2"})
    assert (sources.state(FEED), sources.seen(FEED)) == (STATE, {"a": "1", "b": "2"})
    failed = State(Schedule(600, 1_930_002_400, 1), 1800, "2031-02-28T11:00:00Z", "gone fishing")
    sources.keep(FEED, failed, seen={"b": "3", "c": "4"}, gone=["a"])
    assert (sources.state(FEED), sources.seen(FEED)) == (failed, {"b": "3", "c": "4"})


def test_sources_are_kept_apart_and_listed_without_passwords(store: Store) -> None:
    sources, other = Sources(store), Source("folder", "/in")
    sources.keep(FEED, STATE, seen={"a": "1"})
    sources.keep(other, State(Schedule()), seen={"a": "2"})
    assert sources.seen(FEED) == {"a": "1"}
    assert list(sources.all()) == [
        ("https://ana:***@velmar.example/rss?key=***", STATE),
        ("/in", State(Schedule())),
    ]


def test_nothing_is_kept_of_what_was_not_committed(store: Store) -> None:
    sources = Sources(store)
    sources.keep(FEED, STATE, seen={"a": "1"})
    with pytest.raises(ZeroDivisionError), store.writing() as connection:
        connection.execute(update(schema.sighting).values(digest="x"))
        raise ZeroDivisionError
    assert sources.seen(FEED) == {"a": "1"}


def test_a_state_of_another_shape_starts_anew(store: Store) -> None:
    sources = Sources(store)
    sources.keep(FEED, STATE)
    for state in ("{}", "no JSON", '{"schedule": {"next": "soon"}}'):
        with store.writing() as connection:
            connection.execute(update(schema.source).values(state=state))
        assert sources.state(FEED) == State(Schedule())


@pytest.mark.parametrize(
    ("now", "remaining"),
    [
        (1_930_000_000, 600),
        (1_930_000_500, 100),
        (1_930_000_601, 0),
        (1_929_000_000, 600),  # the clock was set back: no longer than was meant
        (2_500_000_000, 0),
    ],
)
def test_a_clock_that_was_set_makes_no_pause_longer(now: float, remaining: float) -> None:
    assert STATE.remaining(now) == remaining


def test_what_is_gone_for_good_is_never_due() -> None:
    assert State(Schedule(next=None)).remaining(0) is None


def test_any_name_can_be_kept(store: Store) -> None:
    names = ["a" * 5000, "a" * 5001, "nul\0", "half\ud800", "…/é\n", ""]
    sources = Sources(store)
    sources.keep(FEED, STATE, seen={key(name): "1" for name in names})
    assert sources.seen(FEED).keys() == {key(name) for name in names}
    assert len(sources.seen(FEED)) == len(names)


@given(st.text(st.characters(exclude_categories=()), max_size=LONGEST_NAME + 50))
def test_a_key_is_short_and_keeps_a_plain_name(name: str) -> None:
    found = key(name)
    assert len(found) <= LONGEST_NAME and "\0" not in found
    assert key(found) == found
    found.encode("utf-8")
