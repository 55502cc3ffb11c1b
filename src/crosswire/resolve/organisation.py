"""Which names of bodies and governments are one's.

Names with the same words, wherever the country stands in them ("Norway's navy", "Norwegian Navy");
acronyms with what they stand for; a part of a name where one body is in question.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crosswire.extract.mention import Kind, Naming
from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.resolve.alias import join_aliases
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import common_spelling, fold, initials, unglued
from crosswire.resolve.party import Cast, Key, Party, Sighting, leading, unique

CONNECTORS = frozenset(
    ["the", "of", "for", "and", "&", "in", "on", "'s", "’s", "s", "a", "an", "to"]
)

DOTTED = re.compile(r"(?:\w\.)+\w$")
"""An acronym with points: "u.n"."""

LONG_ENOUGH = 5
"""Letters from which a word's final s is taken for that of a plural."""


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
            word = word.replace(".", "") if DOTTED.match(word) else word
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
        glued, stems = _glued(text), frozenset(_singular(word) for word in key)
        party = self.by_key.get(stems) or self.by_key.get(glued)
        if party is None:
            party = Party(kind, [], code)
        self.by_key.setdefault(stems, party)
        self.by_key.setdefault(glued, party)
        party.sightings.append(sighting)
        return party


def _singular(word: str) -> str:
    """A word without the ending of a plural: translations of a body's name differ in it."""
    if len(word) < LONG_ENOUGH or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _glued(text: str) -> str:
    """A name's letters and digits: "Blue Line" and "BlueLine" are one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def bodies(casts: Sequence[Cast], atlas: Atlas, words: Vocabulary) -> Iterator[Party]:
    """One party for each body, government or group."""
    bodies = _Bodies()
    keys: dict[int, list[Key]] = defaultdict(list)
    for number, cast in enumerate(casts):
        for naming in cast.namings:
            if naming.kind not in ("organisation", "government", "group"):
                continue
            key = _key_of(naming, atlas, words) + _country_of_owner(naming, cast, atlas)
            if not key or (len(key) == 1 and key[0].startswith("@")):
                continue
            party = bodies.add(key, naming.kind, Sighting(number, naming))
            keys[id(party)].append(key)
    parties = list(unique(bodies.by_key.values()))
    _join_acronyms(casts, parties)
    join_aliases(casts, parties)
    _join_seats(parties, words)
    _join_central_banks(parties, keys, atlas)
    _join_parts(casts, parties, keys)
    yield from (party for party in parties if party.sightings)


def _country_of_owner(naming: Naming, cast: Cast, atlas: Atlas) -> Key:
    """The country before a body's name, as a word of its key: "Norway's | Institute"."""
    if naming.owner is None or naming.owner[0] >= naming.first:
        return ()
    code = atlas.country(cast.parse.span(*naming.owner).of(cast.parse.text))
    return (f"@{code}",) if code else ()


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
    bracketed = _bracketed(casts, parties)
    spelled = _spelled(parties)
    for party in parties:
        forms = party.forms()
        if not forms or any(" " in form for form in forms):
            continue
        letters = forms[0].replace(".", "").upper()
        if sum(c.isupper() for c in forms[0]) * 2 <= len(letters):
            continue
        match = bracketed.get(letters) or leading(spelled.get(letters, ()))
        if match and match is not party and match.sightings:
            match.take(party)


def _bracketed(casts: Sequence[Cast], parties: Sequence[Party]) -> dict[str, Party]:
    """The acronyms that the texts give in brackets, and whose they are."""
    found: dict[str, Party] = {}
    for party in parties:
        for sighting in party.sightings:
            if sighting.naming.acronym:
                text = casts[sighting.cast].parse.tokens[sighting.naming.acronym[0]].text
                found.setdefault(text.replace(".", "").upper(), party)
    return found


def _spelled(parties: Sequence[Party]) -> dict[str, list[Party]]:
    """Those whose names have certain initials."""
    found: dict[str, list[Party]] = defaultdict(list)
    for party in parties:
        for form in party.forms():
            words = form.replace("-", " ").split()
            while len(words) > 2 and words[-1].lower().strip(".,") in vocabulary().corporate:
                words.pop()
            if len(words) > 1:
                for letters in sorted(initials(words)):
                    found[letters].append(party)
    return found


def _join_seats(parties: Sequence[Party], words: Vocabulary) -> None:
    """ "Lumo Metals of Oslo" is Lumo Metals; "Supreme Court of Norway" is not any Supreme Court."""
    known = {fold(form): party for party in parties for form in party.forms()}
    for party in parties:
        heads = {fold(form).partition(" of ")[0] for form in party.forms()}
        name = heads.pop() if len(heads) == 1 else ""
        firm = name.count(" ") and name.split()[-1] not in words.institution | words.body
        other = known.get(name) if firm else None
        if other and other is not party and other.sightings:
            other.take(party)


def _join_central_banks(parties: Sequence[Party], keys: dict[int, list[Key]], atlas: Atlas) -> None:
    """ "The central bank" is the only body that is called like one: "Reserve Bank of Norway"."""
    banks = [p for p in parties if p.sightings and any(_central(fold(f), atlas) for f in p.forms())]
    for party in parties:
        nouns = {part for key in keys.get(id(party), ()) for part in key}
        lands = {part[1:] for part in nouns if part.startswith("@")}
        if party in banks or not {"central", "bank"} <= nouns or len(nouns) - len(lands) != 2:
            continue
        match = leading(b for b in banks if not (b.code and lands) or b.code in lands)
        if match and party.sightings:
            match.take(party)


