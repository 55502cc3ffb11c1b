"""Which episodes of stories are derived together: in buckets, by the day on which they began.

A bucket holds the episodes of some hundred articles and is one unit of work. An episode gets its
bucket in the run in which it began, and keeps it; when a later run adds articles to it, its bucket
is derived again, and no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.archive.place import Place
from crosswire.archive.unit import Unit, done

STEP = "ledger"
STORIES = "stories"

SIZE = 128
"""Articles of a bucket: a quarter of a minute's work. An episode that would be too much opens the
next one."""

ROUND = 32_768
"""Articles whose units are made at once, which bounds memory."""

UNDATED = "__HIVE_DEFAULT_PARTITION__"
"""What stands for the day of those that have none, in the paths of a partitioned table."""

AGAIN = "again"
"""The kind of copy that is no other report: one text at one address, seen twice."""

_GIVEN = ("story", "episode", "part", "row", "document", "version_of", "copy_kind")

Key = tuple[str, int]
"""The id of a story and the number of its episode."""


@dataclass(frozen=True, slots=True)
class Member:
    """An article of an episode: where it stands, and what the ledger calls it.

    `before` is the id of the report of which it is a later version under the same address.
    """

    part: str
    row: int
    document: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode of a story: its articles in the order in which they came.

    `copies` are those that are another's text, or nearly; `digest` tells which articles it has.
    """

    story: str
    number: int
    copies: int
    members: tuple[Member, ...]

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.story, self.number

    @property
    def name(self) -> str:
        """What it is called where one name is wanted."""
        return f"{self.story}/{self.number}"

    @property
    def digest(self) -> str:
        """What tells of which articles it is."""
        told = "\n".join(f"{one.part} {one.row} {one.document}" for one in self.members)
        return blake2b(told.encode(), digest_size=12).hexdigest()


def episodes(unit: Unit) -> list[Episode]:
    """The episodes of a bucket, in order."""
    parts = unit.given["parts"]
    return [
        Episode(story, number, copies, tuple(Member(parts[part], *of) for part, *of in members))
        for story, number, copies, members in unit.given["episodes"]
    ]


@dataclass(slots=True)
class _Bucket:
    """A bucket: its name, the run that filled it with how many articles, and how many it has now.

    Its articles stand in the parts `first` to `last` of the stories.
    """

    name: str
    run: str
    filled: int = 0
    articles: int = 0
    first: int = 1 << 62
    last: int = 0

    def add(self, articles: int, first: int, last: int) -> None:
        """Articles more."""
        self.articles += articles
        self.first, self.last = min(self.first, first), max(self.last, last)


@dataclass(frozen=True, slots=True)
class Buckets:
    """The buckets that are to be derived: units that are made while one goes through them."""

    place: Place
    _beats: Sequence[str]
    _homes: Mapping[Key, _Bucket]
    _waiting: Sequence[_Bucket]

    def __len__(self) -> int:
        """How many there are."""
        return len(self._waiting)

    @property
    def articles(self) -> int:
        """The articles in them."""
        return sum(one.articles for one in self._waiting)

    def __iter__(self) -> Iterator[Unit]:
        """The units, by their days; of those that are made together, the largest first."""
        some: list[_Bucket] = []
        articles = 0
        for one in self._waiting:
            if some and articles + one.articles > ROUND:
                yield from self._made(some)
                some, articles = [], 0
            some.append(one)
            articles += one.articles
        yield from self._made(some)

    def _made(self, buckets: Sequence[_Bucket]) -> Iterator[Unit]:
        """The units of some buckets."""
        found: dict[str, dict[Key, list[Any]]] = {one.name: {} for one in buckets}
        beats = {at for one in buckets for at in range(one.first, one.last + 1)}
        for at in sorted(beats):
            rows = self.place.parquet(self._beats[at], columns=[*_GIVEN])
            rows = rows.filter(_is_report(rows))
            for story, episode, *of in zip(
                *(rows[name].to_pylist() for name in _GIVEN), strict=True
            ):
                home = self._homes[story, episode].name
                if home in found:
                    found[home].setdefault((story, episode), []).append(of)
        for one in sorted(buckets, key=lambda one: (-one.articles, one.name)):
            yield _unit(one.name, found[one.name])


