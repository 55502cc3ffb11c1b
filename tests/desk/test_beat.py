"""The desk's numbers: a look tells whether anything happened, and a second one what."""

from __future__ import annotations

from sqlalchemy import Connection, insert, update

from crosswire.desk.beat import MOST, Beat, beat, since
from crosswire.desk.storage import schema
from crosswire.desk.storage.revision import revise
from crosswire.desk.storage.store import Store

AT = "2031-03-04T05:06:07.000008Z"


def begin(store: Store, *names: str) -> None:
    with store.writing() as connection:
        for name in names:
            seq = store.next_seq(connection, schema.event)
            values = {"id": name, "seq": seq, "name": name, "named_by": "rule", "at": AT}
            connection.execute(insert(schema.event).values(values))
            _report(store, connection, name)
        revise(connection, names)


def _report(store: Store, connection: Connection, event: str) -> None:
    """Put a report into an event, which has the event's name."""
    seq = store.next_seq(connection, schema.episode)
    values = {"id": event, "seq": seq, "event": event, "reports": 1}
    connection.execute(insert(schema.episode).values(values))
    digests = dict.fromkeys(("sha256", "raw_sha256"), "0")
    values = {"id": event, "seq": seq, "at": AT, "locator": event, "row": "{}", "text": b""}
    connection.execute(insert(schema.document).values(values | digests))
    values = {"document": event, "event": event, "episode": event, "by": "rule", "at": AT}
    connection.execute(insert(schema.assignment).values(values | {"reason": "alone"}))


def judge(store: Store, event: str, *names: str) -> None:
    with store.writing() as connection:
        for name in names:
            seq = store.next_seq(connection, schema.judgement)
            values = {"id": name, "seq": seq, "at": AT, "by": "Rhea Example", "event": event}
            more = {"kind": "note", "subject": "row", "verdict": "note", "note": "Ask again."}
            more["document"] = event
            connection.execute(insert(schema.judgement).values(values | more))
        revise(connection, [event])


def look(store: Store) -> Beat:
    with store.reading() as connection:
        return beat(connection)


def told(store: Store, old: Beat) -> list[tuple[str, str | None]]:
    with store.reading() as connection:
        return [(one.what, one.event) for one in since(connection, old)]


def test_a_moment_is_read_as_it_is_written() -> None:
    assert Beat.read("7-40-3-1") == Beat(7, 40, 3, 1)
    assert [Beat.read(one) for one in ("", "7", "a-b-c-d", "1-2-3-4-5", f"{'9' * 19}-1-1-1")] == (
        [None] * 5
    )


def test_nothing_happened_at_a_desk_that_is_left_alone(store: Store) -> None:
    assert look(store) == Beat()
    assert told(store, look(store)) == []


def test_what_happened_is_told_with_the_moment_up_to_which_it_is(store: Store) -> None:
    begin(store, "event-a", "event-b")
    old = look(store)
    judge(store, "event-a", "j1", "j2")
    with store.reading() as connection:
        found = since(connection, old)
    assert [(one.what, one.event) for one in found] == [
        ("judgement", "event-a"),
        ("judgement", "event-a"),
        ("changes", "event-a"),
    ]
    assert found[0].told["id"] == "j1" and found[0].told["by"] == "Rhea Example"
    assert found[2].told == {"event": "event-a", "revision": 2, "change": 0}
    assert found[2].beat == look(store) == Beat(2, 0, 2, 0)
    assert told(store, found[0].beat) == [("judgement", "event-a"), ("changes", "event-a")]
    assert told(store, found[2].beat) == []


def test_a_change_that_was_logged_is_told(store: Store) -> None:
    begin(store, "event-a")
    old = look(store)
    with store.writing() as connection:
        values = {"at": AT, "event": "event-a", "kind": "new_claim", "type": "figure", "row": "r"}
        connection.execute(insert(schema.change).values(**values, data="{}"))
    assert told(store, old) == [("changes", "event-a")]
    assert look(store).change > old.change


def test_that_an_event_is_gone_is_told_of_none(store: Store) -> None:
    begin(store, "event-a")
    old = look(store)
    begin(store, "event-b")
    with store.writing() as connection:
        for table in (schema.assignment, schema.episode):
            connection.execute(table.delete().where(table.c.event == "event-b"))
        connection.execute(schema.event.delete().where(schema.event.c.id == "event-b"))
    assert told(store, old) == [("changes", None)]


def test_many_judgements_at_once_are_told_by_their_event(store: Store) -> None:
    begin(store, "event-a")
    old = look(store)
    judge(store, "event-a", *(f"j{number}" for number in range(MOST + 1)))
    assert told(store, old) == [("judgement", "event-a"), ("changes", "event-a")]
    with store.writing() as connection:
        connection.execute(update(schema.event).values(name="another"))
    assert look(store).judgement == MOST + 1


def test_what_was_judged_of_a_report_is_not_told_again_once_that_is_withdrawn(store: Store) -> None:
    begin(store, "event-a")
    old = look(store)
    judge(store, "event-a", "j1")
    assert ("judgement", "event-a") in told(store, old)
    with store.writing() as connection:
        values = {"document": "event-a", "state": "withdrawn", "reason": "an error", "at": AT}
        connection.execute(insert(schema.standing).values(values))
    assert told(store, old) == [("changes", "event-a")]


def test_what_was_judged_is_told_of_the_event_that_the_report_is_in_now(store: Store) -> None:
    begin(store, "event-a", "event-b")
    old = look(store)
    judge(store, "event-a", "j1")
    with store.writing() as connection:
        connection.execute(update(schema.assignment).values(event="event-b"))
    assert ("judgement", "event-b") in told(store, old)
