"""The versions of a report side by side: their sentences in two columns, and what they claim."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from crosswire.desk.version.version import Difference, Passage, Sentences, compare
from crosswire.reading import Reading
from crosswire.row import Document

Place = Literal["kept", "moved", "changed", "dropped", "added"]
"""What became of a sentence: `moved` is kept, at another place among those that are kept."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A line of two columns: a sentence of the earlier version, of the later, or of both."""

    fate: Place
    before: Passage | None
    after: Passage | None


@dataclass(frozen=True, slots=True)
class Sides:
    """Two versions that follow each other, by the ids of their documents.

    `sentences` are all of both, in the order of the later text, what was dropped where it stood;
    `claims` are the statements and figures that differ.
    """

    before: str
    after: str
    sentences: tuple[Aligned, ...]
    claims: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The versions of a report, the earliest first, without texts, and each beside the next."""

    documents: tuple[Document, ...]
    sides: tuple[Sides, ...]


def chain(readings: Sequence[Reading]) -> Chain:
    """The versions of a report side by side; they come in their order."""
    documents = tuple(replace(one.document, text="") for one in readings)
    return Chain(documents, tuple(_sides(*two) for two in pairwise(readings)))


def _sides(before: Reading, after: Reading) -> Sides:
    """A version beside the one before it."""
    claims = (one for one in compare(before, after).differences if one.part != "sentence")
    return Sides(
        before.document.id,
        after.document.id,
        tuple(aligned(Sentences.of(before, after))),
        tuple(claims),
    )


def aligned(found: Sentences) -> Iterator[Aligned]:
    """The sentences of two versions, line for line."""
    earlier = {j: i for i, j, _ in found.pairs}
    steady = _steady([(i, j) for i, j, _ in sorted(found.pairs, key=lambda pair: pair[1])])
    left = frozenset(earlier.values())
    dropped = [i for i in range(len(found.old)) if i not in left]
    passages = {j: (is_kept, *found.sides(i, j)) for i, j, is_kept in found.pairs}
    done = 0
    for j, passage in enumerate(found.new):
        if (earlier.get(j), j) in steady:
            upto = bisect_left(dropped, earlier[j])
            yield from (Aligned("dropped", found.old[i], None) for i in dropped[done:upto])
            done = max(done, upto)
        if j not in earlier:
            yield Aligned("added", None, passage)
        else:
            is_kept, before, after = passages[j]
            stays: Place = "kept" if (earlier[j], j) in steady else "moved"
            yield Aligned(stays if is_kept else "changed", before, after)
    yield from (Aligned("dropped", found.old[i], None) for i in dropped[done:])


def _steady(pairs: Sequence[tuple[int, int]]) -> frozenset[tuple[int | None, int]]:
    """The most pairs that stand in one order in both texts (longest increasing subsequence).

    They come in the order of the later text (Fredman, 1975: patience sorting).
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, (i, _) in enumerate(pairs):
        pile = bisect_left(tops, i)
        tops[pile : pile + 1] = [i]
        ends[pile : pile + 1] = [at]
        before.append(ends[pile - 1] if pile else None)
    found = set[tuple[int | None, int]]()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(pairs[last])
        last = before[last]
    return frozenset(found)