def buckets(place: Place) -> Buckets:
    """The buckets of an archive that are not derived with the articles that they have now."""
    beats = place.names(STORIES)
    homes = _homes(_counts(place, beats))
    noted = {name: one.more["articles"] for name, one in done(place, STEP).items()}
    line = sorted({one.name: one for one in homes.values()}.items())
    waiting = [one for name, one in line if noted.get(name) != one.articles]
    return Buckets(place, beats, homes, waiting)


def _counts(place: Place, beats: Sequence[str]) -> Iterator[dict[str, Any]]:
    """How many articles of each episode each run brought, in the order in which these came."""
    tables = [_EMPTY]
    for at, beat in enumerate(beats):
        found = place.parquet(beat, columns=["story", "episode", "day", "copy_kind"])
        found = found.filter(_is_report(found))
        alike = (
            pa.repeat(_run(beat), len(found)),
            pa.repeat(pa.scalar(at, pa.int32()), len(found)),
        )
        columns = [found[name].cast(_EMPTY.field(name).type) for name in _EMPTY.schema.names[:3]]
        tables.append(pa.table([*columns, *alike], _EMPTY.schema.names))
    whole = pa.concat_tables(tables).group_by(["story", "episode", "run"], use_threads=False)
    sums: list[Any] = [("day", "first"), ("at", "count"), ("at", "min"), ("at", "max")]
    for batch in whole.aggregate(sums).to_batches():
        yield from batch.to_pylist()


def _homes(counts: Iterator[dict[str, Any]]) -> dict[Key, _Bucket]:
    """The bucket of each episode: those that began on one day in one run, as they came."""
    homes: dict[Key, _Bucket] = {}
    latest: dict[str, _Bucket] = {}
    numbers = Counter[str]()
    for one in counts:
        key, run, size = (one["story"], one["episode"]), one["run"], one["at_count"]
        if key not in homes:
            day = one["day_first"] or UNDATED
            bucket = latest.get(day)
            if bucket is None or bucket.run != run or bucket.filled + size > SIZE:
                bucket = latest[day] = _Bucket(f"day={day}/{numbers[day]:04}", run)
                numbers[day] += 1
            bucket.filled += size
            homes[key] = bucket
        homes[key].add(size, one["at_min"], one["at_max"])
    return homes


def _unit(name: str, found: Mapping[Key, Sequence[Sequence[Any]]]) -> Unit:
    """The unit of a bucket, with where each article stands."""
    parts = {of[0]: 0 for members in found.values() for of in members}
    for at, part in enumerate(sorted(parts)):
        parts[part] = at
    told = [
        (
            *key,
            sum(kind is not None for *_, kind in found[key]),
            [(parts[part], row, document, before) for part, row, document, before, _ in found[key]],
        )
        for key in sorted(found)
    ]
    weight = sum(map(len, found.values()))
    return Unit(STEP, name, {"weight": weight, "parts": sorted(parts), "episodes": told})


def _is_report(found: pa.Table) -> Any:
    """Which rows of the stories are reports: not what is seen twice."""
    return pc.fill_null(pc.not_equal(found["copy_kind"], AGAIN), True)


def _run(beat: str) -> str:
    """The run that wrote a part of the stories."""
    return beat.removeprefix(f"{STORIES}/").partition("-")[0]


_EMPTY = pa.schema(
    [
        ("story", pa.string()),
        ("episode", pa.int32()),
        ("day", pa.string()),
        ("run", pa.string()),
        ("at", pa.int32()),
    ]
).empty_table()
