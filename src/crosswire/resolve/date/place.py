"""Gives a meaning its place on the calendar, against the anchors of its discourse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil

from crosswire.extract.time.duration import duration
from crosswire.extract.time.meaning import (
    Amount,
    At,
    Base,
    Calendar,
    Clock,
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
from crosswire.resolve.date.anchor import Anchor, Discourse
from crosswire.resolve.date.choose import choose, fixed, nearest_weekday
from crosswire.resolve.date.granule import SEASONS, Days, Grain, Granule, third, week_of

UNKNOWN = "PX"
"""The value of a stretch of which not even the unit is known."""

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
_BLANK: dict[Grain, str] = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}


@dataclass(frozen=True, slots=True)
class Placed:
    """A resolved expression: TIMEX3 value, days, and the anchor that was used, if any.

    `granule` is what later expressions can count from.
    """

    value: str
    window: tuple[date | None, date | None] = (None, None)
    granule: Granule | None = None
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Placer:
    """Places the meanings of one expression; the discourse says what came before it."""

    discourse: Discourse
    timex: Timex

    def place(self, meaning: Meaning) -> Placed:  # noqa: PLR0911, C901 - one case a meaning
        """The place of a meaning on the calendar."""
        match meaning:
            case Calendar():
                return self._calendar(meaning)
            case Deictic():
                return self._deictic(meaning)
            case Named():
                return self._named(meaning)
            case Distance():
                return self._distance(meaning)
            case Within():
                return self._within(meaning)
            case At():
                return self._at(meaning)
            case Modified():
                return self._modified(meaning)
            case Part():
                return self._part(meaning)
            case Nth():
                return self._nth(meaning)
            case Period():
                return self._period(meaning)
            case Length():
                return self._length(meaning)
            case Range() | Series():
                return self._range(meaning)
            case Recurrence() | Reference():
                return Placed(meaning.value)
            case Unknown():
                return Placed(UNKNOWN)

    def _base(self, base: Base, grain: Grain = "day") -> Anchor | None:
        """What is counted from; a time coarser than what is counted is no base in news."""
        if base == "now":
            return self.discourse.now(self.timex)
        return self.discourse.then(self.timex, grain)

    def _calendar(self, calendar: Calendar) -> Placed:
        if (whole := fixed(calendar)) is not None:
            return _placed(whole)
        anchor = self._base("now")
        granule = choose(calendar, anchor, self.timex, self.discourse.genre)
        if granule is None and calendar.weekday:
            return Placed(f"XXXX-WXX-{calendar.weekday}")
        return _placed(granule, anchor)

    def _deictic(self, deictic: Deictic) -> Placed:
        grain = _GRAIN[deictic.unit]
        anchor = self._base(deictic.base, grain)
        if anchor is None:
            return Placed(_BLANK.get(grain, UNKNOWN))
        return self._steps(anchor, grain, deictic.count)

    def _steps(self, anchor: Anchor, grain: Grain, count: int) -> Placed:
        """The granule so many away from the anchor's; partly known if the anchor is coarser."""
        around = anchor.granule.up(grain)
        if around is None:
            return Placed(_partly(anchor.granule, grain), anchor=anchor)
        found = around.shift(count)
        if found is None:
            return Placed(_partly(around.up("year") or around, grain), anchor=anchor)
        return _placed(found, anchor)

    def _named(self, named: Named) -> Placed:
        anchor = self._base(named.base)
        if anchor is None:
            return _placed(choose(named.calendar, None, self.timex, self.discourse.genre))
        calendar = named.calendar
        if calendar.weekday and not calendar.month:
            return self._named_weekday(named, anchor, calendar.weekday)
        return _placed(_neighbour(calendar, named.count, anchor.granule), anchor)

    def _named_weekday(self, named: Named, anchor: Anchor, weekday: int) -> Placed:
        """For "last Tuesday" that of the week before, for "the previous Tuesday" the nearest."""
        day = anchor.day
        if day is None:
            return Placed(f"XXXX-WXX-{weekday}", anchor=anchor)
        if named.base == "then" and named.count:
            return _placed(Granule.of(nearest_weekday(day, weekday, named.count)), anchor)
        monday = day - timedelta(days=day.weekday())
        found = monday + timedelta(weeks=named.count, days=weekday - 1)
        return _placed(Granule.of(found), anchor)

    def _distance(self, distance: Distance) -> Placed:
        anchor = self._origin(distance)
        amount = distance.amount
        event = distance.event and self.discourse.genre == "news"
        if amount.low is None:
            reference = "PAST_REF" if distance.direction < 0 else "FUTURE_REF"
            return Placed(reference, anchor=anchor)
        if amount.unit in ("second", "minute", "hour"):
            return _same_day(None if event else anchor)
        if event or (amount.hedged and self.discourse.genre == "news"):
            return Placed(_BLANK.get(_GRAIN.get(amount.unit, "day"), "XXXX"))
        amount = _whole(amount)
        grain = _GRAIN.get(amount.unit)
        if grain is None or anchor is None or amount.low != int(amount.low):
            return Placed(_BLANK.get(grain or "day", UNKNOWN), anchor=anchor)
        count = int(amount.low) * (2 if amount.unit == "fortnight" else 1)
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
        found = _inside(part, whole.granule)
        placed = _placed(found, whole.anchor) if found else replace(whole, granule=None)
        return _narrowed(placed, mod) if mod else placed

    def _at(self, at: At) -> Placed:
        placed = self._day_of(at)
        day = placed.granule
        if day is None or day.grain != "day":
            blank = placed.value if placed.value.count("-") == 2 else "XXXX-XX-XX"
            return Placed(f"{blank}{_clock(at.clock)}", placed.window, day, placed.anchor)
        return replace(placed, value=f"{day.value}{_clock(at.clock)}")

    def _day_of(self, at: At) -> Placed:
        if at.day is not None:
            return self.place(at.day)
        if self.timex.role == "reference":
            return Placed("XXXX-XX-XX")
        anchor = self.discourse.today(self.timex)
        return _placed(anchor.granule, anchor) if anchor else Placed("XXXX-XX-XX")

    def _modified(self, modified: Modified) -> Placed:
        return _narrowed(self.place(modified.whole), modified.mod)

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
        days = _nth_days(nth, window)
        if days is None:
            return Placed(value, anchor=whole.anchor)
        if days[0] == days[1] and not nth.amount:
            return _placed(Granule.of(days[0]), whole.anchor)
        if nth.unit == "month" and not nth.amount:
            return _placed(Granule("month", days[0].year, days[0].month), whole.anchor)
        return Placed(value, days, anchor=whole.anchor)

    def _from_onset(self, nth: Nth) -> Placed | None:
        """The nth day since something is said to have begun."""
        onset = self.discourse.onset
        if onset is None or nth.unit != "day" or nth.amount or nth.number < 1:
            return None
        return _placed(onset.granule.shift(nth.number - 1), onset.anchor("onset"))

    def _period(self, period: Period) -> Placed:
        value = duration(period.amount)
        if period.limit is not None:
            limit = self.place(period.limit)
            first, last = limit.window
            back = _back(first, period.amount) if first else None
            return Placed(value, (back, last), anchor=limit.anchor)
        anchor = self._base(period.base)
        day = anchor.day if anchor else None
        if day is None:
            return Placed(value, anchor=anchor)
        if period.direction < 0:
            return Placed(value, (_back(day, period.amount), day), anchor=anchor)
        return Placed(value, (day, _forward(day, period.amount)), anchor=anchor)

    def _length(self, length: Length) -> Placed:
        """A bare length has no place, unless the perfect lets it run up to the present."""
        value = duration(length.amount)
        anchor = self._base("now")
        day = anchor.day if anchor and self.discourse.genre == "news" else None
        if self.timex.role != "window" or day is None or length.amount.low is None:
            return Placed(value)
        if self.timex.preposition == "for" and self.timex.perfect:
            days = _in_days(length.amount)
            first = None if days is None else day - timedelta(days=max(0, days - 1))
            return Placed(value, (first, day), anchor=anchor) if first else Placed(value)
        hours = length.amount.unit == "hour" and length.amount.low >= 12
        if (
            hours
            and self.timex.preposition in ("in", "within", "over")
            and self.timex.tense == "past"
        ):
            return Placed(value, (_back(day, length.amount), day), anchor=anchor)
        return Placed(value)

    def _range(self, pair: Range | Series) -> Placed:
        first, last = self._in_order(self.place(pair.first), self.place(pair.last))
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
            return first, _placed(_a_year_on(two, 1), last.anchor)
        return _placed(_a_year_on(one, -1), first.anchor), last


