"""Bearers of names while they are being put together from the names of many documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from crosswire.extract.mention import Gender, Kind, Naming, Reference
from crosswire.parse import Parse
from crosswire.row import Place

Key = tuple[str, ...]
"""The words of a name by which it is compared."""

DOMINANT = 2
"""How many more sightings than rivals a party needs to be taken for the only one meant."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who appear in one document: the names found in it, and the sources to be resolved."""

    document: str
    parse: Parse
    namings: tuple[Naming, ...]
    references: tuple[Reference, ...]
    places: tuple[Place, ...] = ()
    version_of: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in the document with number `cast`."""

    cast: int
    naming: Naming


@dataclass(slots=True, eq=False)
class Party:
    """One bearer of names while he is being put together."""

    kind: Kind
    sightings: list[Sighting] = field(default_factory=list)
    code: str | None = None

    @property
    def gender(self) -> Gender | None:
        """The sex that his titles tell, where they agree."""
        told = {s.naming.gender for s in self.sightings if s.naming.gender}
        return told.pop() if len(told) == 1 else None

    def forms(self) -> tuple[str, ...]:
        """His names as they are spelled, each once, in order of appearance."""
        return tuple(dict.fromkeys(s.naming.text for s in self.sightings))

    def take(self, other: Party) -> None:
        """Make the sightings of another party one's own."""
        self.sightings.extend(other.sightings)
        self.code = self.code or other.code
        other.sightings = []


def only(parties: Iterable[Party]) -> Party | None:
    """The one party in question, where it is one."""
    found = list(unique(parties))
    return found[0] if len(found) == 1 else None


def leading(parties: Iterable[Party]) -> Party | None:
    """The one party in question, or the only one of several that is named more than in passing."""
    found = list(unique(parties))
    often = [party for party in found if len(party.sightings) > 1]
    if len(often) == 1 and len(often[0].sightings) > DOMINANT * len(found):
        return often[0]
    return found[0] if len(found) == 1 else None


def unique(parties: Iterable[Party]) -> Iterator[Party]:
    """The parties, each once."""
    seen: set[int] = set()
    for party in parties:
        if id(party) not in seen:
            seen.add(id(party))
            yield party
