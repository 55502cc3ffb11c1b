"""What a claim negates, clause by clause.

The scope of a negative word is its clause, or the noun that it stands with where it excludes a name
for a thing: "a depot, not a school" (Quirk et al. 1985, 10.54-10.70).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.parse import Parse, Token
from crosswire.reconcile.link.claim import Claim, apart
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import sense, words
from crosswire.row import Witness

MET = 5.0
"""The least weight of what a negation and what meets it have in common."""

SHARE = 0.33
"""The least share of what is negated that a claim must hold to meet it."""


BESIDE = 1.0
"""The least weight of what two claims have in common beside the thing that one excludes."""

NOUN_PHRASE = 3
"""How many words up to its noun a noun phrase may have."""


@dataclass(frozen=True, slots=True)
class Contrary:
    """A claim that leaves nothing open, one of another source against it, and the negative word."""

    claim: Claim
    against: Claim
    mark: Witness


@dataclass(frozen=True, slots=True)
class Negation:
    """A negative word, the terms that it negates and the words they stand for, by number."""

    marker: Token
    terms: frozenset[str]
    scope: frozenset[int]


def negations(claim: Claim) -> Iterator[Negation]:
    """The negative words of a claim, each with what it negates."""
    inside = frozenset(word.index for word in claim.words)
    for word in claim.words:
        if negative(claim.parse, word):
            head = _clause(claim.parse, word, inside)
            scope = frozenset(_scope(claim.parse, head, inside))
            if head.pos in ("NOUN", "PROPN"):
                scope = frozenset(index for index in scope if index > word.index)
            found = (sense(claim.parse.tokens[i]) for i in scope)
            yield Negation(word, frozenset(one for one in found if one), scope)


def negative(parse: Parse, word: Token) -> bool:
    """Whether a word negates: "not", "never", "no", "nobody"; but not "not only"."""
    if word.lower not in words("negation", "words") and word.dep != "neg":
        return False
    after = parse.tokens[word.index + 1 : word.index + 2]
    return not any(token.lower in words("negation", "focusing") for token in after)


def _clause(parse: Parse, word: Token, inside: frozenset[int]) -> Token:
    """The verb whose clause a negative word negates, or the noun that it excludes.

    A noun that is joined to another is negated alone: "found cracks but no leak".
    """
    head = parse.tokens[word.head] if word.head in inside else word
    if word.dep == "neg":
        return head
    while head.pos not in ("VERB", "AUX") and head.dep != "conj" and head.head in inside:
        if head.head == head.index:
            break
        head = parse.tokens[head.head]
    return head


def _scope(parse: Parse, head: Token, inside: frozenset[int]) -> Iterator[int]:
    """The words under a head, without the clauses that are joined to it or set beside it."""
    yield head.index
    for child in parse.children[head.index]:
        token = parse.tokens[child]
        verbal = token.pos in ("VERB", "AUX")
        if child in inside and not (verbal and token.dep in ("conj", "advcl", "parataxis")):
            yield from (i for i in parse.subtree(child) if i in inside)


def contrary(index: Index) -> Iterator[Contrary]:
    """What leaves nothing open against what says otherwise.

    "No siren was sounded at the dock" against "a siren at the dock was sounded twice".
    """
    for claim in index.fullest.values():
        if claim.row.act != "intends":
            for one in negations(claim):
                if _total(claim, one):
                    yield from _met(index, claim, one)


def excluding(index: Index) -> Iterator[Contrary]:
    """What says that a thing is not such a one, against what says that it is.

    "Hit a depot, not a school" against "a shell hit the school".
    """
    for claim in index.fullest.values():
        if claim.row.act != "intends":
            for one in negations(claim):
                noun = _excluded(claim, one.marker)
                if noun is not None:
                    found = _holding(index, claim, sense(noun) or "")
                    mark = Witness(claim.row.document, one.marker.span)
                    yield from (Contrary(claim, other, mark) for other in found)


def _excluded(claim: Claim, marker: Token) -> Token | None:
    """The noun right behind "not": "not a school", "not the old school"."""
    behind = claim.parse.tokens[marker.index + 1 : marker.index + 1 + NOUN_PHRASE]
    if marker.lower != "not" or not behind or behind[0].pos not in _OPENING:
        return None
    noun = next((word for word in behind if word.pos in ("NOUN", "PROPN")), None)
    return noun if noun is not None and sense(noun) else None


_OPENING = ("DET", "ADJ", "NOUN", "PROPN", "PRON")
"""With what the noun phrase behind a "not" begins."""


def _holding(index: Index, claim: Claim, term: str) -> Iterator[Claim]:
    """The claims of others that hold a term, and more of what a claim says, unnegated."""
    for other in index.sharing((term,), claim.group, least=1):
        same = claim.report == other.report and claim.row.content.overlaps(other.row.content)
        if same or other.row.act != "asserts" or not apart(claim, other) or term in _negated(other):
            continue
        if index.shared(claim.terms - {term}, claim, other)[0] >= BESIDE:
            yield other


def _total(claim: Claim, one: Negation) -> bool:
    """Whether a negation leaves nothing open: "no", "never", "not a single"."""
    scope = (claim.parse.tokens[i].lower for i in one.scope)
    every = words("negation", "total")
    return one.marker.lower in every or any(word in every for word in scope)


def _met(index: Index, claim: Claim, one: Negation) -> Iterator[Contrary]:
    """The claims of others that say what is negated."""
    for other in index.sharing(one.terms, claim.group):
        if _says(index, claim, one, other):
            yield Contrary(claim, other, Witness(claim.row.document, one.marker.span))


def _says(index: Index, claim: Claim, one: Negation, other: Claim) -> bool:
    """Whether another's claim says, without a negation, what is negated here."""
    same = claim.report == other.report and claim.row.content.overlaps(other.row.content)
    if same or other.row.act != "asserts" or not apart(claim, other):
        return False
    common, share = index.shared(one.terms - _negated(other), claim, other)
    return common >= MET and share >= SHARE


def _negated(claim: Claim) -> frozenset[str]:
    """All that a claim negates."""
    return frozenset(term for one in negations(claim) for term in one.terms)
