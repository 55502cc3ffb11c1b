"""Which reports tell of one event: by the names, places and days that they share.

Two reports of one event name its people, its companies and its places; two events of one kind share
the words for what happened and nothing else, which is why likeness of words does not tell them
apart. Reports are tied where they share enough of what both are about, in the same months, and an
event is what hangs together by such ties (single linkage: Sneath 1957): one tie to any of its
reports is enough to belong, so that an event's own reports are not torn apart. A report is only
compared with those that it shares names with, its neighbours in time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crosswire.reconcile.event.anchor import Anchors
from crosswire.row import Reason, Witness

WEEKS = timedelta(days=31)
SEASON = timedelta(days=183)
"""Reports further apart than this tell of two events, whatever names they share."""

TIES_IN_WEEKS = 3
TIES_IN_A_SEASON = 5
"""What two reports must share: the longer the time between them, the more."""

FEW = 2
"""A report with fewer names does not tell which event it is of."""

SHOWN = 3
"""Shared names that a reason shows."""

NEIGHBOURS = 2
"""Later reports with the same names that each is compared with."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports are of one event: the rule, and the names that they share."""

    rule: str
    one: Anchors
    other: Anchors

    @property
    def reason(self) -> Reason:
        """The tie as a reason: where either report has the names that weigh most."""
        shared = sorted(
            (key for key in self.one.names if key in self.other.names),
            key=lambda key: (-_weight(self.one, self.other, key), key),
        )
        spans = (
            Witness(side.document, side.names[key])
            for side in (self.one, self.other)
            for key in shared[:SHOWN]
        )
        return Reason(self.rule, tuple(sorted(spans)))


@dataclass(slots=True)
class _Forest:
    """Reports that are joined, one by one, into events; each remembers what first tied it."""

    above: dict[str, str]
    ties: dict[str, Tie] = field(default_factory=dict)

    def root(self, document: str) -> str:
        """The first report of the event that a report belongs to."""
        while self.above[document] != document:
            self.above[document] = self.above[self.above[document]]
            document = self.above[document]
        return document

    def join(self, tie: Tie) -> None:
        """Make one event of two reports' events."""
        one, other = self.root(tie.one.document), self.root(tie.other.document)
        self.above[max(one, other)] = min(one, other)
        for side in (tie.one, tie.other):
            self.ties.setdefault(side.document, tie)

    def apart(self, one: Anchors, other: Anchors) -> bool:
        """Whether two reports are not of one event yet."""
        return self.root(one.document) != self.root(other.document)


def partition(reports: Sequence[Anchors]) -> Mapping[str, tuple[str, Reason]]:
    """The event of each report, by the id of its first report, and why it belongs to it."""
    forest = _Forest({one.document: one.document for one in reports})
    for one, other in _candidates(reports):
        if forest.apart(one, other) and _are_tied(one, other):
            forest.join(Tie("shared_names", one, other))
    for one, other in _last_resorts(reports, forest):
        forest.join(Tie("most_in_common", one, other))
    for one, other in _mute(reports, forest):
        forest.join(Tie("names_too_little", one, other))
    return {
        one.document: (
            forest.root(one.document),
            forest.ties[one.document].reason if one.document in forest.ties else Reason("alone"),
        )
        for one in reports
    }


def _are_tied(one: Anchors, other: Anchors) -> bool:
    """Whether two reports share as much as reports of one event do, for the time between them."""
    shared = sum(_weight(one, other, key) for key in one.names if key in other.names)
    return (shared >= TIES_IN_WEEKS and _within(one, other, WEEKS)) or (
        shared >= TIES_IN_A_SEASON and _within(one, other, SEASON)
    )


def _weight(one: Anchors, other: Anchors, key: str) -> int:
    """What a shared name is worth: more where both are about it, most where it leads both."""
    is_core = key in one.core and key in other.core
    is_leading = key in one.leading and key in other.leading
    return 1 + is_core + 2 * is_leading


def _within(one: Anchors, other: Anchors, most: timedelta) -> bool:
    """Whether two reports may be of one time: published in it, or the later one, a look back after
    years perhaps, tells of a day on which the earlier one was new."""
    if one.day is None or other.day is None:
        return True
    new, later = min(one.day, other.day), max(one, other, key=lambda each: each.day or date.min)
    told = any(new - WEEKS <= day <= new for day in later.days)
    return abs(one.day - other.day) <= most or told


def _candidates(reports: Sequence[Anchors]) -> Iterator[tuple[Anchors, Anchors]]:
    """Pairs of reports that share a name of both cores, and another name; neighbours in time.

    The pairs come in an order that reports which share no name with them do not change.
    """
    sharing: dict[Key, list[Anchors]] = defaultdict(list)
    for one in reports:
        for key in _keys(one):
            sharing[key].append(one)
    for key in sorted(key for key, group in sharing.items() if len(group) > 1):
        yield from _neighbours(sharing[key])


def _keys(one: Anchors) -> Iterator[Key]:
    """What a report can be found by: the names that lead; a name of its core with any other."""
    for name in one.leading:
        yield name, name
    for name in one.core:
        yield from ((name, another) for another in one.names if another != name)


def _neighbours(group: Iterable[Anchors]) -> Iterator[tuple[Anchors, Anchors]]:
    """Each report with the next ones by day; those without a day come first."""
    line = sorted(group, key=lambda one: (one.day or date.min, one.document))
    for at, one in enumerate(line):
        yield from ((one, other) for other in line[at + 1 : at + 1 + NEIGHBOURS])


def _last_resorts(reports: Sequence[Anchors], forest: _Forest) -> Iterator[tuple[Anchors, Anchors]]:
    """Reports without a tie, each with the report of its weeks that it shares most with, if any."""
    telling: dict[str, list[Anchors]] = defaultdict(list)
    for one in reports:
        for key in one.names:
            telling[key].append(one)
    of = {one.document: one for one in reports}
    for one in [one for one in reports if one.document not in forest.ties]:
        near = (
            other.document
            for key in one.names
            for other in telling[key]
            if other is not one and _within(one, other, WEEKS)
        )
        shared = Counter(near)
        best = min(shared, key=lambda other: (-shared[other], other), default=None)
        if best is not None:
            yield one, of[best]


def _mute(reports: Sequence[Anchors], forest: _Forest) -> Iterator[tuple[Anchors, Anchors]]:
    """Reports without a tie that name too little to tell, each with the event told most of."""
    size = Counter(forest.root(one.document) for one in reports)
    largest = min(size, key=lambda event: (-size[event], event), default=None)
    first = next((one for one in reports if one.document == largest), None)
    for one in reports:
        is_mute = one.document not in forest.ties and len(one.names) < FEW
        if first is not None and is_mute and one is not first and _within(one, first, SEASON):
            yield one, first
