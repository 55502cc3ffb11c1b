"""judgements, submissions, tokens."""
# ruff: noqa: E501 - written by scripts/migration.py

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From version 0001 to 0002."""
    op.create_table(
        "submission",
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=True),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("receipts", TEXT, nullable=True),
        sa.Column("done_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_submission")),
        sa.UniqueConstraint("id", name=op.f("uq_submission_id")),
        comment="A text or an address that was given to be added: kept until it is, with what came of it. `content` is null from then on.",
    )
    with op.batch_alter_table("submission", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_submission_seq"),
            ["seq"],
            unique=False,
            sqlite_where=sa.text("state = 'waiting'"),
            postgresql_where=sa.text("state = 'waiting'"),
        )

    op.create_table(
        "token",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("revoked", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("hash", name=op.f("uq_token_hash")),
        sa.UniqueConstraint("seq", name=op.f("uq_token_seq")),
        comment="Who may use the desk from elsewhere, as what; of the secret itself only a digest.",
    )
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_token_name"), ["name"], unique=False)

    op.create_table(
        "judgement",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("subject", TEXT, nullable=False),
        sa.Column("other", TEXT, nullable=True),
        sa.Column("relation", TEXT, nullable=True),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.Column("undoes", TEXT, nullable=True),
        sa.Column("document", TEXT, nullable=True),
        sa.Column("beside", TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["beside"], ["document.id"], name=op.f("fk_judgement_beside"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_judgement_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint("seq", name=op.f("uq_judgement_seq")),
        comment="What a person judged of a row (`subject`) or of two rows (`other`), signed and timed; never edited: who changes his mind writes another, which `undoes` one. `document` and `beside` are the reports of the rows: with these goes what was judged of them.",
    )
    with op.batch_alter_table("judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_judgement_beside"), ["beside"], unique=False)
        batch_op.create_index(batch_op.f("ix_judgement_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_judgement_event_seq"), ["event", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_judgement_other"), ["other"], unique=False)
        batch_op.create_index(batch_op.f("ix_judgement_subject"), ["subject"], unique=False)

    op.create_table(
        "session",
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("token", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["token"], ["token.id"], name=op.f("fk_session_token"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_session")),
        comment="Browsers that signed in with a token; of the cookie only a digest.",
    )
    with op.batch_alter_table("session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_token"), ["token"], unique=False)
        batch_op.create_index(batch_op.f("ix_session_until"), ["until"], unique=False)

    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.add_column(sa.Column("revision", NUMBER, server_default="0", nullable=False))

    with op.batch_alter_table("row", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_row_document"))
        batch_op.create_index(
            batch_op.f("ix_row_document_type"), ["document", "type"], unique=False
        )
