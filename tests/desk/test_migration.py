"""The tables that the migrations make are those of the schema; whoever is stopped may go on."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import delete, insert, inspect, select, text

from crosswire.desk.storage import migration, schema
from crosswire.desk.storage.database import located
from crosswire.desk.storage.fulltext import is_own
from crosswire.desk.storage.migration import FOLDER, config
from crosswire.desk.storage.schema import VERSION, desk, document, metadata, parse
from crosswire.desk.storage.store import Store
from crosswire.error import DeskError

SPAWN = multiprocessing.get_context("spawn")


def test_the_migrations_make_the_tables_of_the_schema(store: Store) -> None:
    with store.reading() as connection:
        opts = {"compare_type": True, "include_object": lambda _, name, *__: not is_own(name)}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
        tables = [name for name in inspect(connection).get_table_names() if not is_own(name)]
        assert len(tables) == len(metadata.tables) + 1


def test_the_last_migration_is_the_version_of_the_schema() -> None:
    scripts = ScriptDirectory.from_config(config())
    assert scripts.get_current_head() == f"{VERSION:04}"
    assert [one.revision for one in scripts.walk_revisions()] == [
        f"{number:04}" for number in range(VERSION, 0, -1)
    ]


def test_every_migration_is_in_the_package() -> None:
    found = {path.name for path in (FOLDER / "versions").glob("*.py")}
    assert len(found) == VERSION
    assert (FOLDER / "env.py").is_file()


def test_upgrading_what_is_new_changes_nothing(store: Store, where: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(desk).values(key="name", value="flood"))
    Store.open(where, upgrade=True).close()
    with store.reading() as connection:
        assert connection.execute(select(desk.c.value)).scalars().all() == ["flood"]


NEXT = """
import time
import sqlalchemy as sa
from alembic import op

revision = "{number:04}"
down_revision = "{before:04}"


def upgrade():
    with op.batch_alter_table("document", recreate="auto") as table:
        table.add_column(sa.Column("desk", sa.Text, server_default="main", nullable=False))
        table.alter_column("title", new_column_name="headline", existing_type=sa.Text)
    {last}
"""
"""A migration to come: it makes a table anew on which others rest, then does one thing more."""


@pytest.fixture
def filled(store: Store) -> Store:
    """A desk with a report and what rests on it."""
    with store.writing() as connection:
        values = dict.fromkeys(("id", "at", "locator", "sha256", "raw_sha256", "row"), "x")
        connection.execute(insert(document).values(seq=1, text=b"", **values))
        connection.execute(insert(parse).values(document="x", reader="r", data=b""))
    return store


def coming(folder: Path, last: str) -> Path:
    """The migrations with one more, at the end of which something happens."""
    shutil.copytree(FOLDER, folder)
    text = NEXT.format(number=VERSION + 1, before=VERSION, last=last)
    (folder / "versions" / "next.py").write_text(text)
    return folder


def bring_up(where: str, folder: Path) -> None:
    """Upgrades a desk as the program to come will: what another process runs."""
    migration.FOLDER = folder
    schema.VERSION = VERSION + 1
    Store.open(where, upgrade=True).close()


def state(where: str) -> tuple[str, int]:
    """Which version a desk is, and how much in it rests on a report."""
    engine = located(where).engine(patience=5)
    with engine.connect() as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        kept = connection.execute(text("SELECT count(*) FROM parse")).scalar_one()
    engine.dispose()
    return version, kept


def test_two_upgrade_at_once_and_nothing_is_lost(filled: Store, where: str, tmp_path: Path) -> None:
    folder = coming(tmp_path / "migration", "time.sleep(0.3)")
    upgrading = [SPAWN.Process(target=bring_up, args=(where, folder)) for _ in range(2)]
    for one in upgrading:
        one.start()
    for one in upgrading:
        one.join(60)
    assert [one.exitcode for one in upgrading] == [0, 0]
    assert state(where) == (f"{VERSION + 1:04}", 1)
    with pytest.raises(DeskError, match="newer crosswire"), filled.writing():
        pytest.fail("it was upgraded while it was open")


def test_an_upgrade_that_fails_changes_nothing(
    filled: Store, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = coming(tmp_path / "migration", "raise RuntimeError('in the midst of it')")
    monkeypatch.setattr(migration, "FOLDER", folder)
    monkeypatch.setattr(schema, "VERSION", VERSION + 1)
    with pytest.raises(DeskError, match="older crosswire"):
        Store.open(where)
    with pytest.raises(RuntimeError, match="in the midst"):
        Store.open(where, upgrade=True)
    assert state(where) == (f"{VERSION:04}", 1)


def test_an_upgrade_that_is_killed_changes_nothing(
    filled: Store, where: str, tmp_path: Path
) -> None:
    reached = tmp_path / "reached"
    wait = f"open({str(reached)!r}, 'w').close(); time.sleep(60)"
    folder = coming(tmp_path / "migration", wait)
    upgrading = SPAWN.Process(target=bring_up, args=(where, folder))
    upgrading.start()
    deadline = time.monotonic() + 60
    while not reached.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    upgrading.kill()
    upgrading.join()
    assert reached.exists()
    assert state(where) == (f"{VERSION:04}", 1)
    with filled.writing() as connection:
        connection.execute(delete(document))
    assert state(where) == (f"{VERSION:04}", 0)
    folder = coming(tmp_path / "again", "pass")
    bringing = SPAWN.Process(target=bring_up, args=(where, folder))
    bringing.start()
    bringing.join(60)
    assert state(where) == (f"{VERSION + 1:04}", 0)


def test_an_upgrade_that_would_lose_what_rows_rest_on_is_refused(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filled: Store, kind: str
) -> None:
    if kind == "postgresql":
        pytest.skip("the server refuses it by itself")
    folder = coming(tmp_path / "migration", 'op.execute("DELETE FROM document")')
    monkeypatch.setattr(migration, "FOLDER", folder)
    monkeypatch.setattr(schema, "VERSION", VERSION + 1)
    with pytest.raises(DeskError, match="point to nothing"):
        Store.open(where, upgrade=True)
    assert state(where) == (f"{VERSION:04}", 1)
