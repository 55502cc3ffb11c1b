"""Which judgements stand: the last word of each reviewer in each matter, if it was not undone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from crosswire.judgement.value import Judgement, Matter, matter

State = Literal["stands", "replaced", "undone", "undo"]
"""What became of a judgement: a later one of the same reviewer replaces it, or an undo undid it."""


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that stand, in the order in which they were made.

    What is undone does not count, so that the word before it does again; an undo counts only
    from whoever signed what it undoes, and later, and may itself be undone. Order of input does
    not matter.
    """
    line = sorted(set(judgements), key=order)
    gone = undone(line)
    last = {
        (one.by, matter(one)): one for one in line if one.verdict != "undo" and one.id not in gone
    }
    return tuple(sorted(last.values(), key=order))


def undone(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the judgements that were undone, of undone undoes too."""
    by_id = {one.id: one for one in judgements}
    undoes: dict[str, list[Judgement]] = defaultdict(list)
    for one in by_id.values():
        meant = by_id.get(one.undoes or "")
        if meant and meant.by == one.by and order(meant) < order(one):
            undoes[meant.id].append(one)
    gone: set[str] = set()
    for name in sorted(by_id, key=lambda name: order(by_id[name]), reverse=True):
        if any(each.id not in gone for each in undoes[name]):
            gone.add(name)
    return frozenset(gone)


def states(judgements: Iterable[Judgement]) -> Mapping[str, State]:
    """What became of each judgement, by its id: whether it stands, and if not, why."""
    line = sorted(set(judgements), key=order)
    stand, gone = {one.id for one in standing(line)}, undone(line)
    return {one.id: _state(one, stand, gone) for one in line}


def _state(one: Judgement, stand: Collection[str], gone: Collection[str]) -> State:
    if one.id in gone:
        return "undone"
    if one.verdict == "undo":
        return "undo"
    return "stands" if one.id in stand else "replaced"


def by_matter(judgements: Iterable[Judgement]) -> Mapping[Matter, tuple[Judgement, ...]]:
    """The judgements that stand of each matter, one of each reviewer, the earliest first."""
    found: dict[Matter, list[Judgement]] = defaultdict(list)
    for one in standing(judgements):
        found[matter(one)].append(one)
    return {about: tuple(ones) for about, ones in found.items()}


def order(one: Judgement) -> tuple[str, str]:
    """What judgements are sorted by: when they were made, then their ids."""
    return one.at, one.id
