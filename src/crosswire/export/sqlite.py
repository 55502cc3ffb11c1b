"""SQLite: one file that Datasette opens well, and that reads back to the same ledger.

A table for each row type and each list (crosswire.export.table), with foreign keys; a full-text
index over articles, statements and figures; views in which names stand in the place of ids, and one
view for each question, the contested ones first.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from importlib import resources
from pathlib import Path

from crosswire.codec import DecodeError, codec
from crosswire.error import ExportError, LedgerError
from crosswire.export.table import (
    TABLES,
    Cells,
    Column,
    Shape,
    by_owner,
    gather,
    is_whole,
    parsed,
    rows_of,
    shape,
    shapes,
    spread,
)
from crosswire.export.title import LONGEST, title
from crosswire.ledger import REMEDY, Ledger, Members, Row, rebuild
from crosswire.row import FORMAT, Document, Figure, Question, Run, Statement
from crosswire.view.answer import CONTESTED, ordered
from crosswire.view.giver import given_by
from crosswire.view.lookup import Lookup, published

MAGIC = b"SQLite format 3\x00"
APPLICATION = b"xwir"
"""What says, in a database's header, that it is a ledger (https://sqlite.org/fileformat.html)."""

HEADER = 72
"""Bytes of a header up to the end of its application's id."""

TYPES = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "day": "TEXT"}

SEARCHED = {"documents": ("title", "text"), "statements": ("text",), "figures": ("text", "of")}
"""The columns that are searched for words."""

ODD = """CREATE TABLE odd_rows (
    "type" TEXT, "position" INTEGER, "row" TEXT, PRIMARY KEY ("type", "position")
)"""
"""Rows of which the tables cannot tell all, whole, as JSON: half letters, lists that are empty."""

ROOM = "Is there room, and does the folder take files?"

WORDS = 6
"""Words of a question in its view's name."""

READ = {
    "documents": ("day",),
    "statements": ("title", "status", "origin_name"),
    "figures": ("title", "given_by", "origin_name"),
    "questions": ("title", "view"),
    "question_answers": ("given_by",),
}
"""Columns that stand there for people alone, and are not read back."""


class SqliteFormat:
    """Writes and reads one database."""

    name = "sqlite"
    suffix = ".sqlite"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the database; the same ledger and release of SQLite give the same bytes."""
        lookup = Lookup(ledger)
        views = view_names(lookup)
        try:
            with closing(sqlite3.connect(goal, isolation_level=None)) as database:
                _begin(database)
                _fill(database, lookup, views)
                _finish(database, views)
        except sqlite3.Error as error:
            raise ExportError(f"{goal.name} cannot be written: {error}", remedy=ROOM) from error

    def holds(self, path: Path) -> bool:
        """Whether a file is a database of ours."""
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(HEADER)
        return head.startswith(MAGIC) and head.endswith(APPLICATION) and len(head) == HEADER

    def read(self, path: Path) -> Ledger:
        """The ledger of a database; nothing is written to it."""
        try:
            with closing(_opened(path)) as database:
                return rebuild(_rows(database))
        except (sqlite3.Error, DecodeError) as error:
            raise LedgerError(f"{path.name}: {error}", remedy=REMEDY) from error


def view_names(lookup: Lookup) -> dict[str, str]:
    """The name of each question's view, by its id: its number, the contested first, and its words.

    Only a to z and digits come from the question's words, so that no text can break the SQL.
    """
    questions = ordered(lookup.ledger.questions, lookup)
    questions.sort(key=lambda question: question.relation not in CONTESTED)
    width = len(str(len(questions)))
    return {
        question.id: "_".join(["question", f"{number:0{width}}", *_safe(question.text)])
        for number, question in enumerate(questions, 1)
    }


def _safe(text: str) -> list[str]:
    """The first words of a text, in the letters a to z and digits."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST]).casefold()
    return re.findall("[a-z0-9]+", plain)[:WORDS]


