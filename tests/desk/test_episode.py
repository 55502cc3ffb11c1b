"""Which episode a report joins: the only one of a small event, then the one that it is like."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Connection, insert, select

from crosswire.desk.event.episode import move, place, settle
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store

AT = "2031-03-04T05:06:07.000008Z"
DAY = date(2031, 3, 4)
BOUND = 3


class Board:
    """Events and the reports that are put into their episodes; nothing is read or derived."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.there = 0
        for seq, event in enumerate(("flood", "fire"), 1):
            values = {"id": event, "seq": seq, "name": event, "named_by": "rule", "at": AT}
            connection.execute(insert(schema.event).values(values))

    def put(self, name: str, *like: str, day: date | None = DAY, event: str = "flood") -> str:
        """Put a report into an event; it is like those reports that are named."""
        near = [(one.rstrip("!"), 0.9 if one.endswith("!") else 0.2) for one in like]
        home = place(self.connection, event, near, day=day, close=0.5, bound=BOUND)
        self.there += 1
        self.connection.execute(
            insert(schema.document).values(
                id=name,
                seq=self.there,
                at=AT,
                locator=name,
                sha256="",
                raw_sha256="",
                row="{}",
                text=b"",
            )
        )
        self.connection.execute(
            insert(schema.assignment).values(
                document=name, event=event, episode=home, by="rule", at=AT, reason=""
            )
        )
        return home

    def homes(self, event: str = "flood") -> list[str]:
        """The reports of each episode of an event, as words."""
        table = schema.assignment
        query = select(table.c.episode, table.c.document).where(table.c.event == event)
        found: dict[str, list[str]] = {}
        for home, name in self.connection.execute(query):
            found.setdefault(home, []).append(name)
        return sorted(" ".join(sorted(names)) for names in found.values())

    def counted(self) -> list[int]:
        """How many reports the episodes say that they have, the oldest first."""
        query = select(schema.episode.c.reports).order_by(schema.episode.c.seq)
        return list(self.connection.execute(query).scalars())


@pytest.fixture
def board(store: Store) -> Iterator[Board]:
    with store.writing() as connection:
        yield Board(connection)


def test_a_small_event_is_one_episode(board: Board) -> None:
    for name in "abc":
        board.put(name, day=date(2031, 3, ord(name) - 96))
    assert board.homes() == ["a b c"]
    assert board.counted() == [3]


def test_what_is_like_none_opens_a_new_one_once_there_are_enough(board: Board) -> None:
    for name in "abcde":
        board.put(name)
    assert board.homes() == ["a b c", "d e"]


def test_an_incident_stays_whole_up_to_twice_as_many(board: Board) -> None:
    for name in "abc":
        board.put(name)
    for name in "defg":
        board.put(name, "a!")
    assert board.homes() == ["a b c d e f", "g"]


def test_what_is_somewhat_like_joins_while_there_is_room(board: Board) -> None:
    for name in "abcd":
        board.put(name)
    board.put("e", "d")
    board.put("f", "a")
    board.put("g", "a")
    assert board.homes() == ["a b c", "d e f", "g"]


def test_what_is_like_one_of_a_small_event_needs_no_likeness(board: Board) -> None:
    board.put("a")
    board.put("b", day=None)
    board.put("c", day=date(2033, 1, 1))
    assert board.homes() == ["a b c"]


def test_days_that_are_far_apart_are_not_collated_together(board: Board) -> None:
    for name in "abcd":
        board.put(name)
    board.put("e", "d!", day=date(2031, 6, 1))
    board.put("f", "e!", day=date(2031, 6, 20))
    assert board.homes() == ["a b c", "d", "e f"]


def test_events_have_episodes_of_their_own(board: Board) -> None:
    board.put("a")
    board.put("b", "a!", event="fire")
    assert (board.homes("flood"), board.homes("fire")) == (["a"], ["b"])


def test_a_report_that_moves_makes_both_stale(board: Board) -> None:
    for name in "ab":
        board.put(name)
    move(board.connection, ["b"], "fire", bound=BOUND)
    assert (board.homes("flood"), board.homes("fire")) == (["a"], ["b"])
    stale = select(schema.episode.c.id).where(schema.episode.c.stale.is_not(None))
    assert len(list(board.connection.execute(stale))) == 2
    assert board.counted() == [1, 1]


def test_what_was_collated_together_moves_together(board: Board) -> None:
    for name in "abcdefg":
        board.put(name)
    assert board.homes() == ["a b c", "d e f", "g"]
    move(board.connection, list("abdefg"), "fire", bound=BOUND)
    assert board.homes("fire") == ["a b", "d e f", "g"]
    assert board.homes("flood") == ["c"]


def test_an_event_that_is_small_again_is_one_episode(board: Board) -> None:
    for name in "abcde":
        board.put(name)
    move(board.connection, ["a", "d"], "fire", bound=BOUND)
    assert board.homes("flood") == ["b c e"]
    assert board.homes("fire") == ["a d"]
    settle(board.connection, "flood", bound=BOUND)
    assert board.homes("flood") == ["b c e"]
