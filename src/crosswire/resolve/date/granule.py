"""A stretch of the calendar of one size: a day, a week, a month, a season, a year, a century.

Its value is written as TIMEX3 does, with X for what is not known; its window is the days it has.
Weeks are those of ISO 8601 and start on Monday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from typing import Literal

Grain = Literal[
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century"
]

ORDER: dict[str, int] = {
    "day": 0,
    "weekend": 1,
    "week": 2,
    "month": 3,
    "season": 4,
    "quarter": 5,
    "half": 6,
    "year": 7,
    "decade": 8,
    "century": 9,
}
"""The grains from the finest to the coarsest."""

SEASONS = ("SP", "SU", "FA", "WI")
_SEASON_OF_MONTH = {m: SEASONS[(m // 3 - 1) % 4] for m in range(1, 13)}

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Granule:
    """`year` is negative before Christ and None where unknown; `index` counts weeks, quarters,
    halves, decades or centuries, and seasons from spring on."""

    grain: Grain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    index: int | None = None

    @classmethod
    def of(cls, day: date) -> Granule:
        """The granule of a day."""
        return cls("day", day.year, day.month, day.day)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        return _VALUES[self.grain](self)

    @property
    def window(self) -> Days | None:
        """The days from first to last; None where the year is unknown or before Christ."""
        try:
            return self._window()
        except (ValueError, OverflowError):
            return None

    def _window(self) -> Days | None:
        if self.grain in ("decade", "century"):
            return _WINDOWS[self.grain](self, 0)
        if self.year is None or self.year < 1:
            return None
        return _WINDOWS[self.grain](self, self.year)

    def up(self, grain: Grain) -> Granule | None:
        """The coarser granule that holds this one; None if this is the coarser of the two."""
        if ORDER[grain] < ORDER[self.grain]:
            return None
        if grain == self.grain:
            return self
        if grain in ("year", "decade", "century"):
            return self._up_years(grain)
        return self._up_months(grain)

    def _up_years(self, grain: Grain) -> Granule | None:
        if self.grain == "decade":
            return Granule("century", index=(self.index or 0) // 10)
        if self.year is None:
            return None
        if grain == "year":
            return Granule("year", self.year)
        size = 10 if grain == "decade" else 100
        number = abs(self.year) // size
        return Granule(grain, index=number if self.year > 0 else -max(number, 1))

    def _up_months(self, grain: Grain) -> Granule | None:
        if grain in ("week", "weekend"):
            window = self.window
            return week_of(window[0], grain) if window else None
        month = self.month or self._first_month()
        if month is None:
            return None
        match grain:
            case "month":
                return Granule("month", self._month_year(), month)
            case "season":
                return season_of(self.year, month)
            case "quarter":
                return Granule("quarter", self.year, index=(month + 2) // 3)
            case _:
                return Granule("half", self.year, index=(month + 5) // 6)

    def _first_month(self) -> int | None:
        window = self.window
        return window[0].month if window else None

    def _month_year(self) -> int | None:
        if self.month:
            return self.year
        window = self.window
        return window[0].year if window else self.year

    def shift(self, count: int) -> Granule | None:
        """The granule of the same size so many further on; None off the calendar."""
        try:
            return self._shift(count)
        except (ValueError, OverflowError):
            return None

    def _shift(self, count: int) -> Granule | None:
        if self.grain in ("decade", "century"):
            return replace(self, index=(self.index or 0) + count)
        if self.grain == "year":
            return None if self.year is None else replace(self, year=_past_zero(self.year, count))
        if self.grain in ("day", "week", "weekend"):
            return self._shift_days(count)
        size, at = _CYCLES[self.grain]
        return self._cycle(count, size, (at(self) or 1) - 1)

    def _shift_days(self, count: int) -> Granule | None:
        window = self.window
        if window is None:
            return None
        if self.grain == "day":
            return Granule.of(window[0] + timedelta(days=count))
        return week_of(window[0] + timedelta(weeks=count), self.grain)

    def _cycle(self, count: int, size: int, at: int) -> Granule | None:
        """The same for what comes back every year."""
        if self.year is None:
            return None
        years, rest = divmod(at + count, size)
        year = _past_zero(self.year, years)
        if self.grain == "month":
            return Granule("month", year, rest + 1)
        return Granule(self.grain, year, index=rest + 1)


_VALUES: dict[Grain, Callable[[Granule], str]] = {
    "day": lambda g: f"{_year(g.year)}-{_two(g.month)}-{_two(g.day)}",
    "week": lambda g: f"{_year(g.year)}-W{_two(g.index)}",
    "weekend": lambda g: f"{_year(g.year)}-W{_two(g.index)}-WE",
    "month": lambda g: f"{_year(g.year)}-{_two(g.month)}",
    "season": lambda g: f"{_year(g.year)}-{SEASONS[(g.index or 1) - 1]}",
    "quarter": lambda g: f"{_year(g.year)}-Q{g.index}",
    "half": lambda g: f"{_year(g.year)}-H{g.index}",
    "year": lambda g: _year(g.year),
    "decade": lambda g: _tens(g.index, 3),
    "century": lambda g: _tens(g.index, 2),
}

_CYCLES: dict[Grain, tuple[int, Callable[[Granule], int | None]]] = {
    "month": (12, lambda g: g.month),
    "season": (4, lambda g: g.index),
    "quarter": (4, lambda g: g.index),
    "half": (2, lambda g: g.index),
}
"""How many of a grain make a year, and which of them a granule is."""


def _day(granule: Granule, year: int) -> Days | None:
    if not granule.month or not granule.day:
        return None
    day = date(year, granule.month, granule.day)
    return day, day


def _week(granule: Granule, year: int) -> Days:
    first = 6 if granule.grain == "weekend" else 1
    index = granule.index or 0
    return date.fromisocalendar(year, index, first), date.fromisocalendar(year, index, 7)


def _tens_of_years(granule: Granule, _: int) -> Days:
    """A decade starts with a full ten, a century with the year after a full hundred."""
    index = granule.index or 0
    if granule.grain == "decade":
        return date(index * 10, 1, 1), date(index * 10 + 9, 12, 31)
    return date(index * 100 + 1, 1, 1), date(index * 100 + 100, 12, 31)


_WINDOWS: dict[Grain, Callable[[Granule, int], Days | None]] = {
    "day": _day,
    "week": _week,
    "weekend": _week,
    "month": lambda g, year: _months(year, g.month or 0, 1) if g.month else None,
    "season": lambda g, year: _months(year, 3 * (g.index or 1), 3),
    "quarter": lambda g, year: _months(year, 3 * (g.index or 1) - 2, 3),
    "half": lambda g, year: _months(year, 6 * (g.index or 1) - 5, 6),
    "year": lambda _, year: _months(year, 1, 12),
    "decade": _tens_of_years,
    "century": _tens_of_years,
}


def week_of(day: date, grain: Grain = "week") -> Granule:
    """The ISO week, or its weekend, that holds a day."""
    year, week, _ = day.isocalendar()
    return Granule(grain, year, index=week)


def season_of(year: int | None, month: int) -> Granule:
    """The season that holds a month; January and February are of the winter before."""
    season = SEASONS.index(_SEASON_OF_MONTH[month]) + 1
    return Granule("season", year - 1 if year is not None and month < 3 else year, index=season)


def third(window: Days, mod: str) -> Days:
    """The early, middle or late third of a window, in whole months or years where it has them."""
    first, last = window
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    place = {"start": 0, "mid": 1, "end": 2}[mod]
    if months < 3 or first.day != 1:
        return _third_in_days(first, last, place)
    size = months // 3 if months < 36 else months // 36 * 12
    begin = _months_on(first, place * size)
    return begin, last if place == 2 else _months_on(first, (place + 1) * size) - timedelta(days=1)


def _third_in_days(first: date, last: date, place: int) -> Days:
    size = ((last - first).days + 1) // 3
    if size == 0:
        return first, last
    begin = first + timedelta(days=place * size)
    return begin, last if place == 2 else begin + timedelta(days=size - 1)


def _months_on(first: date, count: int) -> date:
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar (Meeus 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (a + 11 * h) // 319
    r = (2 * e + 2 * i - k - h + m + 32) % 7
    month = (h - m + r + 90) // 25
    return date(year, month, (h - m + r + month + 19) % 32)


def _months(year: int, month: int, count: int) -> Days:
    years, at = divmod(month - 1 + count - 1, 12)
    end_year = year + years
    if end_year > MAXYEAR:
        raise ValueError(end_year)
    return date(year, month, 1), date(end_year, at + 1, monthrange(end_year, at + 1)[1])


def _past_zero(year: int, count: int) -> int:
    """There is no year 0 between 1 BC and AD 1."""
    found = year + count
    if year < 0 <= found:
        return found + 1
    return found - 1 if found <= 0 < year else found


def _year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"{year:04}" if year >= 0 else f"BC{-year:04}"


def _tens(index: int | None, width: int) -> str:
    """Decades and centuries by their leading digits; before Christ as WikiWars writes them."""
    if index is None:
        return "X" * width
    if index >= 0:
        return f"{index:0{width}}"
    return f"BC{-index - 1:0{width}}" if width == 2 else f"BC{-index:0{width}}"


def _two(number: int | None) -> str:
    return "XX" if number is None else f"{number:02}"
