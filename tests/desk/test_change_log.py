"""The log of changes: in order, under any clock, and without a word of what may not be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, delete, insert, select

from crosswire.desk.change import Change, Telling, changes, forget, record, since
from crosswire.desk.change.catalogue import desk_id, event_of, question_of
from crosswire.desk.change.journal import count, last, last_time, until
from crosswire.desk.change.mark import LAST, hear, heard, marked, moment, reader_name, stamp
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError
from crosswire.ledger import Ledger
from dispute import ECHO, FERRY, GAZETTE, TEXTS, dispute
from logged import FLOOD, OTHER, add_event, all_at_once, fill, stand
from sample import run

NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store)
    return store


def told(store: Store, mark: int = 0, **wanted: str) -> list[Change]:
    with store.reading() as connection:
        return [one.change for one in since(connection, mark, **wanted)]  # type: ignore[arg-type]


def test_what_is_written_is_read_in_its_order(filled: Store) -> None:
    assert tuple(told(filled)) == all_at_once()
    with filled.reading() as connection:
        found = since(connection, 0)
        assert [one.seq for one in found] == sorted(one.seq for one in found)
        assert {one.event for one in found} == {FLOOD}
        assert last(connection) == found[-1].seq
        assert count(connection, 0) == len(found)
        assert last_time(connection) == found[-1].at


def test_after_a_number_only_later_changes_are_told(filled: Store) -> None:
    every = told(filled)
    with filled.reading() as connection:
        third = since(connection, 0)[2].seq
    assert told(filled, third) == every[3:]
    assert len(every) > 3


def test_an_empty_log_says_nothing(store: Store) -> None:
    assert told(store) == []
    with store.reading() as connection:
        assert (last(connection), count(connection, 0), last_time(connection)) == (0, 0, None)


def test_what_was_rolled_back_is_not_told(filled: Store) -> None:
    with pytest.raises(ZeroDivisionError), filled.writing() as connection:
        record(connection, FLOOD, all_at_once(), at=filled.now(connection))
        raise ZeroDivisionError
    assert tuple(told(filled)) == all_at_once()


def test_a_clock_that_is_set_back_loses_nothing(new_desk: Callable[[], str]) -> None:
    clock = iter_clock([NOON, NOON + timedelta(hours=1), NOON - timedelta(days=9)])
    with Store.open(new_desk(), create=True, clock=clock) as store:
        fill(store)
        with store.reading() as connection:
            known = last(connection)
        with store.writing() as connection:
            at = store.now(connection)
            record(connection, OTHER, all_at_once()[:2], at=at)
        with store.writing() as connection:
            at = store.now(connection)
            record(connection, OTHER, all_at_once()[2:4], at=at)
        assert told(store, known) == list(all_at_once()[:4])
        with store.reading() as connection:
            found = since(connection, until(connection, stamp(NOON + timedelta(minutes=30))))
        assert [one.change for one in found] == list(all_at_once()[:4])


def iter_clock(moments: list[datetime]) -> Callable[[], datetime]:
    """A clock that tells some moments, and the last for ever."""
    waiting = list(moments)
    return lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0]


def test_of_a_report_that_is_withdrawn_no_word_is_told(filled: Store) -> None:
    with filled.writing() as connection:
        stand(connection, GAZETTE, "withdrawn", at=filled.now(connection))
    found = told(filled)
    assert found
    for one in found:
        for telling in one.tellings:
            assert telling.document != GAZETTE or telling.hidden
    assert not [one for one in found if one.document == GAZETTE]
    assert [one for one in all_at_once() if one.document == GAZETTE]


def test_that_a_report_is_withdrawn_is_told(filled: Store) -> None:
    with filled.writing() as connection:
        at = filled.now(connection)
        stand(connection, FERRY, "withdrawn", at=at)
        known = last(connection)
        gone = changes(dispute(), Ledger(run()), left={FERRY: "withdrawn"})
        record(connection, FLOOD, [one for one in gone if one.document == FERRY], at=at)
    found = told(filled, known)
    assert [one.kind for one in found[:2]] == ["report_withdrawn", "withdrawn_claim"]
    assert all(one.hidden for each in found for one in each.tellings)


def test_of_a_report_that_comes_free_all_is_told_again(filled: Store) -> None:
    with filled.writing() as connection:
        stand(connection, GAZETTE, "held", at=filled.now(connection))
    assert tuple(told(filled)) != all_at_once()
    with filled.writing() as connection:
        connection.execute(delete(schema.standing))
    assert tuple(told(filled)) == all_at_once()


def test_of_a_report_that_is_removed_no_word_stays_in_the_log(filled: Store) -> None:
    with filled.writing() as connection:
        assert forget(connection, [GAZETTE]) > 0
        connection.execute(delete(schema.document).where(schema.document.c.id == GAZETTE))
    with filled.reading() as connection:
        stored = " ".join(connection.execute(select(schema.change.c.data)).scalars())
    own = {
        telling.words
        for one in all_at_once()
        for telling in one.tellings
        if telling.document == GAZETTE and telling.words not in "".join((TEXTS[FERRY], TEXTS[ECHO]))
    }
    assert len(own) > 3
    assert not [words for words in own if words in stored]
    assert "17 drowned" in stored
    assert not [one for one in told(filled) if one.document == GAZETTE]


def test_forgetting_what_is_not_there_changes_nothing(filled: Store) -> None:
    with filled.writing() as connection:
        assert forget(connection, ["nothing.txt", "100%_of.txt", 'a"b\\c']) == 0
    assert tuple(told(filled)) == all_at_once()


def test_words_of_any_kind_are_kept(store: Store) -> None:
    odd = "nul\x00 half \ud800 bell\x07 \u202e 🏴 ' OR 1=1; -- %"
    change = Change("merged", "entity", "entity-1", after=(Telling("entity", "e", words=odd),))
    with store.writing() as connection:
        record(connection, FLOOD, [change], at=store.now(connection))
    assert told(store) == [change]


def cluster(connection: Connection, name: str, seq: int, into: str | None = None) -> None:
    connection.execute(
        insert(schema.cluster).values(
            id=name, seq=seq, kind="question", event=FLOOD, name="", merged_into=into
        )
    )


@pytest.fixture
def asked(filled: Store) -> Iterator[Store]:
    """Questions of which the third went into the second, and the second into the first."""
    with filled.writing() as connection:
        cluster(connection, "question-aa11", 1)
        cluster(connection, "question-bb22", 2, "question-aa11")
        cluster(connection, "question-bb33", 3, "question-bb22")
        at = filled.now(connection)
        for name in ("question-aa11", "question-bb22", "question-bb33", "question-cc44"):
            told = Change("origins_changed", "question", name, question=name)
            record(connection, FLOOD, [told], at=at)
    yield filled


@pytest.mark.parametrize("name", ["question-aa11", "question-bb22", "question-bb33"])
def test_a_question_is_followed_through_merges(asked: Store, name: str) -> None:
    found = told(asked, questions=[name])  # type: ignore[arg-type]
    assert [one.row for one in found] == ["question-aa11", "question-bb22", "question-bb33"]


def test_a_question_is_named_by_its_beginning(asked: Store) -> None:
    with asked.reading() as connection:
        for words in ("question-aa11", "question-a", "aa11", "a"):
            assert question_of(connection, words) == "question-aa11"
        for words in ("bb", "zz", "", "question-"):
            with pytest.raises(DeskError):
                question_of(connection, words)


def test_kinds_are_told_apart(filled: Store) -> None:
    found = told(filled, kinds=["new_denial", "new_disownment"])  # type: ignore[arg-type]
    assert [one.kind for one in found] == ["new_disownment", "new_denial"]


def test_an_event_is_told_with_those_that_went_into_it(filled: Store) -> None:
    with filled.writing() as connection:
        at = filled.now(connection)
        record(connection, OTHER, all_at_once()[:1], at=at)
        there = Change("report_moved", "document", FERRY, FERRY, reason="moved_out")
        record(connection, OTHER, [there], at=at)
    assert len(told(filled, event=OTHER)) == 2
    with filled.writing() as connection:
        merged = schema.event.update().where(schema.event.c.id == OTHER)
        connection.execute(merged.values(merged_into=FLOOD))
    assert len(told(filled, event=FLOOD)) == len(all_at_once()) + 1
    assert told(filled, event=OTHER) == told(filled, event=FLOOD)


def test_an_event_is_named_by_its_id_or_its_name(filled: Store) -> None:
    with filled.reading() as connection:
        for words in (FLOOD, "flood at tarrow", "flo", "event-f"):
            assert event_of(connection, words) == FLOOD
        for words in ("event-", "storm"):
            with pytest.raises(DeskError):
                event_of(connection, words)


def test_a_desk_keeps_its_name(filled: Store, new_desk: Callable[[], str]) -> None:
    with filled.reading() as connection:
        name = desk_id(connection)
    with filled.writing() as connection:
        record(connection, FLOOD, all_at_once(), at=filled.now(connection))
        assert desk_id(connection) == name
    with Store.open(new_desk(), create=True) as other:
        fill(other)
        with other.reading() as connection:
            assert desk_id(connection) != name


def test_a_reader_is_told_what_is_new_to_him(filled: Store) -> None:
    with filled.reading() as connection:
        top = last(connection)
        mark = marked(connection, LAST, reader="Anna", now=NOON)
    assert mark is not None
    assert (mark.seq, mark.words) == (0, "the beginning")
    with filled.writing() as connection:
        hear(connection, "Anna", top, at=filled.now(connection))
        hear(connection, "Anna", 1, at=filled.now(connection))
    with filled.reading() as connection:
        assert heard(connection, "Anna") == top
        assert heard(connection, "Bo") == 0
        mark = marked(connection, LAST, reader="Anna", now=NOON)
    assert mark is not None
    assert mark.seq == top


def test_each_thing_that_is_followed_has_a_place_of_its_own() -> None:
    assert reader_name("Anna") == "Anna"
    names = {reader_name("Anna", filters=one) for one in ((), ("event=e",), ("kind=k", "watch=q"))}
    assert len(names) == 3


TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("2031-03-04", "2031-03-04T00:00:00.000000Z"),
        ("2031-03-04T06:30", "2031-03-04T06:30:00.000000Z"),
        ("2031-03-04 06:30", "2031-03-04T06:30:00.000000Z"),
        ("2031-03-04T06:30+09:00", "2031-03-03T21:30:00.000000Z"),
        ("2031-03-04T06:30Z", "2031-03-04T06:30:00.000000Z"),
        ("90m", "2031-03-04T10:30:00.000000Z"),
        ("2h", "2031-03-04T10:00:00.000000Z"),
        ("3d", "2031-03-01T12:00:00.000000Z"),
        ("1w", "2031-02-25T12:00:00.000000Z"),
    ],
)
def test_a_time_is_told_in_several_ways(words: str, meant: str) -> None:
    found = moment(words, NOON)
    assert found is not None
    assert stamp(found) == meant


def test_a_day_begins_where_the_reader_is() -> None:
    found = moment("2031-03-04", NOON.astimezone(TOKYO))
    assert found is not None
    assert stamp(found) == "2031-03-03T15:00:00.000000Z"


@pytest.mark.parametrize(
    "words",
    ["", "yesterday", "2h ago", "-2h", "2031-13-01", "999999w", "last", "0001-01-01T00:00+14:00"],
)
def test_what_is_no_time_is_none(words: str, store: Store) -> None:
    assert moment(words, NOON) is None
    with store.reading() as connection:
        assert marked(connection, words, reader="Anna", now=NOON) is None


def test_a_number_is_a_place_in_the_log(store: Store) -> None:
    with store.reading() as connection:
        for words in ("12", "#12"):
            mark = marked(connection, words, reader="Anna", now=NOON)
            assert mark is not None
            assert mark.seq == 12


def test_a_time_is_a_place_in_the_log(filled: Store) -> None:
    with filled.reading() as connection:
        top = last(connection)
        for words, seq in (("2000-01-01", 0), ("2999-01-01", top)):
            mark = marked(connection, words, reader="Anna", now=NOON)
            assert mark is not None
            assert mark.seq == seq


def test_event_ids_that_lead_in_a_circle_end(store: Store) -> None:
    with store.writing() as connection:
        at = store.now(connection)
        for number, name in enumerate(("event-a", "event-b"), 1):
            add_event(connection, name, number, name, at=at)
        for name, into in (("event-a", "event-b"), ("event-b", "event-a")):
            row = schema.event.update().where(schema.event.c.id == name)
            connection.execute(row.values(merged_into=into))
    assert told(store, event="event-a") == []
