"""Figures: every quantity of a report that measures something about the event.

numeral     numbers as they are written
amount      numbers put together: ranges, results
hedge       the words that say how a number bounds the quantity
unit        units of measurement and money
noun        the counted noun; person: which nouns are human beings
ellipsis    numbers whose noun is left out
exclusion   ages, dates, names: what measures nothing
reading     one number read as a quantity
junction    quantities that are one: "nine miles (15km)"
measured    the words that say what is measured
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.figure import measured
from crosswire.extract.figure.amount import amounts
from crosswire.extract.figure.junction import joined
from crosswire.extract.figure.quantity import Quantity
from crosswire.extract.figure.reading import Reading, read
from crosswire.parse import Parse
from crosswire.row import Span

__all__ = ["Quantity", "find"]


def find(parse: Parse, *, taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every quantity of a report: counts, measures, money, shares, with their bounds and units.

    `taken` are the spans of temporal expressions: a number in one is a figure only where it tells
    how long ("for six days"), not when.
    """
    readings = joined(parse, tuple(_readings(parse, taken)))
    return tuple(
        Quantity(
            span=reading.span,
            low=reading.low,
            high=reading.high,
            unit=reading.unit,
            comparator=reading.comparator,
            of=measured.of(parse, reading),
            head=reading.head,
            rules={**reading.rules, "of": (measured.rule(reading), measured.of(parse, reading))},
        )
        for reading in readings
    )


def _readings(parse: Parse, taken: Sequence[Span]) -> Iterator[Reading]:
    """The readings of a document's numbers, in order."""
    found = tuple(amounts(parse))
    edges = [amount.span.start for amount in found[1:]] + [len(parse.text)]
    floor, previous = 0, None
    for amount, edge in zip(found, edges, strict=True):
        reading = read(parse, amount, floor=floor, ceiling=edge, taken=taken, previous=previous)
        if reading is None:
            continue
        yield reading
        floor = max(amount.last, min(reading.last, amount.last + 12))
        if reading.name == "" and reading.rules["unit"][0] != "money":
            previous = reading.unit
