"""A name that may be a place's, before the evidence is weighed."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswire.gazetteer import Entry
from crosswire.row import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """What one rule says about a sighting: for a place where `weight` is positive."""

    rule: str
    weight: float
    span: Span
    borrowed: bool = False


@dataclass(slots=True)
class Sighting:
    """Words `first` up to `last` with the proper name `head` up to `foot` inside.

    `opens` says that it begins a sentence, `shouted` that it stands in a headline, where capitals
    tell nothing.
    """

    first: int
    last: int
    head: int
    foot: int
    name: str
    generic: str | None
    label: str
    candidates: tuple[Entry, ...]
    opens: bool
    shouted: bool
    marks: list[Mark] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The sum of what the rules say."""
        return sum(mark.weight for mark in self.marks)

    @property
    def own(self) -> float:
        """The score without what other mentions of the name add."""
        return sum(mark.weight for mark in self.marks if not mark.borrowed)

    def has(self, rule: str) -> bool:
        """Whether a rule has spoken."""
        return any(mark.rule == rule for mark in self.marks)
