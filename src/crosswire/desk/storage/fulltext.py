"""The index of words behind a search: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL.

Both hold the words of the table `wording`, which are folded and parted by single spaces already
(`word`), so that neither splits or changes any: SQLite's tokenizer `ascii` parts at the spaces
alone, PostgreSQL's vector is made of an array. Neither keeps where in a row a word stands: that a
row has words one after the other is seen in `words` itself, which has no longest text and no most
frequent word, as both indexes have. The database keeps its index as rows come and go, by triggers
or as a generated column; so what deletes a report deletes it here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    cast,
    literal_column,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from crosswire.desk.storage.schema import wording

INDEX = "wording_index"
"""The name of the index, and the beginning of the names of all that is its own."""

PART = "§"
"""Before the name of a part of the rows that is searched alone; no word of a report has it."""

BETWEEN = "|"
"""Between things that are not read in one breath; no word of a report is it."""

LARGEST = 1_000_000
"""Bytes of words that are indexed of one row: PostgreSQL takes 1 MB, a book of 150,000 words."""

KEYS = 8
"""Words of a run by which it is looked up."""

_SQLITE = (
    "CREATE VIRTUAL TABLE wording_index USING fts5(words, content = 'wording',"
    " content_rowid = 'seq', tokenize = 'ascii', detail = 'none', columnsize = 0)",
    "CREATE TRIGGER wording_index_insert AFTER INSERT ON wording BEGIN"
    " INSERT INTO wording_index (rowid, words) VALUES (new.seq, new.words); END",
    "CREATE TRIGGER wording_index_delete AFTER DELETE ON wording BEGIN"
    " INSERT INTO wording_index (wording_index, rowid, words)"
    " VALUES ('delete', old.seq, old.words); END",
)
"""A row of `wording` is never updated, but written anew."""

_MERGE = "INSERT INTO wording_index (wording_index) VALUES ('optimize')"

_POSTGRESQL = (
    "ALTER TABLE wording ADD COLUMN wording_index tsvector GENERATED ALWAYS AS"
    " (array_to_tsvector(string_to_array(btrim(words), ' '))) STORED",
    "CREATE INDEX wording_index_words ON wording USING gin (wording_index)",
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that are searched, one after the other; of the last only its beginning, if `begins`."""

    forms: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What a row must have, each of them, and what it must not have, in a part of the rows."""

    part: str
    wanted: tuple[Term, ...]
    without: tuple[Term, ...] = ()


def is_own(name: str | None) -> bool:
    """Whether a table, column or index is the search's own, which no schema knows of."""
    return name is not None and name.startswith(INDEX)


def make(connection: Connection) -> None:
    """Make the index of an empty table `wording`."""
    is_sqlite = connection.dialect.name == "sqlite"
    for command in _SQLITE if is_sqlite else _POSTGRESQL:
        connection.exec_driver_sql(command)


def drop(connection: Connection) -> None:
    """Take the index away, before its table goes."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS wording_index")


def forget(connection: Connection) -> None:
    """Leave no word of deleted rows in the index: FTS5 keeps them, struck out, until it is merged.

    PostgreSQL clears its index as it clears its tables.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_MERGE)


def indexed(part: str, *passages: Sequence[str]) -> str:
    """The words of a row as they are indexed: of a part of the rows, each passage by itself."""
    line = f" {f' {BETWEEN} '.join([PART + part, *map(' '.join, filter(None, passages))])} "
    if len(line) * 4 <= LARGEST or len(line.encode()) <= LARGEST:
        return line
    whole = line.encode()[:LARGEST].decode("utf-8", "ignore")
    return f"{whole.rpartition(' ')[0]} "


def matching(connection: Connection, wish: Wish) -> ColumnElement[bool]:
    """Which rows of `wording` are as they are wished."""
    in_index = _in_fts5 if connection.dialect.name == "sqlite" else _in_tsvector
    runs = [_has(term) for term in wish.wanted if len(term.forms) > 1]
    none = [~_has(term) for term in wish.without if len(term.forms) > 1]
    return and_(in_index(wish), *runs, *none)


def _has(term: Term) -> ColumnElement[bool]:
    """Whether the words of a row have some one after the other; they hold no wildcard."""
    run = " ".join(term.forms)
    return wording.c.words.contains(f" {run}" if term.begins else f" {run} ")


def _in_fts5(wish: Wish) -> ColumnElement[bool]:
    """Which rows SQLite's index names: `"fire" AND "mill" * NOT "paper"`."""
    wanted = " AND ".join([f'"{PART}{wish.part}"', *(_fts5(*one) for one in _single(wish.wanted))])
    without = " OR ".join(_fts5(*one) for one in _single(_alone(wish.without)))
    query = f"({wanted}) NOT ({without})" if without else wanted
    is_found = literal_column(INDEX).bool_op("MATCH")(query)
    found = select(literal_column("rowid", Integer)).select_from(table(INDEX)).where(is_found)
    return wording.c.seq.in_(found)


def _fts5(form: str, begins: bool) -> str:
    return f'"{form}" *' if begins else f'"{form}"'


def _in_tsvector(wish: Wish) -> ColumnElement[bool]:
    """Which rows PostgreSQL's index names: `'fire' & 'mill':* & !'paper'`."""
    wanted = [f"'{PART}{wish.part}'", *(_tsquery(*one) for one in _single(wish.wanted))]
    without = [f"!{_tsquery(*one)}" for one in _single(_alone(wish.without))]
    query = cast(" & ".join([*wanted, *without]), TSQUERY)
    return literal_column(f"wording.{INDEX}", TSVECTOR).bool_op("@@")(query)


def _tsquery(form: str, begins: bool) -> str:
    return f"'{form}':*" if begins else f"'{form}'"


def _alone(terms: Sequence[Term]) -> tuple[Term, ...]:
    """The terms of one word."""
    return tuple(term for term in terms if len(term.forms) == 1)


def _single(terms: Sequence[Term]) -> list[tuple[str, bool]]:
    """The words by which rows are looked up, each once, with whether only its beginning is meant.

    Of a long run the longest are enough: that the others are there is seen in the row.
    """
    found: dict[tuple[str, bool], None] = {}
    for term in terms:
        *whole, last = term.forms
        line = [*((form, False) for form in whole), (last, term.begins)]
        found |= dict.fromkeys(sorted(line, key=lambda one: len(one[0]), reverse=True)[:KEYS])
    return list(found)
