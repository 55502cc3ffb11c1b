"""Names of which a text says that they are one body's: "also called", "known by its initials"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.mention import Naming
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Parse, Token
from crosswire.resolve.party import Cast, Party

ALSO = frozenset(
    ["also", "formerly", "previously", "now", "originally", "better", "once", "otherwise"]
)
INITIALS = frozenset(("initials", "acronym", "acronyms", "abbreviation", "letters"))
Pair = tuple[int, int]
"""The first words of two names in one document."""


def join_aliases(casts: Sequence[Cast], parties: list[Party]) -> None:
    """Makes one of two parties whose names a text gives to one body."""
    of = {
        (sighting.cast, sighting.naming.first): party
        for party in parties
        for sighting in party.sightings
    }
    for number, cast in enumerate(casts):
        for first, second in (*_called(cast), *_initials(cast), *_apposed(cast)):
            one, other = of.get((number, first)), of.get((number, second))
            if one and other and one is not other and one.sightings and other.sightings:
                one.take(other)


def _called(cast: Cast) -> Iterator[Pair]:
    """ "Lumo Ltd, a unit also called Blue Line": the body before the comma has two names."""
    tokens = cast.parse.tokens
    for naming in cast.namings:
        at = _before_as(cast, naming)
        called = tokens[at].lower in ("called", "known", "named", "renamed")
        if at > 0 and called and tokens[at - 1].lower in ALSO:
            yield from _before_comma(cast, at, naming)


def _before_as(cast: Cast, naming: Naming) -> int:
    """The word before a name, past an "as": "known" of "known as Blue Line"."""
    at = naming.first - 1
    return at - 1 if at > 0 and cast.parse.tokens[at].lower == "as" else at


def _initials(cast: Cast) -> Iterator[Pair]:
    """ "The port agency, known by its Dutch initials HBA": a body and its acronym."""
    tokens = cast.parse.tokens
    for naming in cast.namings:
        at = _before_as(cast, naming)
        known = at > 2 and any(t.lower in ("known", "called") for t in tokens[at - 5 : at])
        if known and tokens[at].lower in INITIALS:
            yield from _before_comma(cast, at, naming)


def _before_comma(cast: Cast, at: int, naming: Naming) -> Iterator[Pair]:
    """The last name before a word in its sentence that ends at a comma, with another."""
    tokens = cast.parse.tokens
    for other in cast.namings[::-1]:
        comma = other.last < at and tokens[other.last].text in (",", "(")
        if comma and tokens[other.first].sentence == tokens[at].sentence:
            yield other.first, naming.first
            return


def _apposed(cast: Cast) -> Iterator[Pair]:
    """ "Norway's port watchdog, the HBA, said": a body by what it is, and its acronym."""
    parse = cast.parse
    at = {naming.first: naming for naming in cast.namings}
    for naming in cast.namings:
        if naming.kind != "organisation" or naming.last >= len(parse.tokens):
            continue
        after = naming.last + 1
        if parse.tokens[naming.last].text != "," or after >= len(parse.tokens):
            continue
        other = at.get(after + (parse.tokens[after].lower == "the"))
        if other and other.kind == "organisation" and _says_what(parse, naming, other):
            yield other.first, naming.first


def _says_what(parse: Parse, naming: Naming, other: Naming) -> bool:
    """Whether one of two names says what the bearer of the other, an acronym or name, is."""
    tokens = parse.tokens
    common = tokens[naming.last - 1].text.islower() != tokens[other.last - 1].text.islower()
    single = vocabulary().body_noun(_lower(tokens, naming, other))
    return common and single and _closed(tokens, other.last) and _alone(tokens, naming)


def _lower(tokens: Sequence[Token], naming: Naming, other: Naming) -> str:
    """The last word of the one that is written small."""
    small = naming if tokens[naming.last - 1].text.islower() else other
    return tokens[small.last - 1].lower


def _closed(tokens: Sequence[Token], at: int) -> bool:
    """Whether the apposition ends: at a mark, no further member of a list behind it."""
    if at >= len(tokens) or tokens[at].text not in (",", ".", ")", ";", "–", "—"):
        return False
    return at + 1 >= len(tokens) or tokens[at].text != "," or tokens[at + 1].pos in ENDS


def _alone(tokens: Sequence[Token], naming: Naming) -> bool:
    """Whether no list goes before: "the army, the navy ministry, the HBA"."""
    before = tokens[naming.first - 2 : naming.first] if naming.first > 1 else ()
    return all(t.text != "," and t.lower != "and" for t in before)


ENDS = frozenset(("VERB", "AUX", "ADV", "SCONJ", "PRON", "ADP", "PUNCT"))
