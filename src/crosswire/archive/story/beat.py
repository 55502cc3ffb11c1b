"""Beats: the articles of a run in the order of their days, a bounded number at a time.

A beat is what is put into stories at once. It has the articles of one day or of several in a row,
as many as BEAT; a day with more is several beats. Many at once are put into stories better than few
(docs/decisions/archive-story.md). What has no day comes last.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.archive.place import Place
from crosswire.archive.table import path
from crosswire.archive.unit import Unit
from crosswire.assignment import Embedding, Profile, Vector, Weights, decode, unpack

STEP = "story"

BEAT = 2_000
"""Articles that are put into stories at once."""

SPAN = timedelta(days=30)
"""Days of a beat, at most."""

UNDATED = "none"
"""Stands in the name of a beat for the day of those that have none."""

_ORDER = ("day", "id", "key", "part", "row")
_READ = ("key", "id", "sha256", "day", "delivery", "profile", "sketch", "embedding")


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that comes: where it stands, and what its story is found by.

    `digest` is of its text, in eight bytes; `fetched` when it was fetched, where that is known.
    """

    part: str
    row: int
    key: str
    id: str
    digest: int
    day: date | None
    fetched: str | None
    profile: Profile
    sketch: bytes
    embedding: Embedding | None

    def vector(self, weights: Weights) -> Vector:
        """What it is compared by, as much as its features tell now."""
        return replace(weights.vector(self.profile), embedding=self.embedding)


@dataclass(frozen=True, slots=True)
class Beat:
    """Which articles a beat has: of these days, or of none, so many from the `start`th on.

    They stand in these parts.
    """

    first: date | None
    last: date | None
    start: int
    number: int
    parts: tuple[str, ...]

    def unit(self, run: str) -> Unit:
        """The beat as a unit."""
        day = self.first.isoformat() if self.first else UNDATED
        given = {
            "first": self.first and self.first.isoformat(),
            "last": self.last and self.last.isoformat(),
            "start": self.start,
            "weight": self.number,
            "parts": list(self.parts),
        }
        return Unit(STEP, f"{run}-{day}-{self.start // BEAT:04}", given)

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Beat:
        """The beat of a unit."""
        first, last = day(given["first"]), day(given["last"])
        return cls(first, last, given["start"], given["weight"], tuple(given["parts"]))


def day(told: str | None) -> date | None:
    """A day from its text."""
    return date.fromisoformat(told) if told else None


def beats(place: Place, run: str, parts: Sequence[str]) -> Sequence[Unit]:
    """The beats of a run, in their order; `parts` are those of its articles."""
    days = defaultdict[date | None, Counter[str]](Counter)
    for part in parts:
        for found in place.parquet(path(part), columns=["day"])["day"].value_counts().to_pylist():
            days[found["values"]][part] += found["counts"]
    undated = days.pop(None, Counter())
    numbers = {day: some.total() for day, some in days.items() if day}
    found = [
        *(beat for span in _spans(numbers) for beat in _cut(span, [days[day] for day in span])),
        *_cut([None], [undated]),
    ]
    return [one.unit(run) for one in found]


def _spans(numbers: Mapping[date, int]) -> Iterator[Sequence[date]]:
    """Days in a row that are one beat, or each several: by how many articles they have."""
    span: list[date] = []
    for day in sorted(numbers):
        total = sum(numbers[one] for one in span) + numbers[day]
        if span and (total > BEAT or day - span[0] >= SPAN):
            yield span
            span = []
        span.append(day)
    if span:
        yield span


def _cut(span: Sequence[date | None], parts: Sequence[Counter[str]]) -> Iterator[Beat]:
    """The beat of some days, or several where they have too many articles."""
    number = sum(some.total() for some in parts)
    names = tuple(sorted({name for some in parts for name in some}))
    for start in range(0, number, BEAT):
        yield Beat(span[0], span[-1], start, min(BEAT, number - start), names)


def arrivals(place: Place, beat: Beat) -> list[Arrival]:
    """The articles of a beat: by day, then by id."""
    found = pa.concat_tables([_order(place, part, beat) for part in beat.parts])
    found = found.sort_by([(name, "ascending") for name in _ORDER])
    found = found.slice(beat.start, beat.number)
    read: dict[tuple[str, int], Arrival] = {}
    for part in pc.unique(found["part"]).to_pylist():
        rows = found.filter(pc.equal(found["part"], part))["row"].to_pylist()
        read |= {(one.part, one.row): one for one in _read(place, part, sorted(rows))}
    places = zip(found["part"].to_pylist(), found["row"].to_pylist(), strict=True)
    return [read[one] for one in places]


def _order(place: Place, part: str, beat: Beat) -> pa.Table:
    """Where the articles of a beat's days stand in a part, with what orders them."""
    days = place.parquet(path(part), columns=["day"])["day"]
    is_of = pc.is_null(days) if beat.first is None else _between(days, beat)
    rows = pc.indices_nonzero(is_of)
    found = place.parquet(path(part), columns=["day", "id", "key"], rows=rows.to_pylist())
    parts = pa.array([part] * len(rows), pa.string())
    return found.append_column("part", parts).append_column("row", rows.cast(pa.int64()))


def _between(days: pa.ChunkedArray, beat: Beat) -> pa.ChunkedArray:
    """Which days are those of a beat."""
    first, last = (pa.scalar(one, pa.date32()) for one in (beat.first, beat.last))
    inside = pc.and_(pc.greater_equal(days, first), pc.less_equal(days, last))
    return pc.fill_null(inside, False)


def _read(place: Place, part: str, rows: Sequence[int]) -> Iterator[Arrival]:
    """Some articles of a part."""
    table = place.parquet(path(part), columns=list(_READ), rows=rows)
    for at, found in zip(rows, table.to_pylist(), strict=True):
        yield Arrival(
            part,
            at,
            found["key"],
            found["id"],
            int(found["sha256"][:16], 16),
            found["day"],
            found["delivery"] and found["delivery"]["fetched"],
            decode(json.loads(found["profile"])),
            found["sketch"],
            unpack(found["embedding"]),
        )
