"""Who answers: sides, speakers of no known side, the outlets; and all who are heard."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from crosswire import row
from crosswire.report.index import Index
from crosswire.report.reason import Reason, reasons
from crosswire.view.headline import one_line
from crosswire.view.lookup import NOBODY

OUTLETS = "(the outlets)"
"""Those who speak in their own voice, as one party."""

KINDS: dict[str, Literal["outlets", "nobody"]] = {OUTLETS: "outlets", NOBODY: "nobody"}
"""The parties that are nobody in particular: a source that is not named is not the outlet."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody who is heard, or for whom somebody speaks."""

    id: str
    name: str
    kind: str
    side: int | None
    variants: tuple[str, ...]
    roles: tuple[str, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """A side, a speaker of no known side, the outlets in their own voice, or nobody named."""

    name: str
    kind: Literal["named", "outlets", "nobody"]
    entity: int | None
    rows: int


def entity(found: row.Entity, index: Index) -> Entity:
    """Somebody as the page has him."""
    return Entity(
        id=found.id,
        name=one_line(found.name),
        kind=found.kind,
        side=index.entity(found.side),
        variants=tuple(map(one_line, found.variants)),
        roles=tuple(map(one_line, found.roles)),
        reasons=reasons(found.because, index),
    )


class Parties:
    """The parties of a ledger, those with most rows first."""

    def __init__(self, index: Index) -> None:
        self._index = index
        ledger = index.lookup.ledger
        rows = Counter(map(self._key, ledger.statements)) + Counter(map(self._key, ledger.figures))
        answering = (answer.by for one in ledger.questions for answer in one.answers)
        rows.update(dict.fromkeys(map(self._known, answering), 0))
        names = {key: self._name(key) for key in rows}
        ordered = sorted(rows, key=lambda key: (-rows[key], names[key], key))
        self._places = {key: place for place, key in enumerate(ordered)}
        self.listed = tuple(
            Party(names[key], KINDS.get(key, "named"), index.entity(key), rows[key])
            for key in ordered
        )

    def of(self, claim: row.Statement | row.Figure) -> int:
        """The place of the party that a claim is of."""
        return self._places[self._key(claim)]

    def by(self, answering: str | None) -> int:
        """The place of the party that gives an answer."""
        return self._places[self._known(answering)]

    def _key(self, claim: row.Statement | row.Figure) -> str:
        """A claim's party: whose side its speaker is on, else the speaker."""
        side = self._index.lookup.side(claim)
        own = isinstance(claim, row.Figure) and self._index.lookup.is_own_voice(claim)
        return self._known(side, otherwise=OUTLETS if own else NOBODY)

    def _known(self, entity: str | None, *, otherwise: str = OUTLETS) -> str:
        return otherwise if entity is None or self._index.entity(entity) is None else entity

    def _name(self, key: str) -> str:
        return key if key in KINDS else one_line(self._index.lookup.name(key))
