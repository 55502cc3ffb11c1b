"""Where an expression lies: its value, its days, and what later ones can count from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from crosswire.extract.time.meaning import Distance
from crosswire.resolve.date.anchor import Anchor
from crosswire.resolve.date.granule import Grain, Granule, third

UNKNOWN = "PX"
"""The value of a stretch of which not even the unit is known."""

BLANK: dict[Grain, str] = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX"}
"""The values of a day, week or month of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A resolved expression: TIMEX3 value, days, and the anchor that was used, if any.

    `granule` is what later expressions can count from.
    """

    value: str
    window: tuple[date | None, date | None] = (None, None)
    granule: Granule | None = None
    anchor: Anchor | None = None


def first_day(granule: Granule | None) -> date | None:
    """The first day of a granule, where it has days."""
    return granule.window[0] if granule and granule.window else None


def in_one_week(first: Placed, last: Placed, past: bool) -> tuple[Placed, Placed]:
    """From one weekday to the next that follows it; in the past the second one is known."""
    one, two = first.granule, last.granule
    start, end = first.window[0], last.window[0]
    if one is None or two is None or start is None or end is None:
        return first, last
    apart = (end - start).days % 7
    if past:
        return at_granule(two.shift(-apart), first.anchor), last
    return first, at_granule(one.shift(apart), last.anchor)


def a_year_on(granule: Granule, count: int) -> Granule | None:
    """The same date or season so many years on."""
    if granule.grain in ("day", "month"):
        return None if granule.year is None else replace(granule, year=granule.year + count)
    return granule.shift(4 * count) if granule.grain in ("season", "quarter") else granule


def at_granule(granule: Granule | None, anchor: Anchor | None = None) -> Placed:
    """An expression that is a granule of the calendar, counted from an anchor."""
    if granule is None:
        return Placed(UNKNOWN, anchor=anchor)
    return Placed(granule.value, granule.window or (None, None), granule, anchor)


def partly(known: Granule, grain: Grain) -> str:
    """What a coarser anchor says of a finer time: four days after some day of 1915."""
    if grain != "day" or known.grain not in ("year", "month"):
        return BLANK.get(grain, UNKNOWN)
    return Granule("day", known.year, known.month).value


def hours_away(anchor: Anchor | None, distance: Distance) -> Placed:
    """Hours away: so many whole days from the anchor's, at an hour that is not told."""
    hours = (distance.amount.low or 0.0) if distance.amount.unit == "hour" else 0.0
    day = anchor.granule if anchor and anchor.granule.grain == "day" else None
    moved = day.shift(distance.direction * int(hours // 24)) if day else None
    if moved is None:
        return Placed("XXXX-XX-XXTXX", anchor=anchor)
    placed = at_granule(moved, anchor)
    return replace(placed, value=f"{placed.value}TXX")


def narrowed(placed: Placed, mod: str) -> Placed:
    """The early, middle or late third of what was placed."""
    first, last = placed.window
    if not first or not last:
        return placed
    return replace(placed, window=third((first, last), mod))
