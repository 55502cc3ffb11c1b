"""The days of reports counted from the onset of the event, where no report is dated.

The constraints are the same as between dated reports, on a calendar of which nobody knows the
year: the onset is put on some day with its weekday, and all others are counted from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crosswire.resolve.date.almanac import Almanac
from crosswire.resolve.date.cluster import LONGEST, is_disputed, reason_for
from crosswire.resolve.date.constraint import Clue, Constraint, Solution, solve
from crosswire.resolve.date.evidence import GIVEN, Evidence
from crosswire.resolve.date.issue import Issue
from crosswire.resolve.date.onset import Beginning
from crosswire.row import Reason

ALMANAC = Almanac(date(2001, 1, 1), 401)
"""Days with nothing on them, the first a Monday."""

MIDDLE = date(2001, 7, 2)
"""The day around which the onset is put."""


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The days from the onset of the event, which is day 0, to the publication of a report."""

    first: int
    last: int
    because: Reason

    @property
    def label(self) -> str:
        """As the brief says it: "day 2", "day 1 to 3"."""
        return f"day {self.first}" + (f" to {self.last}" if self.last > self.first else "")


def since_onset(issues: Sequence[Issue]) -> Mapping[str, Elapsed]:
    """The days since the onset of those reports that tell it, where none is dated.

    Where no report names the weekday of the onset, only what is counted in days says anything.
    """
    evidence = Evidence.of(issues, ALMANAC, near=None)
    told = max(evidence.beginnings(), key=lambda one: len(one.onsets), default=None)
    clues = evidence.clues()
    onset = _day(told, clues) if told else None
    if told is None or onset is None:
        return {}
    day, by_weekday = onset
    if not by_weekday:
        clues = evidence.without_weekdays().clues()
    since = ALMANAC.since(day)
    pins = [Constraint("onset", GIVEN, (), one.document, since) for one in evidence.issues]
    pin = (Constraint("onset", GIVEN, (), told.name, ALMANAC.day(day)), *pins)
    solution = solve((pin, *clues), ALMANAC)
    found = ((one.document, _elapsed(one.document, solution, day)) for one in evidence.issues)
    return {document: elapsed for document, elapsed in found if elapsed is not None}


def _day(onset: Beginning, clues: Sequence[Clue]) -> tuple[date, bool] | None:
    """A day for an onset, and whether its weekday is known; None where none is left."""
    days = solve(clues, ALMANAC).days.get(onset.name, ALMANAC.all)
    near = [day for day in ALMANAC.dates(days) if abs((day - MIDDLE).days) < LONGEST]
    return (near[0], len({day.isoweekday() for day in near}) == 1) if near else None


def _elapsed(document: str, solution: Solution, onset: date) -> Elapsed | None:
    """The days from the onset to a report, where few are left of them."""
    days = solution.days.get(document)
    if days is None or is_disputed(document, solution):
        return None
    window = ALMANAC.window(days)
    if window.first is None or window.last is None or (window.last - window.first).days >= LONGEST:
        return None
    first, last = (window.first - onset).days, (window.last - onset).days
    return Elapsed(first, last, reason_for(document, solution))
