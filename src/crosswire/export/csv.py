"""CSV: a folder with a table for each row type and each list, for a spreadsheet.

What a person reads comes first, ids and offsets last; beside each id stands the name or the words
that it is the id of. UTF-8 with a byte order mark, without which Excel takes it for another
encoding; lines as in RFC 4180. No cell can run: what a spreadsheet would take for a formula gets an
apostrophe in front (OWASP, CSV Injection), control and direction characters are gone. Numbers are
numbers.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from crosswire.codec import codec
from crosswire.export.table import Cell, Cells, Column, Shape, rows_of, shape, shapes, spread
from crosswire.export.title import title
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger
from crosswire.row import Span, Witness
from crosswire.view.giver import given_by
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup, published

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, in half and full width."""

FIRST = {
    "documents": ("outlet", "published", "title"),
    "statements": ("outlet", "published", "status", "text", "speaker_name", "side_name"),
    "figures": (
        "question_text",
        "text",
        "of",
        "given_by",
        "side_name",
        "outlet",
        "published",
        "low",
        "high",
        "unit",
        "comparator",
    ),
    "question_answers": ("question_text", "given_by"),
}
"""The columns that a person looks for first, by table; of other tables, those of ANYWHERE."""

ANYWHERE = ("question_text", "outlet", "published")

LATE = ("article", "url")
BEHIND = ("id", "sha256", "start", "end", "position", "row", "origin")
"""How the columns end that are of use to programs alone; they stand last, as do all other ids."""

LAST = {"documents": "text"}
"""A column that is too long to stand before any other one, by table."""

Told = Callable[[str, Lookup], str | None]
Whole = Callable[[Mapping[str, Cell], Lookup], Cell]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its name, and its value in a row of the table."""

    name: str
    value: Whole
    behind: bool = False


class CsvFormat:
    """Writes a folder of tables."""

    name = "csv"
    suffix = ""

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the folder."""
        goal.mkdir()
        lookup = Lookup(ledger)
        with ExitStack() as files:
            write = {one.table: _opened(one, goal, lookup, files) for one in shapes()}
            for kind, rows in rows_of(ledger):
                for row in rows:
                    for table, cells in spread(shape(kind), codec(type(row)).encode(row)):
                        write[table](cells)


def _opened(
    one: Shape, folder: Path, lookup: Lookup, files: ExitStack
) -> Callable[[Cells], object]:
    """What writes a row of a table to its file."""
    path = folder / f"{one.table}.csv"
    file = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    writer, sheet = csv.writer(file), fields_of(one)
    writer.writerow([field.name for field in sheet])
    names = [column.name for column in one.columns]

    def write(cells: Cells) -> None:
        row = dict(zip(names, cells, strict=True))
        writer.writerow([safe(field.value(row, lookup)) for field in sheet])

    return write


def safe(cell: Cell) -> Cell:
    """A cell that a spreadsheet can only show; numbers stay numbers."""
    if not isinstance(cell, str):
        return cell
    plain = cell.isascii() and cell.isprintable()
    text = cell if plain else "\n".join(map(inert, cell.splitlines()))
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


@cache
def fields_of(one: Shape) -> tuple[Field, ...]:
    """The columns of a table's sheet, in their order."""
    words = WORDS.get(one.table, {})
    found = [field for column in one.columns for field in _fields(column, one)]
    found = [field for field in found if field.name not in words]
    found += [Field(name, value) for name, value in words.items()]
    return tuple(sorted(found, key=partial(_rank, one.table)))


def _rank(table: str, field: Field) -> tuple[int, int]:
    """What orders the columns of a sheet; those of one rank stand as in the table."""
    first = FIRST.get(table, ANYWHERE)
    if field.name in first:
        return 0, first.index(field.name)
    if LAST.get(table) == field.name:
        return 4, 0
    return (3 if field.behind else 2 if field.name in LATE else 1), 0


def _fields(column: Column, one: Shape) -> Iterator[Field]:
    """A column, and what stands beside it."""
    for name, told in _beside(column, one).items():
        yield Field(name, partial(_told, column.name, told))
    behind = bool(column.table) or column.name.endswith(BEHIND)
    yield Field(column.name, lambda row, _: row[column.name], behind=behind)


