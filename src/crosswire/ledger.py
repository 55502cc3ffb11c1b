"""The ledger: all rows of one event, in the order in which they are written, and its file form.

The file form (JSON lines, format 1) is described in docs/ledger.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from crosswire.codec import DecodeError, codec
from crosswire.error import LedgerError
from crosswire.output import whole
from crosswire.row import (
    FORMAT,
    Document,
    Entity,
    Figure,
    Link,
    Mention,
    Place,
    Problem,
    Question,
    Run,
    Span,
    Statement,
    Time,
)

Row = Document | Mention | Entity | Statement | Figure | Time | Place | Question | Link | Problem

TYPES: dict[str, type[Row]] = {
    "document": Document,
    "mention": Mention,
    "entity": Entity,
    "statement": Statement,
    "figure": Figure,
    "time": Time,
    "place": Place,
    "question": Question,
    "link": Link,
    "problem": Problem,
}
"""The row types, by the names that the file gives them, in the order of the file."""

_NAMES = {row: name for name, row in TYPES.items()}

Members = dict[str, Any]
"""A row as its codec encodes it: JSON by the names of its fields."""

HEAD = 1_000_000
"""Bytes that the run row is looked for in."""

REMEDY = "Write the ledger again with `crosswire ledger`."


@dataclass(frozen=True, slots=True)
class Ledger:
    """Who said what, carried by whom, where, when and with which figures, over all reports."""

    run: Run
    documents: tuple[Document, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    questions: tuple[Question, ...] = ()
    links: tuple[Link, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        """Every row but the run's, in the order of the file."""
        for rows in (
            self.documents,
            self.mentions,
            self.entities,
            self.statements,
            self.figures,
            self.times,
            self.places,
            self.questions,
            self.links,
            self.problems,
        ):
            yield from rows

    def find(self, reference: str) -> tuple[Row, ...]:
        """The rows whose id is `reference`; where there is none, those whose id begins with it.

        The name of the row's type in front of the id may be left out.
        """
        exact = tuple(row for row in self if row.id == reference)
        return exact or tuple(
            row for row in self if reference and _begins(reference, row.id, handle(row))
        )


def _begins(reference: str, *names: str) -> bool:
    """Whether one of the names begins with the reference."""
    return any(name.startswith(reference) for name in names)


def handle(row: Row) -> str:
    """What tells a row apart: its id without the name of its type; a document's path."""
    kind, dash, rest = row.id.partition("-")
    return rest if dash and kind in TYPES and rest and not isinstance(row, Document) else row.id


def kind_of(row: Row) -> str:
    """The name of a row's type."""
    return _NAMES[type(row)]


def span_of(row: Row) -> Span | None:
    """Where a row stands in its document; None for rows that stand in none."""
    if isinstance(row, Statement):
        return row.content
    return getattr(row, "span", None)


def assemble(run: Run, rows: Iterable[Row]) -> Ledger:
    """A ledger of rows that come in any order."""
    heaps: dict[type[Row], list[Any]] = {row: [] for row in TYPES.values()}
    for row in rows:
        heaps[type(row)].append(row)
    return Ledger(run, *(tuple(sorted(heap, key=_position)) for heap in heaps.values()))


def _position(row: Row) -> tuple[str, int, str]:
    """What orders the rows of one type: document, start, id."""
    span = span_of(row)
    return getattr(row, "document", ""), span.start if span else 0, row.id


def without_texts(ledger: Ledger) -> Ledger:
    """A ledger with the excerpts of its rows, and nothing else of the reports' texts."""
    return replace(ledger, documents=tuple(replace(one, text="") for one in ledger.documents))


def write(ledger: Ledger, file: BinaryIO, *, text: bool = True) -> None:
    """Write a ledger as JSON lines; the same ledger is always the same bytes.

    `text=False` leaves out the documents' texts, not the excerpts in the other rows.
    """
    file.write(line("run", codec(Run).encode(ledger.run)))
    for row in ledger:
        members = codec(type(row)).encode(row)
        if isinstance(row, Document) and not text:
            del members["text"]
        file.write(line(kind_of(row), members))


