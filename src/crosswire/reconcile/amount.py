"""Whether two figures give one amount, told in other units or more roughly."""

from __future__ import annotations

import math
import re

from crosswire.row import Figure

ROUNDED = 0.035
"""How far, as a share, a converted amount may lie from its rounded form: two figures that count."""

HEDGE = 0.1
"""How far, as a share of it, "about" a number may be from the number."""

SMALL = 12
"""Up to a dozen, one number is like another."""

PERIODS = frozenset(("second", "minute", "hour", "day", "week", "month", "year"))

_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures of one unit give one number, with or without a hedge.

    "At least 20 soldiers" and "20 soldiers" agree: the hedge is what a retelling drops first.
    """
    if one.unit != other.unit:
        return False
    slack = ROUNDED if converted(one) or converted(other) else 0.0
    mine, others = bounds(one), bounds(other)
    return len(mine) == len(others) and all(
        abs(bound - against) <= max(slack * max(abs(bound), abs(against)), 1e-9)
        for bound, against in zip(mine, others, strict=True)
    )


def bounds(figure: Figure) -> tuple[float, ...]:
    """The numbers that a figure gives: one, or the two ends of a range."""
    ends = (figure.low, figure.high)
    return tuple(sorted({end for end in ends if end is not None}))


def extent(low: float | None, high: float | None, *, about: bool) -> tuple[float, float]:
    """From and up to which value an amount may be; "about" leaves room to both sides."""
    least = -math.inf if low is None else low - about * HEDGE * abs(low)
    most = math.inf if high is None else high + about * HEDGE * abs(high)
    return least, most


def telling_number(figure: Figure) -> bool:
    """Whether two would hardly give this number by chance: more than a dozen, and no period."""
    return figure.unit not in PERIODS and any(bound > SMALL for bound in bounds(figure))


def converted(figure: Figure) -> bool:
    """Whether the amount isn't in the numbers of its text: "nine miles" is 14.5 km."""
    said = [float(number.replace(",", "")) for number in _NUMERAL.findall(figure.text)]
    if not said:
        return any(bound != int(bound) for bound in bounds(figure))
    return not any(_scaled(bound, number) for bound in bounds(figure) for number in said)


def _scaled(bound: float, number: float) -> bool:
    """Whether a bound is a number as it is written, or so many hundreds, thousands or millions."""
    return any(abs(bound - number * 10**power) <= 1e-6 * abs(bound) for power in range(13))
