"""Words attributed to a source, as one document gives them: before anyone knows who is who."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.mention.reference import Reference
from crosswire.row import Act, Because, Span, StatementKind, Verification


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement before its source is resolved.

    `source` is the noun phrase nearest to the cue, or None where the text names no source;
    `carriers` are those through whom it came, nearest first, without the source itself.
    `spans` are the parts of the content where a cue interrupts it.
    """

    spans: tuple[Span, ...]
    kind: StatementKind
    cue: tuple[Span, ...]
    source: Reference | None
    carriers: tuple[Reference, ...]
    act: Act
    verification: Verification
    because: Because
