"""Copies: a report with the text of an earlier one, or nearly. Each is linked to that one.

Candidates are the reports that share most of its heaviest features, which a copy does; whether it
is one is told by both sketches, and by the names: bulletins of one form ("A tremor of magnitude 4.1
was felt in ...") have the same words and tell of other things. A near copy is linked to what is
none itself, so that no chain of small changes leads to another text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.archive.sketch import resemblance
from crosswire.archive.story.shelf import WindowShelf
from crosswire.assignment import CLOSE, Vector, alike

NEAR = 0.6
"""The share of their pairs of words that a near copy and its original have in common at least."""

NEAR_SHORT = 0.75
"""The same, where either is short: names and a title are much of its wording."""

SHORT = 50
"""Features of a report of some 80 words; what has fewer is short."""

SAME = 2 * CLOSE
"""What a copy and its original are alike at least, by their words, names and numbers."""

KIN = 8
"""Reports that are looked at."""

CopyKind = Literal["exact", "near", "again"]


@dataclass(frozen=True, slots=True)
class Copy:
    """That a report is a copy: of which other, of which kind, how much of its wording it has.

    "exact" is the same text, "again" the same under the same id: no other report.
    """

    of: str
    kind: CopyKind
    resemblance: float


def near(one: Vector, sketch: bytes, shelves: Iterable[WindowShelf]) -> Copy | None:
    """The original of which a report is nearly a copy, if any: the likest, then the earliest."""
    found = [each for shelf in shelves for each in _near(one, sketch, shelf)] if sketch else []
    if not found:
        return None
    share, _, key = min(found, key=lambda each: (-each[0], each[1]))
    return Copy(key, "near", share)


def _near(one: Vector, sketch: bytes, shelf: WindowShelf) -> Sequence[tuple[float, int, str]]:
    """The reports of a shelf that one resembles, each with how much and its place."""
    kin = shelf.kin(one, KIN)
    shares = {at: resemblance(sketch, shelf.kept[at].sketch) for at in kin}
    return [
        (share, at, shelf.kept[at].key)
        for at, share in shares.items()
        if _is_near(one, shelf.vector(at), share)
    ]


def _is_near(one: Vector, other: Vector, share: float) -> bool:
    """Whether a report is nearly a copy of one with which it shares so much of the wording."""
    is_short = min(_features(one), _features(other)) < SHORT
    return share >= (NEAR_SHORT if is_short else NEAR) and alike(one, other) >= SAME


def _features(one: Vector) -> int:
    """How many features a report has."""
    return len(one.words) + len(one.marks)
