"""Groups of rows that people have judged: what was found to be one is two, or the other way round.

Clusters under constraints (must-link and cannot-link: Wagstaff, Cardie, Rogers & Schroedl 2001). As
in a resolver with judgements, a pair that was accepted makes one of the groups of both, and a pair
that was rejected keeps apart whole groups. Where the two cannot both be, the rejected one holds; of
accepted pairs that cannot all be, the first by their ids. No group is touched of which nobody
judged anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.judgement.ruling import Pair, Ruling

Groups = Sequence[Sequence[str]]

Near = Callable[[Sequence[str]], Iterable[Pair]]
"""The pairs of a group's members that show it to be one, the surest first."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The groups as they were judged, and of each member that a ruling moved the pair it is of."""

    groups: Groups
    moved: Mapping[str, Pair]


def bound(groups: Groups, judged: Mapping[Pair, Ruling], near: Near) -> Bound:
    """The groups under rulings; a group that is torn keeps together what is nearest."""
    home = {one: number for number, group in enumerate(groups) for one in group}
    known = {pair: one for pair, one in judged.items() if home.keys() >= set(pair)}
    if not known:
        return Bound(groups, {})
    bonds = _Bonds(pair for pair, one in known.items() if not one.accepts)
    for pair in sorted(pair for pair, one in known.items() if one.accepts):
        bonds.join(*pair)
    touched = {home[one] for pair in known for one in pair}
    for number in sorted(touched):
        for pair in near(groups[number]):
            bonds.join(*pair)
    made = tuple(_made(groups, touched, bonds))
    return Bound(made, dict(_moved(groups, made, home, known)))


def _made(groups: Groups, touched: set[int], bonds: _Bonds) -> Iterator[Sequence[str]]:
    """The groups, those that were judged as they are now, by their first members."""
    seen: set[str] = set()
    place = {one: at for at, one in enumerate(one for group in groups for one in group)}
    for number, group in enumerate(groups):
        if number not in touched:
            yield group
            continue
        for one in group:
            if one not in seen:
                mine = sorted(bonds.members(one), key=place.__getitem__)
                seen.update(mine)
                yield tuple(mine)


def _moved(
    groups: Groups, made: Groups, home: Mapping[str, int], known: Mapping[Pair, Ruling]
) -> Iterator[tuple[str, Pair]]:
    """The members that are with others than before, each with the pair that did it."""
    first = {one: group[0] for group in made for one in group}
    of_group: dict[int, list[Pair]] = defaultdict(list)
    for pair, ruling in sorted(known.items()):
        one, other = pair
        obeyed = (first[one] == first[other]) == ruling.accepts
        if obeyed and (home[one] == home[other]) != ruling.accepts:
            for number in sorted({home[one], home[other]}):
                of_group[number].append(pair)
    for number, pairs in of_group.items():
        ends = {one for pair in pairs for one in pair}
        for one in groups[number]:
            if one in ends or first[one] != groups[number][0]:
                yield one, next((pair for pair in pairs if one in pair), pairs[0])


class _Bonds:
    """Members as they are put together, pair by pair, some never."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self.groups: dict[str, set[str]] = {}
        self.apart: dict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def members(self, one: str) -> set[str]:
        """All who are with somebody."""
        return self.groups.setdefault(one, {one})

    def join(self, one: str, other: str) -> None:
        """Make one of two groups, unless some of theirs are to stay apart."""
        mine, others = self.members(one), self.members(other)
        if mine is others or any(self.apart[each] & others for each in mine if each in self.apart):
            return
        mine |= others
        self.groups.update(dict.fromkeys(others, mine))