def _a_year_on(granule: Granule, count: int) -> Granule | None:
    if granule.grain in ("day", "month"):
        return None if granule.year is None else replace(granule, year=granule.year + count)
    return granule.shift(4 * count) if granule.grain in ("season", "quarter") else granule


def _placed(granule: Granule | None, anchor: Anchor | None = None) -> Placed:
    if granule is None:
        return Placed(UNKNOWN, anchor=anchor)
    return Placed(granule.value, granule.window or (None, None), granule, anchor)


def _partly(known: Granule, grain: Grain) -> str:
    """What a coarser anchor says of a finer time: four days after some day of 1915."""
    if grain != "day" or known.grain not in ("year", "month"):
        return _BLANK.get(grain, UNKNOWN)
    return Granule("day", known.year, known.month).value


def _same_day(anchor: Anchor | None) -> Placed:
    """Hours away: the day of the anchor, at an hour that is not told."""
    if anchor is None or anchor.granule.grain != "day":
        return Placed("XXXX-XX-XXTXX", anchor=anchor)
    placed = _placed(anchor.granule, anchor)
    return replace(placed, value=f"{placed.value}TXX")


def _whole(amount: Amount) -> Amount:
    """Half years in months, so that two and a half years can be counted."""
    if amount.low is not None and amount.low != int(amount.low) and amount.unit == "year":
        return Amount(amount.low * 12, "month")
    return amount


