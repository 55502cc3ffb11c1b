"""A beat's articles in groups: which are copies, and which of the others tell of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crosswire.archive.story.beat import Arrival
from crosswire.archive.story.copy import Copy, near
from crosswire.archive.story.packing import pack
from crosswire.archive.story.shelf import Kept, WindowShelf
from crosswire.archive.story.state import Trace
from crosswire.archive.story.window import Window
from crosswire.assignment import Vector, Weights, partition


@dataclass(frozen=True, slots=True)
class Grouped:
    """The copies among some articles, and of the others the vectors and groups, by position.

    A group is the name of an open episode, or that of the first article of a new one.
    """

    copies: Mapping[int, Copy]
    vectors: Mapping[int, Vector]
    groups: Mapping[int, str]


def grouped(found: Sequence[Arrival], window: Window, weights: Weights, *, least: float) -> Grouped:
    """The groups of articles that come together; those that are no copies are counted in."""
    exact = _exact(found, window)
    rest = [at for at in range(len(found)) if at not in exact]
    for at in rest:
        weights.add(found[at].profile)
    vectors = {at: found[at].vector(weights) for at in rest}
    nearly = _nearly(found, vectors, window.shelf)
    for at in nearly:
        weights.remove(found[at].profile)
    if nearly:  # so that an original weighs what it would without its copies
        vectors = {at: found[at].vector(weights) for at in rest if at not in nearly}
    groups = partition({_name(at): one for at, one in vectors.items()}, window.shelf, least=least)
    named = {at: groups[_name(at)] for at in vectors}
    return Grouped({**nearly, **exact}, vectors, named)


def _exact(found: Sequence[Arrival], window: Window) -> dict[int, Copy]:
    """The articles whose text an earlier one has."""
    keys, texts = set[str](), dict[int, str]()
    exact: dict[int, Copy] = {}
    for at, one in enumerate(found):
        if one.key in keys or window.of_key(one.key):
            exact[at] = Copy(one.key, "again", 1.0)
        elif first := _same(window.of_text(one.digest)) or texts.get(one.digest):
            exact[at] = Copy(first, "exact", 1.0)
        keys.add(one.key)
        texts.setdefault(one.digest, one.key)
    return exact


def _same(before: Trace | None) -> str | None:
    """The key of an article that came before."""
    return before.key if before else None


def _nearly(
    found: Sequence[Arrival], vectors: Mapping[int, Vector], shelf: WindowShelf
) -> dict[int, Copy]:
    """The articles that are nearly copies of what is open, or of one that came with them."""
    fresh = WindowShelf()
    nearly: dict[int, Copy] = {}
    for at, one in vectors.items():
        article = found[at]
        if copy := near(one, article.sketch, (shelf, fresh)):
            nearly[at] = copy
        else:
            fresh.put(at, Kept(article.key, "", one.day, pack(one), article.sketch))
    return nearly


def _name(at: int) -> str:
    """A position as an id: it sorts as the positions do."""
    return f"{at:05}"
