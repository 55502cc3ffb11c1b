"""What this stage hands on: a quantity as one document gives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.extract.mention.reference import Reference
from crosswire.row import Span
from crosswire.row.figure import Comparator


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its hedges and its unit or noun: bounds in `unit`, and what it measures.

    `low` and `high` are in `unit` (a unit of the ledger, a currency's code, "person" or a singular
    noun; None where the text names none). `of` are the words that say what is measured, in the
    order of the text. `head` is the index of the token on which the grammar hangs. `rules` names,
    for the fields "low", "high", "unit", "comparator" and "of", the rule and the words behind it.
    `giver` is who gives the number alone, by a noun or a verb that does so.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator
    of: tuple[Span, ...]
    head: int
    rules: Mapping[str, tuple[str, tuple[Span, ...]]] = field(default_factory=dict, hash=False)
    giver: Reference | None = None
