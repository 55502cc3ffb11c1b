"""Of which people, and where, something is counted: a part of what another counts, or the same.

What restricts a count is its modifiers, those of its subject, and the places of its clause (Quirk
et al. 1985, 17.2-17.39: restrictive modification; 8.4: adjuncts of place).
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.parse import Parse, Token
from crosswire.reconcile.link.answer import Given
from crosswire.reconcile.link.claim import Claim
from crosswire.reconcile.link.lexicon import words
from crosswire.row import Figure

_MODIFIER = ("amod", "compound", "nmod", "poss")

_SUBJECT = ("nsubj", "nsubjpass")


def part(claim: Claim, one: Given, other: Given) -> bool:
    """Whether the smaller of two counts can be a part of the larger: `claim` gives the smaller.

    "Five Norlander fishermen" are a part of "nine fishermen"; 40 bodies that have been identified
    are at least a part of the dead.
    """
    tokens = tuple(_restricting(claim.parse, one.figure))
    larger = (other.figure.text + " " + (other.figure.of or "")).lower()
    return _found(claim, one.figure) or any(word.lower not in larger for word in tokens)


def _noun(parse: Parse, figure: Figure) -> Token | None:
    """What a figure counts: the word that stands above the others, or that the number is of."""
    sentence = next((one for one in parse.sentences if figure.span in one.span), None)
    if sentence is None:
        return None
    inside = [word for word in parse.words(sentence) if word.span in figure.span]
    indices = {word.index for word in inside}
    top = next((word for word in inside if word.head not in indices), None)
    return parse.tokens[top.head] if top is not None and top.dep == "nummod" else top


def _restricting(parse: Parse, figure: Figure) -> Iterator[Token]:
    """The names, and the words made from names, that say of whom or where a figure counts."""
    noun = _noun(parse, figure)
    if noun is None:
        return
    above = parse.tokens[noun.head]
    nouns = [noun, *(word for word in _below(parse, above) if word.dep in _SUBJECT)]
    for one in nouns:
        yield from _named(parse, one)
    for governor in dict.fromkeys((*nouns, above)):
        for word in _below(parse, governor):
            if word.dep == "prep" and word.lower == "in":
                for place in _below(parse, word):
                    yield from (*(_named(parse, place)), *((place,) if _name(place) else ()))


def _named(parse: Parse, noun: Token) -> Iterator[Token]:
    """The modifiers of a noun that are names or made from names."""
    return (word for word in _below(parse, noun) if word.dep in _MODIFIER and _name(word))


def _name(word: Token) -> bool:
    """Whether a word is written as a name is."""
    return word.text[:1].isupper()


def _below(parse: Parse, word: Token) -> Iterator[Token]:
    """The words that hang on a word."""
    return (parse.tokens[i] for i in parse.children[word.index])


def _found(claim: Claim, figure: Figure) -> bool:
    """Whether only those are counted that somebody has found so far: "identified 40 dead"."""
    noun = _noun(claim.parse, figure)
    return noun is not None and claim.parse.tokens[noun.head].lemma in words("figure", "finding")
