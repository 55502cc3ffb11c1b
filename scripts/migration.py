"""Writes the migration that leads from the last version of a desk's tables to its schema of now.

    python -m scripts.migration "Sources have a language"
    python -m scripts.migration --again

`--again` rewrites the last one, for as long as no desk has been made with it. Read what it wrote:
that a table or column was renamed cannot be told from what the tables are, and what is in them has
to be brought along by hand.
"""

from __future__ import annotations

import argparse
import re

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from crosswire.desk.storage.migration import FOLDER, config, upgrade

TYPES = {
    "TEXT": "sa.Text().with_variant(sa.Text(collation='C'), 'postgresql')",
    "NUMBER": "sa.BigInteger().with_variant(sa.Integer(), 'sqlite')",
}
"""The types that the template has a name for."""


def main() -> None:
    """Writes the migration and names its file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("message", nargs="?")
    parser.add_argument("--again", action="store_true")
    given = parser.parse_args()
    message = _without_last() if given.again else given.message
    if not message:
        parser.error("say in a few words what changes")
    write(message)


def write(message: str) -> None:
    """Writes the migration from what the last one leads to, to what the schema says."""
    last = ScriptDirectory.from_config(config()).get_current_head()
    number = f"{int(last or 0) + 1:04}"
    with create_engine("sqlite://").begin() as connection:
        if last:
            upgrade(connection)
        made = command.revision(
            config(connection), message=message, autogenerate=True, rev_id=number
        )
    path = FOLDER / "versions" / f"{made.revision}_{_slug(message)}.py"  # type: ignore[union-attr]
    text = re.sub(r"^ *# ###.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
    for name, hint in TYPES.items():
        text = text.replace(hint, name)
    path.write_text(text, "utf-8")


def _slug(message: str) -> str:
    """The message as a part of a file's name, as Alembic makes it."""
    return re.sub(r"\W+", "_", message).lower()[:40].strip("_")


def _without_last() -> str:
    """Takes the last migration away, and gives its message."""
    scripts = ScriptDirectory.from_config(config())
    last = scripts.get_revision("head")
    (FOLDER / "versions" / last.path.rpartition("/")[2]).unlink()
    return last.doc.rstrip(".")


if __name__ == "__main__":
    main()
