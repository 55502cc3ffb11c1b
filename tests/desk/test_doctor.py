"""The doctor finds what is broken, names it, and finds nothing in a desk that is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

import pytest
from sqlalchemy import text

from crosswire.desk.config.config import Config
from crosswire.desk.doctor import audit, installation
from crosswire.desk.doctor.check import Check, examined
from crosswire.desk.doctor.doctor import Examination, examine
from crosswire.desk.storage.store import Store
from crosswire.desk.watch.source import Source, Sources, State
from crosswire.fetch import Schedule
from crosswire.gazetteer import Gazetteer
from crosswire.reading import Reading
from desk import newsroom
from desk.newsroom import READER, Newsroom

if TYPE_CHECKING:
    from spacy.language import Language

REPORTS = 5


@pytest.fixture(scope="module")
def atlas() -> Iterator[Gazetteer]:
    with closing(newsroom.gazetteer()) as opened:
        yield opened


@pytest.fixture(scope="module")
def read(nlp: Language, atlas: Gazetteer) -> Mapping[str, Reading]:
    found = newsroom.read(nlp, newsroom.articles(REPORTS), atlas)
    return {one.document.id: one for one in found}


@pytest.fixture(scope="module", autouse=True)
def places() -> Iterator[None]:
    """The register of places is examined once: it is not the desk's."""
    once = tuple(installation.places())
    with mock.patch.object(installation, "places", lambda: iter(once)):
        yield


@pytest.fixture
def room(store: Store, atlas: Gazetteer, read: Mapping[str, Reading]) -> Newsroom:
    room = Newsroom(store, atlas, read)
    room.add(*sorted(read))
    return room


def by_name(found: Examination) -> dict[str, Check]:
    """The gravest check of each name."""
    line = sorted(found.checks, key=lambda check: ("ok", "warning", "fault").index(check.level))
    return {check.name: check for check in line}


def damaged(store: Store, where: str, *commands: str) -> None:
    """Changes rows behind the desk's back, without a look at what points to them."""
    if store.dialect == "sqlite":
        with closing(sqlite3.connect(where)) as file, file:
            for command in commands:
                file.execute(command)
        return
    with store.writing() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for command in commands:
            connection.execute(text(command))


WHOLE = {
    "desk", "database", "integrity", "references", "reports", "rows", "intake", "standing",
    "episodes", "clusters", "search", "clock", "sources", "program", "model", "gazetteer",
    "configuration",
}  # fmt: skip


def test_a_desk_that_is_whole(room: Newsroom, where: str) -> None:
    found = by_name(examine(Config(), where))
    assert found.keys() >= WHOLE
    is_unsafe = "a crash may lose what was acknowledged" in found["database"].says
    assert (found["database"].level == "warning") == is_unsafe, "a test's server may be in a hurry"
    assert {name for name in WHOLE if found[name].level != "ok"} <= {"database"}
    assert found["reports"].looked == found["standing"].looked == REPORTS
    assert found["rows"].looked > 10 * REPORTS
    assert found["references"].looked > 10 * REPORTS
    assert found["clusters"].looked > REPORTS
    assert "another version or model" in found["reading"].says, "the tests' reader is none"


def test_an_empty_desk_is_whole_and_was_looked_at(store: Store, where: str) -> None:
    found = by_name(examine(Config(), where))
    assert {check.level for check in found.values()} <= {"ok", "warning"}
    assert found["reports"].says == "0 checked: every text is byte for byte as it came"
    assert found["integrity"].looked > 0 or store.dialect == "postgresql"


