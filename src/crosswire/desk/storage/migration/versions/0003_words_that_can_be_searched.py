"""Words that can be searched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from crosswire.desk.storage import fulltext, wording

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From version 0002 to 0003."""
    op.create_table(
        "wording",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("episode", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("row", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_wording_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["episode"], ["episode.id"], name=op.f("fk_wording_episode")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_wording")),
        comment="What can be searched of a row: its words, folded, which `fulltext` indexes.",
    )
    with op.batch_alter_table("wording", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_wording_document"), ["document"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_wording_episode_row"), ["episode", "row"], unique=False
        )

    # The index is none of the schema's; a later version that alters what is indexed makes the
    # table anew and fills it in its own migration, and takes the last line away here.
    fulltext.make(op.get_bind())
    wording.fill(op.get_bind())
