"""Quantities that are one: "nine miles (15km)", "two hours and 30 minutes", "$5 to $10"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crosswire.extract.figure.amount import is_change
from crosswire.extract.figure.reading import Reading
from crosswire.extract.figure.unit import PINT
from crosswire.parse import Parse
from crosswire.row import Span

_OPENING = re.compile(r"\s?[(\[]\s?(?:or\s)?$")
_CLOSING = re.compile(r"[^()\[\]]{0,24}?[)\]]")
_ALIAS = re.compile(r",?\s(?:or\s|i\.e\.\s)$|\s?/\s?$")
_PLUS = re.compile(r",?\s(?:and\s)?$|,?\s?$")
_TO = re.compile(r"\s(?:(?P<to>to)|(?P<and>and)|(?P<or>or)|[-–])\s$|[-–]$")

NEAR = 8
"""Characters between two readings that are one, at most."""

PARTS = frozenset(
    (
        ("hour", "minute"), ("minute", "second"), ("day", "hour"), ("week", "day"),
        ("month", "day"), ("month", "week"), ("year", "month"), ("year", "day"),
        ("foot", "inch"), ("pound", "ounce"), ("meter", "centimeter"),
    )
)  # fmt: skip
"""Units whose sum is one measure."""


def joined(parse: Parse, readings: Sequence[Reading]) -> Iterator[Reading]:
    """The readings with each two that are one quantity made one."""
    waiting: Reading | None = None
    for reading in readings:
        if waiting is None:
            waiting = reading
            continue
        both = _one(parse, waiting, reading)
        if both is None:
            yield waiting
            waiting = reading
        else:
            waiting = both
    if waiting is not None:
        yield waiting


def _one(parse: Parse, left: Reading, right: Reading) -> Reading | None:
    """Two readings as one, or None."""
    if right.span.start < left.span.end:
        return left
    between = parse.text[left.span.end : right.span.start]
    if len(between) > NEAR or not (_is_money(left, right) or (left.name and right.name)):
        return None
    if _OPENING.fullmatch(between) and _told_twice(left, right):
        closing = _CLOSING.match(parse.text, right.span.end)
        return _double(left, right, closing.end() if closing else right.span.end)
    if left.unit != right.unit:
        alias = _is_money(left, right) and _ALIAS.fullmatch(between)
        return _double(left, right, right.span.end) if alias else None
    return _of_one_unit(parse, left, right, between)


def _of_one_unit(parse: Parse, left: Reading, right: Reading, between: str) -> Reading | None:
    """Two readings in one unit of the ledger as a sum, an equation or a range, or None."""
    sums = (left.name, right.name) in PARTS and right.comparator == "exactly"
    if sums and _PLUS.fullmatch(between):
        return _sum(left, right)
    if left.name != right.name and _ALIAS.fullmatch(between) and _agree(left, right):
        return _double(left, right, right.span.end)
    match = _TO.fullmatch(between)
    return _range(parse, left, right, match) if match else None


def _told_twice(left: Reading, right: Reading) -> bool:
    """Whether the second is the first in another unit or currency."""
    return _is_money(left, right) or (_alike(left, right) and _agree(left, right))


def _alike(left: Reading, right: Reading) -> bool:
    """Whether two measures have one dimension."""
    lengths = ({"km", "m"}, {"km2", "m2"}, {"second", "day"}, {"m3", "litre"})
    return left.unit == right.unit or any({left.unit, right.unit} <= group for group in lengths)


def _agree(left: Reading, right: Reading) -> bool:
    """Whether two measures are one length told in two units: within a fifth of each other."""
    if left.unit != right.unit:
        return True
    one, other = (r.low if r.low is not None else r.high for r in (left, right))
    return one is None or other is None or abs(one - other) <= 0.2 * max(abs(one), abs(other))


def _is_money(left: Reading, right: Reading) -> bool:
    """Whether both are sums of money."""
    return left.is_money and right.is_money


def _double(left: Reading, right: Reading, end: int) -> Reading:
    """ "nine miles (15km)": the SI unit that the text gives; money in the currency named first."""
    span = Span(left.span.start, end)
    if _is_money(left, right) or _is_si(left) or not _is_si(right):
        return replace(left, span=span, last=right.last)
    low, high = right.low, right.high
    if left.comparator != right.comparator:
        low, high = _like(left, low if low is not None else high)
    by = ("unit_of_the_text", (right.amount.span,))
    rules = {**left.rules, "low": by, "high": by, "unit": right.rules["unit"]}
    return replace(
        left, span=span, last=right.last, low=low, high=high, unit=right.unit, name=right.name,
        rules=rules,
    )  # fmt: skip


def _is_si(reading: Reading) -> bool:
    """Whether a measure is written in the ledger's own unit."""
    return PINT.get(reading.unit or "", reading.unit) == reading.name


def _like(reading: Reading, value: float | None) -> tuple[float | None, float | None]:
    """A value bounded as a reading is."""
    return (value if reading.low is not None else None, value if reading.high is not None else None)


def _sum(left: Reading, right: Reading) -> Reading:
    """ "two hours and 30 minutes"."""
    more = right.low or 0.0
    return replace(
        left, span=left.span.cover(right.span), last=right.last, name=right.name,
        low=None if left.low is None else left.low + more,
        high=None if left.high is None else left.high + more,
    )  # fmt: skip


def _range(parse: Parse, left: Reading, right: Reading, match: re.Match[str]) -> Reading | None:
    """ "10km to 15km", "between $5 and $10"."""
    if left.low is None or right.high is None or left.low >= right.high:
        return None
    before = {token.lower for token in parse.tokens[max(0, left.first - 1) : left.amount.first]}
    if match["and"] and "between" not in before:
        return None
    if match["to"] and (before & {"from", "by"} and is_change(parse, left.first)):
        return None
    span = left.span.cover(right.span)
    return replace(
        left, span=span, last=right.last, high=right.high, comparator="range",
        rules={**left.rules, "comparator": ("range", (span,))},
    )  # fmt: skip
