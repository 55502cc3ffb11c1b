"""Why a derived field says what it says: the rule's name and the words that moved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.row.span import Span


@dataclass(frozen=True, slots=True, order=True)
class Witness:
    """A span together with the document it stands in."""

    document: str
    span: Span

    def overlaps(self, other: Witness) -> bool:
        """Whether the two share at least one character."""
        return self.document == other.document and self.span.overlaps(other.span)


@dataclass(frozen=True, slots=True)
class Reason:
    """The rule behind one derived field, and the spans that the rule looked at."""

    rule: str
    spans: tuple[Witness, ...] = ()


Because = Mapping[str, Reason]
"""Reasons by the name of the field that they explain."""


def reason(rule: str, document: str, *spans: Span) -> Reason:
    """A reason whose spans all stand in one document."""
    return Reason(rule, tuple(Witness(document, span) for span in spans))
