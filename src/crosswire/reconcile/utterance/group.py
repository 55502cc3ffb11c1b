"""Statements of several reports that tell one utterance of one origin.

Pairs that share rare words are compared by the signs of `likeness`, and joined from the most alike
on, where half of the pairs that two groups would bring together are alike and none clashes
(agglomeration by average link, Sokal & Michener 1958, with a veto): a long chain of likenesses does
not make its ends one. What is printed word for word in many reports takes part once, so that it
doesn't outvote the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from crosswire.reconcile.account import Dossier
from crosswire.reconcile.erosion import Erosion
from crosswire.reconcile.standing import Sources
from crosswire.reconcile.utterance.likeness import (
    Likeness,
    clash,
    denied_once,
    likeness,
    repeated,
    repeats,
)
from crosswire.reconcile.utterance.overlap import Measure
from crosswire.reconcile.utterance.telling import Telling, Version, versions
from crosswire.reconcile.verdict import accepted
from crosswire.row import Because, Link, Reason, Statement, Witness, identity

KEY_HOLDERS = 40
"""Tellings that may share a word or stretch before it no longer serves to find pairs."""

KEYS = 2
"""Words or stretches that a pair shares at least."""

Pair = tuple[int, int]
"""The numbers of two versions, the smaller first."""


@dataclass(frozen=True, slots=True)
class Utterances:
    """The groups of statements that tell one utterance.

    `group_of` gives every statement's group, by the id of the group's first member; `links` join
    each member to one that shows it the same.
    """

    group_of: Mapping[str, str]
    links: tuple[Link, ...]


def utterances(dossier: Dossier) -> Utterances:
    """The statements that tell one utterance of one origin, over all reports."""
    one_by_word, two_by_word = (
        [ends for ends, _ in dossier.rulings.linked("same_statement", accepts=accepts)]
        for accepts in (True, False)
    )
    found = versions(dossier.accounts, two_by_word)
    measure = Measure.of(Sources(dossier.entities), [version.first for version in found])
    alike = sorted(_alike(found, measure), key=_strongest_first)
    pairs = frozenset((one, other) for _, one, other in alike)
    judged = _numbered(found, one_by_word)
    groups = _Groups(found, measure, pairs | judged, _numbered(found, two_by_word))
    for one, other in sorted(judged):
        groups.unite(one, other)
    for like, one, other in alike:
        groups.join(one, other, like)
    erosion = Erosion.of(measure.sources, dossier.statements)
    group_of, links = dict(groups.named()), tuple(groups.links(erosion))
    more = accepted(dossier, "same_statement", links)
    shown = (one for one in more if group_of[one.from_id] == group_of[one.to_id])
    return Utterances(group_of, (*links, *shown))


def _numbered(found: Sequence[Version], pairs: Collection[tuple[str, str]]) -> frozenset[Pair]:
    """Pairs of statements as pairs of versions, by their numbers, of those that are here."""
    of = {row.id: at for at, version in enumerate(found) for row in version.rows} if pairs else {}
    known = ((of[one], of[other]) for one, other in pairs if one in of and other in of)
    return frozenset((min(pair), max(pair)) for pair in known if pair[0] != pair[1])


def _strongest_first(found: tuple[Likeness, int, int]) -> tuple[float, int, int]:
    like, one, other = found
    return (-like.degree, one, other)


def _alike(found: Sequence[Version], measure: Measure) -> Iterator[tuple[Likeness, int, int]]:
    """The pairs that a sign makes one utterance."""
    for one, other in _candidates(found, measure):
        like = likeness(found[one].first, found[other].first, measure)
        if like is not None:
            yield like, one, other


def _candidates(found: Sequence[Version], measure: Measure) -> Iterator[tuple[int, int]]:
    """Pairs from different reports that share rare words or stretches, the earlier first."""
    keys = [frozenset(_keys(version.first, measure)) for version in found]
    index: dict[object, list[int]] = {}
    for at, mine in enumerate(keys):
        for key in mine:
            index.setdefault(key, []).append(at)
    rare = {key: held for key, held in index.items() if 1 < len(held) <= KEY_HOLDERS}
    for at, mine in enumerate(keys):
        met = Counter(other for key in mine for other in rare.get(key, ()) if other < at)
        for other in sorted(met):
            if met[other] >= KEYS and found[at].documents != found[other].documents:
                yield other, at


def _keys(each: Telling, measure: Measure) -> Iterator[object]:
    house = measure.house(each)
    yield from ((house, term) for term in each.terms)
    yield from each.terms
    yield from each.triples
    yield from each.quoted


@dataclass(slots=True)
class _Groups:
    """Versions as they are put together."""

    versions: Sequence[Version]
    measure: Measure
    alike: frozenset[Pair]
    apart: frozenset[Pair] = frozenset()
    of: dict[int, list[int]] = field(default_factory=dict)
    shown: list[tuple[int, int, Likeness]] = field(default_factory=list)

    def members(self, at: int) -> list[int]:
        return self.of.get(at, [at])

    def join(self, one: int, other: int, like: Likeness) -> None:
        """Put the groups of two versions together, where no member speaks against it."""
        mine, others = self.members(one), self.members(other)
        if mine is not others and self._fit(mine, others):
            self.shown.append((one, other, like))
            self._put(mine, others)

    def unite(self, one: int, other: int) -> None:
        """Put together the groups of two versions that were judged to be one utterance."""
        mine, others = self.members(one), self.members(other)
        pairs = [_in_order(pair) for pair in product(mine, others)]
        denied = any(denied_once(*self._first(pair)) for pair in pairs)
        if mine is not others and not denied and self.apart.isdisjoint(pairs):
            self._put(mine, others)

    def _put(self, mine: Sequence[int], others: Sequence[int]) -> None:
        joined = sorted((*mine, *others))
        for at in joined:
            self.of[at] = joined

    def _fit(self, mine: Sequence[int], others: Sequence[int]) -> bool:
        """Whether two groups may be one: no pair clashes, half of the pairs at least are alike.

        Two statements of one report are two utterances, unless one repeats the other or both are
        parts of a statement that another report gives whole.
        """
        pairs = [_in_order(pair) for pair in product(mine, others)]
        if any(clash(*self._first(pair)) for pair in pairs) or not self.apart.isdisjoint(pairs):
            return False
        beside = [pair for pair in pairs if not self._apart(pair)]
        wholes = [self.versions[at].first for at in (*mine, *others)]
        if not all(self._one_place(*self._first(pair), wholes) for pair in beside):
            return False
        apart = [pair for pair in pairs if self._apart(pair)]
        return 2 * sum(pair in self.alike for pair in apart) >= len(apart)

    def _first(self, pair: tuple[int, int]) -> tuple[Telling, Telling]:
        one, other = pair
        return self.versions[one].first, self.versions[other].first

    def _apart(self, pair: tuple[int, int]) -> bool:
        """Whether no report prints both of two versions."""
        one, other = pair
        return self.versions[one].documents.isdisjoint(self.versions[other].documents)

    def _one_place(self, one: Telling, other: Telling, wholes: Sequence[Telling]) -> bool:
        """Whether two statements of one report may tell one utterance."""
        if one.joint and other.joint:
            return False
        if repeated(one, other, self.measure):
            return True
        return any(repeats(one, whole) and repeats(other, whole) for whole in wholes)

    def named(self) -> Iterator[tuple[str, str]]:
        """Every statement's group, by their ids."""
        for at, version in enumerate(self.versions):
            first = self.versions[self.members(at)[0]].first
            for row in version.rows:
                yield row.id, first.row.id

    def links(self, erosion: Erosion) -> Iterator[Link]:
        """A link for each statement that was joined to an earlier one."""
        for version in self.versions:
            for row in version.rows[1:]:
                lost = erosion.between(row, version.rows[0], (), ())
                yield _link(row, version.rows[0], "same_words", lost)
        for one, other, like in sorted(self.shown, key=lambda each: (each[1], each[0])):
            earlier, later = self._first((one, other))
            rows = later.row, earlier.row
            lost = erosion.between(*rows, later.figures, earlier.figures)
            yield _link(*rows, like.rule, lost)


def _in_order(pair: Pair) -> Pair:
    return min(pair), max(pair)


def _link(later: Statement, earlier: Statement, rule: str, lost: Because) -> Link:
    """The link between two statements, with what either dropped of the other."""
    why = Reason(rule, tuple(Witness(row.document, row.content) for row in (later, earlier)))
    name = identity("link", later.document, later.id, earlier.id, "same_statement")
    return Link(name, "same_statement", later.id, earlier.id, {"kind": why, **lost})
