"""One migration more."""

from __future__ import annotations

from typing import Literal

import sqlalchemy as sa
from alembic import op

from crosswire.desk.storage.schema import VERSION

revision = f"{VERSION:04}"
"""The program's version is the later one's by the time that this is read."""

down_revision = f"{VERSION - 1:04}"


def upgrade() -> None:
    """A document says how long it is, and a table says it again."""
    connection = op.get_bind()
    # SQLite alters a table by making it anew, with all that refers to it standing by.
    is_sqlite = connection.dialect.name == "sqlite"
    anew: Literal["always", "never"] = "always" if is_sqlite else "never"
    with op.batch_alter_table("document", recreate=anew) as table:
        table.add_column(sa.Column("length", sa.Integer(), nullable=True))
    lengths = op.create_table(
        "length",
        sa.Column("document", sa.Text(), primary_key=True),
        sa.Column("letters", sa.Integer(), nullable=False),
    )
    document = sa.table("document", sa.column("id"), sa.column("text"), sa.column("length"))
    for id_, text in connection.execute(sa.select(document.c.id, document.c.text)).all():
        found = sa.update(document).where(document.c.id == id_)
        connection.execute(found.values(length=len(text)))
        connection.execute(lengths.insert().values(document=id_, letters=len(text)))