def _central(form: str, atlas: Atlas) -> bool:
    """Whether a folded name is a central bank's."""
    words = vocabulary()
    head, _, land = form.partition(" of ")
    *kind, bank = head.split()
    named = bank == "bank" and bool(atlas.country(land)) and words.central_before.issuperset(kind)
    return named or form in words.central_names


def _join_parts(casts: Sequence[Cast], parties: list[Party], keys: dict[int, list[Key]]) -> None:
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
            longer = longer or [
                (k, p)
                for k, p in by_word[rarest]
                if p is not party and p.sightings and _called_short(casts, p, party)
            ]
            near = [(k, p) for k, p in longer if _share_document(p, party)]
            match = leading(p for _, p in near or longer)
            if match and (near or _travels(key, party)):
                match.take(party)


def holds(long: Key, short: Key, party: Party) -> bool:
    """Whether a body's longer name may be shortened so.

    By leaving out the country ("defence ministry"), words inside ("disaster agency" of "disaster
    mitigation agency"), or the trade ("Lumo" of "Lumo Technologies").
    """
    if len(long) <= len(short) or party.kind == "government":
        return False
    trade = long[len(short) :]
    if long[: len(short)] == short and all(part in vocabulary().trade for part in trade):
        return True
    bare = tuple(part for part in long if not part.startswith("@"))
    if len(short) == 1:
        return _one_word(short[0], bare)
    return set(bare) == set(short) or _inside(long, bare, short)


def _one_word(word: str, bare: Key) -> bool:
    """ "Police" of "Harbour Police", "Treasury" of "Treasury Department", "Congress"."""
    words = vocabulary()
    if word in words.bare:
        return bare[-1:] == (word,)
    return word in words.unique and bare in ((word,), (word, "department"), (word, "ministry"))


def _inside(long: Key, bare: Key, short: Key) -> bool:
    """Whether a name is another's with words left out between its first and its last."""
    if any(part.startswith("@") and part not in long for part in short):
        return False
    rest = iter(long)
    ordered = all(part in rest for part in short)
    return ordered and long[-1] == short[-1] and short[0] in (long[0], bare[0])


def _continued(long: Party, short: Party) -> bool:
    """Whether one's name is the other's up to "of": "General Council of the Fishers' Union"."""
    forms = tuple(f"{fold(form)} of " for form in short.forms() if " " in form)
    return bool(forms) and any(fold(form).startswith(forms) for form in long.forms())


def _called_short(casts: Sequence[Cast], long: Party, short: Party) -> bool:
    """Whether a body's name may be shortened so where it has been named.

    To its head with a capital ("the Fund" of "Reef Fund"), to its head with one of its tasks
    ("water tribunal" of "Superior Tribunal of Water Rights"), by leaving out where it is
    ("Tramlink" of "Oslo Tramlink").
    """
    near = _share_document(long, short)
    return any(
        (near and _by_head(casts, other.naming.text, sighting))
        or _by_first(other, sighting)
        or _unplaced(casts, other, sighting)
        for sighting in short.sightings
        for other in long.sightings
    )


def _by_head(casts: Sequence[Cast], form: str, sighting: Sighting) -> bool:
    """Whether a short form is the head of a name, or its head and some of its tasks."""
    words = [fold(word) for word in sighting.naming.text.split()]
    all_words = [fold(word) for word in form.split()]
    of = next((i for i, word in enumerate(all_words) if word in ("of", "for")), len(all_words))
    if len(all_words) <= len(words) or words[-1] != all_words[of - 1]:
        return False
    if not vocabulary().organisation_head(words[-1]):
        return False
    first = sighting.naming.first
    if len(words) > 1:
        small = sighting.naming.text[0].islower()
        return small and {_singular(w) for w in words} <= {_singular(w) for w in all_words}
    before = casts[sighting.cast].parse.tokens[first - 1].lower if first else ""
    return before == "the" and sighting.naming.text[0].isupper()


def _by_first(long: Sighting, short: Sighting) -> bool:
    """Whether the text goes on with the first word of a firm's name: "Lumo Aircraft ... Lumo"."""
    name = fold(long.naming.text).split()
    after = long.cast == short.cast and long.naming.first < short.naming.first
    if not after or [fold(short.naming.text)] != name[:1] or long.naming.kind != "organisation":
        return False
    words = vocabulary()
    other = words.institution | words.body | words.press | words.demonyms.keys()
    return len(name) > 1 and name[-1].isalpha() and name[-1] not in other and name[0] not in other


def _unplaced(casts: Sequence[Cast], long: Sighting, short: Sighting) -> bool:
    """Whether the longer name only says before the shorter one where the body is."""
    size = short.naming.last - short.naming.first
    at = long.naming.last - size
    tokens = casts[long.cast].parse.tokens
    same = [t.text for t in tokens[at : long.naming.last]] == short.naming.text.split()
    named = long.naming.first < at and short.naming.text[0].isupper()
    if not same or not named or fold(short.naming.text) in vocabulary().bare:
        return False
    first = casts[long.cast].parse.span(long.naming.first, max(at, long.naming.first + 1))
    town = first.of(casts[long.cast].parse.text)
    return any(place.country and place.text == town for cast in casts for place in cast.places)


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
