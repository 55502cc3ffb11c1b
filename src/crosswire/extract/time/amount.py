"""Rules for numbers, amounts of time and the lengths that they make."""

from __future__ import annotations

from dataclasses import replace

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import Amount, Length, Unit


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


def _longer(longer: Amount, shorter: Amount) -> Amount | None:
    """A length in two units, the longer one first; it is told by the longer."""
    if longer.low is None or shorter.low is None or shorter.hedged:
        return None
    return longer if shorter.unit == _NEXT_SHORTER.get(longer.unit) else None


_NEXT_SHORTER: dict[Unit, Unit] = {
    "year": "month", "month": "day", "week": "day", "day": "hour", "hour": "minute",
    "minute": "second",
}  # fmt: skip


def vague(unit: Unit) -> Amount:
    """An amount whose number is open."""
    return Amount(None, unit)


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
    Rule("sum", "AMT", "AMT and AMT", _longer, "nine years and four months"),
    Rule("days or weeks", "AMT", "AMT or even? UNITS", lambda a, _: a, "some hours or even days"),
    Rule("days and weeks", "AMT", "UNITS and UNITS", lambda u, _: vague(u), "weeks and months"),
    Rule("vague", "AMT", "VAGUE UNITS", lambda _, u: vague(u), "several days"),
    Rule("vague", "AMT", "ARTICLE few UNITS", lambda _, u: vague(u), "a few days"),
    Rule("vague", "AMT", "a number of UNITS", vague, "a number of days"),
    Rule("vague", "AMT", "a matter of UNITS", vague, "a matter of days"),
    Rule("vague", "AMT", "the intervening UNITS", vague, "the intervening years"),
    Rule("vague", "AMT", "many more UNITS", vague, "many more months"),
    Rule("vague", "AMT", "dozens of UNITS", vague, "dozens of hours"),
    Rule("more", "AMT", "NUM more UNITS", _amount, "two more weeks"),
    Rule("more", "AMT", "NUM other UNITS", _amount, "two other weeks"),
    Rule("consecutive", "AMT", "NUM consecutive UNITS", _amount, "two consecutive weeks"),
    Rule(
        "amount", "AMOUNT", "HEDGE? AMT", lambda h, a: _hedged(h, a) if h else a, "nearly six days"
    ),
    Rule(
        "amount", "AMOUNT", "HEDGE HEDGE AMT", lambda _, h, a: _hedged(h, a), "just under six days"
    ),
    Rule("unnumbered", "AMOUNT", "UNITS", vague, "for months"),
)

_LENGTHS = (
    Rule("length", "LENGTH", "AMOUNT", Length, "six days"),
    Rule("long", "LENGTH", "AMT -? long", Length, "six-day-long"),
    Rule("long", "LENGTH", "UNIT -? long", lambda u: Length(Amount(1, u)), "week-long"),
    Rule("long", "LENGTH", "UNITS -? long", lambda u: Length(vague(u)), "months-long"),
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

RULES = (*_NUMBERS, *_AMOUNTS, *_LENGTHS)