def _unwrap(meaning: Meaning) -> tuple[Meaning, str | None]:
    return (meaning.whole, meaning.mod) if isinstance(meaning, Modified) else (meaning, None)


def _narrowed(placed: Placed, mod: str) -> Placed:
    first, last = placed.window
    if not first or not last:
        return placed
    return replace(placed, window=third((first, last), mod))


def _inside(part: Calendar, whole: Granule) -> Granule | None:
    """A calendar date inside a week, month or year."""
    if part.weekday and not part.month:
        window = whole.window
        if whole.grain != "week" or window is None:
            return None
        return Granule.of(window[0] + timedelta(days=part.weekday - 1))
    year = whole.up("year")
    return fixed(replace(part, year=year.year)) if year else None


def _neighbour(calendar: Calendar, count: int, around: Granule) -> Granule | None:
    """The month, season or holiday before or after a time, or of its own year."""
    if around.year is None:
        return None
    years = (around.year, around.year + count)
    found = [g for y in years if (g := fixed(replace(calendar, year=y))) is not None]
    if not count or not found:
        return found[0] if found else None
    window = around.window
    for granule in found:
        days = granule.window
        if window is None or days is None:
            return found[-1]
        if days[1] < window[0] if count < 0 else days[0] > window[1]:
            return granule
    return found[-1]


def _clock(clock: Clock) -> str:
    if clock.part:
        return f"T{clock.part}"
    value = f"T{clock.hour:02}:{clock.minute or 0:02}"
    if clock.second:
        value += f":{clock.second:02}"
    if clock.offset is None:
        return value
    if clock.offset == 0:
        return f"{value}Z"
    hours, minutes = divmod(abs(clock.offset), 60)
    sign = "-" if clock.offset < 0 else "+"
    return f"{value}{sign}{hours:02}" + (f":{minutes:02}" if minutes else "")


def _nth_days(nth: Nth, window: Days) -> Days | None:
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


def _in_days(amount: Amount) -> int | None:
    size = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14}.get(amount.unit)
    return None if size is None or amount.low is None else ceil(amount.low * size)


def _back(day: date, amount: Amount) -> date | None:
    return _moved(day, amount, -1)


def _forward(day: date, amount: Amount) -> date | None:
    return _moved(day, amount, 1)


def _moved(day: date, amount: Amount, sign: int) -> date | None:
    """The day so much before or after; months and years keep the day of the month."""
    if amount.low is None:
        return None
    try:
        days = _in_days(amount)
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


__all__ = ["SEASONS", "UNKNOWN", "Placed", "Placer", "week_of"]
