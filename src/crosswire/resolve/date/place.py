"""Gives a meaning its place on the calendar, against the anchors of its discourse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from crosswire.extract.time.meaning import (
    Amount,
    At,
    Base,
    Calendar,
    Cycle,
    Deictic,
    Distance,
    Length,
    Meaning,
    Modified,
    Named,
    Nth,
    Part,
    Period,
    Range,
    Recurrence,
    Reference,
    Series,
    Unit,
    Unknown,
    Within,
)
from crosswire.extract.time.timex import Timex
from crosswire.extract.time.value import duration, time_of_day
from crosswire.resolve.date.anchor import Anchor, Discourse
from crosswire.resolve.date.choose import choose, fixed, inside, nearest_weekday, neighbour
from crosswire.resolve.date.count import back, forward, in_days, nth_days
from crosswire.resolve.date.granule import Grain, Granule
from crosswire.resolve.date.placed import (
    BLANK,
    UNKNOWN,
    Placed,
    a_year_on,
    at_granule,
    first_day,
    hours_away,
    in_one_week,
    narrowed,
    partly,
)

_GRAIN: dict[Unit, Grain] = {
    "day": "day",
    "night": "day",
    "week": "week",
    "fortnight": "week",
    "weekend": "weekend",
    "month": "month",
    "season": "season",
    "quarter": "quarter",
    "half": "half",
    "year": "year",
    "decade": "decade",
    "century": "century",
}


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the meanings of one expression; the discourse says what came before it."""

    discourse: Discourse
    timex: Timex

    def place(self, meaning: Meaning) -> Placed:
        """The place of a meaning on the calendar."""
        return _BY_MEANING[type(meaning)](self, meaning)

    def _base(self, base: Base, grain: Grain = "day") -> Anchor | None:
        """What is counted from; a time coarser than what is counted is no base in news."""
        if base == "now":
            return self.discourse.utterance(self.timex)
        return self.discourse.mentioned(self.timex, grain)

    def _as_it_stands(self, meaning: Recurrence | Reference) -> Placed:
        return Placed(meaning.value)

    def _unknown(self, _: Unknown) -> Placed:
        return Placed(UNKNOWN)

    def _calendar(self, calendar: Calendar) -> Placed:
        if (whole := fixed(calendar)) is not None:
            return at_granule(whole)
        anchor = self._base("now")
        granule = choose(calendar, anchor, self.timex, self.discourse.genre)
        if granule is None and calendar.weekday:
            return Placed(f"XXXX-WXX-{calendar.weekday}")
        return at_granule(granule, anchor)

    def _cycle(self, _: Cycle) -> Placed:
        """A season or year of its own reckoning: when it starts is not told."""
        return Placed("XXXX")

    def _deictic(self, deictic: Deictic) -> Placed:
        grain = _GRAIN.get(deictic.unit)
        if grain is None:
            return Placed(UNKNOWN)
        anchor = self._base(deictic.base, grain)
        if anchor is None:
            return Placed(BLANK.get(grain, UNKNOWN))
        return self._steps(anchor, grain, deictic.count)

    def _steps(self, anchor: Anchor, grain: Grain, count: int) -> Placed:
        """The granule so many away from the anchor's; partly known if the anchor is coarser."""
        around = anchor.granule.up(grain)
        if around is None:
            return Placed(partly(anchor.granule, grain), anchor=anchor)
        found = around.shift(count)
        if found is None:
            return Placed(partly(around.up("year") or around, grain), anchor=anchor)
        return at_granule(found, anchor)

    def _named(self, named: Named) -> Placed:
        anchor = self._base(named.base)
        if anchor is None:
            return at_granule(choose(named.calendar, None, self.timex, self.discourse.genre))
        calendar = named.calendar
        if calendar.weekday and not calendar.month:
            return self._named_weekday(named, anchor, calendar.weekday)
        return at_granule(neighbour(calendar, named.count, anchor.granule), anchor)

    def _named_weekday(self, named: Named, anchor: Anchor, weekday: int) -> Placed:
        """For "last Tuesday" that of the week before, for "the previous Tuesday" the nearest."""
        day = anchor.day
        if day is None:
            return Placed(f"XXXX-WXX-{weekday}", anchor=anchor)
        if named.base == "then" and named.count:
            return at_granule(nearest_weekday(day, weekday, named.count), anchor)
        days = 7 * named.count + weekday - day.isoweekday()
        return at_granule(Granule.of(day).shift(days), anchor)

    def _distance(self, distance: Distance) -> Placed:
        anchor = self._origin(distance)
        amount = distance.amount
        event = distance.event and self.discourse.genre == "news"
        if amount.low is None:
            reference = "PAST_REF" if distance.direction < 0 else "FUTURE_REF"
            return Placed(reference, anchor=anchor)
        if amount.unit in ("second", "minute", "hour"):
            return hours_away(None if event else anchor, distance)
        if event or (amount.hedged and self.discourse.genre == "news"):
            return Placed(BLANK.get(_GRAIN.get(amount.unit, "day"), "XXXX"))
        amount = _whole(amount)
        grain = _GRAIN.get(amount.unit)
        number = amount.low or 0.0
        if grain is None or anchor is None or number != int(number):
            return Placed(BLANK.get(grain or "day", UNKNOWN), anchor=anchor)
        count = int(number) * (2 if amount.unit == "fortnight" else 1)
        return self._steps(anchor, grain, distance.direction * count)

    def _origin(self, distance: Distance) -> Anchor | None:
        if distance.origin is None:
            return self._base(distance.base, _GRAIN.get(distance.amount.unit, "day"))
        granule = self.place(distance.origin).granule
        return Anchor(granule, "time in the expression", (self.timex.span,)) if granule else None

    def _within(self, within: Within) -> Placed:
        whole = self.place(within.whole)
        part, mod = _unwrap(within.part)
        if whole.granule is None or not isinstance(part, Calendar):
            return replace(whole, granule=None)
        found = inside(part, whole.granule)
        placed = at_granule(found, whole.anchor) if found else replace(whole, granule=None)
        return narrowed(placed, mod) if mod else placed

    def _at(self, at: At) -> Placed:
        placed = self._night() if _is_any_night(at) else self._day_of(at)
        day = placed.granule
        if day is None or day.grain != "day":
            blank = placed.value if placed.value.count("-") == 2 else "XXXX-XX-XX"
            return Placed(f"{blank}{time_of_day(at.clock)}", placed.window, day, placed.anchor)
        return replace(placed, value=f"{day.value}{time_of_day(at.clock)}")

    def _night(self) -> Placed:
        """A night of no named day: it follows a day that its sentence tells, else it ends on the
        day of the report, or starts there if it is to come."""
        told = self.discourse.happened
        beside = (
            told is not None
            and told.timex.sentence == self.timex.sentence
            and told.timex.standing == "text"
        )
        if self.timex.role == "reference":
            return Placed("XXXX-XX-XX")
        anchor = told.anchor("day of the report") if told and beside else self._base("now")
        day = anchor.granule if anchor and anchor.granule.grain == "day" else None
        if day is None or self.discourse.genre == "narrative":
            return at_granule(day, anchor) if day else Placed("XXXX-XX-XX", anchor=anchor)
        first = day if beside or self.timex.tense == "future" else day.shift(-1)
        last = first.shift(1) if first else None
        window = (first_day(first), first_day(last))
        return replace(at_granule(day, anchor), window=window)

    def _day_of(self, at: At) -> Placed:
        if at.day is not None:
            return self.place(at.day)
        if self.timex.role == "reference":
            return Placed("XXXX-XX-XX")
        anchor = self.discourse.day_of_hours(self.timex)
        return at_granule(anchor.granule, anchor) if anchor else Placed("XXXX-XX-XX")

    def _modified(self, modified: Modified) -> Placed:
        """The start, middle or end of a time; "by the end of May" is its last day."""
        placed = self.place(modified.whole)
        last = placed.window[1]
        edge = modified.mod == "end" and self.timex.rule in _EDGES
        final = self.timex.rule == "unit's edge" and self.timex.preposition == "at"
        if edge and last and (final or self.timex.preposition in _DEADLINE):
            return replace(placed, window=(last, last))
        return narrowed(placed, modified.mod)

    def _part(self, part: Part) -> Placed:
        """What lies before or after the present in a time that holds it."""
        placed = self.place(part.whole)
        now = self._base("now" if self.discourse.genre == "news" else "then")
        day = now.day if now else None
        first, last = placed.window
        if not day or not first or not last or not first <= day <= last:
            return placed
        window = (first, day) if part.side == "earlier" else (day, last)
        return replace(placed, window=window)

    def _nth(self, nth: Nth) -> Placed:
        value = duration(nth.amount or Amount(1, nth.unit))
        whole = self.place(nth.whole) if nth.whole else None
        window = whole.granule.window if whole and whole.granule else None
        if whole is None and (counted := self._from_onset(nth)) is not None:
            return counted
        if whole is None or window is None:
            return Placed("XXXX-XX-XX" if nth.unit == "day" and not nth.amount else value)
        days = nth_days(nth, window)
        if days is None:
            return Placed(value, anchor=whole.anchor)
        if days[0] == days[1] and not nth.amount:
            return at_granule(Granule.of(days[0]), whole.anchor)
        if nth.unit == "month" and not nth.amount:
            return at_granule(Granule("month", days[0].year, days[0].month), whole.anchor)
        return Placed(value, days, anchor=whole.anchor)

    def _from_onset(self, nth: Nth) -> Placed | None:
        """The nth day since something is said to have begun."""
        onset = self.discourse.onset
        if onset is None or nth.unit != "day" or nth.amount or nth.number < 1:
            return None
        return at_granule(onset.granule.shift(nth.number - 1), onset.anchor("onset"))

    def _period(self, period: Period) -> Placed:
        value = duration(period.amount)
        if period.limit is not None:
            limit = self.place(period.limit)
            first, last = limit.window
            start = back(first, period.amount) if first else None
            return Placed(value, (start, last), anchor=limit.anchor)
        anchor = self._end_of(period)
        day = anchor.day if anchor else None
        if day is None:
            return Placed(value, anchor=anchor)
        if period.direction < 0:
            return Placed(value, (back(day, period.amount), day), anchor=anchor)
        return Placed(value, (day, forward(day, period.amount)), anchor=anchor)

    def _end_of(self, period: Period) -> Anchor | None:
        """What a stretch borders on: of hours and days the day that its sentence tells."""
        short = period.amount.unit in ("hour", "day") and period.direction < 0
        return (self.discourse.told_beside(self.timex) if short else None) or self._base(
            period.base
        )

    def _length(self, length: Length) -> Placed:
        """A bare length has no place, unless the perfect lets it run up to the present."""
        value = duration(length.amount)
        anchor = self._base("now")
        day = anchor.day if anchor and self.discourse.genre == "news" else None
        if self.timex.role != "window" or day is None or length.amount.low is None:
            return Placed(value)
        if self.timex.preposition == "for" and self.timex.perfect:
            return Placed(value, (_first_of(day, length.amount), day), anchor=anchor)
        if _is_past_day(length.amount, self.timex):
            return Placed(value, (back(day, length.amount), day), anchor=anchor)
        return Placed(value)

    def _range(self, pair: Range | Series) -> Placed:
        first, last = self.place(pair.first), self.place(pair.last)
        if _is_weekday(pair.first) and _is_weekday(pair.last):
            first, last = in_one_week(first, last, self.timex.tense == "past")
        else:
            first, last = self._in_order(first, last)
        days = (first.window[0], last.window[1])
        if days[0] and days[1] and days[1] < days[0]:
            days = (None, None)
        value = f"{first.value}/{last.value}"
        return Placed(value, days, last.granule, last.anchor or first.anchor)

    def _in_order(self, first: Placed, last: Placed) -> tuple[Placed, Placed]:
        """Where a range crosses the year ("October to February") the end that is off moves."""
        one, two = first.granule, last.granule
        start, end = first.window[0], last.window[1]
        if one is None or two is None or start is None or end is None or start <= end:
            return first, last
        if self.timex.tense == "future":
            return first, at_granule(a_year_on(two, 1), last.anchor)
        return at_granule(a_year_on(one, -1), first.anchor), last


