"""Which event a report goes to: an open one, or one that it starts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.assignment.likeness import Likeness, alike, likeness, linkage
from crosswire.assignment.shelf import Candidate, Shelf
from crosswire.assignment.weight import Vector

ALIKE = 0.14
"""What a report and a group must be alike at least: docs/decisions/assignment.md."""


ALIKE_EMBEDDED = 0.26
"""The same where a language model placed both: docs/decisions/vector.md."""


@dataclass(frozen=True, slots=True)
class Rated:
    """How alike a report and a group are, and the group's report that is most like it."""

    group: str
    value: float
    nearest: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The group that a report joins, or None where it starts one.

    `best` is the group that it is most like, joined or not, `runner_up` the next; `likeness` is
    that to the nearest report of the best group, to show why.
    """

    group: str | None
    best: Rated | None
    runner_up: Rated | None
    likeness: Likeness | None


def assign(one: Vector, shelf: Shelf, *, least: float = ALIKE) -> Decision:
    """Which group of a shelf a report joins, if any.

    Where it is equally like two groups, the one whose id sorts first is taken.
    """
    near = shelf.near(one)
    rated = rate(one, near)
    if not rated:
        return Decision(None, None, None, None)
    best = rated[0]
    members = {report: other for candidate in near for report, other in candidate.members}
    return Decision(
        best.group if best.value >= least else None,
        best,
        rated[1] if len(rated) > 1 else None,
        likeness(one, members[best.nearest]),
    )


def rate(one: Vector, groups: Iterable[Candidate]) -> Sequence[Rated]:
    """The groups by how like a report they are, the likest first."""
    rated = [_rated(one, group) for group in groups if group.members]
    return sorted(rated, key=lambda it: (-it.value, it.group))


def _rated(one: Vector, candidate: Candidate) -> Rated:
    """How alike a report and a group are."""
    values = {report: alike(one, other) for report, other in candidate.members}
    nearest = min(values, key=lambda report: (-values[report], report))
    return Rated(candidate.group, linkage(list(values.values())), nearest)
