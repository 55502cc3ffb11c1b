"""Which names of people are one human being's.

Precision first: full names are merged where their words agree and nothing speaks against it, a
lone name where exactly one bearer is in question, inside its document before all others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.extract.mention import Gender
from crosswire.resolve.name import alike, consonants, same_person, skeleton, words_of
from crosswire.resolve.party import Cast, Key, Party, Sighting, only, unique

LONG_WORD = 7
"""Letters from which a lone name may be misprinted and still be somebody's."""


@dataclass(slots=True)
class _Register:
    """Full names and their bearers, found by the first consonants of any of their words."""

    rows: list[tuple[Key, Party]] = field(default_factory=list)
    by_sound: dict[str, list[tuple[Key, Party]]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, key: Key, party: Party) -> None:
        """Put a full name to the one who may bear it, or in a row of its own."""
        near = self._near(key)
        fits = only(p for k, p in near if k == key) or only(
            p for k, p in near if same_person(k, key)
        )
        if fits and not _other_sex(fits, party):
            fits.take(party)
            party = fits
        if all(k != key or p is not party for k, p in near):
            self.rows.append((key, party))
            for sound in {_sound(word) for word in key}:
                self.by_sound[sound].append((key, party))

    def called(self, word: str, fits: Callable[[str, Key], bool]) -> Iterator[Party]:
        """Those whose name has a word."""
        return unique(p for k, p in self._near((word,)) if fits(word, k))

    def _near(self, key: Key) -> list[tuple[Key, Party]]:
        sounds = sorted({_sound(word) for word in key})
        return [row for sound in sounds for row in self.by_sound.get(sound, ())]


def people(casts: Sequence[Cast]) -> Iterator[Party]:
    """One party for each human being."""
    full = _Register()
    alone: list[tuple[Key, Party]] = []
    for number, cast in enumerate(casts):
        mine, lone = _people_of(number, cast)
        for key, party in mine.rows:
            if party.sightings:
                full.enter(key, party)
        alone.extend(lone)
    rest: dict[str, Party] = {}
    for key, party in alone:
        match = only(full.called(key[0], _any_word)) or rest.setdefault(skeleton(key[0]), party)
        if match is not party:
            match.take(party)
    yield from unique(party for _, party in full.rows)
    yield from rest.values()


def _people_of(number: int, cast: Cast) -> tuple[_Register, list[tuple[Key, Party]]]:
    """The people of one document: those with a full name, and lone names that fit nobody's."""
    full = _Register()
    alone: dict[Key, Party] = {}
    short: list[tuple[Key, Sighting]] = []
    for naming in cast.namings:
        if naming.kind != "person" or not (key := words_of(naming.text)):
            continue
        sighting = Sighting(number, naming)
        if len(key) > 1:
            full.enter(key, Party("person", [sighting]))
        else:
            short.append((key, sighting))
    sexes = _sexes(short)
    for key, sighting in short:
        match = _bearer(key[0], full, sighting, sexes.get(key)) or alone.setdefault(
            key, Party("person")
        )
        match.sightings.append(sighting)
    return full, list(alone.items())


def _sexes(short: Sequence[tuple[Key, Sighting]]) -> dict[Key, Gender]:
    """The sex that the lone uses of a name tell, where all that tell one agree."""
    told: dict[Key, set[Gender]] = defaultdict(set)
    for key, sighting in short:
        if sighting.naming.gender:
            told[key].add(sighting.naming.gender)
    return {key: sexes.pop() for key, sexes in told.items() if len(sexes) == 1}


def _other_sex(one: Party, other: Party) -> bool:
    return _differ(one.gender, other.gender)


def _differ(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _bearer(word: str, full: _Register, sighting: Sighting, usual: Gender | None) -> Party | None:
    """Who in the document is called by one word: by the last of his, else by any.

    Of two who may be meant, he who was named last before; nobody of another sex than the name's
    own title or its `usual` use in the document tells.
    """
    sex = sighting.naming.gender or usual
    for fits in (_last_word, _any_word):
        found = [p for p in full.called(word, fits) if not _differ(p.gender, sex)]
        if len(found) > 1:
            return _named_last(found, sighting)
        if found:
            return found[0]
    return None


def _named_last(parties: Sequence[Party], sighting: Sighting) -> Party | None:
    before = [
        (s.naming.first, number)
        for number, party in enumerate(parties)
        for s in party.sightings
        if s.naming.first < sighting.naming.first
    ]
    return parties[max(before)[1]] if before else None


def _last_word(word: str, key: Key) -> bool:
    return skeleton(word) == skeleton(key[-1])


def _any_word(word: str, key: Key) -> bool:
    misprinted = len(word) >= LONG_WORD and alike(word, key[-1])
    return misprinted or any(skeleton(word) == skeleton(part) for part in key)


def _sound(word: str) -> str:
    """The first two consonants, by which spellings of one name are found together."""
    return consonants(word)[:2]