def line(kind: str, members: Members) -> bytes:
    """One row as a line of UTF-8; half of a surrogate pair, which UTF-8 lacks, as an escape."""
    text = json.dumps(
        {"type": kind, **members}, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "backslashreplace") + b"\n"


def read(file: BinaryIO) -> Ledger:
    """Read a ledger back and check that each row's words stand where it says.

    A document whose text was left out has the text "". Raises LedgerError with the line's number.
    """
    return rebuild(_lines(file))


def _lines(file: BinaryIO) -> Iterator[tuple[str, str, Members]]:
    """The lines of a file: what a complaint calls each, its type and its other members."""
    for number, one in enumerate(file, 1):
        name = f"line {number} of the ledger"
        try:
            yield name, *_members(one)
        except DecodeError as error:
            raise LedgerError(f"{name}: {error}", remedy=REMEDY) from error


def rebuild(found: Iterable[tuple[str, str, Members]]) -> Ledger:
    """The ledger of rows as their codecs encode them, the run row first, and checked.

    A row comes with what a complaint about it calls it and with the name of its type.
    """
    run: Run | None = None
    rows: list[Row] = []
    for name, kind, members in found:
        try:
            if run is None:
                run = _run(kind, members)
            else:
                rows.append(_row(kind, members))
        except DecodeError as error:
            raise LedgerError(f"{name}: {error}", remedy=REMEDY) from error
    if run is None:
        raise LedgerError("the ledger is empty", remedy=REMEDY)
    ledger = assemble(run, rows)
    check(ledger)
    return ledger


def _members(line: bytes) -> tuple[str, Members]:
    """A line's type and its other members."""
    try:
        members = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"it is not JSON ({error})") from None
    if not isinstance(members, dict) or not isinstance(members.get("type"), str):
        raise DecodeError("it is not a row: a row is an object with a type")
    return members.pop("type"), members


def _run(kind: str, members: Members) -> Run:
    """The first line of a ledger."""
    if kind != "run":
        raise DecodeError(f"a ledger begins with a run row, not with a {kind:.20}")
    if members.get("format") != FORMAT:
        raise DecodeError(f"the format is {members.get('format')!r:.20}; this reads {FORMAT}")
    return codec(Run).decode(members)  # type: ignore[no-any-return]


def _row(kind: str, members: Members) -> Row:
    """Any other line of a ledger."""
    if kind not in TYPES:
        raise DecodeError(f"there is no row type {kind!r:.20}")
    if kind == "document":
        members.setdefault("text", "")
    return codec(TYPES[kind]).decode(members)  # type: ignore[no-any-return]


def check(ledger: Ledger) -> None:
    """Raise LedgerError unless every id is used once and every row's words stand where it says."""
    texts = {document.id: document.text for document in ledger.documents}
    seen: set[tuple[type[Row], str]] = set()
    for row in ledger:
        if (type(row), row.id) in seen:
            raise LedgerError(f"the id {row.id:.60} is used twice", remedy=REMEDY)
        seen.add((type(row), row.id))
        span = span_of(row)
        if span is not None:
            _check_words(row, span, texts)


def _check_words(row: Any, span: Span, texts: dict[str, str]) -> None:
    """Raise LedgerError unless the row's text is what its document says at its span."""
    if row.document not in texts:
        raise LedgerError(f"{row.id:.60} stands in no document of the ledger", remedy=REMEDY)
    text = texts[row.document]
    if text and span.of(text) != row.text:
        raise LedgerError(f"{row.id:.60}: its words are not at its offsets", remedy=REMEDY)


def save(ledger: Ledger, path: str | Path, *, text: bool = True) -> None:
    """Write a ledger to a file, whole or not at all."""
    with whole(path) as file:
        write(ledger, file, text=text)


def load(path: str | Path) -> Ledger:
    """Read a ledger from a file; raises LedgerError, or OSError where there is none."""
    with Path(path).open("rb") as file:
        return read(file)


def is_ledger(path: str | Path) -> bool:
    """Whether a file begins as a ledger does: with a run row."""
    file = Path(path)
    if not file.is_file():
        return False
    with file.open("rb") as lines:
        head = lines.readline(HEAD)
    try:
        return _members(head)[0] == "run"
    except DecodeError:
        return False
