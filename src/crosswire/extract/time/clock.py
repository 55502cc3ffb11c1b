"""Rules for times of day, alone and on their day."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import (
    At,
    Calendar,
    Clock,
    Deictic,
    Distance,
    Meaning,
    Modified,
    Named,
    Within,
)


def _noon_or_part(code: str) -> Clock:
    if ":" in code:
        return Clock(hour=int(code[:2]), minute=int(code[3:]))
    return Clock(part=code)


def _hour(hour: int, meridiem: int | None) -> Clock | None:
    """An hour by the half of the day: "12 a.m." is midnight."""
    if meridiem is None or not 1 <= hour <= 12:
        return None
    return Clock(hour=hour % 12 + meridiem)


def _spoken_hour(hour: float) -> Clock | None:
    return Clock(hour=int(hour)) if 1 <= hour <= 12 and hour == int(hour) else None


def _past(minutes: int, hour: float) -> Clock | None:
    """So many minutes after a full hour, or before it if negative."""
    if not 1 <= hour <= 12 or hour != int(hour):
        return None
    hours, minute = divmod(int(hour) * 60 + minutes, 60)
    return Clock(hour=hours, minute=minute)


def _halved(clock: Clock, meridiem: int) -> Clock | None:
    hour = clock.hour
    if hour is None or hour > 12:
        return clock if clock.exact else None
    return replace(clock, hour=hour % 12 + meridiem)


def _dotted(number: float, meridiem: int) -> Clock | None:
    """The minutes stand behind a full stop: "5.30pm"."""
    hour, minute = divmod(round(number * 100), 100)
    if number == int(number) or not 1 <= hour <= 12 or minute > 59:
        return None
    return Clock(hour=hour % 12 + meridiem, minute=minute)


def _zoned(clock: Clock, offset: int) -> Clock | None:
    return replace(clock, offset=offset) if clock.exact and clock.offset is None else None


def _at(clock: Clock, day: Meaning) -> At | None:
    """The time on a day; a month, a season or a year has no time of day."""
    return At(clock, day) if _is_day(day) else None


def _on(day: Meaning, clock: Clock) -> At | None:
    return _at(clock, day)


def _tonight(clock: Clock) -> At:
    return At(clock, Deictic("day", 0, "now"))


def _is_day(meaning: Meaning) -> bool:
    match meaning:
        case Calendar():
            return bool(meaning.day or meaning.weekday or meaning.easter is not None)
        case Modified(whole=whole) | Within(part=whole) | Named(calendar=whole):
            return _is_day(whole)
        case Deictic():
            return meaning.unit == "day"
        case Distance():
            return meaning.amount.unit == "day" and meaning.amount.low is not None
        case _:
            return False


RULES = (
    Rule("part of day", "DAYPART", "PART", _noon_or_part, "morning"),
    Rule(
        "part of day", "DAYPART", "MODE -? PART", lambda _, p: _noon_or_part(p), "early afternoon"
    ),
    Rule("hours", "DAYPART", "DAYPART hours", lambda part: part, "the early morning hours"),
    Rule(
        "small hours",
        "DAYPART",
        "MODE hours",
        lambda mod: Clock(part="MO" if mod == "start" else "NI"),
        "the early hours",
    ),
    Rule("small hours", "DAYPART", "small hours", lambda: Clock(part="MO"), "the small hours"),
    Rule(
        "close of business",
        "MARKET",
        "the? EDGE of BUSINESS",
        lambda edge, _: Clock(part={"start": "MO", "mid": "MI", "end": "EV"}[edge]),
        "close of business",
    ),
    Rule(
        "trading",
        "MARKET",
        "MODE BUSINESS",
        lambda mod, _: Clock(part={"start": "MO", "mid": "MI", "end": "AF"}[mod]),
        "early trading",
    ),
    Rule("trading", "MARKET", "PART BUSINESS", lambda p, _: _noon_or_part(p), "morning trade"),
    Rule("hour", "TOD", "INT MERIDIEM", _hour, "6 a.m."),
    Rule("hour", "TOD", "NUM MERIDIEM", lambda n, m: _hour(int(n), m), "six a.m."),
    Rule("clock", "TOD", "CLOCK", lambda clock: clock, "06:30"),
    Rule("clock", "TOD", "CLOCK MERIDIEM", _halved, "6:30 p.m."),
    Rule("dotted clock", "TOD", "NUMBER MERIDIEM", _dotted, "5.30pm"),
    Rule("clock hours", "TOD", "CLOCK hours", lambda clock: clock, "06:30 hours"),
    Rule("clock hours", "TOD", "CLOCK hrs", lambda clock: clock, "06:30hrs"),
    Rule("o'clock", "TOD", "NUM o ' clock", _spoken_hour, "six o'clock"),
    Rule("o'clock", "TOD", "NUM o’clock", _spoken_hour, "six o'clock"),
    Rule("military", "TOD", "MILITARY hours", lambda clock: clock, "0300 hours"),
    Rule("military", "TOD", "MILITARY hrs", lambda clock: clock, "0300hrs"),
    Rule("military", "TOD", "MILITARY ZONE", _zoned, "0300 GMT"),
    Rule("half past", "TOD", "half past NUM", lambda n: _past(30, n), "half past six"),
    Rule("quarter past", "TOD", "quarter past NUM", lambda n: _past(15, n), "quarter past six"),
    Rule("quarter to", "TOD", "quarter to NUM", lambda n: _past(-15, n), "quarter to six"),
    Rule("seasonal zone", "TOD", "TOD SEASONALZONE", lambda clock, _: clock, "6:30 p.m. ET"),
    Rule("zone", "TOD", "TOD ZONE", _zoned, "06:30 GMT"),
    Rule("zone", "TOD", "TOD ( TOD )", lambda one, _: one, "06:30 (04:30 GMT)"),
    Rule("local time", "TOD", "TOD local time", lambda clock: clock, "06:30 local time"),
    Rule("in the morning", "TOD", "TOD in the PART", lambda clock, _: clock, "6:30 in the morning"),
    Rule("time of day", "ANYTOD", "TOD", lambda clock: clock, "6 a.m."),
    Rule("time of day", "ANYTOD", "DAYPART", lambda clock: clock, "morning"),
    Rule("hours of markets", "ANYTOD", "MARKET", lambda clock: clock, "early trading"),
    Rule(
        "hours of markets",
        "TIME",
        "MARKET",
        lambda clock: At(clock, Deictic("day", 0, "now")),
        "early trading",
    ),
    Rule("day and part", "TIME", "POINT DAYPART", _on, "Tuesday morning"),
    Rule("day and part", "TIME", "POINT , DAYPART", _on, "Tuesday, midnight"),
    Rule("day 's part", "TIME", "POINT 's DAYPART", _on, "Tuesday's morning"),
    Rule("part of the day", "TIME", "the? DAYPART of POINT", _at, "the night of 12 May"),
    Rule(
        "part of the day",
        "TIME",
        "MODE in the DAYPART of POINT",
        lambda _, c, d: _at(c, d),
        "early in the morning of 12 May",
    ),
    Rule(
        "early on",
        "TIME",
        "MODE on POINT DAYPART",
        lambda _, day, clock: _on(day, clock),
        "early on Tuesday morning",
    ),
    Rule("time on a day", "TIME", "ANYTOD on POINT", _at, "6 a.m. on Tuesday"),
    Rule("time on a day", "TIME", "ANYTOD ,? POINT", _at, "6 a.m. Tuesday"),
    Rule("day at a time", "TIME", "POINT at TOD", _on, "Tuesday at 6 a.m."),
    Rule("day at a time", "TIME", "POINT ,? TOD", _on, "Tuesday, 6 a.m."),
    Rule(
        "part at a time", "TIME", "DAYPART at TOD", lambda _, clock: At(clock), "morning at 06:30"
    ),
    Rule("tonight", "TIME", "ANYTOD tonight", _tonight, "midnight tonight"),
    Rule("tonight", "TIME", "tonight at TOD", _tonight, "tonight at 9 p.m."),
    Rule("two zones", "TIME", "TIME ( TIME )", lambda one, _: one, "3 a.m. (1900 GMT Tuesday)"),
    Rule("clock alone", "TIME", "TOD", At, "0300 GMT"),
    Rule("part alone", "TIME", "the? DAYPART", At, "the morning"),
    Rule(
        "part in", "TIME", "MODE in the DAYPART", lambda _, clock: At(clock), "late in the evening"
    ),
    Rule(
        "early on",
        "TIME",
        "MODE on POINT",
        lambda mod, day: Modified(mod, day) if _is_day(day) else None,
        "early on Tuesday",
    ),
)
