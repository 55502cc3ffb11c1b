"""What a rule finds: that one claim or figure stands in a relation to another, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.reconcile.link.answer import Given
from crosswire.reconcile.link.claim import Claim
from crosswire.row import LinkKind, Witness


@dataclass(frozen=True, slots=True)
class Finding:
    """A relation between two statements or two figures, by their ids.

    `figures` are those that two statements give, where the relation is between these.
    """

    kind: LinkKind
    from_id: str
    to_id: str
    rule: str
    spans: tuple[Witness, ...]
    figures: tuple[str, str] | None = None


def between(kind: LinkKind, one: Claim, other: Claim, rule: str, *more: Witness) -> Finding:
    """A relation between two claims, which rests on the words of both."""
    spans = dict.fromkeys((*one.witnesses(), *other.witnesses(), *more))
    return Finding(kind, one.row.id, other.row.id, rule, tuple(spans))


def told(kind: LinkKind, one: Given, other: Given, rule: str) -> Iterator[Finding]:
    """A relation between two figures, and that between the statements that give them."""
    spans = (one.witness(), other.witness())
    new, old = one.figure, other.figure
    yield Finding(kind, new.id, old.id, rule, spans)
    if new.statement and old.statement and new.statement != old.statement:
        yield Finding(kind, new.statement, old.statement, rule, spans, (new.id, old.id))
