"""Which names of people are one human being's.

Precision first: full names are merged where their words agree and nothing speaks against it, a
lone name where exactly one bearer is in question, inside its document before all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.resolve.name import alike, same_person, skeleton, words_of
from crosswire.resolve.party import Cast, Key, Party, Sighting, only, unique


def people(casts: Sequence[Cast]) -> Iterator[Party]:
    """One party for each human being."""
    full: list[tuple[Key, Party]] = []
    alone: list[tuple[Key, Party]] = []
    for number, cast in enumerate(casts):
        named, single = _people_of(number, cast)
        for key, party in named:
            _merge_full(full, key, party)
        alone.extend(single)
    for key, party in alone:
        match = only(p for k, p in full if _part(key[0], k))
        if match:
            match.take(party)
    rest: list[tuple[Key, Party]] = []
    for key, party in alone:
        if not party.sightings:
            continue
        match = only(p for k, p in rest if skeleton(k[0]) == skeleton(key[0]))
        if match:
            match.take(party)
        else:
            rest.append((key, party))
    yield from unique(p for _, p in full)
    yield from (p for _, p in rest)


def _people_of(number: int, cast: Cast) -> tuple[list[tuple[Key, Party]], list[tuple[Key, Party]]]:
    """The people of one document: those with a full name, and lone names that fit nobody's."""
    full: list[tuple[Key, Party]] = []
    alone: dict[Key, Party] = {}
    short: list[tuple[Key, Sighting]] = []
    for naming in cast.namings:
        if naming.kind != "person" or not (key := words_of(naming.text)):
            continue
        sighting = Sighting(number, naming)
        if len(key) > 1:
            _merge_full(full, key, Party("person", [sighting]))
        else:
            short.append((key, sighting))
    for key, sighting in short:
        match = _bearer(key[0], full, sighting)
        if match:
            match.sightings.append(sighting)
        else:
            alone.setdefault(key, Party("person")).sightings.append(sighting)
    return full, list(alone.items())


def _merge_full(full: list[tuple[Key, Party]], key: Key, party: Party) -> None:
    """Put a full name to the one party that may bear it, or to the list."""
    exact = only(p for k, p in full if k == key)
    fits = exact or only(p for k, p in full if same_person(k, key))
    if fits and not _other_sex(fits, party):
        fits.take(party)
        party = fits
    if all(k != key or p is not party for k, p in full):
        full.append((key, party))


def _other_sex(one: Party, other: Party) -> bool:
    return bool(one.gender and other.gender and one.gender != other.gender)


def _bearer(word: str, full: Sequence[tuple[Key, Party]], sighting: Sighting) -> Party | None:
    """Who in the document is called by one word: by the last of his, else by any.

    Of two who may be meant, he who was named last before.
    """
    for fits in (_last_word, _part):
        parties = [p for p in unique(p for k, p in full if fits(word, k))]
        parties = [
            p
            for p in parties
            if not (p.gender and sighting.naming.gender and p.gender != sighting.naming.gender)
        ]
        before = [
            (s.naming.first, n)
            for n, p in enumerate(parties)
            for s in p.sightings
            if s.naming.first < sighting.naming.first
        ]
        if len(parties) > 1 and before:
            return parties[max(before)[1]]
        if parties:
            return parties[0] if len(parties) == 1 else None
    return None


def _last_word(word: str, key: Key) -> bool:
    return skeleton(word) == skeleton(key[-1])


def _part(word: str, key: Key) -> bool:
    return any(skeleton(word) == skeleton(part) for part in key) or (
        len(word) > 6 and alike(word, key[-1])
    )
