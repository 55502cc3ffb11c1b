"""Counts days, weeks and months on the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from math import ceil

from crosswire.extract.time.meaning import Amount, Nth
from crosswire.resolve.date.granule import Days, Granule


def nth_days(nth: Nth, window: Days) -> Days | None:
    """The days of the nth unit, or of a run of units, of a window."""
    first, last = window
    count = 1 if nth.amount is None else nth.amount.low
    if count is None or count != int(count):
        return None
    start = (nth.number - 1) * int(count) if nth.number > 0 else -int(count)
    try:
        if nth.unit == "month":
            return _run_of_months(first, last, start, int(count))
        size = {"day": 1, "week": 7}.get(nth.unit)
        if size is None:
            return None
        begin = (first if start >= 0 else last + timedelta(days=1)) + timedelta(days=start * size)
        end = begin + timedelta(days=int(count) * size - 1)
    except (ValueError, OverflowError):
        return None
    return (begin, end) if first <= begin and end <= last else None


def _run_of_months(first: date, last: date, start: int, count: int) -> Days | None:
    base = Granule("month", first.year, first.month)
    if start < 0:
        base = (
            Granule("month", last.year, last.month + 1)
            if last.month < 12
            else Granule("month", last.year + 1, 1)
        )
    one, two = base.shift(start), base.shift(start + count - 1)
    if one is None or two is None or one.window is None or two.window is None:
        return None
    return one.window[0], two.window[1]


def in_days(amount: Amount) -> int | None:
    """An amount in whole days; None for months and longer units, which differ in length."""
    size = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14}.get(amount.unit)
    return None if size is None or amount.low is None else ceil(amount.low * size)


def back(day: date, amount: Amount) -> date | None:
    """The day so much before another."""
    return _moved(day, amount, -1)


def forward(day: date, amount: Amount) -> date | None:
    """The day so much after another."""
    return _moved(day, amount, 1)


def _moved(day: date, amount: Amount, sign: int) -> date | None:
    """The day so much before or after; months and years keep the day of the month."""
    if amount.low is None:
        return None
    try:
        days = in_days(amount)
        if days is not None:
            return day + timedelta(days=sign * days)
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
        count = months.get(amount.unit)
        if count is None:
            return None
        moved = Granule("month", day.year, day.month).shift(sign * round(amount.low * count))
    except (ValueError, OverflowError):
        return None
    window = moved.window if moved else None
    return window[0].replace(day=min(day.day, window[1].day)) if window else None
