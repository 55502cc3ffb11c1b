"""Rules for times that are counted from another: "last week", "two days later", "that month"."""

from __future__ import annotations

from crosswire.extract.time.chart import Rule
from crosswire.extract.time.meaning import (
    Amount,
    At,
    Calendar,
    Clock,
    Cycle,
    Deictic,
    Distance,
    Meaning,
    Mod,
    Modified,
    Named,
    Part,
    Step,
    Unit,
    Within,
)

_CLOCK_UNITS = frozenset({"second", "minute", "hour"})


def _definite(step: Step) -> Step:
    """After the article "next" and "last" count from the time last spoken of."""
    return Step(step.count, "then")


def _unit(step: Step, unit: Unit) -> Meaning | None:
    if unit in _CLOCK_UNITS:
        return None
    if unit == "night":
        return _part(step, "NI")
    return Deictic(unit, step.count, step.base)


def _cycle(step: Step, _: object, unit: Unit) -> Cycle | None:
    return Cycle(step.count) if unit in ("year", "quarter") else None


def _the_unit(step: Step, unit: Unit) -> Meaning | None:
    return _unit(_definite(step), unit)


def _named(step: Step, calendar: Calendar) -> Named:
    return Named(calendar, step.count, step.base)


def _part(step: Step, part: str) -> At | None:
    """A part of a day: "last night" is yesterday's, "the next morning" the day after's."""
    clock = Clock(hour=int(part[:2]), minute=0) if ":" in part else Clock(part=part)
    return At(clock, Deictic("day", step.count, step.base))


def _the_part(step: Step, part: str) -> At | None:
    return _part(_definite(step), part)


def _within(part: Meaning, whole: Meaning) -> Within | None:
    """A time inside a longer one: a part that already has its year needs none."""
    if isinstance(part, Calendar) and part.year is not None:
        return None
    if not isinstance(whole, Deictic | Within | Named) or _rank(part) >= _rank(whole):
        return None
    return Within(part, whole)


def _rank(meaning: Meaning) -> int:
    """How long a time is, roughly: what lies inside must be shorter."""
    match meaning:
        case Calendar(day=day, weekday=weekday) if day or weekday:
            return 1
        case Calendar(month=month, season=season, quarter=quarter) if month or season or quarter:
            return 3
        case Calendar():
            return 5
        case Deictic(unit=unit):
            return {"day": 1, "weekend": 1, "week": 2, "month": 3, "quarter": 4}.get(unit, 5)
        case Modified(whole=whole) | Within(part=whole) | Named(calendar=whole):
            return _rank(whole)
        case _:
            return 0


def _away(amount: Amount, step: Step) -> Distance:
    return Distance(amount, 1 if step.count > 0 else -1, step.base)


def _from(amount: Amount, direction: int, origin: Meaning) -> Distance:
    return Distance(amount, 1 if direction > 0 else -1, "then", origin)


def _one(unit: Unit) -> Amount:
    return Amount(1, unit)


def _beside(unit: Unit, count: int) -> Meaning | None:
    return _unit(Step(count, "then"), unit)


def _edge_of(mod: Mod, whole: Meaning) -> Modified:
    return Modified(mod, whole)


def _running(unit: Unit) -> Meaning | None:
    """The time last spoken of: "the year" after "the end of" or "later in"."""
    return _unit(Step(0, "then"), unit)


def _week_of(day: Meaning) -> Distance:
    """The week that holds a day: no distance from it, counted in weeks."""
    return Distance(Amount(0, "week"), 1, "then", day)


def _month_of(date: Meaning) -> Meaning | None:
    return date if isinstance(date, Calendar) and date.month and not date.day else None


_TODAY = Deictic("day", 0, "now")

