"""What a quantity measures, in the words of the text."""

from __future__ import annotations

from crosswire.extract.figure.reading import Reading
from crosswire.parse import Parse
from crosswire.row import Span


def of(parse: Parse, reading: Reading) -> tuple[Span, ...]:
    """The words that say what is measured."""
    return ()


def rule(reading: Reading) -> str:
    """The rule by which `of` found them."""
    return "noun" if reading.noun else "clause"
