"""Ids that are given once: who is the same entity, or question, in the ledger before and after.

A ledger names an entity by its first mention and a question by its first figure. A report that
comes later, but stands earlier, changes that name. A desk gives each a name once, and finds it
again by its members (an entity's mentions, a place's rows, a question's figures): the old cluster
goes on in the new group that has most of them (the transition of a cluster by its largest overlap:
Spiliopoulou et al., MONIC, KDD 2006).

- Several clusters that go on in one group are merged: the oldest id stays, the others become other
  names of it.
- A group in which no cluster goes on gets an id of its own; where its members were another's, that
  one was split.
- A cluster of which nothing is left keeps its id, and takes it up again if its members return.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from crosswire.row import identity


@dataclass(frozen=True, slots=True)
class Group:
    """The members of an entity or a question as they are derived now, under their content's id."""

    content: str
    episode: str
    members: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """An id that was given; `seq` tells which is older, `episode` is None where nothing is left."""

    id: str
    seq: int
    episode: str | None = None
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Naming:
    """The id of each group by its content's id, and what came of the clusters.

    `merged` has for each id that is given up the one that stays, `split` for each new id the one
    whose members it has.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)


Find = Callable[[str], Cluster | None]
"""The cluster that has an id, if any."""


def named(
    groups: Iterable[Group], of: Mapping[str, str], find: Find, *, episodes: Collection[str]
) -> Naming:
    """The ids of the groups of some episodes, which are derived together.

    `of` has the cluster that each member belonged to last, if any. A cluster that goes on in
    another episode keeps its id there. Nothing depends on the order of the groups.
    """
    allotment = _Allotment(sorted(groups, key=lambda group: group.content), of, find)
    allotment.go_on(episodes)
    return allotment.naming()


def root(cluster: Cluster, find: Find) -> Cluster:
    """The cluster under whose id one is known now: itself, or what it was merged into."""
    while cluster.merged_into and (above := find(cluster.merged_into)):
        cluster = above
    return cluster


class _Allotment:
    """Ids for the groups of one derivation, as they are found: `given` by the group's number."""

    def __init__(self, groups: Sequence[Group], of: Mapping[str, str], find: Find) -> None:
        self.groups, self.find = groups, find
        self.clusters: dict[str, Cluster] = {}
        self.own = [Counter(of[one] for one in group.members if one in of) for group in groups]
        self.shared = [self._shared(own) for own in self.own]
        self.groups_of: dict[str, list[int]] = {}
        for at, shared in enumerate(self.shared):
            for name in shared:
                self.groups_of.setdefault(name, []).append(at)
        self.given: dict[int, str] = {}
        self.merged: dict[str, str] = {}

    def _shared(self, own: Mapping[str, int]) -> Counter[str]:
        """How many of a group's members belonged to each cluster, or to one that went into it."""
        shared: Counter[str] = Counter()
        for name, members in own.items():
            if found := self.find(name):
                whole = root(found, self.find)
                self.clusters[whole.id] = whole
                shared[whole.id] += members
        return shared

    def go_on(self, episodes: Collection[str]) -> None:
        """Give the ids of the clusters of which something is left, or is back."""
        claims: dict[int, list[Cluster]] = {}
        for name in sorted(self.clusters):
            cluster = self.clusters[name]
            if cluster.episode is None or cluster.episode in episodes:
                claims.setdefault(self._heir(cluster, self.groups_of[name]), []).append(cluster)
        ranked = {at: self._ranked(at, claimants) for at, claimants in claims.items()}
        self.given = {at: first.id for at, (first, *_) in ranked.items()}
        for at, (_, *others) in sorted(ranked.items()):
            for other in others:
                self._give_up(other, self.given[at])

    def _heir(self, cluster: Cluster, among: Iterable[int]) -> int:
        """The group with most of a cluster's members; of equals the one that is most like it."""

        def rank(at: int) -> tuple[int, bool, bool, int]:
            group = self.groups[at]
            like = group.content == cluster.id, group.episode == cluster.episode
            return self.shared[at][cluster.id], *like, -at

        return max(among, key=rank)

    def _ranked(self, at: int, claimants: Sequence[Cluster]) -> list[Cluster]:
        """Those who go on in a group by age; where there is none, whoever is back with most."""
        living = sorted((one for one in claimants if one.episode), key=lambda one: one.seq)
        back = min(claimants, key=lambda one: (-self.shared[at][one.id], one.seq))
        return living or [back]

    def _give_up(self, cluster: Cluster, kept: str) -> None:
        """Merge a cluster, unless another group has some of its own members and no id yet."""
        mine = (at for at in self.groups_of[cluster.id] if self.own[at][cluster.id])
        free = [at for at in mine if at not in self.given]
        if free:
            self.given[self._heir(cluster, free)] = cluster.id
        else:
            self.merged[cluster.id] = kept

    def naming(self) -> Naming:
        """The ids of all groups, those of the groups without one made now."""
        split = {}
        taken = set(self.given.values()) | self.merged.keys()
        for at, group in enumerate(self.groups):
            if at not in self.given:
                self.given[at] = next(name for name in _names(group) if self._free(name, taken))
                taken.add(self.given[at])
                if before := self._before(at):
                    split[self.given[at]] = before
        given = {group.content: self.given[at] for at, group in enumerate(self.groups)}
        return Naming(given, self.merged, split)

    def _before(self, at: int) -> str | None:
        """The cluster that most of a group's members belonged to, the oldest of equals."""
        shared = self.shared[at]
        return min(shared, key=lambda name: (-shared[name], self.clusters[name].seq), default=None)

    def _free(self, name: str, taken: Collection[str]) -> bool:
        """Whether nobody bears an id: it is new, left alone, or was merged and is apart again."""
        found = self.find(name)
        is_borne = found is not None and found.episode is not None and not found.merged_into
        return name not in taken and not is_borne


def _names(group: Group) -> Iterator[str]:
    """The id of a group's content, then others that are made from it."""
    yield group.content
    kind = group.content.partition("-")[0]
    yield from (identity(kind, group.content, number) for number in count(2))
