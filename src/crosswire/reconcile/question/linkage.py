"""Average linkage: things that belong together by the mean weight between their groups.

A group is merged with another where the mean weight of their pairs is the highest of all and
reaches what is asked (Sokal and Michener 1958). Unlike a single link, one doubtful pair never
joins two groups. So that the work does not grow with the square of the number of things, those of
one `likeness` are one group from the start, a group is represented by some of its members, and it
is compared with those groups alone with which it has most `traits` in common.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")

SPEAKERS = 4
"""Members of a group that stand for it."""

FEW = 128
"""Up to so many groups, a new one is compared with all."""

COMPARED = 24
"""Groups that a new one is compared with where there are more: those it is most like."""

CHUNK = 256
"""Groups that are begun before any are joined."""

HOPELESS = 3.0
"""How far below what is asked a first weight may lie for the others to be looked at."""

UNLIKE = -5.0
"""The weight between groups that have too little in common to be compared."""

Weigh = Callable[[T, T], float]


@dataclass(slots=True)
class _Group(Generic[T]):
    """A group while it grows: its members, those who speak for it, its weights to the others."""

    numbers: list[int]
    speakers: list[T]
    weights: dict[int, float] = field(default_factory=dict)


def linked(
    things: Sequence[T],
    weigh: Weigh[T],
    *,
    least: float,
    likeness: Callable[[T], Hashable] = id,
    traits: Callable[[T], Iterable[Hashable]] = lambda _: ("",),
) -> list[tuple[T, ...]]:
    """The groups of things, each and all in the order in which they were given."""
    linkage = _Linkage(weigh, least)
    seeds: dict[Hashable, list[int]] = defaultdict(list)
    for number, thing in enumerate(things):
        seeds[likeness(thing)].append(number)
    for count, numbers in enumerate(seeds.values(), 1):
        first = things[numbers[0]]
        linkage.begin(_Group(numbers, [first]), frozenset(traits(first)))
        if count % CHUNK == 0:
            linkage.join()
    linkage.join()
    found = sorted(sorted(group.numbers) for group in linkage.groups.values())
    return [tuple(things[number] for number in numbers) for numbers in found]


class _Linkage(Generic[T]):
    """Groups by the number of their first member, and an index from traits to groups."""

    __slots__ = ("groups", "holders", "least", "weigh")

    def __init__(self, weigh: Weigh[T], least: float) -> None:
        self.weigh = weigh
        self.least = least
        self.groups: dict[int, _Group[T]] = {}
        self.holders: dict[Hashable, set[int]] = defaultdict(set)

    def begin(self, fresh: _Group[T], traits: frozenset[Hashable]) -> None:
        """Add a group, with its weights to those that it is most like."""
        number = fresh.numbers[0]
        for other in self._likest(traits):
            group = self.groups[other]
            fresh.weights[other] = group.weights[number] = self._mean(group, fresh.speakers[0])
        self.groups[number] = fresh
        for trait in traits:
            self.holders[trait].add(number)

    def _mean(self, group: _Group[T], thing: T) -> float:
        """The mean weight between a thing and those who speak for a group."""
        first, *others = group.speakers
        weight = self.weigh(first, thing)
        if weight < self.least - HOPELESS:
            return weight
        return (weight + sum(self.weigh(one, thing) for one in others)) / len(group.speakers)

    def _likest(self, traits: frozenset[Hashable]) -> list[int]:
        """The groups that have most of some traits; of equals, the first."""
        if len(self.groups) <= FEW:
            return list(self.groups)
        shared = Counter(group for trait in traits for group in self.holders[trait])
        enough = max(shared.values(), default=0) / 5
        likely = [group for group, count in shared.items() if count >= enough]
        return sorted(likely, key=lambda group: (-shared[group], group))[:COMPARED]

    def join(self) -> None:
        """Join groups, the best pair first, until no pair reaches the least mean weight."""
        heap = [
            (-weight, one, other)
            for one, group in self.groups.items()
            for other, weight in group.weights.items()
            if one < other and weight > self.least
        ]
        heapq.heapify(heap)
        while heap:
            weight, one, other = heapq.heappop(heap)
            kept = self.groups.get(one)
            if kept and other in self.groups and kept.weights.get(other) == -weight:
                self._put(one, other)
                for third, mean in kept.weights.items():
                    if mean > self.least:
                        heapq.heappush(heap, (-mean, min(one, third), max(one, third)))

    def _put(self, one: int, other: int) -> None:
        """Put one group into another, with the mean of their weights to each third."""
        kept, gone = self.groups[one], self.groups.pop(other)
        share = len(kept.numbers) / (len(kept.numbers) + len(gone.numbers))
        for third in sorted((kept.weights.keys() | gone.weights.keys()) - {one, other}):
            weights = self.groups[third].weights
            here, there = weights.pop(one, UNLIKE), weights.pop(other, UNLIKE)
            weights[one] = kept.weights[third] = share * here + (1 - share) * there
        kept.weights.pop(other, None)
        kept.numbers += gone.numbers
        kept.speakers = [*kept.speakers, *gone.speakers][:SPEAKERS]
        for holders in self.holders.values():
            if other in holders:
                holders.remove(other)
                holders.add(one)
