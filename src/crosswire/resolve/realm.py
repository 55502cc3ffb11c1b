"""What the documents of one event share: their governments, and the nouns used of each party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.mention import Naming
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import fold
from crosswire.resolve.party import Cast, Party, Sighting


@dataclass(slots=True)
class Realm:
    """The governments by country code (by name, where a place is no country's), and the texts."""

    casts: Sequence[Cast]
    atlas: Atlas
    governments: dict[str, Party]
    countries: list[Counter[str]]

    @classmethod
    def of(cls, casts: Sequence[Cast], atlas: Atlas, parties: Sequence[Party]) -> Realm:
        """The realm of these documents."""
        governments = {p.code: p for p in parties if p.kind == "government" and p.code}
        return cls(casts, atlas, governments, [_countries(cast, atlas) for cast in casts])

    def nouns(self, party: Party) -> frozenset[str]:
        """The nouns that have been used of a party: heads of his roles, words of his names."""
        found: set[str] = set()
        for sighting in party.sightings:
            found.update(self._nouns_of(sighting))
        return frozenset(found)

    def _nouns_of(self, sighting: Sighting) -> set[str]:
        naming = sighting.naming
        if naming.kind == "person":
            tokens = self.casts[sighting.cast].parse.tokens
            return {tokens[role.head].lower for role in naming.roles}
        return {fold(word) for word in naming.text.split()}

    def government(self, naming: Naming, number: int) -> Party:
        """The government that the name of a place stands for."""
        code = self.atlas.ruled_from(naming.text)
        party = self.government_of(code, name=naming.text)
        sighting = Sighting(number, naming)
        if sighting not in party.sightings:
            party.sightings.append(sighting)
        return party

    def government_of(self, code: str | None, *, name: str = "") -> Party:
        """The government of a country, or of a place by that name."""
        return self.governments.setdefault(code or fold(name), Party("government", [], code))

    def home(self, number: int) -> str | None:
        """The country that a document names most, where one leads."""
        ranked = self.countries[number].most_common()
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def _countries(cast: Cast, atlas: Atlas) -> Counter[str]:
    """How often a document names each country or its people."""
    codes = (atlas.country(token.text) for token in cast.parse.tokens if token.text[0].isupper())
    return Counter(code for code in codes if code)
