"""What a visit finds: contested questions, the last change, what is new to a reader."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, insert

from crosswire.desk.change import Change, Telling, record
from crosswire.desk.change.journal import count, since, step
from crosswire.desk.change.mark import hear
from crosswire.desk.change.visit import LastChange, Overview, overviews, place
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store

AT = "2031-03-04T00:00:00.000000Z"
FERRY, FIRE, FLOOD = "event-ferry", "event-fire", "event-flood"
NONE = Overview()


def began(connection: Connection, name: str, *, merged_into: str | None = None) -> None:
    seq = len(name) * 10 + ord(name[-1])
    known = {"name": name, "key": name, "named_by": "rule", "at": AT, "merged_into": merged_into}
    connection.execute(insert(schema.event).values(id=name, seq=seq, **known))


def asked(connection: Connection, event: str, episode: str, relations: Iterable[str]) -> None:
    seq = len(episode) + ord(episode[-1])
    connection.execute(insert(schema.episode).values(id=episode, seq=seq, event=event, reports=1))
    for number, relation in enumerate(relations):
        data = f'{{"relation":"{relation}"}}'
        row = {"type": "question", "id": f"question-{number}", "digest": "", "data": data}
        connection.execute(insert(schema.row).values(episode=episode, **row))


def log(connection: Connection, event: str, *words: str) -> int:
    tellings = (Telling("statement", f"statement-{one}", words=one) for one in words)
    changes = [Change("new_claim", one.type, one.row, after=(one,)) for one in tellings]
    return record(connection, event, changes, at=AT)


def test_an_event_is_told_as_it_stands_to_a_reader(store: Store) -> None:
    with store.writing() as connection:
        for one in (FERRY, FIRE):
            began(connection, one)
        asked(connection, FERRY, "episode-a", ["conflict", "agree", "mixed"])
        asked(connection, FERRY, "episode-b", ["conflict"])  # the same question, once
        last = log(connection, FERRY, "a", "b", "c")
        hear(connection, place("Ana", FERRY), last - 1, at=AT)
    with store.reading() as connection:
        found = overviews(connection, "Ana", [FERRY, FIRE])
        assert found[FERRY] == Overview(2, LastChange(last, AT), unread=1)
        assert found[FIRE] == NONE
        assert overviews(connection, "Bo", [FERRY])[FERRY].unread == 3


def test_what_came_before_a_merger_counts_for_the_event_that_is_left(store: Store) -> None:
    with store.writing() as connection:
        began(connection, FERRY)
        began(connection, FLOOD, merged_into=FERRY)
        log(connection, FERRY, "a")
        last = log(connection, FLOOD, "b", "c")
        hear(connection, place("Ana", FERRY), last - 1, at=AT)
    with store.reading() as connection:
        assert overviews(connection, "Ana", [FERRY])[FERRY] == Overview(
            0, LastChange(last, AT), unread=1
        )
        assert overviews(connection, "Bo", [FERRY])[FERRY].unread == 3
        assert count(connection, 0, event=FERRY) == 3


def test_the_log_is_read_in_steps(store: Store) -> None:
    with store.writing() as connection:
        began(connection, FERRY)
        log(connection, FERRY, *"abcde")
    with store.reading() as connection:
        second = step(connection, 0, 2, event=FERRY)
        assert second is not None
        told = [one.change.after[0].words for one in since(connection, 0, upto=second)]
        assert told == ["a", "b"]
        assert step(connection, second, 4) is None
        assert step(connection, 0, 1, kinds=["new_denial"]) is None
