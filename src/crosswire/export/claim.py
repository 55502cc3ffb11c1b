"""What somebody says in a report, with all that must not be lost when it is shown elsewhere.

Statements and figures are told alike: in whose voice, by which act, how far verified, where they
stand. Every format draws on this, so that what is denied reads as asserted in none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crosswire.export.site import sites
from crosswire.row import (
    Act,
    Document,
    Figure,
    Place,
    Span,
    Statement,
    Verification,
    Window,
)
from crosswire.view.headline import headline
from crosswire.view.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement or figure; `reads` is its line with its status in front: "DENIED BY the mayor".

    `speaker`, `side` and `chain` are names; `side` is None where the reports give none, `speaker`
    where a figure is in the outlet's own voice or nobody is named. `is_own_voice` is whether the
    outlet itself says so: nobody is quoted.
    """

    row: Statement | Figure
    span: Span
    act: Act
    verification: Verification
    reads: str
    speaker: str | None
    side: str | None
    chain: tuple[str, ...]
    document: Document
    place: Place | None
    place_name: str | None
    said: Window | None
    is_own_voice: bool

    @property
    def is_denied(self) -> bool:
        """Whether its words are those that the source negates."""
        return self.act == "denies"


def claims(lookup: Lookup) -> tuple[Claim, ...]:
    """Every statement, then every figure, in the order of the ledger."""
    ledger = lookup.ledger
    places = sites(ledger)
    return (
        *(_statement(row, places, lookup) for row in ledger.statements),
        *(_figure(row, places, lookup) for row in ledger.figures),
    )


def _statement(row: Statement, places: Mapping[str, Place], lookup: Lookup) -> Claim:
    return Claim(
        row=row,
        span=row.content,
        act=row.act,
        verification=row.verification,
        reads=headline(row, lookup),
        speaker=_name(row.speaker, lookup),
        side=_side(row.speaker, lookup),
        chain=tuple(lookup.name(one) for one in row.chain),
        document=lookup.documents[row.document],
        place=places.get(row.id),
        place_name=row.place,
        said=row.said,
        is_own_voice=False,
    )


def _figure(row: Figure, places: Mapping[str, Place], lookup: Lookup) -> Claim:
    """A figure, by the act and the doubt of the statement that it stands in."""
    around = lookup.statements.get(row.statement or "")
    return Claim(
        row=row,
        span=row.span,
        act=around.act if around else "asserts",
        verification=around.verification if around else "none",
        reads=headline(row, lookup),
        speaker=_name(row.speaker, lookup),
        side=_side(row.speaker, lookup),
        chain=tuple(lookup.name(one) for one in around.chain) if around else (),
        document=lookup.documents[row.document],
        place=places.get(row.id),
        place_name=row.place,
        said=around.said if around else None,
        is_own_voice=lookup.is_own_voice(row),
    )


def _name(entity: str | None, lookup: Lookup) -> str | None:
    return lookup.name(entity) if entity else None


def _side(speaker: str | None, lookup: Lookup) -> str | None:
    """The name of the side for which a speaker stands."""
    entity = lookup.entities.get(speaker or "")
    return _name(entity.side, lookup) if entity else None
