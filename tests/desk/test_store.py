"""What a store promises, on both databases."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import URL, Connection, func, insert, make_url, select, text
from sqlalchemy.exc import DBAPIError

from crosswire.desk.storage.database import located, postgresql, sqlite
from crosswire.desk.storage.database.postgresql import PostgreSql
from crosswire.desk.storage.place import is_desk
from crosswire.desk.storage.schema import VERSION, desk, document, event, parse
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


def note(connection: Connection, key: str, value: str = "") -> None:
    connection.execute(insert(desk).values(key=key, value=value))


def notes(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.execute(select(desk.c.key)).scalars())


def test_opens_what_it_made(nowhere: str) -> None:
    with Store.open(nowhere, create=True) as store, store.writing() as connection:
        note(connection, "name", "flood")
    with Store.open(nowhere) as store, store.reading() as connection:
        found = {row.key: row.value for row in connection.execute(desk.select())}
    assert found == {"name": "flood"}
    assert is_desk(nowhere)


def test_making_a_desk_twice_keeps_what_is_in_it(nowhere: str) -> None:
    with Store.open(nowhere, create=True) as store, store.writing() as connection:
        note(connection, "name")
    with Store.open(nowhere, create=True) as store:
        assert notes(store) == {"name"}


def test_two_make_one_desk(nowhere: str) -> None:
    def make() -> None:
        try:
            Store.open(nowhere, create=True).close()
        except DeskError as error:
            refused.append(error)

    refused: list[DeskError] = []
    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert not refused
    with Store.open(nowhere) as store:
        assert notes(store) == set()


def test_what_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError, match="in the midst"), store.writing() as connection:
        note(connection, "half")
        raise RuntimeError("in the midst of it")
    assert notes(store) == set()


def test_a_reader_sees_one_moment(store: Store) -> None:
    with store.reading() as reader:
        with store.writing() as writer:
            note(writer, "later")
        assert not reader.execute(select(desk.c.key)).all()
    assert notes(store) == {"later"}


def test_a_reader_does_not_see_what_is_not_kept_yet(store: Store) -> None:
    with store.writing() as writer:
        note(writer, "soon")
        assert notes(store) == set()
    assert notes(store) == {"soon"}


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises((DBAPIError, DeskError)), store.reading() as connection:
        note(connection, "never")
    with store.writing() as connection:
        note(connection, "after")
    assert notes(store) == {"after"}


def test_one_writes_at_a_time(store: Store, where: str) -> None:
    with store.writing() as connection:
        note(connection, "first")
        with (
            Store.open(where, patience=0.2) as other,
            pytest.raises(DeskError, match="is busy") as busy,
            other.writing(),
        ):
            pytest.fail("two write at once")
    assert "try again" in busy.value.remedy
    assert notes(store) == {"first"}


def test_a_writer_waits_for_another_and_sees_what_it_wrote(store: Store, where: str) -> None:
    def second() -> None:
        with Store.open(where) as other, other.writing() as connection:
            seen.append(connection.execute(select(func.count()).select_from(desk)).scalar_one())
            note(connection, "second")

    seen: list[int] = []
    waiting = threading.Thread(target=second)
    with store.writing() as connection:
        note(connection, "first")
        waiting.start()
        time.sleep(0.3)
        assert not seen
    waiting.join()
    assert seen == [1]
    assert notes(store) == {"first", "second"}


def test_numbers_are_given_once(store: Store) -> None:
    with store.writing() as connection:
        assert [store.next_seq(connection, event) for _ in range(3)] == [1, 2, 3]
        assert store.next_seq(connection, document) == 1
        assert store.next_seqs(connection, document, 3) == range(2, 5)
        assert not store.next_seqs(connection, document, 0)
        assert store.next_seq(connection, document) == 5
    with pytest.raises(RuntimeError), store.writing() as connection:
        assert store.next_seq(connection, "event") == 4
        raise RuntimeError
    with store.writing() as connection:
        assert store.next_seq(connection, "event") == 4


def test_time_never_runs_backward(nowhere: str) -> None:
    clock = iter([NOON, NOON - timedelta(days=900), NOON + timedelta(microseconds=5)])
    with Store.open(nowhere, create=True, clock=lambda: next(clock)) as store:
        told = []
        for _ in range(3):
            with store.writing() as connection:
                told.append(store.now(connection))
    assert told == [
        "2031-03-04T12:00:00.000000Z",
        "2031-03-04T12:00:00.000000Z",
        "2031-03-04T12:00:00.000005Z",
    ]


def test_what_rests_on_a_document_goes_with_it(store: Store) -> None:
    with store.writing() as connection:
        values = dict.fromkeys(("id", "at", "locator", "sha256", "raw_sha256", "row"), "x")
        connection.execute(insert(document).values(seq=1, text=b"", **values))
        connection.execute(insert(parse).values(document="x", reader="r", data=b"\0\xff"))
        with pytest.raises(DBAPIError), connection.begin_nested():
            connection.execute(insert(parse).values(document="y", reader="r", data=b""))
    with store.writing() as connection:
        assert connection.execute(select(parse.c.data)).scalar_one() == b"\0\xff"
        connection.execute(document.delete())
        assert not connection.execute(select(parse)).all()


def test_text_sorts_alike_on_both(store: Store) -> None:
    words = ["a", "B", "é", "Z", "_", "a b", "a-b", "\U0001f600", "\uffee"]
    with store.writing() as connection:
        for word in words:
            note(connection, word)
    with store.reading() as connection:
        found = connection.execute(select(desk.c.key).order_by(desk.c.key)).scalars().all()
    assert found == sorted(words)


@pytest.mark.parametrize("version", [VERSION + 1, 9999])
def test_a_newer_desk_is_refused(store: Store, where: str, version: int) -> None:
    with store.writing() as connection:
        newer = text("UPDATE alembic_version SET version_num = :version")
        connection.execute(newer, {"version": f"{version:04}"})
    with pytest.raises(DeskError, match="newer crosswire") as error:
        Store.open(where)
    assert "pip install --upgrade" in error.value.remedy
    with pytest.raises(DeskError, match="newer crosswire"), store.writing():
        pytest.fail("it was upgraded while it was open")


def test_an_older_desk_says_how_to_upgrade(store: Store, where: str) -> None:
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(DeskError, match="older crosswire") as error:
        Store.open(where)
    assert "crosswire desk upgrade" in error.value.remedy


def test_where_no_desk_is(nowhere: str, kind: str) -> None:
    with pytest.raises(DeskError, match="there is no desk") as error:
        Store.open(nowhere)
    assert "crosswire desk init" in error.value.remedy
    assert kind == "postgresql" or not Path(nowhere).exists()


def test_where_other_tables_are(nowhere: str, kind: str) -> None:
    engine = located(nowhere).engine(patience=1)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE recipe (id INTEGER)"))
    engine.dispose()
    for create in (True, False):
        with pytest.raises(DeskError, match="holds other tables"):
            Store.open(nowhere, create=create)
    assert is_desk(nowhere) == (kind == "postgresql")


def files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Places where no desk can be, and what is said of them."""
    words = folder / "words.txt"
    words.write_text("The mayor said it would rain.\n")
    yield words, "no SQLite file"
    yield folder, "is a folder"
    broken = folder / "broken.sqlite"
    broken.write_bytes(b"SQLite format 3\0" + b"\x10\0\x01\x01\0\x40\x20\x20" + b"\xff" * 5000)
    yield broken, "is damaged"
    yield folder / "no" / "such" / "folder.sqlite", "cannot be opened for writing"
    yield words / "below.sqlite", "cannot be opened for writing"
    yield Path("/proc/crosswire.sqlite"), "cannot be opened for writing"
    yield Path("/dev/null"), "is no file"


