"""Many reports at once, into events: likest first, so that their order doesn't matter.

Agglomerative clustering by the linkage of `likeness`, over the pairs that an index finds; groups
that are open already are joined and never joined together. It is better than one report after
another, where the first ones have nothing to be like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from itertools import chain, combinations

from crosswire.assignment.decision import ALIKE
from crosswire.assignment.likeness import alike
from crosswire.assignment.shelf import LATEST, Candidate, Nearby, probes, within
from crosswire.assignment.weight import Vector

Members = tuple[tuple[str, Vector], ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    """How alike the members of two groups are: the least, the sum and the number of pairs."""

    least: float
    total: float
    pairs: int

    @property
    def value(self) -> float:
        """The linkage of the two."""
        return (self.least + self.total / self.pairs) / 2 if self.pairs else 0.0

    def __add__(self, other: _Tie) -> _Tie:
        return _Tie(
            min(self.least, other.least), self.total + other.total, self.pairs + other.pairs
        )


@dataclass(slots=True)
class _Groups:
    """Groups by the id that they go by, the ties between those that are near, and what is open."""

    members: dict[str, Members]
    open: frozenset[str]
    ties: dict[str, dict[str, _Tie]] = field(default_factory=lambda: defaultdict(dict))

    def tie(self, one: str, other: str) -> _Tie:
        """The tie of two groups, known or counted now."""
        known = self.ties[one].get(other)
        return known or _tie(self.members[one], self.members[other])

    def join(self, one: str, other: str) -> Sequence[str]:
        """Make one group of two, under the first one's id; the groups that are near it."""
        near = sorted((self.ties[one].keys() | self.ties[other].keys()) - {one, other})
        ties = {third: self.tie(one, third) + self.tie(other, third) for third in near}
        self.members[one] += self.members.pop(other)
        for third in self.ties.pop(other):
            del self.ties[third][other]
        self.ties[one] = ties
        for third, tie in ties.items():
            self.ties[third][one] = tie
        return near


def partition(
    reports: Mapping[str, Vector], shelf: Nearby | None = None, *, least: float = ALIKE
) -> Mapping[str, str]:
    """The group of each report: one of the shelf's, or a new one by the id of its first report."""
    near = {name: shelf.near(one) for name, one in reports.items()} if shelf else {}
    open_ = _members(near.values())
    members: dict[str, Members] = {report: ((report, one),) for report, one in reports.items()}
    groups = _Groups({**members, **open_}, frozenset(open_))
    found = ((report, each.group) for report, some in near.items() for each in some)
    for one, other in sorted({*_pairs(reports), *found}):
        tie = groups.tie(one, other)
        if tie.value >= least:
            groups.ties[one][other] = groups.ties[other][one] = tie
    _agglomerate(groups, least)
    return {
        report: group
        for group, found in groups.members.items()
        for report, _ in found
        if report in reports
    }


def _agglomerate(groups: _Groups, least: float) -> None:
    """Join the two likest groups, and again, as long as two are alike."""
    queue = [
        (-tie.value, *_ordered(groups, one, other))
        for one, ties in groups.ties.items()
        for other, tie in ties.items()
        if one < other
    ]
    heapify(queue)
    while queue:
        value, one, other = heappop(queue)
        if groups.ties.get(one, {}).get(other, _NONE).value != -value:
            continue
        if one in groups.open and other in groups.open:
            continue
        for third in groups.join(one, other):
            tie = groups.ties[one][third]
            if tie.value >= least:
                heappush(queue, (-tie.value, *_ordered(groups, one, third)))


_NONE = _Tie(0.0, 0.0, 0)


def _ordered(groups: _Groups, one: str, other: str) -> tuple[str, str]:
    """Two groups, first the one whose id remains: the open one, else the first by id."""
    first, second = sorted((one, other), key=lambda group: (group not in groups.open, group))
    return first, second


def _members(near: Iterable[Sequence[Candidate]]) -> dict[str, Members]:
    """The members of all open groups that any of the reports may belong to."""
    found: dict[str, dict[str, Vector]] = defaultdict(dict)
    for candidate in chain.from_iterable(near):
        found[candidate.group].update(candidate.members)
    return {group: tuple(sorted(members.items(), key=_id)) for group, members in found.items()}


def _id(member: tuple[str, Vector]) -> str:
    """The id of a group's member."""
    return member[0]


def _pairs(reports: Mapping[str, Vector]) -> set[tuple[str, str]]:
    """The reports that share one of their heaviest features; of one that many share, neighbours."""
    postings: dict[str, list[str]] = defaultdict(list)
    for report in sorted(reports):
        for key in probes(reports[report]):
            postings[key].append(report)
    return {pair for sharing in postings.values() for pair in _neighbours(sharing)}


def _neighbours(sharing: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of a list that stand near each other in it."""
    if len(sharing) <= LATEST:
        yield from combinations(sharing, 2)
        return
    for at, one in enumerate(sharing):
        for other in sharing[at + 1 : at + LATEST]:
            yield one, other


def _tie(one: Members, other: Members) -> _Tie:
    """The tie of two groups, over all pairs of their members that are near in time."""
    values = [alike(a, b) for _, a in one for _, b in other if within(a.day, b.day)]
    return _Tie(min(values, default=1.0), sum(values), len(values))
