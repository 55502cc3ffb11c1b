"""The tables of a desk: what was read, what was derived from it, and what was decided.

Three kinds of tables, which are never mixed:

- what was read (`document`, `parse`, `finding`) and what happened (`intake`, `change`) is written
  once and never edited; only `crosswire remove` deletes what was read;
- what was decided or seen (`standing`, `event`, `episode`, `assignment`, `cluster`, `member`,
  `source`, `sighting`) is kept: no computation makes it again;
- what was derived (`row`) is computed again from the two others, episode by episode.

Order rests on numbers that the database gives out (`seq`), never on a clock. Times are UTC, ISO
8601, as text, so that both databases sort them alike.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    text,
)
from sqlalchemy import Text as AnyText

VERSION = 1
"""The version of the schema that this program reads and writes."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A number that the database gives out; SQLite counts only a column of type INTEGER."""


Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""A text that both databases sort alike, by its code points, whatever the server's language is."""


def _seq() -> Column[int]:
    """A number that the database gives out, in the order of writing."""
    return Column("seq", NUMBER, primary_key=True, autoincrement=True)


def _document(*, primary_key: bool = False) -> Column[str]:
    """The document that a row rests on; it goes when the document goes."""
    return Column(
        "document",
        Text,
        ForeignKey("document.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )


def _few(column: str, *, where: str) -> Index:
    """An index of a few rows of a table, however large it is: SQLite takes no other for these."""
    return Index(None, column, sqlite_where=text(where), postgresql_where=text(where))


def folded(name: str) -> str:
    """A name as it is looked up: capitals and small letters are alike."""
    return name.casefold()


def _key_of_name(context: Any) -> str:
    """What a new event is looked up by."""
    return folded(context.get_current_parameters()["name"])


desk = Table(
    "desk",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What the desk is: its name, when it was made, what read its reports.",
)

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False),
    Column("url", Text),
    Column("item", Text),
    Column("version", Text),
    Column("version_of", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("published", Text),
    Column("embargoed", Text),
    Column("row", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),
    Index(None, "locator"),
    Index(None, "url"),
    Index(None, "item"),
    Index(None, "sha256"),
    Index(None, "version_of"),
    comment=(
        "A report as it came: `row` is its ledger row without its text, `text` its UTF-8 with"
        " surrogates, `locator` the path or address under which its versions follow each other."
    ),
)

parse = Table(
    "parse",
    metadata,
    _document(primary_key=True),
    Column("reader", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="A report's words and their grammar, packed; `reader` is what made it.",
)

finding = Table(
    "finding",
    metadata,
    _document(primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("start", Integer),
    Column("end", Integer),
    Column("data", Text, nullable=False),
    comment="What one report says, before anything is known of the others: the extraction rows.",
)

intake = Table(
    "intake",
    metadata,
    _seq(),
    Column("at", Text, nullable=False),
    Column("locator", Text, nullable=False),
    Column("raw_sha256", Text),
    Column("outcome", Text, nullable=False),
    Column("document", Text),
    Column("reason", Text),
    Column("remedy", Text),
    Column("source", Text),
    Index(None, "document"),
    Index(None, "locator"),
    Index(None, "source"),
    comment=(
        "Every arrival and every removal, and what came of it; never edited. `source` is what"
        " brought a report: the folder or feed that is watched, else its file or address."
    ),
)

standing = Table(
    "standing",
    metadata,
    _document(primary_key=True),
    Column("state", Text, nullable=False),
    Column("until", Text),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    _few("until", where="until IS NOT NULL"),
    comment="Reports that no view shows: withdrawn by who sent them, or held under an embargo.",
)

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False, default=_key_of_name),
    Column("named_by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("merged_into", Text),
    Column("split_from", Text),
    Column("closed", Text),
    Index(None, "name"),
    _few("merged_into", where="merged_into IS NOT NULL"),
    Index(None, "key"),
    comment="An event; one that was merged stays, as another name of the one it went into.",
)

episode = Table(
    "episode",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("event", Text, ForeignKey("event.id"), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("stale", Text),
    Index(None, "event", "seq"),
    _few("seq", where="stale IS NOT NULL"),
    comment="Reports of one event that are collated together; `stale` says why they must be again.",
)

assignment = Table(
    "assignment",
    metadata,
    _document(primary_key=True),
    Column("event", Text, ForeignKey("event.id"), nullable=False),
    Column("episode", Text, ForeignKey("episode.id"), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index(None, "event"),
    Index(None, "episode"),
    comment="To which event a report goes, and who said so: a rule, or a person.",
)

row = Table(
    "row",
    metadata,
    Column("episode", Text, ForeignKey("episode.id"), primary_key=True),
    Column("type", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("document", Text),
    Column("digest", Text, nullable=False),
    Column("data", Text, nullable=False),
    Index(None, "type", "id"),
    Index(None, "document"),
    comment="The ledger's rows as they are derived now, under the ids of their clusters.",
)

cluster = Table(
    "cluster",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("episode", Text),
    Column("content", Text),
    Column("name", Text, nullable=False),
    Column("key", Text),
    Column("merged_into", Text),
    Column("split_from", Text),
    Index(None, "episode"),
    Index(None, "event"),
    _few("merged_into", where="merged_into IS NOT NULL"),
    comment=(
        "An entity or a question under the id that it was given first, and keeps. `content` is the"
        " id that its content has now; both it and `episode` are null, and `name` is empty, while"
        " no report tells of it. `key` is a digest of its kind and full name."
    ),
)

member = Table(
    "member",
    metadata,
    Column("id", Text, primary_key=True),
    Column("cluster", Text, ForeignKey("cluster.id"), nullable=False),
    Index(None, "cluster"),
    comment="To which cluster a mention, a place or a figure belongs, or belonged last.",
)

change = Table(
    "change",
    metadata,
    _seq(),
    Column("at", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("row", Text, nullable=False),
    Column("document", Text),
    Column("question", Text),
    Column("data", Text, nullable=False),
    Index(None, "event", "seq"),
    Index(None, "at"),
    Index(None, "question"),
    comment="What each intake changed in the ledgers; never edited.",
)

reader = Table(
    "reader",
    metadata,
    Column("name", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False),
    Column("at", Text, nullable=False),
    comment="Up to which change somebody has been told.",
)

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("location", Text, nullable=False, unique=True),
    Column("outlet", Text),
    Column("state", Text, nullable=False),
    Column("next", Float),
    comment="A folder or feed that is watched, and when it may be asked again.",
)

sighting = Table(
    "sighting",
    metadata,
    Column("source", Text, ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    comment="What a source was last seen to hold, by its digest: only what changed is read.",
)

profile = Table(
    "profile",
    metadata,
    _document(primary_key=True),
    Column("day", Text),
    Column("data", Text, nullable=False),
    comment="What a report is about, as story assignment compares it.",
)

posting = Table(
    "posting",
    metadata,
    Column("term", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    _document(primary_key=True),
    Index(None, "document"),
    comment="Which reports of a day have a rare term.",
)

frequency = Table(
    "frequency",
    metadata,
    Column("term", Text, primary_key=True),
    Column("reports", Integer, nullable=False),
    comment="How many reports of the desk have a term.",
)
