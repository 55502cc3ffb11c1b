"""An input that could not be read or used."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.row.identity import identity


@dataclass(frozen=True, slots=True)
class Problem:
    """What was wrong with one input, and what its owner can do about it."""

    id: str
    document: str
    reason: str
    remedy: str

    @classmethod
    def of(cls, document: str, reason: str, remedy: str) -> Problem:
        """A problem with its content id."""
        return cls(identity("problem", document, reason), document, reason, remedy)
