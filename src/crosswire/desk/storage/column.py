"""What a desk's tables are made of: types and columns that both databases understand."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, text
from sqlalchemy import Text as AnyText

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""What indexes and constraints are called."""

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives out; SQLite counts only a column of type INTEGER."""

Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""A text that both databases sort alike, by its code points, whatever the server's language is."""


def seq() -> Column[int]:
    """A number that the database gives out, in the order of writing."""
    return Column("seq", NUMBER, primary_key=True, autoincrement=True)


def report(*, primary_key: bool = False) -> Column[str]:
    """The document that a row rests on; it goes when the document goes."""
    return Column(
        "document",
        Text,
        ForeignKey("document.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def few(column: str, *, where: str) -> Index:
    """An index of a few rows of a table, however large it is: SQLite takes no other for these."""
    return Index(None, column, sqlite_where=text(where), postgresql_where=text(where))
