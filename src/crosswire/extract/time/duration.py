"""Rules for amounts of time, stretches that border on a known time, and recurrences."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import (
    Amount,
    Calendar,
    Length,
    Meaning,
    Nth,
    Period,
    Recurrence,
    Step,
    Unit,
)

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


def _sum(tens: float, ones: float) -> float | None:
    return tens + ones if tens >= 20 and tens % 10 == 0 and 0 < ones < 10 else None


def _scaled(number: float | None, scale: float, rest: float | None) -> float | None:
    if rest is not None and rest >= scale:
        return None
    return (1 if number is None else number) * scale + (rest or 0)


def _amount(number: float, unit: Unit) -> Amount:
    return Amount(number, unit)


def _either(low: float, high: float, unit: Unit) -> Amount | None:
    return Amount(low, unit, high) if low < high else None


def _hedged(hedge: str, amount: Amount) -> Amount | None:
    """An amount with what loosens it; "just" and "exactly" do not."""
    return None if amount.hedged else replace(amount, hedged=hedge not in _EXACT)


_EXACT = frozenset(
    {"just", "only", "exactly", "a mere", "a full", "the full", "a whole", "a total of"}
)


def _half_more(number: float, unit: Unit) -> Amount:
    return Amount(number + 0.5, unit)


def _vague(unit: Unit) -> Amount:
    return Amount(None, unit)


def _bordering(step: Step, amount: Amount) -> Period | None:
    """A stretch by its side: "the past two days" ends where it is spoken, "the following two years" starts there."""
    if step.count == 0:
        return None
    return Period(amount, 1 if step.count > 0 else -1, step.base)


def _until(amount: Amount, limit: Meaning) -> Period:
    return Period(amount, -1, "then", limit)


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


_FIELDS: dict[Unit, str] = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "month": "XXXX-XX",
    "year": "XXXX",
}


def _every(number: float, unit: Unit) -> Recurrence:
    """P2W for "every two weeks"; "every day" is the field of the day that comes back."""
    field = _FIELDS.get(unit) if number == 1 else None
    return Recurrence(field or duration(Amount(number, unit)))


def _per(unit: Unit) -> Recurrence:
    return Recurrence(duration(Amount(1, unit)))


def _every_weekday(_: object, weekday: int) -> Recurrence:
    return Recurrence(f"XXXX-WXX-{weekday}")


def _every_date(_: object, calendar: Calendar) -> Recurrence | None:
    if calendar.month:
        return Recurrence(f"XXXX-{calendar.month:02}")
    return Recurrence(f"XXXX-{calendar.season}") if calendar.season else None


_NUMBERS = (
    Rule("number word", "NUM", "WORDNUM", float, "seven"),
    Rule("number word", "NUM", "WORDNUM -? WORDNUM", _sum, "twenty-four"),
    Rule("number word", "NUM", "ARTICLE SCALE", lambda _, s: float(s), "a hundred"),
    Rule("number word", "NUM", "WORDNUM? SCALE", lambda n, s: _scaled(n, s, None), "two hundred"),
    Rule("number word", "NUM", "WORDNUM? SCALE and NUM", _scaled, "two hundred and six"),
    Rule("figures", "NUM", "NUMBER", float, "24"),
    Rule("dozen", "NUM", "ARTICLE dozen", lambda _: 12.0, "a dozen"),
    Rule("dozen", "NUM", "WORDNUM dozen", lambda n: 12.0 * n, "two dozen"),
    Rule("single", "NUM", "a single", lambda: 1.0, "a single"),
    Rule("couple", "NUM", "a couple of?", lambda: 2.0, "a couple of"),
    Rule("couple", "NUM", "couple of", lambda: 2.0, "last couple of"),
    Rule("one as word", "UNITANY", "UNIT", lambda unit: unit, "day"),
    Rule("many", "UNITANY", "UNITS", lambda unit: unit, "days"),
)

_AMOUNTS = (
    Rule("number and unit", "AMT", "NUM -? UNITANY", _amount, "six days"),
    Rule(
        "number and unit", "AMT", "NUM ADJ UNITS", lambda n, _, u: _amount(n, u), "two bloody weeks"
    ),
    Rule("article and unit", "AMT", "ARTICLE UNIT", _amount, "a week"),
    Rule("half", "AMT", "half ARTICLE UNIT", lambda _, u: Amount(0.5, u), "half an hour"),
    Rule("half", "AMT", "ARTICLE? half -? UNIT", lambda _, u: Amount(0.5, u), "a half-hour"),
    Rule("half", "AMT", "half the UNIT", lambda u: Amount(0.5, u), "half the year"),
    Rule(
        "and a half",
        "AMT",
        "NUM and ARTICLE? half UNITS",
        lambda n, _, u: _half_more(n, u),
        "two and a half years",
    ),
    Rule(
        "and a half",
        "AMT",
        "ARTICLE UNIT and a half",
        lambda _, u: _half_more(1, u),
        "a year and a half",
    ),
    Rule(
        "and a half", "AMT", "UNIT - and - a - half", lambda u: _half_more(1, u), "month-and-a-half"
    ),
    Rule("one or two", "AMT", "NUM to NUM UNITS", _either, "three to five days"),
    Rule("one or two", "AMT", "NUM - NUM UNITS", _either, "3-5 days"),
    Rule("one or two", "AMT", "NUM or NUM UNITS", _either, "three or four days"),
    Rule("one or two", "AMT", "between NUM and NUM UNITS", _either, "between three and five days"),
    Rule("one or two", "AMT", "ARTICLE UNIT or two", lambda _, u: Amount(1, u, 2), "a week or two"),
    Rule(
        "days or weeks", "AMT", "AMT or even? UNITS", lambda a, _: a, "several days or even weeks"
    ),
    Rule("days and weeks", "AMT", "UNITS and UNITS", lambda u, _: _vague(u), "weeks and months"),
    Rule("vague", "AMT", "VAGUE UNITS", lambda _, u: _vague(u), "several days"),
    Rule("vague", "AMT", "ARTICLE few UNITS", lambda _, u: _vague(u), "a few days"),
    Rule("vague", "AMT", "a number of UNITS", _vague, "a number of days"),
    Rule("vague", "AMT", "a matter of UNITS", _vague, "a matter of days"),
    Rule("vague", "AMT", "the intervening UNITS", _vague, "the intervening years"),
    Rule("vague", "AMT", "many more UNITS", _vague, "many more months"),
    Rule("vague", "AMT", "dozens of UNITS", _vague, "dozens of hours"),
    Rule("more", "AMT", "NUM more UNITS", _amount, "two more weeks"),
    Rule("more", "AMT", "NUM other UNITS", _amount, "two other weeks"),
    Rule("consecutive", "AMT", "NUM consecutive UNITS", _amount, "two consecutive weeks"),
    Rule(
        "amount", "AMOUNT", "HEDGE? AMT", lambda h, a: _hedged(h, a) if h else a, "nearly six days"
    ),
    Rule(
        "amount", "AMOUNT", "HEDGE HEDGE AMT", lambda _, h, a: _hedged(h, a), "just under six days"
    ),
    Rule("unnumbered", "AMOUNT", "UNITS", _vague, "for months"),
)

_LENGTHS = (
    Rule("length", "LENGTH", "AMOUNT", Length, "six days"),
    Rule("long", "LENGTH", "AMT -? long", Length, "six-day-long"),
    Rule("long", "LENGTH", "UNIT -? long", lambda u: Length(Amount(1, u)), "week-long"),
    Rule("long", "LENGTH", "UNITS -? long", lambda u: Length(_vague(u)), "months-long"),
    Rule("all", "LENGTH", "all UNIT", lambda u: Length(Amount(1, u)), "all day"),
    Rule("period", "LENGTH", "ARTICLE? AMT period", lambda _, a: Length(a), "a 24-hour period"),
    Rule(
        "period",
        "LENGTH",
        "ARTICLE period of AMOUNT",
        lambda _, a: Length(a),
        "a period of six days",
    ),
    Rule("course", "LENGTH", "the course of AMOUNT", Length, "over the course of a year"),
)

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
        lambda s, u: _bordering(s, _vague(u)),
        "the coming days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the? most? recent UNITS",
        lambda u: Period(_vague(u), -1, "now"),
        "recent months",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the most recent AMT",
        lambda a: Period(a, -1, "now"),
        "the most recent two quarters",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the few STEP UNITS",
        lambda s, u: _bordering(s, _vague(u)),
        "the few following days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the STEP few UNITS",
        lambda s, u: _bordering(s, _vague(u)),
        "the next few days",
    ),
    Rule(
        "bordering",
        "PERIOD",
        "the UNITS STEP",
        lambda u, s: _bordering(s, _vague(u)),
        "the months prior",
    ),
    Rule(
        "up to a time", "PERIOD", "the AMT until POINTTIME", _until, "the 24 hours until Wednesday"
    ),
    Rule("up to a time", "PERIOD", "the AMT to POINTTIME", _until, "the 24 hours to Wednesday"),
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
        "a 24-hour period until Wednesday",
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
    Rule("nth", "NTH", "the? ORD UNIT of POINT", _nth, "the second week of August"),
    Rule("nth", "NTH", "the? STEP UNIT of POINT", _last_nth, "the last week of August"),
    Rule("nth", "NTH", "the? ORD AMT of POINT", _run, "the first two months of 1939"),
    Rule("nth", "NTH", "the? STEP AMT of POINT", _last_run, "the last two weeks of May 2031"),
    Rule("nth", "NTH", "the ORD AMT", _run, "the first three years"),
    Rule("nth", "NTH", "the ORD UNIT", _nth, "the sixth day"),
    Rule("nth", "NTH", "a ORD UNIT", _nth, "for a second day"),
    Rule("final", "NTH", "the final UNIT", lambda u: _nth(-1, u), "the final week"),
    Rule(
        "final",
        "NTH",
        "the final UNIT of POINT",
        lambda u, p: _nth(-1, u, p),
        "the final week of May",
    ),
    Rule("final", "NTH", "the final AMT", lambda a: _run(-1, a), "the final two weeks"),
    Rule(
        "final",
        "NTH",
        "the final AMT of POINT",
        lambda a, p: _run(-1, a, p),
        "the final two weeks of May",
    ),
    Rule("final", "NTH", "the final UNITS", lambda u: _run(-1, _vague(u)), "the final days"),
    Rule("nth", "NTH", "the ORD UNITS", lambda n, u: _run(n, _vague(u)), "the first weeks"),
    Rule(
        "nth",
        "NTH",
        "the ORD UNITS and UNITS",
        lambda n, u, _: _run(n, _vague(u)),
        "the first weeks and months",
    ),
    Rule(
        "day number",
        "NTH",
        "day NUM",
        lambda n: Nth(int(n), "day") if 1 < n < 1000 else None,
        "day three",
    ),
)

_RECURRENCES = (
    Rule("every", "RECUR", "EVERY UNIT", _every, "every day"),
    Rule("every", "RECUR", "EVERY NUM UNITS", lambda _, n, u: _every(n, u), "every two weeks"),
    Rule(
        "every",
        "RECUR",
        "EVERY few UNITS",
        lambda _, u: Recurrence(duration(_vague(u))),
        "every few weeks",
    ),
    Rule("every", "RECUR", "EVERY WDAY", _every_weekday, "every Tuesday"),
    Rule(
        "every",
        "RECUR",
        "EVERY WDAY DAYPART",
        lambda e, d, _: _every_weekday(e, d),
        "every Tuesday morning",
    ),
    Rule(
        "every",
        "RECUR",
        "EVERY DAYPART",
        lambda _, c: Recurrence(f"XXXX-XX-XXT{c.part}") if c.part else None,
        "every morning",
    ),
    Rule("every", "RECUR", "EVERY DATE", _every_date, "every June"),
    Rule("per", "RECUR", "per UNIT", _per, "per day"),
    Rule("times a unit", "RECUR", "once ARTICLE UNIT", lambda _, u: _per(u), "once a week"),
    Rule("times a unit", "RECUR", "twice ARTICLE UNIT", lambda _, u: _per(u), "twice a week"),
    Rule(
        "times a unit",
        "RECUR",
        "NUM times ARTICLE UNIT",
        lambda _, __, u: _per(u),
        "three times a day",
    ),
    Rule("frequency", "RECUR", "FREQUENCY", Recurrence, "daily"),
    Rule("weekdays", "RECUR", "WEEKDAYS", lambda d: Recurrence(f"XXXX-WXX-{d}"), "Tuesdays"),
    Rule("parts", "RECUR", "PARTS", lambda p: Recurrence(f"XXXX-XX-XXT{p}"), "evenings"),
    Rule(
        "parts",
        "RECUR",
        "WDAY PARTS",
        lambda d, p: Recurrence(f"XXXX-WXX-{d}T{p}"),
        "Tuesday evenings",
    ),
)

RULES = (*_NUMBERS, *_AMOUNTS, *_LENGTHS, *_PERIODS, *_ORDINALS, *_RECURRENCES)
