"""The tables of a desk: what was read, what was derived from it, and what was decided.

Three kinds of tables, which are never mixed:

- what was read (`document`, `parse`, `finding`) and what happened (`intake`, `change`) is written
  once and never edited; only `crosswire remove` deletes what was read;
- what was decided or seen (`standing`, `event`, `episode`, `assignment`, `cluster`, `member`,
  `judgement`, `source`, `sighting`) is kept: no computation makes it again;
- what was derived (`row`, `wording`) is computed again from the two others, episode by episode.

An event's `revision` is a number of the desk that is given anew whenever what the event shows, or
what was judged of it, may be another.

Order rests on numbers that the database gives out (`seq`), never on a clock. Times are UTC, ISO
8601, as text, so that both databases sort them alike.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table

from crosswire.desk.storage.column import NAMES, NUMBER, Text, few, report, seq

VERSION = 3
"""The version of the schema that this program reads and writes."""

metadata = MetaData(naming_convention=NAMES)


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
    report(primary_key=True),
    Column("reader", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="A report's words and their grammar, packed; `reader` is what made it.",
)

finding = Table(
    "finding",
    metadata,
    report(primary_key=True),
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
    seq(),
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
    report(primary_key=True),
    Column("state", Text, nullable=False),
    Column("until", Text),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
    few("until", where="until IS NOT NULL"),
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
    Column("revision", NUMBER, nullable=False, server_default="0"),
    Index(None, "name"),
    few("merged_into", where="merged_into IS NOT NULL"),
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
    few("seq", where="stale IS NOT NULL"),
    comment="Reports of one event that are collated together; `stale` says why they must be again.",
)

assignment = Table(
    "assignment",
    metadata,
    report(primary_key=True),
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
    Index(None, "document", "type"),
    comment="The ledger's rows as they are derived now, under the ids of their clusters.",
)

wording = Table(
    "wording",
    metadata,
    seq(),
    Column("episode", Text, ForeignKey("episode.id"), nullable=False),
    Column("type", Text, nullable=False),
    Column("row", Text, nullable=False),
    report(),
    Column("day", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("words", Text, nullable=False),
    Index(None, "episode", "row"),
    Index(None, "document"),
    comment="What can be searched of a row: its words, folded, which `fulltext` indexes.",
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
    few("merged_into", where="merged_into IS NOT NULL"),
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
    seq(),
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
    report(primary_key=True),
    Column("day", Text),
    Column("data", Text, nullable=False),
    comment="What a report is about, as story assignment compares it.",
)

posting = Table(
    "posting",
    metadata,
    Column("term", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    report(primary_key=True),
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

judgement = Table(
    "judgement",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("other", Text),
    Column("relation", Text),
    Column("verdict", Text, nullable=False),
    Column("value", Text),
    Column("note", Text),
    Column("undoes", Text),
    Column("document", Text, ForeignKey("document.id", ondelete="CASCADE")),
    Column("beside", Text, ForeignKey("document.id", ondelete="CASCADE")),
    Index(None, "event", "seq"),
    Index(None, "subject"),
    Index(None, "other"),
    Index(None, "document"),
    Index(None, "beside"),
    comment=(
        "What a person judged of a row (`subject`) or of two rows (`other`), signed and timed;"
        " never edited: who changes his mind writes another, which `undoes` one. `document` and"
        " `beside` are the reports of the rows: with these goes what was judged of them."
    ),
)

submission = Table(
    "submission",
    metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("event", Text),
    Column("about", Text, nullable=False),
    Column("content", LargeBinary),
    Column("state", Text, nullable=False),
    Column("receipts", Text),
    Column("done_at", Text),
    few("seq", where="state = 'waiting'"),
    comment=(
        "A text or an address that was given to be added: kept until it is, with what came of it."
        " `content` is null from then on."
    ),
)

token = Table(
    "token",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seq", NUMBER, nullable=False, unique=True),
    Column("at", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("until", Text),
    Column("revoked", Text),
    Index(None, "name"),
    comment="Who may use the desk from elsewhere, as what; of the secret itself only a digest.",
)

session = Table(
    "session",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("token", Text, ForeignKey("token.id", ondelete="CASCADE"), nullable=False),
    Column("at", Text, nullable=False),
    Column("until", Text, nullable=False),
    Index(None, "token"),
    Index(None, "until"),
    comment="Browsers that signed in with a token; of the cookie only a digest.",
)
