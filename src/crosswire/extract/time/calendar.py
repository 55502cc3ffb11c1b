"""Rules for dates by the calendar: days, months, seasons, years, decades and centuries."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import Calendar, Meaning, Mod, Modified

_LONG_MONTHS = {1, 3, 5, 7, 8, 10, 12}


def _month_day(month: int, day: int) -> Calendar | None:
    last = 31 if month in _LONG_MONTHS else 30 if month != 2 else 29
    return Calendar(month=month, day=day) if day <= last else None


def _day_month(day: int, month: int) -> Calendar | None:
    return _month_day(month, day)


def _dashed(day: int, month: int, year: int) -> Calendar | None:
    found = _month_day(month, day)
    return replace(found, year=year) if found else None


def in_year(calendar: Calendar, year: int) -> Calendar | None:
    """The same date in a given year; None if it already has one."""
    return replace(calendar, year=year) if calendar.year is None else None


def _weekday_date(weekday: int, calendar: Calendar) -> Calendar | None:
    return replace(calendar, weekday=weekday) if calendar.weekday is None else None


def _weekday_after(calendar: Calendar, weekday: int) -> Calendar | None:
    return _weekday_date(weekday, calendar)


def _century(number: int, era: int | None) -> Calendar:
    return Calendar(century=-number if era == -1 else number - 1)


def _year_of(number: int, era: int) -> int | None:
    return number * era if 0 < number < 10_000 else None


def _quarter(number: int) -> Calendar | None:
    return Calendar(quarter=number) if 1 <= number <= 4 else None


def _half(number: int) -> Calendar | None:
    return Calendar(half=number) if number in (1, 2) else None


def _some_day(_: object, month: int, __: object, year: int | None) -> Calendar:
    return Calendar(year=year, month=month)


def _half_by_edge(mod: Mod) -> Calendar | None:
    return Calendar(half={"start": 1, "end": 2}[mod]) if mod != "mid" else None


def _short_decade(number: int) -> Calendar:
    return Calendar(decade=190 + number // 10)


def _decade_of(decade: int, era: int) -> Calendar:
    return Calendar(decade=decade * era)


def _modified(mod: Mod, whole: Meaning) -> Modified | None:
    return None if isinstance(whole, Modified) else Modified(mod, whole)


def _century_year(year: int) -> int:
    """Two digits after an apostrophe: of this century up to a few years ahead, else of the last."""
    return (2000 if year < 40 else 1900) + year


RULES = (
    Rule("year", "YEAR", "YEARNUM", int, "2031"),
    Rule("named year", "YEAR", "the? year YEARNUM", int, "the year 2031"),
    Rule("named year", "YEAR", "the? years YEARNUM", int, "the years 2031"),
    Rule("era after", "YEAR", "INT ERA", _year_of, "490 BC"),
    Rule("era before", "YEAR", "ERA INT", lambda era, year: _year_of(year, era), "AD 70"),
    Rule("circa", "YEAR", "CIRCA YEAR", lambda _, year: year, "c. 490 BC"),
    Rule("circa", "CIRCA", "ca .?", lambda: True, "ca. 490 BC"),
    Rule("circa", "CIRCA", "c .?", lambda: True, "c. 490 BC"),
    Rule("circa", "CIRCA", "circa", lambda: True, "circa 490 BC"),
    Rule("short year", "NEARYEAR", "SHORTYEAR", _century_year, "May '31"),
    Rule("month", "MON", "MONTH", int, "May"),
    Rule("short month", "MON", "MONTHSHORT .?", int, "Sept."),
    Rule("weekday", "WDAY", "WEEKDAY", int, "Tuesday"),
    Rule("short weekday", "WDAY", "WEEKDAYSHORT .?", int, "Tue."),
    Rule("day", "DAY", "DAYNUM", int, "12"),
    Rule("day", "DAY", "the? DAYORD", int, "the 12th"),
    Rule("day month", "MD", "DAY of? MON", _day_month, "12 May"),
    Rule("day month", "MD", "the DAYNUM of? MON", _day_month, "the 12 May"),
    Rule("day month", "MD", "the ORD of MON", _day_month, "the first of May"),
    Rule("month day", "MD", "MON DAY", _month_day, "May 12"),
    Rule("month day", "MD", "MON ORD", _month_day, "May twelfth"),
    Rule("weekday date", "MD", "WDAY ,? MD", _weekday_date, "Monday, 12 May"),
    Rule("weekday date", "MD", "WDAY the MD", _weekday_date, "Monday the 12 May"),
    Rule("date weekday", "MD", "MD ( WDAY )", _weekday_after, "12 May (Monday)"),
    Rule("dashed date", "DATE", "DAYNUM - MON - YEAR", _dashed, "12-May-2031"),
    Rule("full date", "DATE", "MD ,? YEAR", in_year, "May 12, 2031"),
    Rule("full date", "DATE", "MD of YEAR", in_year, "12 May of 2031"),
    Rule("full date", "DATE", "MD NEARYEAR", in_year, "12 May '31"),
    Rule("month and day", "DATE", "MD", lambda md: md, "12 May"),
    Rule("month alone", "DATE", "MON", lambda month: Calendar(month=month), "May"),
    Rule("month year", "DATE", "MON ,? YEAR", lambda m, y: Calendar(month=m, year=y), "May 2031"),
    Rule(
        "month year", "DATE", "MON of YEAR", lambda m, y: Calendar(month=m, year=y), "May of 2031"
    ),
    Rule("month year", "DATE", "MON NEARYEAR", lambda m, y: Calendar(month=m, year=y), "May '31"),
    Rule(
        "some day",
        "DATE",
        "ARTICLE MON PART",
        lambda a, m, p: _some_day(a, m, p, None),
        "a May morning",
    ),
    Rule("some day", "DATE", "ARTICLE MON PART in YEAR", _some_day, "a May morning in 2031"),
    Rule(
        "some day", "DATE", "ARTICLE MON day", lambda a, m: _some_day(a, m, None, None), "a May day"
    ),
    Rule(
        "some day",
        "DATE",
        "ARTICLE MON day in YEAR",
        lambda a, m, y: _some_day(a, m, None, y),
        "a May day in 2031",
    ),
    Rule(
        "some day",
        "DATE",
        "ARTICLE WDAY in MON YEAR?",
        lambda _, w, m, y: _some_day(w, m, None, y),
        "a Sunday in May",
    ),
    Rule(
        "some day",
        "DATE",
        "one WDAY in MON YEAR?",
        lambda w, m, y: _some_day(w, m, None, y),
        "one Sunday in May 2031",
    ),
    Rule("day alone", "DATE", "the DAYORD", lambda day: Calendar(day=day), "the 20th"),
    Rule("weekday alone", "DATE", "WDAY", lambda day: Calendar(weekday=day), "Tuesday"),
    Rule("year alone", "DATE", "YEAR", lambda year: Calendar(year=year), "2031"),
    Rule("iso date", "DATE", "ISO", lambda iso: iso, "2031-05-12"),
    Rule("season", "SEAS", "SEASON", lambda s: Calendar(season=s), "winter"),
    Rule("season year", "SEASY", "SEAS of? YEAR", in_year, "winter of 1942"),
    Rule("season year", "DATE", "the? SEASY", lambda s: s, "the winter of 1942"),
    Rule("season alone", "DATE", "the? SEAS", lambda s: s, "the winter"),
    Rule("quarter", "QUART", "QUARTER", lambda q: q, "Q3"),
    Rule("quarter", "QUART", "the? ORD -? quarter", _quarter, "the third quarter"),
    Rule("half", "QUART", "the? ORD half", _half, "the second half of 2031"),
    Rule("half", "QUART", "the? MODE half", _half_by_edge, "the latter half of 2031"),
    Rule("quarter year", "DATE", "QUART of? YEAR", in_year, "the third quarter of 2031"),
    Rule("year quarter", "DATE", "YEAR QUARTER", lambda y, q: in_year(q, y), "2031 Q3"),
    Rule("quarter alone", "DATE", "QUART", lambda q: q, "the third quarter"),
    Rule("decade of an era", "DATE", "the? DECADEBC ERA", _decade_of, "the 470s BC"),
    Rule("decade", "DATE", "the? DECADE", lambda d: d, "the 1990s"),
    Rule("decade", "DATE", "the DECADEWORD", _short_decade, "the nineties"),
    Rule("century", "DATE", "the? ORD -? century ERA?", _century, "the 19th century"),
    Rule("holiday", "FEAST", "HOLIDAY", lambda day: day, "Christmas"),
    Rule("holiday year", "DATE", "FEAST ,? of? YEAR", in_year, "Christmas 1942"),
    Rule("holiday alone", "DATE", "FEAST", lambda day: day, "Christmas"),
    Rule("early or late", "DATE", "MODE -? DATE", _modified, "mid-2019"),
    Rule("early or late", "DATE", "the MODE -? DATE", _modified, "the late 1990s"),
    Rule("early in", "DATE", "MODE in DATE", _modified, "late in 1942"),
    Rule("edge", "DATE", "the? EDGE of DATE", _modified, "the end of 1941"),
    Rule("edge", "DATE", "the? EDGE to DATE", _modified, "the start to 1941"),
    Rule("part", "DATE", "the? MODE part of DATE", _modified, "the early part of 1941"),
)
