"""Where the open events stand: what finds, for a report, those that it may belong to.

A report is compared with few others, however many there are: those that share one of its heaviest
features, of these the latest, inside a window of days (an inverted index; for streams of news
Allan, Papka and Lavrenko, SIGIR 1998).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nlargest
from itertools import islice
from typing import Protocol

from crosswire.assignment.weight import Vector

WINDOW = timedelta(days=30)
"""Reports further apart are not compared: an event goes on for longer by reports in between."""

PROBES = 24
"""Features of a report by which others are looked for, the heaviest ones."""

LATEST = 64
"""Reports that one feature finds, the latest ones."""

GROUPS = 8
"""Groups that a report is compared with."""

MEMBERS = 24
"""Members of a group that a report is compared with, the latest ones."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that a report may belong to, with the members that it is compared with."""

    group: str
    members: tuple[tuple[str, Vector], ...]


class Nearby(Protocol):
    """Finds what a report may belong to."""

    def near(self, one: Vector) -> Sequence[Candidate]:
        """The groups that a report may belong to."""


class Shelf(Nearby, Protocol):
    """The reports of open events, each in its group."""

    def add(self, report: str, group: str, one: Vector) -> None:
        """Put a report into a group."""

    def remove(self, report: str) -> None:
        """Take a report away."""


@dataclass(slots=True)
class MemoryShelf:
    """A shelf in memory: what is near costs the same however many reports stand there."""

    reports: dict[str, tuple[str, Vector]] = field(default_factory=dict)
    groups: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    postings: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))

    def near(self, one: Vector) -> Sequence[Candidate]:
        """The groups that share most of a report's heaviest features, in its window of days."""
        found: dict[str, float] = defaultdict(float)
        for key in probes(one):
            for report in islice(reversed(self.postings.get(key, {})), LATEST):
                _, other = self.reports[report]
                if within(one.day, other.day):
                    found[report] += one[key] * other[key]
        return [self._candidate(group, one.day) for group in foremost(self._by_group(found))]

    def add(self, report: str, group: str, one: Vector) -> None:
        """Put a report into a group, as its latest."""
        self.reports[report] = (group, one)
        self.groups[group][report] = None
        for key in probes(one):
            self.postings[key][report] = None

    def remove(self, report: str) -> None:
        """Take a report away; `KeyError` where it is not there."""
        group, one = self.reports.pop(report)
        _drop(self.groups, group, report)
        for key in probes(one):
            _drop(self.postings, key, report)

    def forget(self, before: date) -> None:
        """Take away all reports of days before this one: what bounds the memory of a stream."""
        days = ((report, one.day) for report, (_, one) in self.reports.items())
        for report in [report for report, day in days if day and day < before]:
            self.remove(report)

    def _by_group(self, found: Mapping[str, float]) -> Iterable[tuple[str, float]]:
        """The groups of the reports found, each with what its nearest report shares."""
        return ((self.reports[report][0], value) for report, value in found.items())

    def _candidate(self, group: str, day: date | None) -> Candidate:
        """A group with its latest members in a window of days."""
        latest = ((report, self.reports[report][1]) for report in reversed(self.groups[group]))
        inside = (member for member in latest if within(day, member[1].day))
        return Candidate(group, tuple(islice(inside, MEMBERS)))


def probes(one: Vector) -> Sequence[str]:
    """The features by which a report is looked for and found: those that tell most of it."""
    return one.heaviest(PROBES)


def within(one: date | None, other: date | None) -> bool:
    """Whether two reports are near enough in time; one without a day is near to all."""
    return one is None or other is None or abs(one - other) <= WINDOW


def foremost(found: Iterable[tuple[str, float]]) -> Sequence[str]:
    """The groups of the nearest reports, nearest first."""
    best: dict[str, float] = {}
    for group, value in found:
        best[group] = max(value, best.get(group, 0.0))
    return nlargest(GROUPS, best, key=lambda group: (best[group], group))


def _drop(table: dict[str, dict[str, None]], key: str, report: str) -> None:
    """Take a report from a table's row, and the row with its last report."""
    del table[key][report]
    if not table[key]:
        del table[key]
