"""How much a feature tells: the rarer in what was read, the more (TF-IDF; Spärck Jones 1972).

The counts run along with a stream, so that a second run goes on where the first one ended (Brants,
Chen and Farahat, SIGIR 2003). As long as few reports are known, their counts say nothing: on a desk
with ten reports of one event, the event's own names would be its commonest words. So the counts
begin with those of PRIOR reports that were never read, in which a word stands as often as words of
its kind do (Laplace's prior, in other words).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import fsum, hypot, log, sqrt
from typing import Final

from crosswire.assignment.embedding import Embedding
from crosswire.assignment.profile import Profile
from crosswire.assignment.word import FOLDED, common_words, is_wide

PRIOR = 500
"""Reports that stand in for those not read yet."""

COMMON = 0.15
"""The share of them in which a word of any report stands ("official", "hundred"), a name that many
events share ("Austria", "Police"), a number below 100 and a day of the report's own week."""

FULL = 2
"""Rare features of a kind for its whole part: a country and a toll are not all that is told."""

OWN_WEEK = 7
"""Days before and after a report that any report of its week names."""

BELOW_100 = 2
"""Digits of a number that stands in many reports."""

KINDS: Final[Mapping[str, tuple[float, float]]] = {
    "term": (0.5, 0.008),
    "name": (0.3, 0.004),
    "pair": (0.2, 0.004),
    "number": (0.1, 0.004),
    "day": (0.1, 0.004),
}
"""Of each kind of feature: its part in a likeness, and the share of reports in which one of it
stands. Choices that transfer are flat: docs/decisions/assignment.md."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A profile of length one, in which each feature weighs what it tells.

    `words` are the terms, which say what happened; `marks` the names, pairs, numbers and days,
    which say to whom, where and when. A key is the kind of a feature and the feature, with a colon
    between them. `named` says whether anybody is named, or any place smaller than a country; `day`
    is that of publication. `embedding` is where a language model places the text, if one was asked.
    """

    day: date | None
    named: bool
    words: Mapping[str, float]
    marks: Mapping[str, float]
    embedding: Embedding | None = None

    def __getitem__(self, key: str) -> float:
        """What a feature weighs here."""
        return self.words[key] if key in self.words else self.marks[key]

    def heaviest(self, number: int) -> Sequence[str]:
        """The features that tell most of the report."""
        keys = (*self.words, *self.marks)
        weights = (*self.words.values(), *self.marks.values())
        found = sorted(zip(weights, keys, strict=True), reverse=True)
        return [key for _, key in found[:number]]


@dataclass(slots=True)
class Weights:
    """In how many of the reports read so far each feature stands."""

    reports: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, one: Profile) -> None:
        """Count a report in."""
        self.reports += 1
        self.counts.update(keys(one))

    def remove(self, one: Profile) -> None:
        """Count out a report that was counted in."""
        self.reports -= 1
        for key in keys(one):
            self.counts[key] -= 1
            if not self.counts[key]:
                del self.counts[key]

    def vector(self, one: Profile) -> Vector:
        """A report's features by what they tell now."""
        shares = {kind: _shares(one, kind) for kind in KINDS}
        weighed = {kind: self._weighed(one, kind, shares[kind]) for kind in KINDS}
        lengths = {kind: hypot(*found.values()) for kind, found in weighed.items()}
        parts = {kind: _part(kind, shares[kind]) for kind in KINDS}
        total = sum(parts.values())
        scales = {
            kind: sqrt(parts[kind] / total) / length for kind, length in lengths.items() if length
        }
        words = _scaled(weighed.pop("term"), scales.get("term", 0.0))
        marks: dict[str, float] = {}
        for kind, found in weighed.items():
            marks.update(_scaled(found, scales.get(kind, 0.0)))
        named = any(not is_wide(name) for name in one.names)
        return Vector(one.day, named, words, marks)

    def _weighed(self, one: Profile, kind: str, shares: Mapping[str, float]) -> dict[str, float]:
        """The features of one kind, each by its count here and its rarity elsewhere."""
        all_reports = log(self.reports + PRIOR)
        weighed = {}
        for feature, times in _features(one, kind).items():
            key = f"{kind}:{feature}"
            known = self.counts.get(key, 0) + PRIOR * shares[feature]
            weighed[key] = (1 + log(times)) * (all_reports - log(known))
        return weighed


def keys(one: Profile) -> Iterator[str]:
    """The keys of a profile's features."""
    for kind in KINDS:
        for feature in _features(one, kind):
            yield f"{kind}:{feature}"


def _scaled(found: Mapping[str, float], scale: float) -> dict[str, float]:
    """Weights by a common factor."""
    return {key: weight * scale for key, weight in found.items()}


def _features(one: Profile, kind: str) -> Mapping[str, int]:
    """The features of one kind."""
    found: Mapping[str, int] = getattr(one, f"{kind}s")
    return found


@lru_cache(FOLDED)
def is_telling(key: str) -> bool:
    """Whether a feature is a name of those concerned, and none that many events share."""
    kind, _, name = key.partition(":")
    return kind in {"name", "pair"} and not all(map(is_wide, name.split()))


def _shares(one: Profile, kind: str) -> Mapping[str, float]:
    """The features of one kind, each with the share of reports in which such a one stands."""
    rare = KINDS[kind][1]
    return {
        feature: COMMON if _is_common(kind, feature, one.day) else rare
        for feature in _features(one, kind)
    }


def _is_common(kind: str, feature: str, day: date | None) -> bool:
    """Whether a feature is one that any report may have."""
    match kind:
        case "term":
            return feature in common_words()
        case "name":
            return is_wide(feature)
        case "number":
            return len(feature) <= BELOW_100
        case "day":
            return day is not None and feature in _week(day)
        case _:
            return False


@lru_cache
def _week(day: date) -> frozenset[str]:
    """The days around a day, as a text names them."""
    first, last = (
        max(1, day.toordinal() - OWN_WEEK),
        min(date.max.toordinal(), day.toordinal() + OWN_WEEK),
    )
    return frozenset(f"{date.fromordinal(n):%m-%d}" for n in range(first, last + 1))


def _part(kind: str, shares: Mapping[str, float]) -> float:
    """The part of a kind in a report, by how much its features tell: all of it from FULL on.

    Else a report whose only number is "two" would be like all others that have it.
    """
    part, rare = KINDS[kind]
    told = fsum((log(share) / log(rare)) ** 2 for share in shares.values())
    return part * min(1.0, told / FULL)
