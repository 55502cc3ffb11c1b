"""Episodes: the reports of an event that are collated together, and which of them a report joins.

An event of up to EPISODE reports is one episode. A larger event, a war or a flood of weeks, is
many: a report joins those that it is most like, and adding it costs collating these, however large
the event is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.assignment.decision import ALIKE
from crosswire.assignment.likeness import alike
from crosswire.assignment.weight import Vector

EPISODE = 60
"""Reports up to which an event is one episode; one of a larger event may have twice as many."""

NEARBY = timedelta(days=31)
"""Days before its first and after its last report in which a report may join an episode."""

NEWEST = 8
"""Episodes that are looked at, from the newest, for one that has room for what is like none."""

CLOSE = 2 * ALIKE
"""Reports that are less like tell of two incidents."""

FELLOW = 0.75
"""The share of the likeness of its fellows to each other that a report of an incident has."""


@dataclass(frozen=True, slots=True)
class Extent:
    """An episode: its name, how many reports it has, and the first and the last of their days."""

    name: str
    reports: int = 0
    first: date | None = None
    last: date | None = None

    def is_near(self, day: date | None) -> bool:
        """Whether a day lies in, or near, the days of its reports."""
        if day is None or self.first is None or self.last is None:
            return True
        return self.first - day <= NEARBY and day - self.last <= NEARBY

    def joined(self, day: date | None) -> Extent:
        """The episode with one report more."""
        days = [one for one in (self.first, self.last, day) if one]
        return Extent(self.name, self.reports + 1, min(days, default=None), max(days, default=None))


def chosen(
    newest: Sequence[Extent],
    near: Iterable[tuple[Extent, float]],
    *,
    day: date | None,
    close: float = 0.0,
    bound: int = EPISODE,
) -> Extent | None:
    """The episode that a report joins; None where it begins a new one.

    `newest` are the event's newest episodes, the newest first; `near` those of the reports that it
    is like, the likest first, each with that likeness. It joins the likest while that has fewer
    than `bound` reports, and up to twice as many where it is at least as like as `close`: so that
    an incident stays whole. What is like none that has room joins the newest that has.
    """
    if is_whole(newest, bound=bound):
        return newest[0]
    for one, likeness in near:
        room = 2 * bound if likeness >= close else bound
        if one.reports < room and one.is_near(day):
            return one
    return next((one for one in newest if one.reports < bound and one.is_near(day)), None)


def is_whole(newest: Sequence[Extent], *, bound: int = EPISODE) -> bool:
    """Whether an event is one episode that has room: what it is like is not asked then."""
    return len(newest) == 1 and newest[0].reports < bound


def closeness(one: Vector, members: Mapping[str, Vector]) -> float:
    """What a report must be like another to be of its incident: nearly as like as its fellows are.

    How like the reports of one incident are is another for each event, so that the nearest report
    is asked how like its own nearest is (Jarvis and Patrick, IEEE Trans. Computers 1973).
    """
    if len(members) < 2:
        return CLOSE
    nearest = max(members, key=lambda name: (alike(one, members[name]), name))
    fellows = (alike(members[nearest], other) for name, other in members.items() if name != nearest)
    return max(CLOSE, FELLOW * max(fellows))
