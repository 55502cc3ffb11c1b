"""How alike two reports are, and a report and a group of them, with what shows it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import fsum
from statistics import fmean

from crosswire.assignment.weight import Vector, is_telling

WORDS = 1.5
UNMARKED = 0.02
"""Shared words count at most so many times what shared marks do, and this: what two events of one
kind share cannot make them one."""

UNNAMED = 0.01
"""Shared countries, numbers and days count at most as much as shared names, and this: all reports
of one day share it."""

NAMELESS = 2.0
FAR = 2.5
"""Powers of the cosine where a report names nobody, and where no name is shared: copies of one wire
are still alike, two accidents of one kind are not."""

EMBEDDED = 0.25
"""What a language model's word is of a likeness, where there is one: docs/decisions/vector.md."""

SHOWN = 8
"""Shared features that show a likeness."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A feature of both reports, its kind, and what it adds to their cosine."""

    kind: str
    words: str
    part: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two reports are, from 0 to 1, and the features that say most of it."""

    value: float
    shared: tuple[Shared, ...]


def alike(one: Vector, other: Vector) -> float:
    """How alike two reports are: 1 for the same words, 0 for none in common.

    Where a language model placed both, its word is EMBEDDED of the whole.
    """
    told = _told_alike(one, other)
    if one.embedding is None or other.embedding is None:
        return told
    return (1 - EMBEDDED) * told + EMBEDDED * one.embedding.cosine(other.embedding)


def _told_alike(one: Vector, other: Vector) -> float:
    """How alike two reports are by what stands in them.

    It is the cosine, in which names carry the rest: two floods share "river", "bank" and "houses",
    and two reports from one country on one day the country, the day and a toll. Where either names
    nobody, or no name is shared, much more must be.
    """
    names, others = _marks(one.marks, other.marks)
    words = _product(one.words, other.words)
    whole = min(1.0, names + others + words)
    if not (one.named and other.named):
        return math.pow(whole, NAMELESS)
    marks = names + min(others, names + UNNAMED)
    return min(1.0, max(marks + min(words, WORDS * marks + UNMARKED), math.pow(whole, FAR)))


def likeness(one: Vector, other: Vector) -> Likeness:
    """How alike two reports are, with the shared features that say most of it."""
    parts = [*_parts(one.words, other.words), *_parts(one.marks, other.marks)]
    return Likeness(alike(one, other), tuple(_shared(*most) for most in nlargest(SHOWN, parts)))


def _shared(part: float, key: str) -> Shared:
    """A shared feature by its key."""
    kind, _, words = key.partition(":")
    return Shared(kind, words, part)


def _marks(one: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, float]:
    """The inner products of the names of those concerned, and of the other marks."""
    shared = list(_parts(one, other))
    return (
        fsum(part for part, key in shared if is_telling(key)),
        fsum(part for part, key in shared if not is_telling(key)),
    )


def _product(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """The inner product; exact, so that it is the same the other way round."""
    return fsum([one[key] * other[key] for key in one.keys() & other.keys()])


def _parts(one: Mapping[str, float], other: Mapping[str, float]) -> Iterator[tuple[float, str]]:
    """The shared features, each with what it adds, in no order."""
    return ((one[key] * other[key], key) for key in one.keys() & other.keys())


def linkage(values: Sequence[float]) -> float:
    """How alike a report and a group are, of its likeness to each member: 0 for no member.

    Halfway between complete linkage, the least of them, and average linkage. The least keeps two
    events of one kind two, the average does not let one odd report close a group.
    """
    return (min(values) + fmean(values)) / 2 if values else 0.0
