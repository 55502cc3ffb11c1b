"""Who is one and the same over all documents: names of people, of bodies, of governments.

Precision first: names are merged where their words agree and nothing speaks against it, a part of
a name where exactly one bearer is in question, inside its document before all others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from crosswire.extract.mention import Naming, Reference
from crosswire.extract.mention.naming import Gender, Kind
from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import (
    alike,
    common_spelling,
    fold,
    initials,
    same_person,
    skeleton,
    unglued,
    words_of,
)
from crosswire.row import Place


@dataclass(frozen=True, slots=True)
class Cast:
    """Those who appear in one document: the names found in it, and the sources to be resolved."""

    document: str
    parse: Parse
    namings: tuple[Naming, ...]
    references: tuple[Reference, ...]
    places: tuple[Place, ...] = ()


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


Key = tuple[str, ...]

ALSO = frozenset("also formerly previously now originally better once otherwise".split())
CONNECTORS = frozenset("the of for and & in on 's ’s s a an to".split())
FAMOUS = 12
"""How often a family name may stand alone, taken for a body's, for each time it stands in full."""

DOMINANT = 2
"""How many more sightings than rivals a party needs to be taken for the only one meant."""


def agreed(casts: Sequence[Cast], atlas: Atlas) -> list[Cast]:
    """The casts with the kinds of names that gazetteer and other documents are surer of."""
    casts = [replace(cast, namings=_placed(cast, atlas)) for cast in casts]
    families = _family_names(casts)
    return [replace(cast, namings=_family(cast.namings, families)) for cast in casts]


def gather(casts: Sequence[Cast], atlas: Atlas) -> tuple[Party, ...]:
    """All parties of agreed casts, by their first sighting."""
    people = list(_people(casts))
    bodies = list(_bodies(casts, atlas, vocabulary()))
    known = [*people, *bodies]
    _settle_unknown(casts, known, people, bodies)
    parties = [party for party in known if party.sightings]
    for party in parties:
        party.sightings.sort(key=lambda s: (s.cast, s.naming.first, s.naming.last))
    return tuple(sorted(parties, key=lambda p: _place(p.sightings[0])))


def _place(sighting: Sighting) -> tuple[int, int, int]:
    return sighting.cast, sighting.naming.first, sighting.naming.last


def _placed(cast: Cast, atlas: Atlas) -> tuple[Naming, ...]:
    """The names, those of places known as such: by the gazetteer's rows, by countries' names."""
    known = {place.span for place in cast.places if place.country}
    people = {
        word
        for naming in cast.namings
        if naming.kind == "person" and (naming.certain or naming.last - naming.first > 1)
        for word in naming.text.split()
    }
    return tuple(
        replace(naming, kind="place")
        if not naming.certain
        and naming.text not in people
        and (naming.span in known or atlas.ruled_from(naming.text))
        else naming
        for naming in cast.namings
    )


def _family_names(casts: Sequence[Cast]) -> frozenset[str]:
    """Last words of full names of people that are no body's certain name."""
    namings = [naming for cast in casts for naming in cast.namings]
    bodies = {fold(n.text) for n in namings if n.certain and n.kind not in ("person", "unknown")}
    alone = Counter(fold(n.text) for n in namings if n.kind != "person")
    full = Counter(
        words_of(naming.text)[-1]
        for naming in namings
        if naming.kind == "person" and len(set(words_of(naming.text))) > 1
    )
    return frozenset(
        name for name, n in full.items() if name not in bodies and alone[name] <= FAMOUS * n
    )


def _family(namings: Sequence[Naming], families: frozenset[str]) -> tuple[Naming, ...]:
    """The names, a lone family name that one document took for a body's as a person's."""
    return tuple(
        replace(naming, kind="person")
        if not naming.certain
        and naming.kind in ("organisation", "unknown")
        and len(key := words_of(naming.text)) == 1
        and key[0] in families
        else naming
        for naming in namings
    )


# People


