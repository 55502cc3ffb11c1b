"""The first tables."""
# ruff: noqa: E501, PLR0915 - written by scripts/migration.py

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From version nothing to 0001."""
    op.create_table(
        "change",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("row", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=True),
        sa.Column("question", TEXT, nullable=True),
        sa.Column("data", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
        comment="What each intake changed in the ledgers; never edited.",
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_change_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_event_seq"), ["event", "seq"], unique=False)
        batch_op.create_index(batch_op.f("ix_change_question"), ["question"], unique=False)

    op.create_table(
        "cluster",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("episode", TEXT, nullable=True),
        sa.Column("content", TEXT, nullable=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=True),
        sa.Column("merged_into", TEXT, nullable=True),
        sa.Column("split_from", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cluster")),
        sa.UniqueConstraint("seq", name=op.f("uq_cluster_seq")),
        comment="An entity or a question under the id that it was given first, and keeps. `content` is the id that its content has now; both it and `episode` are null, and `name` is empty, while no report tells of it. `key` is a digest of its kind and full name.",
    )
    with op.batch_alter_table("cluster", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cluster_episode"), ["episode"], unique=False)
        batch_op.create_index(batch_op.f("ix_cluster_event"), ["event"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_cluster_merged_into"),
            ["merged_into"],
            unique=False,
            sqlite_where=sa.text("merged_into IS NOT NULL"),
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )

    op.create_table(
        "desk",
        sa.Column("key", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_desk")),
        comment="What the desk is: its name, when it was made, what read its reports.",
    )
    op.create_table(
        "document",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("locator", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("raw_sha256", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("item", TEXT, nullable=True),
        sa.Column("version", TEXT, nullable=True),
        sa.Column("version_of", TEXT, nullable=True),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("embargoed", TEXT, nullable=True),
        sa.Column("row", TEXT, nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("seq", name=op.f("uq_document_seq")),
        comment="A report as it came: `row` is its ledger row without its text, `text` its UTF-8 with surrogates, `locator` the path or address under which its versions follow each other.",
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_item"), ["item"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_locator"), ["locator"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_sha256"), ["sha256"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_url"), ["url"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_version_of"), ["version_of"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("named_by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("merged_into", TEXT, nullable=True),
        sa.Column("split_from", TEXT, nullable=True),
        sa.Column("closed", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("seq", name=op.f("uq_event_seq")),
        comment="An event; one that was merged stays, as another name of the one it went into.",
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_key"), ["key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_merged_into"),
            ["merged_into"],
            unique=False,
            sqlite_where=sa.text("merged_into IS NOT NULL"),
            postgresql_where=sa.text("merged_into IS NOT NULL"),
        )
        batch_op.create_index(batch_op.f("ix_event_name"), ["name"], unique=False)

    op.create_table(
        "frequency",
        sa.Column("term", TEXT, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_frequency")),
        comment="How many reports of the desk have a term.",
    )
    op.create_table(
        "intake",
        sa.Column("seq", NUMBER, autoincrement=True, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("locator", TEXT, nullable=False),
        sa.Column("raw_sha256", TEXT, nullable=True),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("remedy", TEXT, nullable=True),
        sa.Column("source", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_intake")),
        comment="Every arrival and every removal, and what came of it; never edited. `source` is what brought a report: the folder or feed that is watched, else its file or address.",
    )
    with op.batch_alter_table("intake", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_intake_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_locator"), ["locator"], unique=False)
        batch_op.create_index(batch_op.f("ix_intake_source"), ["source"], unique=False)

    op.create_table(
        "reader",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_reader")),
        comment="Up to which change somebody has been told.",
    )
    op.create_table(
        "source",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("location", TEXT, nullable=False),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("next", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("location", name=op.f("uq_source_location")),
        sa.UniqueConstraint("seq", name=op.f("uq_source_seq")),
        comment="A folder or feed that is watched, and when it may be asked again.",
    )
    op.create_table(
        "episode",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("seq", NUMBER, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("first_day", TEXT, nullable=True),
        sa.Column("last_day", TEXT, nullable=True),
        sa.Column("stale", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_episode_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_episode")),
        sa.UniqueConstraint("seq", name=op.f("uq_episode_seq")),
        comment="Reports of one event that are collated together; `stale` says why they must be again.",
    )
    with op.batch_alter_table("episode", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_episode_event_seq"), ["event", "seq"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_episode_seq"),
            ["seq"],
            unique=False,
            sqlite_where=sa.text("stale IS NOT NULL"),
            postgresql_where=sa.text("stale IS NOT NULL"),
        )

    op.create_table(
        "finding",
        sa.Column("document", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("data", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_finding_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", "kind", "number", name=op.f("pk_finding")),
        comment="What one report says, before anything is known of the others: the extraction rows.",
    )
    op.create_table(
        "member",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("cluster", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["cluster"], ["cluster.id"], name=op.f("fk_member_cluster")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        comment="To which cluster a mention, a place or a figure belongs, or belonged last.",
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_cluster"), ["cluster"], unique=False)

    op.create_table(
        "parse",
        sa.Column("document", TEXT, nullable=False),
        sa.Column("reader", TEXT, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_parse_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_parse")),
        comment="A report's words and their grammar, packed; `reader` is what made it.",
    )
    op.create_table(
        "posting",
        sa.Column("term", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_posting_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("term", "day", "document", name=op.f("pk_posting")),
        comment="Which reports of a day have a rare term.",
    )
    with op.batch_alter_table("posting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posting_document"), ["document"], unique=False)

    op.create_table(
        "profile",
        sa.Column("document", TEXT, nullable=False),
        sa.Column("day", TEXT, nullable=True),
        sa.Column("data", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_profile_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_profile")),
        comment="What a report is about, as story assignment compares it.",
    )
    op.create_table(
        "sighting",
        sa.Column("source", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["source"], ["source.id"], name=op.f("fk_sighting_source"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("source", "name", name=op.f("pk_sighting")),
        comment="What a source was last seen to hold, by its digest: only what changed is read.",
    )
    op.create_table(
        "standing",
        sa.Column("document", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        sa.Column("reason", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_standing_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_standing")),
        comment="Reports that no view shows: withdrawn by who sent them, or held under an embargo.",
    )
    with op.batch_alter_table("standing", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_standing_until"),
            ["until"],
            unique=False,
            sqlite_where=sa.text("until IS NOT NULL"),
            postgresql_where=sa.text("until IS NOT NULL"),
        )

    op.create_table(
        "assignment",
        sa.Column("document", TEXT, nullable=False),
        sa.Column("event", TEXT, nullable=False),
        sa.Column("episode", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["document"], ["document.id"], name=op.f("fk_assignment_document"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["episode"], ["episode.id"], name=op.f("fk_assignment_episode")),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_assignment_event")),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_assignment")),
        comment="To which event a report goes, and who said so: a rule, or a person.",
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_episode"), ["episode"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_event"), ["event"], unique=False)

    op.create_table(
        "row",
        sa.Column("episode", TEXT, nullable=False),
        sa.Column("type", TEXT, nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("document", TEXT, nullable=True),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("data", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["episode"], ["episode.id"], name=op.f("fk_row_episode")),
        sa.PrimaryKeyConstraint("episode", "type", "id", name=op.f("pk_row")),
        comment="The ledger's rows as they are derived now, under the ids of their clusters.",
    )
    with op.batch_alter_table("row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_row_document"), ["document"], unique=False)
        batch_op.create_index(batch_op.f("ix_row_type_id"), ["type", "id"], unique=False)
