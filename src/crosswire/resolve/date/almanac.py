"""Sets of days as bits of one number, so that a set is shifted and cut in one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.row import Window

Days = int
"""A set of days: bit n is set where the nth day of the almanac is in it."""


@dataclass(frozen=True, slots=True)
class Almanac:
    """The days that anything is looked for on: `size` of them from `first`."""

    first: date
    size: int

    @classmethod
    def around(cls, known: Iterable[date], *, reach: int) -> Almanac:
        """The days from some time before the first known day to as long after the last."""
        days = sorted(known)
        first = date.fromordinal(max(1, days[0].toordinal() - reach))
        last = date.fromordinal(min(date.max.toordinal(), days[-1].toordinal() + reach))
        return cls(first, (last - first).days + 1)

    @property
    def all(self) -> Days:
        """Every day there is."""
        return (1 << self.size) - 1

    def day(self, day: date) -> Days:
        """One day; none where it lies outside."""
        at = (day - self.first).days
        return 1 << at if 0 <= at < self.size else 0

    def since(self, day: date) -> Days:
        """A day and all that follow."""
        at = min(max((day - self.first).days, 0), self.size)
        return self.all >> at << at

    def until(self, day: date) -> Days:
        """A day and all before it."""
        return self.all & ~self.since(day + timedelta(days=1))

    def weekdays(self, weekdays: Iterable[int]) -> Days:
        """All days of some weekdays; 1 is Monday, 7 Sunday."""
        week = sum(1 << (weekday - self.first.isoweekday()) % 7 for weekday in set(weekdays))
        mondays = ((1 << 7 * (self.size // 7 + 1)) - 1) // 127  # a bit in every seven
        return self.all & week * mondays

    def later(self, days: Days, gaps: Iterable[int]) -> Days:
        """The days that lie one of some gaps after a day of a set; a gap may be negative."""
        found = 0
        for gap in gaps:
            found |= days << gap if gap >= 0 else days >> -gap
        return found & self.all

    def window(self, days: Days) -> Window:
        """From the first to the last day of a set that is not empty."""
        first, last = (days & -days).bit_length() - 1, days.bit_length() - 1
        return Window(self._at(first), self._at(last))

    def _at(self, number: int) -> date:
        return self.first + timedelta(days=number)

    def dates(self, days: Days) -> Iterator[date]:
        """The days of a set in their order."""
        while days:
            yield self._at((days & -days).bit_length() - 1)
            days &= days - 1
