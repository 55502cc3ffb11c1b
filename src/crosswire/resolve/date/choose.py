"""Which year a date without one is of, and which of its weeks a bare weekday."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from crosswire.extract.time.meaning import Calendar
from crosswire.extract.time.timex import Tense, Timex
from crosswire.resolve.date.anchor import Anchor, Genre
from crosswire.resolve.date.granule import SEASONS, Granule, easter, week_of


def fixed(calendar: Calendar) -> Granule | None:
    """The granule of a date that needs no anchor; None where the year is missing."""
    if calendar.decade is not None:
        return Granule("decade", index=calendar.decade)
    if calendar.century is not None:
        return Granule("century", index=calendar.century)
    if calendar.year is None or calendar.weekend:
        return None
    return _in_year(calendar, calendar.year)


def _in_year(calendar: Calendar, year: int) -> Granule | None:
    if calendar.easter is not None:
        return Granule.of(easter(year)).shift(calendar.easter) if year > 1582 else None
    if calendar.season:
        return Granule("season", year, index=SEASONS.index(calendar.season) + 1)
    if calendar.quarter:
        return Granule("quarter", year, index=calendar.quarter)
    if calendar.half:
        return Granule("half", year, index=calendar.half)
    return _in_month(calendar, year) if calendar.month else Granule("year", year)


def _in_month(calendar: Calendar, year: int) -> Granule | None:
    """A month or a day of it; None for a day that the month does not have in that year."""
    if not calendar.day:
        return Granule("month", year, calendar.month)
    found = Granule("day", year, calendar.month, calendar.day)
    return found if year < 1 or found.window else None


def open_granule(calendar: Calendar) -> Granule | None:
    """The granule of a date whose year stays unknown."""
    if calendar.easter is not None or calendar.weekend or (calendar.day and not calendar.month):
        return None
    found = fixed(replace(calendar, year=_LEAP_YEAR))
    return replace(found, year=None) if found else None


_LEAP_YEAR = 4
"""A year in which every date there is can be made."""


def choose(calendar: Calendar, anchor: Anchor | None, timex: Timex, genre: Genre) -> Granule | None:
    """The date that is meant, seen from an anchor; tense says on which side it lies."""
    if calendar.weekend:
        return _weekend(anchor, timex.tense)
    if calendar.weekday and not calendar.month:
        return _weekday(calendar.weekday, anchor, timex.tense, genre)
    if anchor is None or anchor.granule.year is None:
        return open_granule(calendar)
    if calendar.day and not calendar.month:
        return _day_of_month(calendar.day, anchor.granule)
    return _nearest_year(calendar, anchor.granule, timex.tense, genre)


def _nearest_year(
    calendar: Calendar, around: Granule, tense: Tense | None, genre: Genre
) -> Granule | None:
    """A date in the year of its anchor or one beside it."""
    year = around.year or 0
    found = [g for y in (year - 1, year, year + 1) if y and (g := fixed(replace(calendar, year=y)))]
    found = _on_weekday(calendar, found) or found
    if not found:
        return None
    return _in_story(found, around) if genre == "narrative" else _in_news(found, around, tense)


def _day_of_month(day: int, around: Granule) -> Granule | None:
    """A day such as "the 20th" in the month that is spoken of."""
    month = around.up("month")
    found = replace(month, grain="day", day=day) if month else None
    return found if found and found.window else None


def _on_weekday(calendar: Calendar, found: Sequence[Granule]) -> list[Granule]:
    """Those dates that fall on the weekday that the text gives with them."""
    if not calendar.weekday:
        return []
    return [g for g in found if g.window and g.window[0].isoweekday() == calendar.weekday]


def _in_news(found: Sequence[Granule], around: Granule, tense: Tense | None) -> Granule:
    """The nearest date on the side that the tense shows; a day may lie on the other side if it
    is much nearer there, since the year is only left out where nothing else can be meant."""
    window = around.window
    dated = [(g, g.window) for g in found if g.window]
    if window is None or not dated:
        return found[0]
    today = window[1]
    if dated[0][0].grain == "day":
        return min(dated, key=lambda pair: _far((pair[1][0] - today).days, tense))[0]
    ahead = [g for g, days in dated if days[1] >= today]
    behind = [g for g, days in dated if days[0] <= today]
    if tense == "future" and ahead:
        return ahead[0]
    if tense == "past" and behind:
        return behind[-1]
    return min(dated, key=lambda pair: abs((pair[1][0] - today).days))[0]


WRONG_SIDE = 120
"""Days that a date must be nearer to be taken against the tense."""


def _far(days: int, tense: Tense | None) -> int:
    """How far off a day is, with what it costs to lie on the side that the tense denies."""
    denied = (tense == "past" and days > 0) or (tense == "future" and days < 0)
    return abs(days) + (WRONG_SIDE if denied else 0)


def _in_story(found: Sequence[Granule], around: Granule) -> Granule:
    """In a narrative the year last told goes on."""
    if around.grain in ("year", "decade", "century") or not around.window:
        return next((g for g in found if g.year == around.year), found[0])
    today = around.window[0]
    dated = [(g, g.window) for g in found if g.window]
    return min(dated, key=lambda pair: abs((pair[1][0] - today).days - AHEAD))[0]


AHEAD = 30
"""Days: stories run forward, so that a date lies rather after than before the last one."""


def _weekday(
    weekday: int, anchor: Anchor | None, tense: Tense | None, genre: Genre
) -> Granule | None:
    day = anchor.day if anchor and anchor.granule.grain == "day" else None
    if day is None:
        return None
    if genre == "narrative" or tense == "future":
        return Granule.of(day).shift((weekday - day.isoweekday()) % 7)
    return Granule.of(day).shift(-((day.isoweekday() - weekday) % 7))


def _weekend(anchor: Anchor | None, tense: Tense | None) -> Granule | None:
    """The weekend before, that of the week on a Saturday or Sunday or to come."""
    day = anchor.day if anchor else None
    if day is None:
        return None
    ahead = tense == "future" or day.isoweekday() > 5
    weekend = week_of(day, "weekend")
    return weekend if ahead else weekend.shift(-1)


def nearest_weekday(day: date, weekday: int, direction: int) -> Granule | None:
    """The nearest such weekday strictly before or after a day."""
    if direction < 0:
        return Granule.of(day).shift(-((day.isoweekday() - weekday - 1) % 7) - 1)
    return Granule.of(day).shift((weekday - day.isoweekday() - 1) % 7 + 1)


def inside(part: Calendar, whole: Granule) -> Granule | None:
    """A calendar date inside a week, month or year."""
    if part.weekday and not part.month:
        window = whole.window
        if whole.grain != "week" or window is None:
            return None
        return Granule.of(window[0]).shift(part.weekday - 1)
    year = whole.up("year")
    return fixed(replace(part, year=year.year)) if year else None


def neighbour(calendar: Calendar, count: int, around: Granule) -> Granule | None:
    """The month, season or holiday before or after a time, or of its own year."""
    if around.year is None:
        return None
    years = (around.year, around.year + count)
    found = [g for y in years if (g := fixed(replace(calendar, year=y))) is not None]
    if not count or not found:
        return found[0] if found else None
    window = around.window
    for granule in found:
        days = granule.window
        if window is None or days is None:
            return found[-1]
        if days[1] < window[0] if count < 0 else days[0] > window[1]:
            return granule
    return found[-1]
