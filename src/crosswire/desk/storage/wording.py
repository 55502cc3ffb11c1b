"""What can be searched of an episode's rows, kept with them: only what differs is written.

A claim is found by its words, by who says it, by its label as the views show it ("DENIED BY") and
by its outlet; a question by its words; a report by its title, its outlet and the words of its own
story. So what no view shows has no row here, and cannot be found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from sqlalchemy import Connection, delete, insert, select

from crosswire.desk.storage import extraction, schema
from crosswire.desk.storage.fulltext import indexed
from crosswire.desk.storage.stored import row_of, some
from crosswire.desk.storage.word import forms, words
from crosswire.ledger import Ledger, Row, kind_of, span_of
from crosswire.row import Document, Figure, Question, Span, Statement
from crosswire.view.lookup import Lookup

CLAIMS, ARTICLES = "claims", "articles"
"""The parts of a desk that are searched apart."""

FORMAT = 1
"""How words are indexed: with another number a rebuild writes all of them anew."""

DIGEST_BYTES = 12

AT_ONCE = 400
"""Rows that one statement names."""

SEARCHED = ("document", "statement", "figure", "question")
"""The types of rows that can be searched."""

WORDING = schema.wording

Told = Statement | Figure | Question
"""A claim, or what claims answer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it can be searched: where it stands, and its passages, each read by itself.

    A report's passages are its title and outlet; its story is read when it is written.
    """

    type: str
    row: str
    document: str
    day: str
    start: int
    passages: tuple[str, ...]
    digest: str
    story: tuple[Span, ...] | None = None


def parts_of(row: Statement) -> tuple[str, ...]:
    """The words of a statement as its source said them, without what interrupts them."""
    start = row.content.start
    return tuple(row.text[span.start - start : span.end - start] for span in row.spans)


def entries(ledger: Ledger) -> Iterator[Entry]:
    """What can be searched of the rows of a ledger, which need no texts."""
    lookup = Lookup(ledger)
    for document in ledger.documents:
        yield _entry(document, document, (document.title or "", document.outlet or ""))
    rows: tuple[Told, ...] = (*ledger.statements, *ledger.figures, *ledger.questions)
    for row in rows:
        if (home := lookup.documents.get(home_of(row, lookup) or "")) is not None:
            yield _entry(row, home, _passages(row, lookup))


def home_of(row: Told, lookup: Lookup) -> str | None:
    """The report whose words a row has: a question's are those of one of its figures."""
    if not isinstance(row, Question):
        return row.document
    why = row.because.get("text")
    told = [one.document for one in why.spans] if why else []
    told += [lookup.figures[one].document for one in row.figures if one in lookup.figures]
    return next(iter(told), None)


def _entry(row: Told | Document, document: Document, passages: tuple[str, ...]) -> Entry:
    """An entry with a digest of all that it is made of."""
    span = span_of(row)
    day = document.published_from.isoformat() if document.published_from else ""
    start = span.start if span else 0
    story = row.story if isinstance(row, Document) else None
    of_text = (document.sha256, [(one.start, one.end) for one in story]) if story else None
    known = repr((FORMAT, document.id, day, start, passages, of_text)).encode(
        "utf-8", "surrogatepass"
    )
    digest = blake2b(known, digest_size=DIGEST_BYTES).hexdigest()
    return Entry(kind_of(row), row.id, document.id, day, start, passages, digest, story)


def _passages(row: Told, lookup: Lookup) -> tuple[str, ...]:
    """A claim's words, what a figure measures, its label, its speaker's names, its outlet."""
    told: tuple[str, ...]
    match row:
        case Statement():
            told = (" ".join(parts_of(row)), lookup.status(row))
        case Figure():
            told = (row.text, row.of or "", lookup.source(row))
        case Question():
            return (row.text,)
    speaker = lookup.entities.get(row.speaker or "")
    return (*told, *(speaker.variants if speaker else ()), lookup.outlet(row.document))


def keep(connection: Connection, episode: str, ledger: Ledger) -> int:
    """Write what can be searched of an episode's rows now; how many entries differed."""
    stored = _stored(connection, episode)
    now = {(one.row, one.digest): one for one in entries(ledger)}
    gone = [seq for name, (seq, digest) in stored.items() if (name, digest) not in now]
    new = [one for (name, digest), one in now.items() if stored.get(name, (0, ""))[1] != digest]
    for first in range(0, len(gone), AT_ONCE):
        some_of = gone[first : first + AT_ONCE]
        connection.execute(delete(WORDING).where(WORDING.c.seq.in_(some_of)))
    for first in range(0, len(new), AT_ONCE):
        _write(connection, episode, new[first : first + AT_ONCE])
    return len(gone) + len(new)


def fill(connection: Connection) -> None:
    """Write what can be searched of all episodes, from the rows that are stored."""
    table = schema.episode
    for episode in list(connection.execute(select(table.c.id).order_by(table.c.seq)).scalars()):
        keep(connection, episode, some(_rows(connection, episode)))


def _rows(connection: Connection, episode: str) -> Iterator[Row]:
    """The rows of an episode that have to do with what can be searched, without texts."""
    table = schema.row
    query = select(table.c.type, table.c.data).where(
        table.c.episode == episode, table.c.type.in_((*SEARCHED, "entity"))
    )
    for kind, data in connection.execute(query):
        yield row_of(kind, data)


def _stored(connection: Connection, episode: str) -> dict[str, tuple[int, str]]:
    """The entries of an episode: of each row the number and the digest."""
    query = select(WORDING.c.row, WORDING.c.seq, WORDING.c.digest)
    found = connection.execute(query.where(WORDING.c.episode == episode))
    return {name: (seq, digest) for name, seq, digest in found}


def _write(connection: Connection, episode: str, new: Sequence[Entry]) -> None:
    """Puts entries in, with the words of the reports among them."""
    names = [one.document for one in new if one.type == "document"]
    texts = {one.id: one.text for one in extraction.documents(connection, names)}
    values = [
        {
            "episode": episode,
            "type": one.type,
            "row": one.row,
            "document": one.document,
            "day": one.day,
            "start": one.start,
            "digest": one.digest,
            "words": _words(one, texts),
        }
        for one in new
    ]
    connection.execute(insert(WORDING), values)


def _words(one: Entry, texts: Mapping[str, str]) -> str:
    """The words of an entry as they are indexed."""
    passages = [forms(passage) for passage in one.passages]
    if one.story is None:
        return indexed(CLAIMS, *passages)
    text = texts.get(one.document, "")
    story = [word.form for span in one.story for word in words(text, span)]
    return indexed(ARTICLES, *passages, story)
