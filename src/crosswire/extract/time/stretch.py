"""Rules for stretches: those that border on a known time, and parts of one by their number."""

from __future__ import annotations

from crosswire.extract.time.amount import vague
from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import Amount, Meaning, Nth, Period, Step, Unit


def _bordering(step: Step, amount: Amount) -> Period | None:
    """A stretch by its side: "the past two days" ends where "the next two days" starts."""
    if step.count == 0:
        return None
    return Period(amount, 1 if step.count > 0 else -1, step.base)


def _until(amount: Amount, limit: Meaning) -> Period:
    return Period(amount, -1, "then", limit)


def _a_unit_until(unit: Unit, limit: Meaning) -> Period:
    return _until(Amount(1, unit), limit)


def _ending(unit: Unit, _: object, limit: Meaning) -> Period:
    return _a_unit_until(unit, limit)


def _nth(number: int, unit: Unit, whole: Meaning | None = None) -> Nth | None:
    """Not for quarters: "the first quarter" is a date of its own."""
    return Nth(number, unit, whole) if unit not in _DATED else None


_DATED = frozenset({"quarter", "century", "night"})


def _run(number: int, amount: Amount, whole: Meaning | None = None) -> Nth:
    return Nth(number, amount.unit, whole, amount)


def _last_nth(step: Step, unit: Unit, whole: Meaning) -> Nth | None:
    return Nth(-1, unit, whole) if step == _LAST else None


def _last_run(step: Step, amount: Amount, whole: Meaning | None = None) -> Nth | None:
    return Nth(-1, amount.unit, whole, amount) if step == _LAST else None


_LAST = Step(-1, "now")


_PERIODS = (
    Rule("bordering", "PERIOD", "the? STEP AMT", _bordering, "the past two days"),
    Rule(
        "bordering",
        "PERIOD",
        "the? NUM STEP UNITS",
        lambda n, s, u: _bordering(s, Amount(n, u)),
        "the two previous days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the STEP UNIT",
        lambda s, u: _bordering(s, Amount(1, u)) if s == _LAST else None,
        "the past day",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the? STEP UNITS",
        lambda s, u: _bordering(s, vague(u)),
        "the coming days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the? most? recent UNITS",
        lambda u: Period(vague(u), -1, "now"),
        "recent months",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the most recent AMT",
        lambda a: Period(a, -1, "now"),
        "the most recent three quarters",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the few STEP UNITS",
        lambda s, u: _bordering(s, vague(u)),
        "the few following days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the STEP few UNITS",
        lambda s, u: _bordering(s, vague(u)),
        "the next few days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the UNITS STEP",
        lambda u, s: _bordering(s, vague(u)),
        "the months prior",
    ),
    Rule(
        "up to a time", "PERIOD", "the AMT until POINTTIME", _until, "the 24 hours until Wednesday"
    ),
    Rule("up to a time", "PERIOD", "the AMT to POINTTIME", _until, "the 24 hours to Wednesday"),
    Rule("up to a time", "PERIOD", "the UNIT to POINT", _a_unit_until, "the year to April 30"),
    Rule("up to a time", "PERIOD", "the UNIT ENDING POINT", _ending, "the quarter ended 31 March"),
    Rule("ending", "ENDING", "ending on?", lambda: True, "the year ending on 30 June"),
    Rule("ending", "ENDING", "ended on?", lambda: True, "the year ended 30 June"),
    Rule("ending", "ENDING", "through", lambda: True, "the week through Friday"),
    Rule(
        "up to a time",
        "PERIOD",
        "the AMT before POINTTIME",
        _until,
        "the 24 hours before Wednesday",
    ),
    Rule(
        "up to a time",
        "PERIOD",
        "ARTICLE? AMT period until POINTTIME",
        lambda _, a, p: _until(a, p),
        "a 12-hour period until Friday",
    ),
    Rule(
        "up to a time",
        "PERIOD",
        "ARTICLE? AMT period to POINTTIME",
        lambda _, a, p: _until(a, p),
        "a 24-hour period to Wednesday",
    ),
)

_ORDINALS = (
    Rule("nth", "NTH", "the? ORD UNIT of WHOLE", _nth, "the second week of August"),
    Rule("nth", "NTH", "the? STEP UNIT of WHOLE", _last_nth, "the last week of August"),
    Rule("nth", "NTH", "the? ORD AMT of WHOLE", _run, "the first two months of 1939"),
    Rule("nth", "NTH", "the? STEP AMT of WHOLE", _last_run, "the last two weeks of May 2031"),
    Rule("nth", "NTH", "the ORD AMT", _run, "the first three years"),
    Rule("nth", "NTH", "the ORD UNIT", _nth, "the sixth day"),
    Rule("nth", "NTH", "a ORD UNIT", _nth, "for a second day"),
    Rule("final", "NTH", "the final UNIT", lambda u: _nth(-1, u), "the final week"),
    Rule(
        "final",
        "NTH",
        "the final UNIT of WHOLE",
        lambda u, p: _nth(-1, u, p),
        "the final week of May",
    ),
    Rule("final", "NTH", "the final AMT", lambda a: _run(-1, a), "the final two weeks"),
    Rule(
        "final",
        "NTH",
        "the final AMT of WHOLE",
        lambda a, p: _run(-1, a, p),
        "the final two weeks of May",
    ),
    Rule("final", "NTH", "the final UNITS", lambda u: _run(-1, vague(u)), "the final days"),
    Rule("nth", "NTH", "the ORD UNITS", lambda n, u: _run(n, vague(u)), "the first weeks"),
    Rule(
        "nth",
        "NTH",
        "the ORD UNITS and UNITS",
        lambda n, u, _: _run(n, vague(u)),
        "the first days and weeks",
    ),
    Rule(
        "day number",
        "NTH",
        "day NUM",
        lambda n: Nth(int(n), "day") if 1 < n < 1000 else None,
        "day three",
    ),
)

RULES = (*_PERIODS, *_ORDINALS)
