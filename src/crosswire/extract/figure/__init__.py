"""Figures: every quantity of a report that measures something about the event.

numeral     numbers in the text (notation: how they are written, cardinal: what they are worth)
amount      numbers put together: ranges
hedge       the words that say how a number bounds the quantity
unit        units of measurement and money
noun        the counted noun; person: which nouns are human beings
ellipsis    numbers whose noun is left out (bare: such a number; repeat: that of another goes on)
exclusion   ages, dates, names: what measures nothing
source      how many people say something
scene       a number in its place
tail        what stands behind a number and gives its unit (quake: of an earthquake)
reading     one number read as a quantity
currency    whose money a shared sign means
junction    quantities that are one: "nine miles (15km)"
measured    the words that say what is measured
giver       who gives a number that stands in no statement
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.figure import measured
from crosswire.extract.figure.amount import Amount, amounts
from crosswire.extract.figure.currency import localised
from crosswire.extract.figure.giver import giver
from crosswire.extract.figure.junction import joined
from crosswire.extract.figure.quantity import Quantity
from crosswire.extract.figure.reading import Reading, read, then
from crosswire.extract.figure.scene import Before
from crosswire.parse import Parse
from crosswire.row import Span

__all__ = ["Quantity", "find"]


def find(parse: Parse, *, taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every quantity of a report: counts, measures, money, shares, with their bounds and units.

    `taken` are the spans of temporal expressions: a number in one is a figure only where it tells
    how long ("for six days"), not when.
    """
    found = localised(parse, tuple(joined(parse, tuple(_readings(parse, taken)))))
    return tuple(_quantity(parse, reading) for reading in found)


def _quantity(parse: Parse, reading: Reading) -> Quantity:
    """A reading with the words that say what it measures."""
    of = measured.of(parse, reading)
    return Quantity(
        span=reading.span,
        low=reading.low,
        high=reading.high,
        unit=reading.unit,
        comparator=reading.comparator,
        of=of,
        head=reading.head,
        rules={**reading.rules, "of": (measured.rule(reading), of)},
        giver=giver(parse, reading),
    )


def _edges(found: Sequence[Amount], end: int) -> tuple[int, ...]:
    """For each number the start of the next; "a day" may belong to what is before it."""
    edges = [end]
    for amount in reversed(found[1:]):
        edges.append(edges[-1] if amount.form == "article" else amount.span.start)
    return tuple(reversed(edges))


def _readings(parse: Parse, taken: Sequence[Span]) -> Iterator[Reading]:
    """The readings of a document's numbers, in order."""
    found = tuple(amounts(parse))
    edges = _edges(found, len(parse.text))
    before = Before()
    for amount, edge in zip(found, edges, strict=False):
        reading = read(parse, amount, before=before, ceiling=edge, taken=taken)
        if reading is not None:
            yield reading
            before = then(before, parse, reading)