def _people(casts: Sequence[Cast]) -> Iterator[Party]:
    """One party for each human being."""
    full: list[tuple[Key, Party]] = []
    alone: list[tuple[Key, Party]] = []
    for number, cast in enumerate(casts):
        named, single = _people_of(number, cast)
        for key, party in named:
            _merge_full(full, key, party)
        alone.extend(single)
    for key, party in alone:
        match = _only(p for k, p in full if _part(key[0], k))
        if match:
            match.take(party)
    rest: list[tuple[Key, Party]] = []
    for key, party in alone:
        if not party.sightings:
            continue
        match = _only(p for k, p in rest if skeleton(k[0]) == skeleton(key[0]))
        if match:
            match.take(party)
        else:
            rest.append((key, party))
    yield from _unique(p for _, p in full)
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
    exact = _only(p for k, p in full if k == key)
    fits = exact or _only(p for k, p in full if same_person(k, key))
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
        parties = [p for p in _unique(p for k, p in full if fits(word, k))]
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


def _only(parties: Iterable[Party]) -> Party | None:
    """The one party in question: the only one, or the only one that is named more than once."""
    found = list(_unique(parties))
    often = [party for party in found if len(party.sightings) > 1]
    if len(often) == 1 and len(often[0].sightings) > DOMINANT * len(found):
        return often[0]
    return found[0] if len(found) == 1 else None


def _unique(parties: Iterable[Party]) -> Iterator[Party]:
    seen: set[int] = set()
    for party in parties:
        if id(party) not in seen:
            seen.add(id(party))
            yield party


# Bodies and governments


def body_key(text: str, atlas: Atlas, words: Vocabulary) -> Key:
    """The words that tell a body from others, in order; a country stands as "@" and its code."""
    if text.startswith(("#", "@")):
        text = unglued(text)
    parts = [part.strip('.,()"“”') for part in text.replace("-", " ").split()]
    out: list[str] = []
    at = 0
    while at < len(parts):
        for length in (3, 2, 1):
            piece = " ".join(parts[at : at + length])
            piece = piece.removesuffix("'s").removesuffix("’s").removesuffix("’").removesuffix("'")
            code = atlas.country(piece) if len(parts[at : at + length]) == length else None
            if code:
                out.append(f"@{code}")
                at += length
                break
        else:
            word = common_spelling(parts[at].removesuffix("'s").removesuffix("’s"))
            if word and word not in CONNECTORS:
                out.append(word)
            at += 1
    return _plain(out, words)


def _plain(out: list[str], words: Vocabulary) -> Key:
    """The key without the legal form of a firm, and with "foreign affairs" as "foreign"."""
    joined = " ".join(out)
    for phrase, to in words.synonym.items():
        if f" {phrase} " in f" {joined} ":
            joined = f" {joined} ".replace(f" {phrase} ", f" {to} ").strip()
    parts = joined.split()
    while len(parts) > 1 and parts[-1] in words.corporate:
        parts.pop()
    return tuple(parts)


@dataclass(slots=True)
class _Bodies:
    """Parties by the set of words of their names, or by these words written as one."""

    by_key: dict[frozenset[str] | str, Party] = field(default_factory=dict)

    def add(self, key: Key, kind: Kind, sighting: Sighting) -> Party:
        """The party of that name, with one sighting more."""
        text = sighting.naming.text
        code = next((part[1:] for part in key if part.startswith("@")), None)
        glued = _glued(text)
        party = self.by_key.get(frozenset(key)) or self.by_key.get(glued)
        if party is None:
            party = Party(kind, [], code)
        self.by_key.setdefault(frozenset(key), party)
        self.by_key.setdefault(glued, party)
        party.sightings.append(sighting)
        return party


