"""The versions of a desk's tables, and the way from each to the next."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

_ONE_AT_A_TIME = Lock()
"""Alembic keeps what it works on for the whole process."""

FOLDER = Path(__file__).parent


def upgrade(connection: Connection, version: str = "head") -> None:
    """Bring the tables to a version, inside the transaction that the connection is in."""
    with _ONE_AT_A_TIME:
        command.upgrade(config(connection), version)


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings: this folder, our own connection, nothing said on the terminal."""
    found = Config(attributes={"connection": connection})
    found.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    found.set_main_option("path_separator", "os")
    return found
