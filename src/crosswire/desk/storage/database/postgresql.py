"""A desk that is shared: PostgreSQL 15 or newer, by the driver pg8000."""

from __future__ import annotations

import logging
import os
import ssl
from dataclasses import dataclass, field
from getpass import getuser
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DataError, DBAPIError

from crosswire.error import DeskError, extra

OLDEST = 15
"""The first PostgreSQL that is tested."""

LOCK = 0x78776B
"""The number of the advisory lock that the one writer holds; the schema is its second part."""

VANISHED = "10min"
"""How long the server waits for a writer's next word before it lets others write."""

PORT = 5432

GONE = frozenset({"08", "57"})
"""Classes of SQLSTATE where the connection is gone: connection exception, operator intervention."""

HOW = "Give postgresql://USER@HOST/DATABASE; a password may stand in PGPASSWORD."

DATA = "22"
"""The class of SQLSTATE of a value that cannot be: a NUL in a text, a number out of range."""

LOST = (
    "network error",
    "communication error",
    "connection is closed",
    "create a connection",
    "SSL",
)
"""What the driver says of a connection that is gone, or never was."""

AWAY = (
    "the server of {name} does not answer: {said}",
    "When it is back, do the same again: what is in the desk already is not taken twice, and"
    " nothing is there by half.",
)
BUSY = (
    "{name} is busy: another program has been writing to it all the while",
    "Nothing was written. Wait until the other one is done, and try again.",
)
FULL = (
    "the server of {name} has no room: {said}",
    "Nothing was written. Make room on the server, and try again.",
)
SHUT = ("{name} cannot be opened: {said}", HOW)
REFUSALS = {
    "55P03": BUSY,
    "40P01": BUSY,
    "57014": BUSY,
    "53100": FULL,
    "53200": FULL,
    "53300": FULL,
    "28000": SHUT,
    "28P01": SHUT,
    "42501": SHUT,
    "3D000": SHUT,
    "25006": SHUT,
    "25P03": AWAY,
}
"""What PostgreSQL may refuse, by its SQLSTATE (appendix A of its manual), with the remedy."""


