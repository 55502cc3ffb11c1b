"""TIMEX3 values of amounts and of times of day (TimeML 1.2.1, ISO 8601)."""

from __future__ import annotations

from crosswire.extract.time.meaning import Amount, Clock

UNIT_CODE = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "night": "NI",
    "week": "W",
    "weekend": "WE",
    "month": "M",
    "quarter": "Q",
    "half": "H",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
}
"""The letters that TIMEX3 writes for units."""

_OF_THE_CLOCK = frozenset({"second", "minute", "hour", "night"})


def duration(amount: Amount) -> str:
    """The TIMEX3 value of an amount: "P3D", "PT6H", "PXM" where the number is open."""
    low, unit = amount.low, amount.unit
    if unit == "fortnight":
        low, unit = (None if low is None else 2 * low), "week"
    mark = "PT" if unit in _OF_THE_CLOCK else "P"
    number = "X" if low is None else f"{low:g}"
    return f"{mark}{number}{UNIT_CODE.get(unit, 'X')}"


def time_of_day(clock: Clock) -> str:
    """The end of a TIMEX3 value: "T18:40", "TMO", with the difference from universal time."""
    if clock.part:
        return f"T{clock.part}"
    value = f"T{clock.hour:02}:{clock.minute or 0:02}"
    if clock.second:
        value += f":{clock.second:02}"
    return value + _zone(clock.offset)


def _zone(offset: int | None) -> str:
    if not offset:
        return "" if offset is None else "Z"
    hours, minutes = divmod(abs(offset), 60)
    sign = "-" if offset < 0 else "+"
    return f"{sign}{hours:02}" + (f":{minutes:02}" if minutes else "")
