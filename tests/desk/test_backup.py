"""A backup is one moment of a desk, fits both databases, and is restored whole or not at all."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Select, Table, func, insert, select

from crosswire.desk.storage import backup as backups
from crosswire.desk.storage import schema
from crosswire.desk.storage.backup import backup, restore
from crosswire.desk.storage.schema import change, desk, document, finding, metadata, parse, source
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError

from .conftest import NewDesk

ODD = "“Ünder” \U0001f600 \u202e\\u0000\n\t"


def add(store: Store, connection: Connection, *names: str) -> None:
    """Reports and what rests on them, with odd letters and bytes."""
    odd = dict.fromkeys(("sha256", "raw_sha256", "row"), ODD)
    logged = dict.fromkeys(("event", "kind", "type", "row", "data"), ODD) | {"at": "2031"}
    seq = store.next_seq(connection, "test") * 1000
    rows: list[tuple[Table, dict[str, Any]]] = []
    for number, name in enumerate(names, seq):
        mine = {"id": name, "seq": number, "at": "2031", "locator": name, "text": b"\xff\0\n"}
        rows.append((document, mine | odd))
        rows.append((parse, {"document": name, "reader": "r", "data": bytes(range(256))}))
        rows.append((change, logged))
        for at in range(3):
            found = {"document": name, "kind": "names", "number": at, "start": at}
            rows.append((finding, found | {"data": ODD}))
    for table in (document, parse, finding, change):
        connection.execute(insert(table), [row for its, row in rows if its is table])


@pytest.fixture
def filled(store: Store) -> Store:
    """A desk with a thousand findings, and a number that is no whole one."""
    fill(store)
    return store


def fill(store: Store) -> None:
    with store.writing() as connection:
        add(store, connection, *(f"report {number}" for number in range(340)))
        values = {"id": "s", "seq": 1, "kind": "feed", "location": "l", "state": "{}"}
        connection.execute(insert(source).values(next=1234567890.123456, **values))


def by_key(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def contents(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in a desk."""
    with store.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(by_key(table))]
            for table in metadata.sorted_tables
        }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A backup of the same desk in SQLite."""
    folder = tmp_path_factory.mktemp("backup")
    with Store.open(folder / "desk.sqlite", create=True) as store:
        fill(store)
        backup(store, folder / "desk.backup")
    return (folder / "desk.backup").read_bytes()


@pytest.fixture
def saved(made: bytes, tmp_path: Path) -> Path:
    """It, to be harmed."""
    path = tmp_path / "desk.backup"
    path.write_bytes(made)
    return path


def test_both_databases_write_the_same_bytes(filled: Store, saved: Path, tmp_path: Path) -> None:
    backup(filled, tmp_path / "again.backup")
    assert (tmp_path / "again.backup").read_bytes() == saved.read_bytes()


def test_a_desk_comes_back(saved: Path, new_place: NewDesk, tmp_path: Path) -> None:
    where = new_place()
    counts = restore(saved, where)
    assert counts["finding"] == 1020
    with Store.open(where) as again:
        backup(again, tmp_path / "again.backup")
        assert (tmp_path / "again.backup").read_bytes() == saved.read_bytes()
        with again.writing() as connection:
            add(again, connection, "one more")
            newest = connection.execute(select(func.max(change.c.seq))).scalar_one()
    assert newest == 341


def test_a_backup_is_of_one_moment_while_others_write(
    filled: Store, where: str, tmp_path: Path, new_place: NewDesk
) -> None:
    def write() -> None:
        with Store.open(where) as other:
            for number in range(20):
                with other.writing() as connection:
                    add(other, connection, f"late {number}")
                written.append(number)

    written: list[int] = []
    writing = threading.Thread(target=write)
    writing.start()
    taken = 0
    while writing.is_alive() or not taken:
        counts = backup(filled, tmp_path / "desk.backup")
        assert counts["finding"] == 3 * counts["document"] == 3 * counts["parse"]
        assert counts["change"] == counts["document"]
        taken += 1
    writing.join()
    assert len(written) == 20
    place = new_place()
    restore(tmp_path / "desk.backup", place)
    with Store.open(place) as again:
        assert len(contents(again)["document"]) == counts["document"]


def test_an_empty_desk_comes_back(store: Store, tmp_path: Path, new_place: NewDesk) -> None:
    backup(store, tmp_path / "desk.backup")
    where = new_place()
    assert not any(restore(tmp_path / "desk.backup", where).values())
    with Store.open(where) as again:
        assert contents(again) == contents(store)


def test_it_is_restored_into_an_empty_desk_only(
    filled: Store, saved: Path, where: str, new_place: NewDesk
) -> None:
    before = contents(filled)
    with pytest.raises(DeskError, match="is not empty") as error:
        restore(saved, where)
    assert "new place" in error.value.remedy
    assert contents(filled) == before
    empty = new_place()
    with Store.open(empty, create=True) as fresh, fresh.writing() as connection:
        connection.execute(insert(desk).values(key="name", value="other"))
    restore(saved, empty)
    with Store.open(empty) as fresh:
        assert contents(fresh) == before


def unpacked(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).splitlines(keepends=True)


def packed(path: Path, lines: list[bytes]) -> None:
    path.write_bytes(gzip.compress(b"".join(lines)))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def cut_at_a_line(path: Path) -> None:
    packed(path, unpacked(path)[:-1])


def a_row_less(path: Path) -> None:
    lines = unpacked(path)
    packed(path, lines[:50] + lines[51:])


def a_letter_more(path: Path) -> None:
    lines = unpacked(path)
    packed(path, [line.replace(b"report 7", b"report 8") for line in lines])


def a_bit_less(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def more_behind(path: Path) -> None:
    packed(path, [*unpacked(path), b'["more"]\n'])


def no_backup(path: Path) -> None:
    packed(path, [b'{"type": "run"}\n'])


def no_archive(path: Path) -> None:
    path.write_text("The mayor said it would rain.\n")


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


FAULTS = [
    cut, cut_at_a_line, a_row_less, a_letter_more, a_bit_less, more_behind, no_backup, no_archive,
    nothing, gone,
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_backup_writes_nothing(
    saved: Path, new_place: NewDesk, fault: Callable[[Path], None]
) -> None:
    fault(saved)
    where = new_place()
    with pytest.raises(DeskError, match=r"no whole backup|cannot be read") as error:
        restore(saved, where)
    assert error.value.remedy
    with pytest.raises(DeskError, match="there is no desk"):
        Store.open(where)


def test_what_changes_between_check_and_writing_is_not_kept(
    saved: Path, new_place: NewDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = new_place()
    checked = backups._check(saved)
    monkeypatch.setattr(backups, "_check", lambda _: checked)
    packed(saved, [line.replace(b"names", b"NAMES") for line in unpacked(saved)])
    with pytest.raises(DeskError, match="its digest is another"):
        restore(saved, where)
    with pytest.raises(DeskError, match="there is no desk"):
        Store.open(where)


def test_a_backup_of_a_newer_program_is_refused(saved: Path, new_place: NewDesk) -> None:
    lines = unpacked(saved)
    newer = json.dumps({"format": backups.FORMAT, "schema": schema.VERSION + 1}).encode() + b"\n"
    body = [newer, *lines[1:-1]]
    end = json.loads(lines[-1]) | {"sha256": sha256(b"".join(body)).hexdigest()}
    packed(saved, [*body, json.dumps(end).encode() + b"\n"])
    with pytest.raises(DeskError, match="newer crosswire"):
        restore(saved, new_place())


def test_a_backup_that_cannot_be_written(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(DeskError, match="cannot be written"):
        backup(filled, tmp_path / "no" / "folder" / "desk.backup")
    assert list(tmp_path.glob("*.backup")) == []
