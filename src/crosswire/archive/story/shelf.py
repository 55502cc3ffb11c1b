"""The open stories of an archive: those of a window of days, packed, in bounded memory.

What is found is what the desk's shelf finds: for each of a report's heaviest features the latest
reports that have it, of the nearest ones their episodes, and of each of these its latest reports.
An archive's days need not come in order, so that what is latest is told by days, not by arrival.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest

from crosswire.archive.story.packing import unpack
from crosswire.assignment import Candidate, Vector, probes
from crosswire.assignment.shelf import LATEST, MEMBERS, WINDOW, foremost

NEAREST = 128
"""Reports whose episodes are looked at."""

UNPACKED = 4_096
"""Vectors that are kept unpacked, as most are asked for again and again."""

SERIALS = 40
"""Bits of a report's number among those of one day."""


Members = tuple[tuple[str, Vector], ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """A report on the shelf: its key, its episode, its day, and its packed vector and sketch."""

    key: str
    group: str
    day: date | None
    packed: bytes
    sketch: bytes = b""


@dataclass(slots=True)
class WindowShelf:
    """Reports by their places, which sort by day and then as they came; a group is an episode."""

    kept: dict[int, Kept] = field(default_factory=dict)
    groups: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    postings: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    unpacked: dict[int, Vector] = field(default_factory=dict)

    def put(self, serial: int, one: Kept) -> None:
        """Put a report here, by its number among all, which no other has."""
        at = place(one.day, serial)
        self.kept[at] = one
        insort(self.groups[one.group], at)
        for key in probes(unpack(one.packed)):
            insort(self.postings[key], at)

    def take(self, day: date | None, serial: int) -> None:
        """Take a report away, by its day and number."""
        at = place(day, serial)
        one = self.kept.pop(at)
        self.unpacked.pop(at, None)
        _drop(self.groups, one.group, at)
        for key in probes(unpack(one.packed)):
            _drop(self.postings, key, at)

    def near(self, one: Vector) -> Sequence[Candidate]:
        """The episodes that share most of a report's heaviest features, in its window of days."""
        found = self.kin(one, NEAREST)
        groups = foremost((self.kept[at].group, value) for at, value in found.items())
        return [Candidate(group, self.members(group, one.day)) for group in groups]

    def kin(self, one: Vector, number: int) -> Mapping[int, float]:
        """The reports that share most of a report's heaviest features, each with how much."""
        found: dict[int, float] = defaultdict(float)
        span = Reach.around(one.day)
        for key in probes(one):
            told = one[key] ** 2
            for at in span.of(self.postings.get(key, ()), LATEST):
                found[at] += told
        nearest = nsmallest(number, ((-value, at) for at, value in found.items()))
        return {at: -value for value, at in nearest}

    def vector(self, at: int) -> Vector:
        """The vector of a report."""
        if at not in self.unpacked:
            if len(self.unpacked) >= UNPACKED:
                self.unpacked.pop(next(iter(self.unpacked)))
            self.unpacked[at] = unpack(self.kept[at].packed)
        return self.unpacked[at]

    def members(self, group: str, day: date | None) -> Members:
        """The latest reports of an episode in a window of days."""
        found = Reach.around(day).of(self.groups.get(group, ()), MEMBERS)
        return tuple((self.kept[at].key, self.vector(at)) for at in found)


@dataclass(frozen=True, slots=True)
class Reach:
    """The window of a day, as places: where it begins, where the day ends, where it ends."""

    first: int
    middle: int
    end: int

    @classmethod
    def around(cls, day: date | None) -> Reach:
        """The window of a day; of none it is all."""
        if day is None:
            return _ALL
        number = day.toordinal()
        days = number - WINDOW.days, number + 1, number + WINDOW.days + 1
        return cls(*(max(one, 1) << SERIALS for one in days))

    def of(self, places: Sequence[int], bound: int) -> Sequence[int]:
        """The latest places up to the day, those without a day, then the first after the day."""
        first, middle = bisect_left(places, self.first), bisect_left(places, self.middle)
        found = [*places[max(first, middle - bound) : middle]]
        if len(found) < bound and first:
            undated = bisect_left(places, _DATED, 0, first)
            found += places[max(0, undated - bound + len(found)) : undated]
        if len(found) < bound:
            end = bisect_left(places, self.end, middle)
            found += places[middle : min(end, middle + bound - len(found))]
        return found


_DATED = 1 << SERIALS
_ALL = Reach(0, 1 << 62, 1 << 62)


def place(day: date | None, serial: int) -> int:
    """Where a report stands among others: by its day, those without one first, then its number."""
    return (day.toordinal() if day else 0) << SERIALS | serial


def _drop(table: dict[str, list[int]], key: str, at: int) -> None:
    """Take a place from a table's row, and the row with its last place."""
    places = table[key]
    del places[bisect_left(places, at)]
    if not places:
        del table[key]
