"""What a claim says of what: its predicate and the arguments of that, as terms.

Two claims may share words and yet tell different things; one that tells the same has the predicate
of the other, or its arguments (the predicate-argument structure of Quirk et al. 1985, chapter 10).
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.parse import Token
from crosswire.reconcile.link.claim import Claim
from crosswire.reconcile.link.lexicon import sense

_OBJECT = ("dobj", "attr", "acomp", "oprd")
"""The grammatical roles that complete what a verb says."""

_SUBJECT = ("nsubj", "nsubjpass", "agent")

_CLAUSE = ("ccomp", "xcomp")


def predication(claim: Claim, mark: Token | None = None) -> tuple[str, ...]:
    """The predicate of a claim and its arguments, the most telling first, each once.

    "Two piers were closed": to close, pier; where the verb tells nothing, what it comes with:
    "there was a fire". `mark` is a word of the content that only brings the claim ("we can confirm
    that two piers were closed").
    """
    head = _head(claim, mark)
    found = (sense(word) for word in (head, *_arguments(claim, head)))
    return tuple(dict.fromkeys(one for one in found if one))


def brought(claim: Claim, mark: Token | None) -> frozenset[str]:
    """The terms of what a mark inside a claim brings; without one, all terms of the claim."""
    head = _head(claim, mark)
    if mark is None or head.head != mark.index or mark not in claim.words:
        return claim.terms
    below = (claim.parse.tokens[i] for i in claim.parse.subtree(head.index))
    return frozenset(one for one in map(sense, below) if one)


def _head(claim: Claim, mark: Token | None) -> Token:
    """The word at the top: what the mark brings, else the first verb, else the first word."""
    inside = {word.index for word in claim.words}
    tokens = claim.parse.tokens
    if mark is not None and mark.index in inside:
        below = (tokens[i] for i in claim.parse.children[mark.index] if i in inside)
        brought = [word for word in below if word.dep in (*_CLAUSE, "dobj")]
        if brought:
            return brought[-1]
    top = [word for word in claim.words if word.head not in inside or word.head == word.index]
    verbs = (word for word in top if word.pos in ("VERB", "AUX"))
    nouns = (word for word in top if word.pos in ("NOUN", "PROPN"))
    return next(verbs, None) or next(nouns, None) or claim.words[0]


def _arguments(claim: Claim, head: Token) -> Iterator[Token]:
    """What a verb is said of and with, or what a noun is of: "the closure of two piers"."""
    inside = {word.index for word in claim.words}
    below = [claim.parse.tokens[i] for i in claim.parse.children[head.index] if i in inside]
    for role in (*_OBJECT, *_SUBJECT):
        for word in below:
            if word.dep == role:
                yield word if role != "agent" else next(_of(claim, word), word)
                yield from (one for of in _linked(claim, word) for one in _of(claim, of))
    for word in below:
        if word.dep == "prep" and word.lower == "of":
            yield from _of(claim, word)
        elif word.dep in _CLAUSE and sense(head) is None:
            yield from (word, *_arguments(claim, word))


def _linked(claim: Claim, noun: Token) -> Iterator[Token]:
    """The "of" behind a noun."""
    below = (claim.parse.tokens[i] for i in claim.parse.children[noun.index])
    return (word for word in below if word.dep == "prep" and word.lower == "of")


def _of(claim: Claim, preposition: Token) -> Iterator[Token]:
    """The noun behind a preposition."""
    below = (claim.parse.tokens[i] for i in claim.parse.children[preposition.index])
    return (word for word in below if word.dep == "pobj")
