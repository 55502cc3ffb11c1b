"""A stretch of the calendar of one size: a day, a week, a month, a season, a year, a century.

Its value is written as TIMEX3 does, with X for what is not known; its window is the days it has.
Weeks are those of ISO 8601 and start on Monday.
"""

from __future__ import annotations

from calendar import monthrange
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
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SEASON_OF_MONTH = {m: SEASONS[(m // 3 - 1) % 4] for m in range(1, 13)}

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Granule:
    """`year` is negative before Christ and None where unknown; `index` counts weeks, quarters,
    halves, decades or centuries, or a season by its place in `SEASONS`."""

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
        year = _year(self.year)
        match self.grain:
            case "day":
                return f"{year}-{_two(self.month)}-{_two(self.day)}"
            case "week":
                return f"{year}-W{_two(self.index)}"
            case "weekend":
                return f"{year}-W{_two(self.index)}-WE"
            case "month":
                return f"{year}-{_two(self.month)}"
            case "season":
                return f"{year}-{SEASONS[self.index or 0]}"
            case "quarter":
                return f"{year}-Q{self.index}"
            case "half":
                return f"{year}-H{self.index}"
            case "decade":
                return _tens(self.index, 3)
            case "century":
                return _tens(self.index, 2)
            case _:
                return year

    @property
    def window(self) -> Days | None:
        """The days from first to last; None where the year is unknown or before Christ."""
        try:
            return self._window()
        except (ValueError, OverflowError):
            return None

    def _window(self) -> Days | None:
        year, index = self.year, self.index or 0
        if self.grain == "decade":
            return date(index * 10, 1, 1), date(index * 10 + 9, 12, 31)
        if self.grain == "century":
            return date(index * 100 + 1, 1, 1), date(index * 100 + 100, 12, 31)
        if year is None or year < 1:
            return None
        match self.grain:
            case "day" if self.month and self.day:
                day = date(year, self.month, self.day)
                return day, day
            case "week":
                return date.fromisocalendar(year, index, 1), date.fromisocalendar(year, index, 7)
            case "weekend":
                return date.fromisocalendar(year, index, 6), date.fromisocalendar(year, index, 7)
            case "month" if self.month:
                return _months(year, self.month, 1)
            case "season":
                return _months(year, _SEASON_START[SEASONS[index]], 3)
            case "quarter":
                return _months(year, 3 * index - 2, 3)
            case "half":
                return _months(year, 6 * index - 5, 6)
            case "year":
                return _months(year, 1, 12)
            case _:
                return None

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
        match self.grain:
            case "year":
                return (
                    None if self.year is None else replace(self, year=_past_zero(self.year, count))
                )
            case "decade" | "century":
                return replace(self, index=(self.index or 0) + count)
            case "day":
                window = self.window
                return Granule.of(window[0] + timedelta(days=count)) if window else None
            case "week" | "weekend":
                window = self.window
                return week_of(window[0] + timedelta(weeks=count), self.grain) if window else None
            case "month":
                return self._cycle(count, 12, (self.month or 1) - 1)
            case "season":
                return self._cycle(count, 4, self.index or 0)
            case "quarter":
                return self._cycle(count, 4, (self.index or 1) - 1)
            case _:
                return self._cycle(count, 2, (self.index or 1) - 1)

    def _cycle(self, count: int, size: int, at: int) -> Granule | None:
        """The same for what comes back every year."""
        if self.year is None:
            return None
        years, rest = divmod(at + count, size)
        year = _past_zero(self.year, years)
        if self.grain == "month":
            return Granule("month", year, rest + 1)
        return Granule(self.grain, year, index=rest if self.grain == "season" else rest + 1)


def week_of(day: date, grain: Grain = "week") -> Granule:
    """The ISO week, or its weekend, that holds a day."""
    year, week, _ = day.isocalendar()
    return Granule(grain, year, index=week)


def season_of(year: int | None, month: int) -> Granule:
    """The season that holds a month; January and February are of the winter before."""
    season = SEASONS.index(_SEASON_OF_MONTH[month])
    return Granule("season", year - 1 if year is not None and month < 3 else year, index=season)


def third(window: Days, mod: str) -> Days:
    """The early, middle or late third of a window: in days, from a quarter on in months, of decades in years."""
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
