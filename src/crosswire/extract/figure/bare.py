"""A number without a noun, and what it may count."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a noun: its hedges begin with token `opening`, it takes up `first` to
    `last`, with "more" or "others" to `edge`, in a sentence of tokens `start` to `end`.

    `antecedent` is what the count before it counted, in its sentence or of people; `latest` what
    it counted wherever it stood; `known` what each value counted; `measure` the
    unit of the number before it in its sentence;
    `large` tells a number in millions.
    """

    opening: int
    first: int
    last: int
    edge: int
    start: int
    end: int
    value: float | None
    antecedent: str | None
    measure: Measure | None
    latest: str | None
    known: tuple[tuple[float | None, str | None], ...]
    hedged: bool
    large: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a number that was read, Pint's name of it, its rule, and its sentence.

    `scale` is that of a hundredth of a currency.
    """

    unit: str | None
    name: str
    rule: str
    sentence: int
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sense:
    """What a bare number counts, the rule that says so, and the tokens that the rule looked at.

    `name` is Pint's name where it measures rather than counts.
    """

    unit: str | None
    rule: str
    witness: tuple[int, ...] = ()
    name: str = ""
    scale: float = 1.0


ENDING = frozenset((".", ",", ":", "``", "''", "IN", "CC", "-RRB-"))
"""Tags of what may follow a number that stands alone."""
