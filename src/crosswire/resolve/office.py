"""Who holds an office, told in any of the documents: "the fisheries minister", "the company's CEO".

A report may name nobody but "the finance minister" where another gives the name. An office is its
noun with the words that say which and whose; it has one holder at a time, so that whoever is in it
is the one person of whom the documents tell it, where there is one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.extract.mention import Role
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Token
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import common_spelling
from crosswire.resolve.party import Cast, Party, only

LONGEST = 3
"""Words in the longest noun of an office: "chief executive officer"."""

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Office:
    """A role that somebody is said to have: the words that say which it is, and whose.

    `home` is "@" and the code of the country of which the report speaks most.
    """

    party: Party
    which: Words
    owner: Words
    home: str


@dataclass(frozen=True, slots=True)
class Offices:
    """All offices told of in the documents, by their nouns."""

    by_noun: Mapping[str, Sequence[Office]]
    atlas: Atlas

    @classmethod
    def of(
        cls,
        casts: Sequence[Cast],
        parties: Iterable[Party],
        atlas: Atlas,
        homes: Sequence[str | None],
    ) -> Offices:
        """The offices that the roles of people with a name tell."""
        found: dict[str, list[Office]] = defaultdict(list)
        for party in parties:
            for sighting in party.sightings if party.kind == "person" else ():
                tokens = casts[sighting.cast].parse.tokens
                for role in sighting.naming.roles:
                    if tokens[role.first].lower not in vocabulary().past:
                        home = f"@{homes[sighting.cast]}"
                        noun, office = _office(tokens, role, party, atlas, home)
                        found[noun].append(office)
        return cls(found, atlas)

    def holder(self, noun: str, which: Words, whose: Words) -> Party | None:
        """The one person of whom all these words are told as an office; none where two are."""
        return only(
            office.party
            for office in self.by_noun.get(noun, ())
            if which <= office.which | office.owner and _agree(whose, office)
        )

    def known(self, noun: str, which: Words, whose: Words) -> bool:
        """Whether an office is told enough of to have one holder: "mayor", "fisheries minister"."""
        words = vocabulary()
        return noun in words.office or (noun in words.post and bool(which or whose))


def noun_of(tokens: Sequence[Token], first: int, head: int) -> tuple[str, int]:
    """The noun of an office, whoever has it, and its first word: "CEO" is "chief executive"."""
    known = vocabulary().office_noun
    for length in range(LONGEST, 0, -1):
        at = head - length + 1
        phrase = " ".join(token.lower for token in tokens[max(at, 0) : head + 1])
        if at >= first and phrase in known:
            return known[phrase], at
    lower = tokens[head].lower.rstrip(".")
    return known.get(lower, lower), head


def content(tokens: Iterable[Token], atlas: Atlas) -> Words:
    """The words that tell an office or a body from another; a country as "@" and its code."""
    return frozenset(_content(tokens, atlas))


def _content(tokens: Iterable[Token], atlas: Atlas) -> Iterator[str]:
    vague = vocabulary().praise | vocabulary().here
    for token in tokens:
        if token.pos in ("NOUN", "PROPN", "ADJ") and token.lower not in vague:
            code = atlas.country(token.text)
            yield f"@{code}" if code else common_spelling(token.lower)


def _office(
    tokens: Sequence[Token], role: Role, party: Party, atlas: Atlas, home: str
) -> tuple[str, Office]:
    noun, at = noun_of(tokens, role.first, role.head)
    words = (*tokens[role.first : at], *tokens[role.head + 1 : role.last])
    owner = content(tokens[role.owner[0] : role.owner[1]] if role.owner else (), atlas)
    return noun, Office(party, content(words, atlas), owner, home)


def _agree(whose: Words, office: Office) -> bool:
    """Whether an office is somebody's, where the words say whose."""
    told = office.owner | office.which
    home = {office.home} if not office.owner else set()
    return whose <= told | home or (bool(office.owner) and office.owner <= whose)