def _glued(text: str) -> str:
    """A name's letters and digits: "Blue Line" and "BlueLine" are one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _bodies(casts: Sequence[Cast], atlas: Atlas, words: Vocabulary) -> Iterator[Party]:
    """One party for each body, government or group."""
    bodies = _Bodies()
    keys: dict[int, list[Key]] = defaultdict(list)
    for number, cast in enumerate(casts):
        for naming in cast.namings:
            if naming.kind not in ("organisation", "government", "group"):
                continue
            key = _key_of(naming, atlas, words)
            if not key or (len(key) == 1 and key[0].startswith("@")):
                continue
            party = bodies.add(key, naming.kind, Sighting(number, naming))
            keys[id(party)].append(key)
    parties = list(_unique(bodies.by_key.values()))
    _join_acronyms(casts, parties)
    _join_aliases(casts, parties)
    _join_parts(parties, keys)
    yield from (party for party in parties if party.sightings)


def _key_of(naming: Naming, atlas: Atlas, words: Vocabulary) -> Key:
    lower = naming.text.lower()
    whole = words.metonym_whole.get(lower)
    if whole:
        return (f"@{whole}", "government")
    if naming.kind == "government":
        codes = [k for k in body_key(naming.text, atlas, words) if k.startswith("@")]
        if codes:
            return (codes[0], "government")
    return body_key(naming.text, atlas, words)


def _join_acronyms(casts: Sequence[Cast], parties: list[Party]) -> None:
    """ "IMO" is the body named before it in brackets, else the only one with these initials."""
    bracketed: dict[str, Party] = {}
    spelled: dict[str, list[Party]] = defaultdict(list)
    short: list[tuple[str, Party]] = []
    for party in parties:
        forms = party.forms()
        for sighting in party.sightings:
            if sighting.naming.acronym:
                text = casts[sighting.cast].parse.tokens[sighting.naming.acronym[0]].text
                bracketed.setdefault(text.replace(".", "").upper(), party)
        for form in forms:
            if len(form.split()) > 1:
                for letters in sorted(initials(form.replace("-", " ").split())):
                    spelled[letters].append(party)
        if all(" " not in form for form in forms):
            short.append((forms[0].replace(".", "").upper(), party))
    for letters, party in short:
        if sum(c.isupper() for c in party.forms()[0]) * 2 <= len(letters):
            continue
        match = bracketed.get(letters) or _only(spelled.get(letters, ()))
        if match and match is not party and match.sightings:
            match.take(party)


def _join_aliases(casts: Sequence[Cast], parties: list[Party]) -> None:
    """ "Lumo Ltd, a unit also called Blue Line": the body before the comma has two names."""
    of = {
        (sighting.cast, sighting.naming.first): party
        for party in parties
        for sighting in party.sightings
    }
    for number, first, second in _aliases(casts):
        one, other = of.get((number, first)), of.get((number, second))
        if one and other and one is not other and one.sightings and other.sightings:
            one.take(other)


def _aliases(casts: Sequence[Cast]) -> Iterator[tuple[int, int, int]]:
    """The document and the first words of two names, of which the text says that they are one's."""
    for number, cast in enumerate(casts):
        tokens = cast.parse.tokens
        for naming in cast.namings:
            at = naming.first - 1
            if at > 0 and tokens[at].lower == "as":
                at -= 1
            called = tokens[at].lower in ("called", "known", "named", "renamed")
            if at < 1 or not called or tokens[at - 1].lower not in ALSO:
                continue
            sentence = tokens[at].sentence
            for other in cast.namings:
                comma = other.last < at and tokens[other.last].text in (",", "(")
                if comma and tokens[other.first].sentence == sentence:
                    yield number, other.first, naming.first


def _join_parts(parties: list[Party], keys: dict[int, list[Key]]) -> None:
    """A shorter name of a body goes to the one body whose longer name holds it."""
    by_word: dict[str, list[tuple[Key, Party]]] = defaultdict(list)
    for party in parties:
        for key in dict.fromkeys(keys.get(id(party), ())):
            for word in set(key):
                by_word[word].append((key, party))
    longest_first = sorted(parties, key=lambda p: -max(map(len, keys.get(id(p), [()]))))
    for party in longest_first:
        for key in dict.fromkeys(keys.get(id(party), ())):
            if not party.sightings:
                break
            rarest = min(key, key=lambda word: (len(by_word[word]), word))
            longer = [
                (k, p)
                for k, p in by_word[rarest]
                if p is not party and p.sightings and (holds(k, key, party) or _continued(p, party))
            ]
            near = [(k, p) for k, p in longer if _share_document(p, party)]
            match = _only(p for _, p in near) or (None if near else _only(p for _, p in longer))
            if match and (near or _travels(key, party)):
                match.take(party)