_BY_MEANING: dict[type[Meaning], Callable[[Placer, Any], Placed]] = {
    Calendar: Placer._calendar,
    Cycle: Placer._cycle,
    Deictic: Placer._deictic,
    Named: Placer._named,
    Distance: Placer._distance,
    Within: Placer._within,
    At: Placer._at,
    Modified: Placer._modified,
    Part: Placer._part,
    Nth: Placer._nth,
    Period: Placer._period,
    Length: Placer._length,
    Range: Placer._range,
    Series: Placer._range,
    Recurrence: Placer._as_it_stands,
    Reference: Placer._as_it_stands,
    Unknown: Placer._unknown,
}


def _first_of(day: date, amount: Amount) -> date | None:
    """The first of so many days of which one is the last; months and years are not so exact."""
    days = in_days(amount)
    if days is None:
        return back(day, amount)
    start = Granule.of(day).shift(1 - days)
    return start.window[0] if start and start.window else None


def _is_past_day(amount: Amount, timex: Timex) -> bool:
    """Whether some hours are those up to the present: "in 24 hours they took four villages"."""
    long = amount.unit == "hour" and amount.low is not None and amount.low >= HALF_A_DAY
    return long and timex.tense == "past" and timex.preposition in ("in", "within", "over")


HALF_A_DAY = 12

_EDGES = frozenset({"edge", "edge of unit", "unit's edge"})
_DEADLINE = frozenset({"by", "until", "till"})


def _is_any_night(at: At) -> bool:
    return at.day is None and at.clock.part == "NI"


def _is_weekday(meaning: Meaning) -> bool:
    return isinstance(meaning, Calendar) and bool(meaning.weekday) and not meaning.month


def _whole(amount: Amount) -> Amount:
    """Half years in months, so that two and a half years can be counted."""
    if amount.low is not None and amount.low != int(amount.low) and amount.unit == "year":
        return Amount(amount.low * 12, "month")
    return amount


def _unwrap(meaning: Meaning) -> tuple[Meaning, str | None]:
    return (meaning.whole, meaning.mod) if isinstance(meaning, Modified) else (meaning, None)
