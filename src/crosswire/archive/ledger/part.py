"""The rows of a bucket as files of the archive's ledger, one for each row type, and back.

A file has the columns of the ledger's format and two before them, `story_id` and `episode`. A type
of which a bucket has no row has no file. All files of a type have the same columns, so that what
reads Parquet reads them as one table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.archive.ledger import index
from crosswire.archive.ledger.bucket import Key
from crosswire.archive.ledger.index import Summary
from crosswire.archive.place import Place
from crosswire.export import arrow, column
from crosswire.export.table import TABLES
from crosswire.ledger import TYPES, Ledger, Members

FOLDER = "ledger"

OF = pa.schema([("story_id", pa.string()), ("episode", pa.int64())])
"""The columns before those of the ledger's format: of which episode a row is."""

_ORDER = [("story_id", "ascending"), ("episode", "ascending"), ("at", "ascending")]


def name_of(kind: str, part: str) -> str:
    """The file of a row type's rows in a part ("day=2031-03-04/0000")."""
    return f"{FOLDER}/type={kind}/{part}.parquet"


def index_of(part: str) -> str:
    """The file in which the episodes of a part are listed."""
    return f"{index.FOLDER}/{part}.parquet"


def rows(place: Place, kind: str, part: str, story: str) -> list[tuple[int, Members]]:
    """The rows of a type that a part has of a story, each with its episode, for their codec."""
    if not place.exists(name_of(kind, part)):
        return []
    found = place.parquet(name_of(kind, part), filters=[("story_id", "=", story)])
    values = arrow.rows(kind, found.drop_columns(OF.names))
    return list(zip(found["episode"].to_pylist(), values, strict=True))


def listed(place: Place, part: str) -> list[Summary]:
    """The episodes that a part has, as the index tells of them; none if it is not there yet."""
    if not place.exists(index_of(part)):
        return []
    return list(index.summaries(place.parquet(index_of(part))))


def write(
    place: Place,
    part: str,
    ledgers: Mapping[Key, Ledger],
    *,
    kept: Collection[Key] = (),
) -> dict[str, pa.Table]:
    """Write a part anew: the ledgers of episodes, and as they are the rows of those `kept`.

    Returns the tables by their types.
    """
    tables = {}
    for kind in TYPES:
        name = name_of(kind, part)
        found = _table(kind, ledgers)
        if kept and place.exists(name):
            found = _joined(_of(place.parquet(name), kept), found)
        if len(found):
            place.parquet_write(name, found)
        else:
            place.remove(name)
        tables[kind] = found
    return tables


def list_episodes(place: Place, part: str, summaries: Iterable[Summary]) -> None:
    """List the episodes of a part in the index, when all its rows are written."""
    place.parquet_write(index_of(part), index.table(summaries))


def _table(kind: str, ledgers: Mapping[Key, Ledger]) -> pa.Table:
    """The rows of a type of some episodes, in the order of these."""
    stories: list[str] = []
    numbers: list[int] = []
    values: list[Any] = []
    for story, episode in sorted(ledgers):
        mine = getattr(ledgers[story, episode], TABLES[kind])
        stories += [story] * len(mine)
        numbers += [episode] * len(mine)
        values += mine
    found = column.table(kind, values)
    of = [pa.array(stories, pa.string()), pa.array(numbers, pa.int64())]
    return pa.Table.from_arrays([*of, *found.columns], schema=pa.schema([*OF, *found.schema]))


def _of(found: pa.Table, episodes: Collection[Key]) -> pa.Table:
    """The rows of some episodes."""
    pairs = zip(found["story_id"].to_pylist(), found["episode"].to_pylist(), strict=True)
    return found.filter(pa.array([pair in episodes for pair in pairs], pa.bool_()))


def _joined(old: pa.Table, new: pa.Table) -> pa.Table:
    """The rows of two tables, in the order of the episodes and within these as they are."""
    both = pa.concat_tables([old.cast(new.schema), new])  # what is read has marks of its file
    keys = both.select(OF.names).append_column("at", pa.array(range(len(both)), pa.int64()))
    order = pc.sort_indices(keys, sort_keys=_ORDER)
    return both.take(order).combine_chunks()