def _beside(column: Column, one: Shape) -> dict[str, Told]:
    """What stands beside a column, by name; of a report only its outlet, in the table of a list."""
    if column.name == "document" and one.keys:
        return {"outlet": _outlet}
    if column.name in BESIDE:
        return BESIDE[column.name]
    if column.table in NAMED:
        end, told = NAMED[column.table]
        return {f"{column.name}_{end}": told}
    return {}


def _told(name: str, told: Told, row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """What is told of the id in a row's cell; nothing where there is none."""
    cell = row[name]
    return None if cell is None else told(str(cell), lookup)


def _outlet(one: str, lookup: Lookup) -> str:
    """A report's outlet."""
    return lookup.outlet(one)


def _published(one: str, lookup: Lookup) -> str | None:
    """When a report was published."""
    document = lookup.documents.get(one)
    return published(document) if document else None


def _article(one: str, lookup: Lookup) -> str | None:
    """A report's title."""
    document = lookup.documents.get(one)
    return document.title if document else None


def _url(one: str, lookup: Lookup) -> str | None:
    """A report's address, if it is that of a web page."""
    document = lookup.documents.get(one)
    return weblink(document.url) if document else None


def _name(one: str, lookup: Lookup) -> str:
    """An entity's name."""
    return lookup.name(one)


def _whose(one: str, lookup: Lookup) -> str:
    """Whose account an origin is."""
    return lookup.origin(one)


def _asked(one: str, lookup: Lookup) -> str | None:
    """A question's words."""
    question = lookup.questions.get(one)
    return question.text if question else None


def _says(one: str, lookup: Lookup) -> str | None:
    """What a row says, with whose word it is: a denied statement begins with DENIED BY."""
    row = lookup.rows.get(one)
    return title(row, lookup) if row else None


def _status(row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """Whose statement it is and of what sort."""
    statement = lookup.statements.get(str(row["id"]))
    return lookup.status(statement) if statement else None


def _answered_by(row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """Who answers a question, and whether it could not be verified."""
    question = lookup.questions.get(str(row["question"]))
    return given_by(question.answers[int(row["answer"] or 0)], lookup) if question else None


def _address(row: Mapping[str, Cell], _: Lookup) -> Cell:
    """A report's address, if it is that of a web page."""
    cell = row["url"]
    return weblink(str(cell)) if cell else None


def _given_by(row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """Who gives a figure, and whether he denies it."""
    figure = lookup.figures.get(str(row["id"]))
    return lookup.source(figure) if figure else None


def _side(row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """The side for which a row's speaker stands."""
    speaker = lookup.entities.get(str(row["speaker"]))
    return lookup.name(speaker.side) if speaker and speaker.side else None


def _words(row: Mapping[str, Cell], lookup: Lookup) -> Cell:
    """The words at a span of a report, or of the report that a row stands in."""
    document = row.get(
        "document", getattr(lookup.rows.get(str(row["row"])), "document", row["row"])
    )
    start, end = row["start"], row["end"]
    return lookup.words(Witness(str(document), Span(int(start or 0), int(end or 0))))


BESIDE: dict[str, dict[str, Told]] = {
    "document": {"outlet": _outlet, "published": _published, "article": _article, "url": _url},
    "from_id": {"from_says": _says},
    "origin": {"origin_name": _whose},
    "question": {"question_text": _asked},
    "row": {"row_says": _says},
    "to_id": {"to_says": _says},
}
"""What stands beside a column, by the column's name."""

NAMED: dict[str | None, tuple[str, Told]] = {
    "entities": ("name", _name),
    "statements": ("says", _says),
    "figures": ("says", _says),
}
"""What stands beside an id, by the table that it is of: how its column's name ends, and whence."""

WORDS: dict[str, dict[str, Whole]] = {
    "documents": {"url": _address},
    "statements": {"status": _status, "side_name": _side},
    "figures": {"given_by": _given_by, "side_name": _side},
    "question_answers": {"given_by": _answered_by},
    "spans": {"words": _words},
    "reason_spans": {"words": _words},
}
"""What is told of a whole row, by its table; in the place of a column that has its name."""