@dataclass(frozen=True, slots=True)
class PostgreSql:
    """A database on a server; its password is shown nowhere."""

    url: URL = field(repr=False)
    arguments: dict[str, Any] = field(repr=False, hash=False)
    name: str

    @classmethod
    def at(cls, url: URL) -> PostgreSql:
        """The database of a URL, with a folder of unix sockets as `?host=/FOLDER`."""
        query = dict(url.query)
        host, mode = query.pop("host", None), query.pop("sslmode", None)
        port = query.pop("port", None)
        if query or not url.database:
            left = ", ".join(sorted(map(str, query))) or "no database"
            raise DeskError(f"the address of the desk is not understood: {left}", remedy=HOW)
        arguments: dict[str, Any] = {"application_name": "crosswire", **_security(mode)}
        if host is not None and str(host).startswith("/"):
            arguments["unix_sock"] = f"{host}/.s.PGSQL.{url.port or port or PORT}"
            arguments["ssl_context"] = False  # or the driver loads every certificate, for nothing
        plain = url.set(
            drivername="postgresql+pg8000",
            username=url.username or os.environ.get("PGUSER") or getuser(),
            password=url.password or os.environ.get("PGPASSWORD"),
            host=url.host or (None if "unix_sock" in arguments else str(host or "localhost")),
            port=url.port or (int(str(port)) if port else None),
            query={},
        )
        return cls(plain, arguments, url._replace(password=None).render_as_string())

    def engine(self, *, patience: float) -> Engine:  # noqa: ARG002 - it goes with each writer
        """Its connections, each tried before it is used: a server may have been restarted."""
        with extra("postgres"):
            engine = create_engine(
                self.url, connect_args=self.arguments, pool_pre_ping=True, hide_parameters=True
            )
        # Without this the driver sends every row of an insert by itself, and waits for its answer.
        engine.dialect.use_insertmanyvalues_wo_returning = True
        event.listen(engine, "handle_error", _notice_disconnect)
        event.listen(engine, "handle_error", _as_data_error)
        # A connection that cannot be closed any more is no news to who was told that it is gone.
        logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())
        return engine

    def prepare(self, *, create: bool) -> None:
        """Nothing: what is on the server is seen when it is asked."""

    def check(self, connection: Connection) -> None:
        """Raises DeskError where the server is too old."""
        found = int((connection.dialect.server_version_info or (0,))[0])
        if found < OLDEST:
            raise DeskError(
                f"{self.name} is PostgreSQL {found}",
                remedy=f"A desk needs PostgreSQL {OLDEST} or newer.",
            )

    def begin_reading(self, connection: Connection) -> None:
        """Takes the snapshot now, and lets nothing be written."""
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.exec_driver_sql("SELECT 1")

    def begin_writing(self, connection: Connection, *, patience: float) -> None:
        """Waits until no other transaction writes; each statement then sees all that they wrote.

        So that it does, no snapshot may be older than the lock, whatever is usual on the server.
        """
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        connection.exec_driver_sql(
            f"SELECT set_config('lock_timeout', '{int(patience * 1000)}', true),"
            f" set_config('idle_in_transaction_session_timeout', '{VANISHED}', true),"
            " CASE WHEN current_setting('synchronous_commit') = 'off'"
            " THEN set_config('synchronous_commit', 'on', true) END"
        )
        connection.exec_driver_sql(
            f"SELECT pg_advisory_xact_lock({LOCK}, hashtext(coalesce(current_schema(), '')))"
        )

    def upgraded(self, connection: Connection) -> None:
        """Nothing: the server itself sees that every row has the row that it points to."""

    def forget(self, engine: Engine) -> None:
        """Nothing: the server clears the space of what was deleted in its own time (VACUUM)."""

    def explained(self, error: DBAPIError) -> DeskError | None:
        """What went wrong in words; None for a statement that was wrong itself."""
        state, said = _state(error.orig), _said(error.orig)
        is_away = error.connection_invalidated or _is_away(error.orig)
        refusal = REFUSALS.get(state, AWAY if is_away else None)
        if refusal is None:
            return None
        message, remedy = refusal
        return DeskError(message.format(name=self.name, said=said), remedy=remedy)


def _security(mode: object) -> dict[str, Any]:
    """How the connection is encrypted, as `sslmode` has it in other programs."""
    if mode is None:
        return {}  # encrypted where the server can
    if mode == "disable":
        return {"ssl_context": False}
    if mode == "require":
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return {"ssl_context": context}
    if mode == "verify-full":
        return {"ssl_context": ssl.create_default_context()}
    raise DeskError(
        f"sslmode={mode} is not known", remedy="Give sslmode=disable, require or verify-full."
    )


def _state(error: BaseException | None) -> str:
    """The SQLSTATE of what the server said, or ""."""
    said = error.args[0] if error and error.args else None
    return str(said.get("C", "")) if isinstance(said, dict) else ""


def _said(error: BaseException | None) -> str:
    """What the server said, in its words."""
    said = error.args[0] if error and error.args else None
    return str(said.get("M", "")) if isinstance(said, dict) else str(error)


def _is_away(error: BaseException | None) -> bool:
    """Whether the connection is gone, or never was."""
    if state := _state(error):
        return REFUSALS.get(state, AWAY if state[:2] in GONE else None) is AWAY
    is_of_driver = type(error).__name__ == "InterfaceError"
    return isinstance(error, OSError) or (is_of_driver and any(one in str(error) for one in LOST))


def _notice_disconnect(context: ExceptionContext) -> None:
    """Tells SQLAlchemy of connections that are gone, more of them than it knows by itself."""
    if _is_away(context.original_exception):
        context.is_disconnect = True


def _as_data_error(context: ExceptionContext) -> DataError | None:
    """The error of a value that no column takes: the driver says it is one of the program."""
    wrong = context.original_exception
    if _state(wrong)[:2] != DATA or isinstance(context.sqlalchemy_exception, DataError):
        return None
    return DataError(context.statement, None, wrong, hide_parameters=True)
