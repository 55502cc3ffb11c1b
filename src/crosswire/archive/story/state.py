"""What the next beat needs of those before: written beside the stories, and read back the same."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.archive.place import Place
from crosswire.assignment import Extent, Weights

SHELF = "state/shelf"
STORY = "state/story"
WEIGHTS = "state/weights"

FEATURES = 1 << 18
"""Features whose counts are kept: when there are more, the rarest are forgotten (lossy counting,
Manku and Motwani 2002). One that was seen once weighs nearly what one that was never seen does."""

ALL = ""
"""The feature that every report has: how many there are."""

_ID = "Q"

_SHELF = pa.schema(
    [
        ("at", pa.int32()),
        ("key", pa.string()),
        ("digest", pa.uint64()),
        ("story", pa.string()),
        ("episode", pa.int32()),
        ("day", pa.date32()),
        ("original", pa.string()),
        ("packed", pa.binary()),
        ("sketch", pa.binary()),
    ]
)
_EXTENT = pa.struct(
    [("reports", pa.int32()), ("first", pa.date32()), ("last", pa.date32())],
)
_STORY = pa.schema(
    [
        ("story", pa.string()),
        ("began", pa.date32()),
        ("episodes", pa.list_(_EXTENT)),
        ("ids", pa.binary()),
    ]
)
_WEIGHTS = pa.schema([("feature", pa.string()), ("reports", pa.int64())])


@dataclass(frozen=True, slots=True)
class Trace:
    """What is remembered of an article: its place in its beat, and where it went.

    `digest` is of its text; `original` the key of the one that it is a copy of. Of a copy neither
    vector nor sketch are kept.
    """

    at: int
    key: str
    digest: int
    story: str
    episode: int
    day: date | None
    original: str | None = None
    packed: bytes | None = None
    sketch: bytes | None = None


@dataclass(slots=True)
class Story:
    """A story: the day it began, its episodes, and the digests of the ids of its documents.

    `number` is that of the beat in which it got its latest article.
    """

    id: str
    began: date | None
    number: int = 0
    episodes: list[Extent] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)


def keep(place: Place, beat: str, traces: Iterable[Trace], stories: Iterable[Story]) -> None:
    """Write what is remembered of a beat: its articles, and its stories as they are now."""
    rows = [{name: getattr(one, name) for name in _SHELF.names} for one in traces]
    place.parquet_write(_part(SHELF, beat), pa.Table.from_pylist(rows, _SHELF))
    place.parquet_write(_part(STORY, beat), pa.Table.from_pylist(list(map(_told, stories)), _STORY))


def traces(place: Place, beat: str) -> Iterator[Trace]:
    """What is remembered of a beat's articles."""
    for row in place.parquet(_part(SHELF, beat)).to_pylist():
        yield Trace(**row)


def stories(
    place: Place, beat: str, number: int, *, of: Collection[str] | None = None
) -> Iterator[Story]:
    """The stories of a beat as they were after it; of all, or these."""
    table = place.parquet(_part(STORY, beat))
    if of is not None:
        table = table.filter(pc.is_in(table["story"], pa.array(sorted(of), pa.string())))
    for row in table.to_pylist():
        ids = array(_ID)
        ids.frombytes(row["ids"])
        extents = [Extent(str(at), **one) for at, one in enumerate(row["episodes"])]
        yield Story(row["story"], row["began"], number, extents, set(ids))


def keep_weights(place: Place, beat: str, weights: Weights) -> None:
    """Write the counts of the features up to a beat, the rarest left out where they are many."""
    _bound(weights.counts)
    counts = sorted([(ALL, weights.reports), *weights.counts.items()])
    features, reports = zip(*counts, strict=True)
    columns = [pa.array(features, pa.string()), pa.array(reports, pa.int64())]
    place.parquet_write(_part(WEIGHTS, beat), pa.table(columns, schema=_WEIGHTS))


def weights_of(place: Place, beat: str | None) -> Weights:
    """The counts of the features up to a beat; of none, where there is none."""
    if beat is None:
        return Weights()
    table = place.parquet(_part(WEIGHTS, beat))
    counts = Counter[str](dict(zip(*(one.to_pylist() for one in table.columns), strict=True)))
    return Weights(counts.pop(ALL), counts)


def forget_weights(place: Place, *, but: str) -> None:
    """Remove the counts of earlier beats."""
    for name in place.names(WEIGHTS):
        if name != _part(WEIGHTS, but):
            place.remove(name)


def _bound(counts: Counter[str]) -> None:
    """Forget the rarest features, until half as many are left as may be."""
    least = 0
    while len(counts) > FEATURES // (2 if least else 1):
        least += 1
        for feature in [feature for feature, number in counts.items() if number <= least]:
            del counts[feature]


def _told(one: Story) -> dict[str, Any]:
    """A story's row."""
    extents = [{name: getattr(each, name) for name in _EXTENT.names} for each in one.episodes]
    ids = array(_ID, sorted(one.ids)).tobytes()
    return {"story": one.id, "began": one.began, "episodes": extents, "ids": ids}


def _part(folder: str, beat: str) -> str:
    """The name of a beat's part."""
    return f"{folder}/{beat}.parquet"
