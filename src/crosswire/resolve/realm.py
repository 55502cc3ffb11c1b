"""What the documents of one event share: their governments, and the nouns used of each party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crosswire.extract.mention import Naming
from crosswire.extract.mention.context import bands
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Token
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import fold
from crosswire.resolve.office import Offices, noun_of
from crosswire.resolve.party import Cast, Party, Sighting
from crosswire.row import Span

Count = tuple[int, int]
"""A party's identity and the number of its sightings: what is known of it holds until it grows."""


CLEAR = 2.0
"""How much more often than any other the country must be named whose government needs no name."""


@dataclass(slots=True)
class Realm:
    """The governments by country code (by name, where a place is no country's), and the texts.

    What the texts say of a party is gathered once, not anew for each document.
    """

    casts: Sequence[Cast]
    atlas: Atlas
    governments: dict[str, Party]
    countries: list[Counter[str]]
    offices: Offices
    _used: dict[Count, frozenset[str]] = field(default_factory=dict)
    _bands: dict[Count, frozenset[str]] = field(default_factory=dict)
    _around: dict[Count, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, casts: Sequence[Cast], atlas: Atlas, parties: Sequence[Party]) -> Realm:
        """The realm of these documents."""
        governments = {p.code: p for p in parties if p.kind == "government" and p.code}
        countries = [_countries(cast, atlas) for cast in casts]
        homes = [_leading(count) for count in countries]
        offices = Offices.of(casts, parties, atlas, homes)
        return cls(casts, atlas, governments, countries, offices)

    def nouns(self, party: Party) -> frozenset[str]:
        """The nouns that have been used of a party: heads of his roles, words of his names."""
        key = (id(party), len(party.sightings))
        if key not in self._used:
            nouns = (noun for s in party.sightings for noun in self._nouns_of(s))
            self._used[key] = frozenset(nouns)
        return self._used[key]

    def around(self, party: Party) -> frozenset[str]:
        """The words around the names of a party: of its roles, and of their owners."""
        key = (id(party), len(party.sightings))
        if key not in self._around:
            words = (word for s in party.sightings for word in self._around_one(s))
            self._around[key] = frozenset(words)
        return self._around[key]

    def _around_one(self, sighting: Sighting) -> set[str]:
        tokens, naming = self.casts[sighting.cast].parse.tokens, sighting.naming
        ranges = [naming.reach, *(role.owner for role in naming.roles if role.owner)]
        return {self.plain(tokens[i]) for words in ranges for i in range(*words)}

    def owners(self, party: Party) -> frozenset[str]:
        """The words that say for whom somebody holds his roles."""
        return frozenset(
            self.plain(self.casts[sighting.cast].parse.tokens[at])
            for sighting in party.sightings
            for role in sighting.naming.roles
            if role.owner
            for at in range(*role.owner)
        )

    def plain(self, token: Token) -> str:
        """A word in small letters; a country or its people as "@" and the country's code."""
        code = self.atlas.country(token.text) if token.text[0].isupper() else None
        return f"@{code}" if code else token.lower

    def bands(self, party: Party) -> frozenset[str]:
        """What any text tells beside the names of a party of those who belong to it: "rebel"."""
        key = (id(party), len(party.sightings))
        if key not in self._bands:
            told = (word for s in party.sightings for word in self._bands_of(s))
            self._bands[key] = frozenset(told)
        return self._bands[key]

    def _bands_of(self, sighting: Sighting) -> Iterator[str]:
        naming, parse = sighting.naming, self.casts[sighting.cast].parse
        return bands(parse, vocabulary(), naming.first, naming.last)

    def tasks(self, party: Party) -> list[frozenset[str]]:
        """The words before the noun of each of somebody's roles: "fisheries" of the minister."""
        found = []
        for sighting in party.sightings:
            tokens = self.casts[sighting.cast].parse.tokens
            for role in sighting.naming.roles:
                words = frozenset(t.lower for t in tokens[role.first : role.head] if t.pos != "ADP")
                if words:
                    found.append(words)
        return found

    def _nouns_of(self, sighting: Sighting) -> set[str]:
        naming = sighting.naming
        if naming.kind == "person":
            tokens = self.casts[sighting.cast].parse.tokens
            heads = {tokens[role.head].lower.rstrip(".") for role in naming.roles}
            offices = {noun_of(tokens, role.first, role.head)[0] for role in naming.roles}
            return heads | offices
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

    def follow(self, stands: Mapping[int, object]) -> None:
        """Have for each government that became another party that one."""
        for code, party in self.governments.items():
            other = stands.get(id(party))
            self.governments[code] = other if isinstance(other, Party) else party

    def home(self, number: int) -> str | None:
        """The country that a document speaks of most; of two, the one all documents speak of."""
        here = self._spoken_of(number)
        return _leading(here, CLEAR) or _leading(self._everywhere()) or _leading(here)

    def _spoken_of(self, number: int) -> Counter[str]:
        """How often a document names each country, its people, and the places in it."""
        places = self.casts[number].places
        inside = Counter(p.country for p in places if p.country and p.precision != "country")
        return self.countries[number] + Counter({c: n for c, n in inside.items() if c})

    def _everywhere(self) -> Counter[str]:
        return sum(map(self._spoken_of, range(len(self.casts))), Counter[str]())

    def first_words(self) -> dict[str, tuple[int, Span]]:
        """Where each country is named first; where it nowhere is, its people."""
        lands: dict[str, tuple[int, Span]] = {}
        people: dict[str, tuple[int, Span]] = {}
        for number, cast in enumerate(self.casts):
            for token in cast.parse.tokens:
                code = self.atlas.country(token.text) if token.text[0].isupper() else None
                if code:
                    found = people if token.lower in vocabulary().demonyms else lands
                    found.setdefault(code, (number, token.span))
        return {**people, **lands}


def _leading(count: Counter[str], lead: float = 1.0) -> str | None:
    """What is counted most, where one leads, and more than `lead` times as often as the next."""
    ranked = count.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] <= lead * ranked[1][1]):
        return None
    return ranked[0][0]


def _countries(cast: Cast, atlas: Atlas) -> Counter[str]:
    """How often a document names each country or its people."""
    codes = (atlas.country(token.text) for token in cast.parse.tokens if token.text[0].isupper())
    return Counter(code for code in codes if code)
