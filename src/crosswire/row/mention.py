"""Words that stand for somebody: a name, a described source, a pronoun that was resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from crosswire.row.reason import Because
from crosswire.row.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an entity in one document."""

    id: str
    document: str
    span: Span
    text: str
    entity: str | None
    because: Because = field(default_factory=dict, hash=False)
