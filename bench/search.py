"""How long a search takes at a desk of 1,000 and of 10,000 reports, and who carried a quotation.

The reports are those of `chronicle`, as long as news are; each sentence of theirs is a statement
of one of a few speakers. They are written as derivation would write them, without reading them:
what is measured is the search, not what it searches in. Both sizes are timed in one run, one after
the other on the same desk, so that the ratio holds on any machine.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, func, insert, select

from bench import chronicle
from crosswire.desk.derive.replacement import text_of
from crosswire.desk.search.carrier import carriers
from crosswire.desk.search.search import search
from crosswire.desk.storage import schema, wording
from crosswire.desk.storage.store import Store
from crosswire.desk.storage.stored import NOBODY
from crosswire.ledger import Ledger, kind_of
from crosswire.row import Document, Entity, Span, Statement, identity

SIZES = (1000, 10_000)
EPISODE = 60
TIMES = 9
"""How often each search is timed."""

SENTENCE = re.compile(r"[^.!?\n]{20,}[.!?]")

SPEAKERS = tuple(
    Entity(f"entity-{number:016x}", name, "person", (name, name.split()[-1]))
    for number, name in enumerate(("Lena Holt", "Milo Brand", "Ania Sowa", "Oskar Tamm"))
)


@dataclass(frozen=True, slots=True)
class Timed:
    """Milliseconds of a search at each size, and how many rows it finds at the larger one."""

    name: str
    milliseconds: tuple[float, ...]


def run(store: str | None = None) -> Iterator[str]:
    """The lines of a table in Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        where = store or str(Path(folder) / "desk.sqlite")
        rows = measure(where)
    heads = " | ".join(f"{size:,} reports" for size in SIZES)
    yield f"| milliseconds, least of {TIMES} | {heads} | ratio |"
    yield f"| --- |{' ---: |' * (len(SIZES) + 1)}"
    for row in rows:
        cells = " | ".join(f"{one:.1f}" for one in row.milliseconds)
        yield f"| {row.name} | {cells} | {row.milliseconds[-1] / row.milliseconds[0]:.1f} |"


def measure(where: str, sizes: tuple[int, ...] = SIZES, *, times: int = TIMES) -> list[Timed]:
    """Each search at each size."""
    found: dict[str, list[float]] = {}
    told = chronicle.stream()
    with Store.open(where, create=True) as store:
        done = 0
        for size in sizes:
            for first in range(done, size, EPISODE):
                with store.writing() as connection:
                    fill(connection, first, islice(told, min(EPISODE, size - first)))
            done = size
            for name, look in SEARCHES.items():
                found.setdefault(name, []).append(_timed(store, look, times))
    return [Timed(name, tuple(each)) for name, each in found.items()]


def _timed(store: Store, look: Callable[[Connection], object], times: int) -> float:
    """The least of some times, in milliseconds: what other programs do only makes them longer."""
    taken = []
    for _ in range(times):
        with store.reading() as connection:
            begun = perf_counter()
            look(connection)
            taken.append((perf_counter() - begun) * 1000)
    return min(taken)


def fill(connection: Connection, first: int, told: Iterator[chronicle.Told]) -> None:
    """Writes an episode of reports, as derivation would."""
    documents, statements = [], []
    for number, one in enumerate(told, first):
        article = chronicle.article(one)
        document = _document(number, article.text)
        documents.append(document)
        statements += list(_statements(document))
    home = f"episode-{first}"
    _homes(connection, home, first, documents)
    ledger = Ledger(NOBODY, tuple(documents), entities=SPEAKERS, statements=tuple(statements))
    rows = [
        {
            "episode": home,
            "type": kind_of(row),
            "id": row.id,
            "document": row.id if isinstance(row, Document) else getattr(row, "document", None),
            "digest": "",
            "data": text_of(row),
        }
        for row in ledger
    ]
    connection.execute(insert(schema.row), rows)
    wording.keep(connection, home, ledger)


def _homes(connection: Connection, home: str, first: int, documents: list[Document]) -> None:
    """Writes the event, the episode and the reports."""
    known = {"at": "", "named_by": "rule", "key": "flood", "name": "Flood"}
    if not connection.execute(select(func.count()).select_from(schema.event)).scalar():
        connection.execute(insert(schema.event).values(id="event-flood", seq=1, **known))
    connection.execute(
        insert(schema.episode).values(id=home, seq=first, event="event-flood", reports=0)
    )
    values = [
        {
            "id": one.id,
            "seq": first + number,
            "row": text_of(one),
            "text": one.text.encode(),
            **dict.fromkeys(("at", "locator", "sha256", "raw_sha256"), one.sha256),
        }
        for number, one in enumerate(documents)
    ]
    connection.execute(insert(schema.document), values)


def _document(number: int, text: str) -> Document:
    """A report of a day of its own."""
    day = date(2031, 1, 1) + timedelta(days=number // 30)
    digest = sha256(text.encode()).hexdigest()
    outlet = chronicle.OUTLETS[number % len(chronicle.OUTLETS)]
    title = text.partition("\n")[0]
    return Document(
        *(f"report-{number:05}.txt", digest, digest, outlet, title, None, day, day, day, "given"),
        *("en", "utf-8", text, (Span(0, len(text)),)),
    )


def _statements(document: Document) -> Iterator[Statement]:
    """Each sentence of a report as somebody's."""
    for number, match in enumerate(SENTENCE.finditer(document.text)):
        span = Span(*match.span())
        speaker = SPEAKERS[number % len(SPEAKERS)].id
        yield Statement(
            id=identity("statement", document.id, span.start, span.end),
            document=document.id,
            content=span,
            spans=(span,),
            text=match[0],
            kind="direct",
            cue=None,
            source=None,
            speaker=speaker,
            chain=(speaker,),
            act="denies" if number % 7 == 0 else "asserts",
            verification="none",
        )


def _find(words: str, part: str) -> Callable[[Connection], object]:
    return lambda connection: search(connection, words, part=part)  # type: ignore[arg-type]


PLACE = chronicle.names(0).place

SEARCHES: dict[str, Callable[[Connection], object]] = {
    "claims, a town of a dozen reports": _find(PLACE, "claims"),
    "claims, two common words, found in none": _find("water town", "claims"),
    "claims, the commonest word": _find("the", "claims"),
    "claims, a label and a name": _find('"denied by" holt', "claims"),
    "articles, two common words": _find("water town", "articles"),
    "articles, a phrase of common words": _find('"of the"', "articles"),
    "articles, f* -flood, found in none": _find("f* -flood", "articles"),
    "carriers of a dozen reports' sentence": lambda connection: carriers(
        connection, f"They came from {PLACE}"
    ),
}
