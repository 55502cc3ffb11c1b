"""${message}."""
# ruff: noqa: E501, PLR0915 - written by scripts/migration.py

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "${up_revision}"
down_revision = ${repr(down_revision)}

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """From version ${down_revision or "nothing"} to ${up_revision}."""
    ${upgrades if upgrades else "pass"}
