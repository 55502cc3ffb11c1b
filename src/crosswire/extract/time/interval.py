"""Rules for two times together: from one to the other, or side by side."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import At, Calendar, Meaning, Modified, Range, Series


def share(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    """What two dates say together: "12 to 15 May 2031" gives both their month and year."""
    if not isinstance(first, Calendar) or not isinstance(last, Calendar):
        return _share_wrapped(first, last)
    year = first.year if last.year is None and not last.decade else last.year
    if first.year is None and last.year is not None and _fits(first):
        first = replace(first, year=_year_before(first, last))
    if last.year is None and year is not None and _fits(last):
        last = replace(last, year=year)
    return first, last


def _share_wrapped(first: Meaning, last: Meaning) -> tuple[Meaning, Meaning]:
    """The same for "early May to late June 2031"."""
    inner_first = first.whole if isinstance(first, Modified) else first
    inner_last = last.whole if isinstance(last, Modified) else last
    if not (isinstance(inner_first, Calendar) and isinstance(inner_last, Calendar)):
        return first, last
    one, two = share(inner_first, inner_last)
    return (
        Modified(first.mod, one) if isinstance(first, Modified) else one,
        Modified(last.mod, two) if isinstance(last, Modified) else two,
    )


def _fits(calendar: Calendar) -> bool:
    """Whether a year is all that the date lacks."""
    return bool(calendar.month or calendar.season or calendar.quarter or calendar.half)


def _year_before(first: Calendar, last: Calendar) -> int | None:
    """The year of the first end: "December to March 1942" starts in the year before."""
    if last.year is not None and first.month and last.month and first.month > last.month:
        return last.year - 1
    return last.year


def _range(first: Meaning, last: Meaning) -> Range | None:
    if isinstance(first, Calendar) and isinstance(last, Calendar) and not _alike(first, last):
        return None
    return Range(*share(first, last))


def _series(first: Meaning, last: Meaning) -> Series | None:
    if isinstance(first, Calendar) and isinstance(last, Calendar) and not _alike(first, last):
        return None
    return Series(*share(first, last))


def _alike(first: Calendar, last: Calendar) -> bool:
    """Two ends of a range are of one kind: no "May to 1942"; a later end is not a smaller one."""
    return (
        bool(first.day) == bool(last.day)
        and bool(first.month) == bool(last.month)
        and bool(first.weekday and not first.day) == bool(last.weekday and not last.day)
    )


def _days_of_month(first: int, last: Calendar) -> tuple[Calendar, Calendar] | None:
    if not last.day or not last.month:
        return None
    return Calendar(year=last.year, month=last.month, day=first), last


def _bare_day(first: int, last: Calendar) -> Range | None:
    pair = _days_of_month(first, last)
    return Range(*pair) if pair and first < (pair[1].day or 0) else None


def _bare_day_series(first: int, last: Calendar) -> Series | None:
    pair = _days_of_month(first, last)
    return Series(*pair) if pair else None


def _to_bare_day(first: Calendar, last: int, year: int | None = None) -> Range | None:
    if not first.day or (first.year is not None and year is not None) or last <= first.day:
        return None
    return Range(*_with_bare_day(first, last, year))


def _and_bare_day(first: Calendar, last: int, year: int | None = None) -> Series | None:
    if not first.day or (first.year is not None and year is not None):
        return None
    return Series(*_with_bare_day(first, last, year))


def _with_bare_day(first: Calendar, last: int, year: int | None) -> tuple[Calendar, Calendar]:
    year = first.year if year is None else year
    first = replace(first, year=year)
    return first, replace(first, day=last, weekday=None)


def _short_year(first: int, last: int) -> Range | None:
    """The second year has two digits: "1916-17"."""
    end = first // 100 * 100 + last
    return Range(Calendar(year=first), Calendar(year=end)) if end > first else None


def _other_era(first: int, last: int) -> Range | None:
    """The era holds for both: "499-493 BC"."""
    return Range(Calendar(year=-first), Calendar(year=last)) if last < 0 and first > -last else None


def _clocks(first: Meaning, last: Meaning) -> Range | None:
    """Two times of one day: the day may stand behind either."""
    if isinstance(first, At) and isinstance(last, At) and first.day is None:
        first = At(first.clock, last.day)
    return Range(first, last)


def _between(first: Meaning, last: Meaning) -> Range | None:
    return _range(first, last)


def _pair(first: int, last: int) -> Series | None:
    found = _short_year(first, last)
    return Series(found.first, found.last) if found else None


RULES = (
    Rule("time", "POINTTIME", "POINT", lambda p: p, "12 May"),
    Rule("time", "POINTTIME", "TIME", lambda t: t, "Tuesday morning"),
    Rule("from to", "RANGE", "from SPAN", lambda r: r, "from 3 to 5 March"),
    Rule("between", "RANGE", "between POINT and POINT", _between, "between May 2031 and June 2032"),
    Rule("between", "RANGE", "between TIME and TIME", _clocks, "between 6 a.m. and 9 a.m."),
    Rule("between", "RANGE", "between DAY and MD", _bare_day, "between 3 and 5 March"),
    Rule("to", "RANGE", "SPAN", lambda r: r, "3-5 March"),
    Rule("to", "SPAN", "POINT TILL POINT", lambda a, _, b: _range(a, b), "March to June 1918"),
    Rule("to", "SPAN", "TIME TILL TIME", lambda a, _, b: _clocks(a, b), "6 a.m. to 9 a.m."),
    Rule(
        "to",
        "SPAN",
        "DAY TILL DATE",
        lambda a, _, b: _bare_day(a, b) if isinstance(b, Calendar) else None,
        "3-5 March",
    ),
    Rule(
        "to",
        "SPAN",
        "MD TILL DAY YEAR?",
        lambda a, _, b, y: _to_bare_day(a, b, y),
        "March 3-5, 2031",
    ),
    Rule(
        "short year", "SPAN", "YEARNUM TILL TWODIGIT", lambda a, _, b: _short_year(a, b), "1916-17"
    ),
    Rule("short year", "SPAN", "YEARNUM / TWODIGIT", _short_year, "1916/17"),
    Rule("era", "SPAN", "INT TILL YEAR", lambda a, _, b: _other_era(a, b), "499-493 BC"),
    Rule("till", "TILL", "-", lambda: True, "3-5 March"),
    Rule("till", "TILL", "to", lambda: True, "3 to 5 March"),
    Rule("till", "TILL", "until", lambda: True, "3 until 5 March"),
    Rule("till", "TILL", "till", lambda: True, "3 till 5 March"),
    Rule("till", "TILL", "through", lambda: True, "March 3 through 5"),
    Rule(
        "to",
        "SPAN",
        "MD TILL DAY , YEAR",
        lambda a, _, b, y: _to_bare_day(a, b, y),
        "March 3-5, 2031",
    ),
    Rule("side by side", "SERIES", "POINT and POINT", _series, "May and June 2031"),
    Rule("side by side", "SERIES", "POINT or POINT", _series, "May or June 2031"),
    Rule(
        "side by side",
        "SERIES",
        "DAY and DATE",
        lambda a, b: _bare_day_series(a, b) if isinstance(b, Calendar) else None,
        "12 and 13 May",
    ),
    Rule(
        "side by side",
        "SERIES",
        "DAY or DATE",
        lambda a, b: _bare_day_series(a, b) if isinstance(b, Calendar) else None,
        "12 or 13 May",
    ),
    Rule("side by side", "SERIES", "MD and DAY YEAR?", _and_bare_day, "May 12 and 13"),
    Rule("side by side", "SERIES", "MD and DAY , YEAR", _and_bare_day, "May 12 and 13, 2031"),
    Rule("side by side", "SERIES", "MD or DAY YEAR?", _and_bare_day, "May 12 or 13"),
    Rule("side by side", "SERIES", "YEARNUM and TWODIGIT", _pair, "1916 and 17"),
)