RULES = (
    Rule("overnight", "TIME", "overnight", lambda: At(Clock(part="NI")), "overnight"),
    Rule("adverb", "REL", "ADVERB", lambda n: Deictic("day", n, "now"), "yesterday"),
    Rule(
        "before yesterday",
        "REL",
        "the? day before yesterday",
        lambda: Deictic("day", -2, "now"),
        "the day before yesterday",
    ),
    Rule(
        "after tomorrow",
        "REL",
        "the? day after tomorrow",
        lambda: Deictic("day", 2, "now"),
        "the day after tomorrow",
    ),
    Rule(
        "tonight",
        "TIME",
        "tonight",
        lambda: At(Clock(part="NI"), _TODAY),
        "tonight",
    ),
    Rule("step unit", "REL", "STEP UNIT", _unit, "last week"),
    Rule("step unit", "REL", "the STEP UNIT", _the_unit, "the following week"),
    Rule("step unit", "REL", "STEP calendar UNIT", _unit, "this calendar year"),
    Rule("cycle", "REL", "STEP CYCLE UNIT", _cycle, "this fiscal year"),
    Rule("cycle", "REL", "the STEP CYCLE UNIT", _cycle, "the next school year"),
    Rule("cycle", "REL", "STEP CYCLEWORD", lambda s, _: Cycle(s.count), "last season"),
    Rule("cycle", "REL", "the STEP CYCLEWORD", lambda s, _: Cycle(s.count), "the next season"),
    Rule("of the writing", "REL", "press time", lambda: _TODAY, "press time"),
    Rule("of the writing", "REL", "the time of WRITING", lambda _: _TODAY, "the time of writing"),
    Rule("of the writing", "REL", "this WRITING", lambda _: _TODAY, "as of this writing"),
    Rule(
        "before last",
        "REL",
        "the UNIT before last",
        lambda u: _unit(Step(-2, "now"), u),
        "the week before last",
    ),
    Rule(
        "step weekday",
        "REL",
        "STEP WDAY",
        lambda s, d: _named(s, Calendar(weekday=d)),
        "last Tuesday",
    ),
    Rule("step month", "REL", "STEP MON", lambda s, m: _named(s, Calendar(month=m)), "next June"),
    Rule("step season", "REL", "STEP SEAS", _named, "last winter"),
    Rule("step holiday", "REL", "STEP FEAST", _named, "last Christmas"),
    Rule(
        "step weekday",
        "REL",
        "the STEP WDAY",
        lambda s, d: _named(_definite(s), Calendar(weekday=d)),
        "the next Tuesday",
    ),
    Rule(
        "step month",
        "REL",
        "the STEP MON",
        lambda s, m: _named(_definite(s), Calendar(month=m)),
        "the previous June",
    ),
    Rule(
        "step season",
        "REL",
        "the STEP SEAS",
        lambda s, c: _named(_definite(s), c),
        "the next spring",
    ),
    Rule("step part", "TIME", "MODE? STEP PART", lambda _, s, p: _part(s, p), "early this morning"),
    Rule(
        "step part",
        "TIME",
        "MODE? the STEP PART",
        lambda _, s, p: _the_part(s, p),
        "early the next morning",
    ),
    Rule("part inside", "REL", "DATE ,? REL", _within, "Tuesday last week"),
    Rule("part inside", "REL", "DATE of REL", _within, "July of that year"),
    Rule("part inside", "REL", "DATE of RUNNING", _within, "the first quarter of the year"),
    Rule("part inside", "REL", "DATE in REL", _within, "July in that year"),
    Rule(
        "whole and part",
        "REL",
        "REL ,? WDAY",
        lambda w, d: _within(Calendar(weekday=d), w),
        "last week, Tuesday",
    ),
    Rule("weekend", "REL", "the weekend", lambda: Calendar(weekend=True), "over the weekend"),
    Rule("week of", "REL", "the week of POINT", _week_of, "the week of May 3"),
    Rule("month of", "REL", "the month of DATE", _month_of, "the month of May"),
    Rule("day beside", "REL", "the UNIT before", lambda u: _beside(u, -1), "the day before"),
    Rule("day beside", "REL", "the UNIT after", lambda u: _beside(u, 1), "the day after"),
    Rule("day beside", "REL", "the UNIT earlier", lambda u: _beside(u, -1), "the week earlier"),
    Rule("day beside", "REL", "the UNIT prior", lambda u: _beside(u, -1), "the year prior"),
    Rule("day beside", "REL", "the UNIT following", lambda u: _beside(u, 1), "the day following"),
    Rule("away", "REL", "AMOUNT AWAY", _away, "three weeks ago"),
    Rule(
        "soon after",
        "REL",
        "SOON AFTERWARDS",
        lambda *_: Distance(Amount(None, "hour"), 1, "then"),
        "soon afterwards",
    ),
    Rule(
        "away from a time",
        "REL",
        "AMOUNT after POINT",
        lambda a, p: _from(a, 1, p),
        "two days after 5 May",
    ),
    Rule(
        "away from a time",
        "REL",
        "AMOUNT before POINT",
        lambda a, p: _from(a, -1, p),
        "two days before 5 May",
    ),
    Rule(
        "away from a time",
        "REL",
        "the UNIT after POINT",
        lambda u, p: _from(_one(u), 1, p),
        "the day after Christmas",
    ),
    Rule(
        "away from a time",
        "REL",
        "the UNIT before POINT",
        lambda u, p: _from(_one(u), -1, p),
        "the day before Christmas",
    ),
    Rule(
        "time's distance",
        "REL",
        "AMOUNT from POINT",
        lambda a, p: _from(a, 1, p),
        "two weeks from Tuesday",
    ),
    Rule("in time", "REL", "AMOUNT 's time", lambda a: Distance(a, 1, "now"), "a week's time"),
    Rule("in time", "REL", "AMOUNT ' time", lambda a: Distance(a, 1, "now"), "two weeks' time"),
    Rule("running unit", "RUNNING", "the UNIT", _running, "the year"),
    Rule("side of a time", "POINTPART", "SIDE POINT", Part, "later this week"),
    Rule("side of a time", "POINTPART", "SIDE in POINT", Part, "later in 1792"),
    Rule("side of a time", "POINTPART", "SIDE on POINT", Part, "later on Tuesday"),
    Rule("side of a time", "POINTPART", "SIDE in RUNNING", Part, "later in the year"),
    Rule("rest", "POINTPART", "the rest of WHOLE", lambda p: Part("later", p), "the rest of 1952"),
    Rule(
        "rest",
        "POINTPART",
        "the remainder of WHOLE",
        lambda p: Part("later", p),
        "the remainder of 1952",
    ),
    Rule("most", "REL", "most of WHOLE", lambda p: p, "most of 1952"),
    Rule("most", "REL", "much of WHOLE", lambda p: p, "much of the 1990s"),
    Rule("most", "REL", "all of WHOLE", lambda p: p, "all of 2019"),
    Rule("edge of unit", "REL", "the? EDGE of RUNNING", _edge_of, "the end of the year"),
    Rule("edge of unit", "REL", "the? EDGE of REL", _edge_of, "the end of last year"),
    Rule(
        "edge of unit", "REL", "the? MODE part of RUNNING", _edge_of, "the latter part of the year"
    ),
    Rule("edge of unit", "REL", "MODE in RUNNING", _edge_of, "late in the year"),
    Rule("edge of unit", "REL", "MODE REL", _edge_of, "early next week"),
    Rule(
        "unit's edge",
        "REL",
        "the? UNIT 's EDGE",
        lambda u, e: _edge_of(e, Deictic(u, 0, "then")),
        "year's end",
    ),
    Rule(
        "unit's edge",
        "REL",
        "the? UNIT - EDGE",
        lambda u, e: _edge_of(e, Deictic(u, 0, "then")),
        "year-end",
    ),
    Rule("whole", "WHOLE", "POINT", lambda point: point, "12 May"),
    Rule("whole", "WHOLE", "RUNNING", lambda unit: unit, "the year"),
    Rule("point", "POINT", "DATE", lambda date: date, "12 May"),
    Rule("point", "POINT", "REL", lambda rel: rel, "last week"),
)