def test_places_where_no_desk_can_be(tmp_path: Path) -> None:
    count = 0
    for place, said in files(tmp_path):
        with pytest.raises(DeskError, match=said) as error:
            Store.open(place, create=True)
        assert error.value.remedy
        assert not is_desk(place)
        count += 1
    assert count == 7


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_desk_that_may_not_be_written(tmp_path: Path) -> None:
    place = tmp_path / "desk.sqlite"
    Store.open(place, create=True).close()
    place.chmod(0o400)
    with Store.open(place) as store, pytest.raises(DeskError, match="writ"), store.writing():
        pytest.fail("it cannot be written")


def test_a_full_disk_is_told_and_nothing_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.sqlite", create=True) as store:
        with pytest.raises(DeskError, match="no space is left"), store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            for number in range(10):
                note(connection, f"key{number}", "x" * 10_000)
        with store.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
        assert notes(store) == set()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://root:secret@host/db", "cannot live in mysql"),
        ("postgresql://who:secret@host/db?sslmode=maybe", "sslmode=maybe"),
        ("postgresql://who:secret@host/db?secret=1", "not understood"),
        ("postgresql://who:secret@host", "no database"),
        ("postgresql://who:secret@host:port/db", "no address"),
        ("postgresql://who:secret@127.0.0.1:1/db", "does not answer"),
        ("postgresql://who:secret@/db?host=/no/such/folder", "does not answer"),
    ],
)
def test_addresses_where_no_desk_can_be(address: str, said: str) -> None:
    with pytest.raises(DeskError, match=said) as error:
        Store.open(address, create=True)
    words = f"{error.value} {error.value.remedy} {error.value!r}"
    assert "secret@" not in words
    assert ":secret" not in words


def test_a_password_is_never_shown() -> None:
    database = PostgreSql.at(make_url("postgresql://who:secret@host/db"))
    assert database.name == "postgresql://who@host/db"
    assert "secret" not in repr(database)
    assert database.url.password == "secret"  # noqa: S105 - it is kept, and not shown


def test_a_wrong_database_is_told(postgres: URL) -> None:
    address = postgres.set(database="nobody_made_this").render_as_string(hide_password=False)
    with pytest.raises(DeskError, match="nobody_made_this"):
        Store.open(address)


def test_a_database_that_is_too_old(
    store: Store, where: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "OLDEST", 1000)
    monkeypatch.setattr(sqlite, "OLDEST", (1000,))
    with pytest.raises(DeskError, match=r"PostgreSQL 1|SQLite 3") as error:
        Store.open(where)
    assert "newer" in error.value.remedy


def test_a_connection_that_the_server_ends(
    store: Store, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    if kind == "sqlite":
        pytest.skip("a file has no server")
    with pytest.raises(DeskError, match="does not answer") as error, store.writing() as connection:
        note(connection, "lost")
        mine = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with store.reading() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": mine})
        note(connection, "lost too")
    assert "again" in error.value.remedy
    with store.writing() as connection:
        note(connection, "kept")
    assert notes(store) == {"kept"}
    assert "Traceback" not in capfd.readouterr().err