def _begin(database: sqlite3.Connection) -> None:
    """Set up an empty database with its tables. It is all there or thrown away: no journal."""
    for setting in ("journal_mode = off", "synchronous = off", "page_size = 4096"):
        database.execute(f"PRAGMA {setting}")
    database.execute(f"PRAGMA application_id = {int.from_bytes(APPLICATION)}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("BEGIN")
    for one in shapes():
        database.execute(_table(one))
    database.execute(ODD)


def _table(one: Shape) -> str:
    """The statement that makes a table."""
    columns = [_column(column) for column in one.columns]
    columns[1:1] = [f"{_quoted(name)} TEXT" for name in READ.get(one.table, ())]
    keys = [_quoted(column.name) for column in one.columns if column.key]
    if keys:
        columns.append(f"PRIMARY KEY ({', '.join(keys)})")
    sort = " WITHOUT ROWID" if one.keys else ""
    return f"CREATE TABLE {one.table} ({', '.join(columns)}){sort}"


def _column(column: Column) -> str:
    """A column's definition."""
    refers = f" REFERENCES {column.table} (id)" if column.table else ""
    return f"{_quoted(column.name)} {TYPES[column.kind]}{refers}"


def _quoted(name: str) -> str:
    """A name of ours as SQL takes it, whatever words SQL keeps for itself."""
    return f'"{name}"'


def _fill(database: sqlite3.Connection, lookup: Lookup, views: Mapping[str, str]) -> None:
    """Write all rows."""
    inserts = {one.table: _insert(one) for one in shapes()}
    for kind, rows in rows_of(lookup.ledger):
        for position, row in enumerate(rows):
            value = codec(type(row)).encode(row)
            *lists, (table, cells) = told = list(spread(shape(kind), value))
            for listed, items in lists:
                database.execute(inserts[listed], (*items, *_read_item(listed, items, row, lookup)))
            database.execute(inserts[table], (*cells, *_read(row, lookup, views)))
            if not is_whole(shape(kind), value, told):
                database.execute(
                    "INSERT INTO odd_rows VALUES (?, ?, ?)", (kind, position, json.dumps(value))
                )


def _insert(one: Shape) -> str:
    """The statement that adds a row to a table."""
    names = [column.name for column in one.columns] + [*READ.get(one.table, ())]
    columns, values = ", ".join(map(_quoted, names)), ", ".join("?" * len(names))
    return f"INSERT INTO {one.table} ({columns}) VALUES ({values})"


def _read(row: Row | Run, lookup: Lookup, views: Mapping[str, str]) -> tuple[str | None, ...]:
    """A row's cells for people."""
    match row:
        case Document():
            return (published(row),)
        case Statement():
            return title(row, lookup), lookup.status(row), _origin(row, lookup)
        case Figure():
            return title(row, lookup), lookup.source(row), _origin(row, lookup)
        case Question():
            return title(row, lookup), views[row.id]
    return ()


def _read_item(table: str, cells: Cells, row: Row | Run, lookup: Lookup) -> tuple[str, ...]:
    """The cells for people of what stands in a list within a row."""
    if table == "question_answers" and isinstance(row, Question):
        return (given_by(row.answers[int(cells[1] or 0)], lookup),)
    return ()


def _origin(row: Statement | Figure, lookup: Lookup) -> str | None:
    """Whose account the origin is that a row rests on."""
    return lookup.origin(row.origin) if row.origin else None


def _finish(database: sqlite3.Connection, views: Mapping[str, str]) -> None:
    """Add what is made of the rows: indexes, the full-text index, views."""
    for one in shapes():
        for column in one.columns:
            if column.table and column != one.columns[0]:
                name = _quoted(f"{one.table}_by_{column.name}")
                database.execute(f"CREATE INDEX {name} ON {one.table} ({_quoted(column.name)})")
    for table, columns in SEARCHED.items():
        database.execute(_search(table, columns))
        database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')")
    for view in _shared_views():
        database.execute(view)
    for view in views.values():
        database.execute(_view(view))
    database.execute("COMMIT")


def _shared_views() -> list[str]:
    """The statements that make the views that every database has."""
    script = resources.files("crosswire.export").joinpath("sqlite.sql").read_text("utf-8")
    return script.split(";\n")


def _search(table: str, columns: Sequence[str]) -> str:
    """The statement that makes the full-text index of a table: by stems, without accents.

    Datasette finds an index by its content in double quotes.
    """
    names = ", ".join(map(_quoted, columns))
    words = "tokenize='porter unicode61 remove_diacritics 2'"
    return f'CREATE VIRTUAL TABLE {table}_fts USING fts5 ({names}, content="{table}", {words})'


def _view(name: str) -> str:
    """The statement that makes a question's view: its figures, and who gives them.

    The question is found by the name of its view, so that nothing of it stands in the SQL.
    """
    question = f"SELECT id FROM questions WHERE view = '{name}'"
    return f"CREATE VIEW {name} AS SELECT * FROM figures_in_words WHERE question_id = ({question})"


def _opened(path: Path) -> sqlite3.Connection:
    """A database to be read only, none of whose own functions are trusted."""
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    database.execute("PRAGMA trusted_schema = off")
    return database


def _rows(database: sqlite3.Connection) -> Iterator[tuple[str, str, Members]]:
    """The rows of a database as their codecs encode them."""
    lists = {one.table: by_owner(one, _cells(database, one)) for one in shapes() if one.keys}
    odd = {(kind, at): row for kind, at, row in database.execute("SELECT * FROM odd_rows")}
    for kind in TABLES:
        for at, cells in enumerate(_cells(database, shape(kind))):
            name = f"row {at + 1} of {TABLES[kind]}"
            text = odd.get((kind, at))
            yield name, kind, parsed(text) if text else gather(shape(kind), cells, lists)


def _cells(database: sqlite3.Connection, one: Shape) -> Iterable[Cells]:
    """The rows of a table in the order in which they were written."""
    names = ", ".join(_quoted(column.name) for column in one.columns)
    order = ", ".join(_quoted(column.name) for column in one.keys) or "rowid"
    return database.execute(f"SELECT {names} FROM {one.table} ORDER BY {order}")
