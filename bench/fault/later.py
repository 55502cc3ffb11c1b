"""A program with one migration more than this one, so that there is something to upgrade to.

It does what is hardest to do by halves: it makes the table on which most others rest anew, fills a
column row by row, and makes another table.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "migration"


def version() -> int:
    """The version of the tables after that migration."""
    from crosswire.desk.storage import schema  # noqa: PLC0415 - a new process has not imported it

    return schema.VERSION + 1


def attach() -> None:
    """From now on this process is of that program."""
    from alembic.config import Config  # noqa: PLC0415 - a new process has not imported it
    from sqlalchemy import Connection  # noqa: PLC0415 - as above

    from crosswire.desk.storage import migration, schema  # noqa: PLC0415 - as above

    ours = migration.config

    def config(connection: Connection | None = None) -> Config:
        found = ours(connection)
        folders = f"{migration.FOLDER / 'versions'}:{FOLDER}"
        found.set_main_option("version_locations", folders.replace("%", "%%"))
        return found

    migration.config = config
    schema.VERSION = version()