DAMAGES = {
    "a text that was edited": (
        ["UPDATE document SET text = (SELECT text FROM document ORDER BY seq DESC LIMIT 1)"],
        "reports",
        "fault",
        "4 of 5 not as it was: ",
    ),
    "a row that was edited": (
        ["UPDATE row SET data = data || ' ' WHERE type = 'statement'"],
        "rows",
        "fault",
        "not as it was",
    ),
    "a finding outside its report": (
        ['UPDATE finding SET "end" = 100000 WHERE "end" IS NOT NULL AND number = 0'],
        "rows",
        "fault",
        "a finding of",
    ),
    "a report without its findings' parent": (
        ["DELETE FROM document WHERE seq = 1"],
        "references",
        "fault",
        "of finding without document",
    ),
    "a report that was withdrawn and is shown": (
        [
            "INSERT INTO standing (document, state, reason, at)"
            " SELECT id, 'withdrawn', 'a kill', '2031' FROM document WHERE seq = 2"
        ],
        "standing",
        "fault",
        "1 of 5 withdrawn or held, and shown all the same",
    ),
    "a report that was acknowledged and is lost": (
        [
            "INSERT INTO intake (at, locator, outcome, document) VALUES"
            " ('2031', 'a', 'taken', 'a.txt'), ('2031', 'a', 'removed', 'a.txt'),"
            " ('2031', 'b', 'taken', 'b.txt')"
        ],
        "intake",
        "fault",
        "1 of 2 acknowledged and not there: b.txt",
    ),
    "a report in no event": (
        ["DELETE FROM assignment WHERE document IN (SELECT id FROM document WHERE seq = 1)"],
        "standing",
        "fault",
        "1 of 5 in no ledger",
    ),
    "a report without its row": (
        ["DELETE FROM row WHERE type = 'document'"],
        "standing",
        "fault",
        "5 of 5 in no ledger",
    ),
    "an episode that waits": (
        ["UPDATE episode SET stale = 'a report came'"],
        "episodes",
        "warning",
        "1 of 1 not derived yet",
    ),
    "an episode of another event": (
        ["UPDATE episode SET event = 'fire'"],
        "episodes",
        "fault",
        "in an episode of another event: ",
    ),
    "an id that was merged into none": (
        ["UPDATE cluster SET merged_into = 'none' WHERE seq = 1"],
        "clusters",
        "fault",
        "1 merged into none",
    ),
    "an id whose row is gone": (
        ["DELETE FROM row WHERE type = 'entity'"],
        "clusters",
        "fault",
        "without a row",
    ),
    "a row under an id that nobody gave": (
        ["DELETE FROM cluster"],
        "clusters",
        "fault",
        "that nobody gave",
    ),
    "a row that cannot be found": (
        ["DELETE FROM wording WHERE type = 'statement'"],
        "search",
        "fault",
        "not searched as it is shown",
    ),
    "something that is found and not shown": (
        ["UPDATE wording SET row = 'statement-x' WHERE type = 'statement'"],
        "search",
        "fault",
        "not searched as it is shown",
    ),
    "a clock that was set back": (
        [
            "INSERT INTO desk (key, value) VALUES ('now', '9999-01-01T00:00:00.000000Z')"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
        ],
        "clock",
        "warning",
        "is behind what was last written (9999-01-01T00:00:00Z)",
    ),
}


@pytest.mark.parametrize(("commands", "name", "level", "said"), DAMAGES.values(), ids=[*DAMAGES])
def test_what_is_broken_is_found(  # noqa: PLR0917, PLR0913 - a case and its desk
    room: Newsroom, where: str, commands: list[str], name: str, level: str, said: str
) -> None:
    damaged(room.store, where, *commands)
    found = by_name(examine(Config(), where))
    assert (found[name].level, said in found[name].says) == (level, True), found[name]
    assert found[name].remedy
    assert not any("cannot be examined" in check.says for check in found.values())


def test_reports_that_are_withdrawn_and_gone_from_the_views_are_right(
    room: Newsroom, where: str
) -> None:
    room.withdraw(sorted(room.read)[0])
    assert by_name(examine(Config(), where))["standing"].level == "ok"


def test_what_this_program_has_read_is_right(room: Newsroom) -> None:
    with room.store.reading() as connection:
        (found,) = audit.readings(connection, READER)
        (other,) = audit.readings(connection, "another")
    assert (found.level, found.looked) == ("ok", REPORTS)
    assert other.level == "warning" and other.says.startswith("5 of 5")


def test_sources_that_fail_are_told(store: Store, where: str) -> None:
    for number in range(12):
        source = Source("feed", f"https://ana:rain@velmar.example/{number}")
        state = State(Schedule(failures=number + 1), 0, "2031-03-04T05:06:07Z", "status 503")
        Sources(store).keep(source, state)
    found = [check for check in examine(Config(), where).checks if check.name == "source"]
    assert len(found) == 11
    assert found[0].says.startswith("https://ana:***@velmar.example/0 has failed (in a row: 1,")
    assert "and failing too" in found[-1].says


def test_a_file_whose_pages_are_damaged(room: Newsroom, where: str, kind: str) -> None:
    if kind != "sqlite":
        pytest.skip("a server looks after its own files")
    room.store.close()
    file = Path(where)
    with closing(sqlite3.connect(where)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw = bytearray(file.read_bytes())
    raw[4096 * 6 : 4096 * 8] = b"\xff" * 8192
    file.write_bytes(raw)
    found = examine(Config(), where)
    assert found.count("fault") > 0
    assert any("damaged" in check.says for check in found.checks if check.level == "fault")


def test_a_desk_that_is_not_there(nowhere: str, kind: str) -> None:
    found = by_name(examine(Config(), nowhere))
    assert found["desk"].level == "fault"
    assert found["program"].level == "ok", "the others are examined all the same"
    if kind == "sqlite":
        assert not Path(nowhere).exists(), "nothing is made"


def test_nothing_is_changed(room: Newsroom, where: str) -> None:
    before = room.tables()
    examine(Config(), where)
    assert room.tables() == before


def test_the_clock_of_a_new_desk_is_right(store: Store) -> None:
    with store.reading() as connection:
        (found,) = audit.clock(connection, datetime(2031, 3, 4, tzinfo=UTC))
    assert found.level == "ok"


def test_an_examination_that_fails_is_a_fault_and_ends_nothing_else() -> None:
    def fails() -> Iterator[Check]:
        raise ZeroDivisionError("oh")

    (found,) = examined("this", fails)
    assert (found.level, found.says) == ("fault", "cannot be examined: ZeroDivisionError: oh")