def holds(long: Key, short: Key, party: Party) -> bool:
    """Whether a body's longer name may be shortened so.

    By leaving out the country ("defence ministry"), words inside ("disaster agency" of "disaster
    mitigation agency"), or the trade ("Lumo" of "Lumo Technologies").
    """
    words = vocabulary()
    if len(long) <= len(short) or party.kind == "government":
        return False
    bare = tuple(part for part in long if not part.startswith("@"))
    if set(bare) == set(short):
        return len(short) > 1 or short[0] in words.bare or short[0] in words.unique
    if len(short) == 1:
        if short[0] in words.bare:
            return bare[-1:] == short
        return long[0] == short[0] and all(part in words.trade for part in long[1:])
    if any(part.startswith("@") and part not in long for part in short):
        return False
    inside = iter(long)
    ordered = all(part in inside for part in short)
    return ordered and long[-1] == short[-1] and (long[0] == short[0] or bare[0] == short[0])


def _continued(long: Party, short: Party) -> bool:
    """Whether one's name is the other's up to "of": "General Council of the Fishers' Union"."""
    forms = tuple(f"{fold(form)} of " for form in short.forms() if " " in form)
    return bool(forms) and any(fold(form).startswith(forms) for form in long.forms())


def _share_document(one: Party, other: Party) -> bool:
    return bool({s.cast for s in one.sightings} & {s.cast for s in other.sightings})


def _travels(key: Key, party: Party) -> bool:
    """Whether a name means the same in every document: not "local council", not "police"."""
    words = vocabulary()
    capital = any(s.naming.text[0].isupper() for s in party.sightings)
    return (
        (capital and len(key) > 1)
        or (len(key) == 1 and key[0] not in words.bare)
        or (len(key) > 1 and key[0] not in words.relative)
    )


# Names of no certain kind


def _settle_unknown(
    casts: Sequence[Cast], known: list[Party], people: Sequence[Party], bodies: Sequence[Party]
) -> None:
    """Give each name of unknown kind to the party that bears it elsewhere, else to one of its own."""
    by_form: dict[str, Party] = {}
    for party in [*people, *bodies]:
        for form in party.forms():
            by_form.setdefault(fold(form), party)
    for party in bodies:
        for form in party.forms():
            by_form.setdefault(_firm_name(form), party)
    surnames: dict[str, list[Party]] = defaultdict(list)
    for party in people:
        for form in party.forms():
            parts = words_of(form)
            if len(parts) > 1:
                surnames[skeleton(parts[-1])].append(party)
    fresh: dict[tuple[str, Kind], Party] = {}
    for number, cast in enumerate(casts):
        for naming in cast.namings:
            if naming.kind not in ("unknown", "place"):
                continue
            form = fold(naming.text)
            party = by_form.get(form) if naming.kind == "unknown" else None
            if party is None and naming.kind == "unknown" and " " not in form:
                party = _only(surnames.get(skeleton(form), ())) or _tagged(form, naming, by_form)
            if party is None and naming.text.startswith("@"):
                party = _only(p for p in people for f in p.forms() if _handle(naming.text, f))
            if party is None:
                party = fresh.setdefault((form, naming.kind), Party(naming.kind))
            party.sightings.append(Sighting(number, naming))
    known.extend(fresh.values())


def _firm_name(form: str) -> str:
    """A firm's name without its legal form, folded."""
    parts = fold(form).split()
    while len(parts) > 1 and parts[-1].rstrip(".") in vocabulary().corporate:
        parts.pop()
    return " ".join(parts)


def _tagged(form: str, naming: Naming, by_form: dict[str, Party]) -> Party | None:
    """The party whose name a hashtag or handle writes as one word."""
    if not naming.text.startswith(("#", "@")):
        return None
    return by_form.get(fold(unglued(naming.text))) or by_form.get(form.lstrip("#@"))


def _handle(handle: str, form: str) -> bool:
    """Whether a handle is made of somebody's name: "@MRuiz" of "Marta Ruiz"."""
    return same_person(words_of(handle), words_of(form))
