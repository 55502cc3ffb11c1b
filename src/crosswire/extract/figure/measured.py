"""What a quantity measures, in the words of the text.

From the counted noun or the unit the rules climb the sentence: to the noun that a measure belongs
to ("a depth of 10 km"), to the verb and, for a measure, its subject ("the troops advanced 12 km").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from crosswire.extract.figure.reading import Reading
from crosswire.parse import Parse, Token
from crosswire.row import Span

MODIFYING = frozenset(("compound", "nummod", "amod", "nmod", "npadvmod", "quantmod", "poss", "dep"))
ARGUMENT = frozenset(("nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative", "ccomp", "acomp"))
FOLLOWING = frozenset(("prep", "acl", "amod", "relcl", "advmod", "oprd"))
NAMING = frozenset(("compound", "amod", "nmod"))
EMPTY = frozenset(
    ("the", "a", "an", "of", "these", "those", "its", "their", "his", "her", "our", "more", "other")
)
CLIMB = 5
"""Steps from the number up the sentence, at most."""
REACH = 7
"""Words of a phrase behind the noun, at most."""


def of(parse: Parse, reading: Reading) -> tuple[Span, ...]:
    """The words that say what is measured, as few contiguous stretches in the order of the text."""
    anchor = _anchor(parse, reading)
    chosen = {
        *_phrase(parse, reading),
        *_behind(parse, anchor, reading),
        *_above(parse, anchor, reading),
    }
    own = _own(reading)
    return tuple(_stretches(parse, sorted(index for index in chosen if index not in own)))


def rule(reading: Reading) -> str:
    """The name of the way by which the words were found."""
    return "counted_noun" if reading.noun else "governing_words"


def _own(reading: Reading) -> set[int]:
    """The tokens of the number, its hedges and its unit, which say how much and not of what."""
    if reading.noun is None:
        return set(range(reading.first, reading.last))
    return set(range(reading.first, reading.noun.first))


def _anchor(parse: Parse, reading: Reading) -> Token:
    """The word on which the expression hangs."""
    if reading.noun is not None:
        return parse.tokens[reading.noun.head]
    inside = range(reading.first, reading.last)
    for index in inside:
        if parse.tokens[index].head not in inside:
            return parse.tokens[index]
    return parse.tokens[reading.head]


def _phrase(parse: Parse, reading: Reading) -> Iterator[int]:
    """The counted noun with its adjectives."""
    if reading.noun is None:
        return
    for index in range(reading.noun.first, reading.noun.head + 1):
        token = parse.tokens[index]
        if token.lower not in EMPTY and token.tag != "CD" and token.pos != "PUNCT":
            yield index


def _behind(parse: Parse, anchor: Token, reading: Reading) -> Iterator[int]:
    """What follows the noun and narrows it: "girls *kidnapped in April*", "area *of forest*"."""
    for child in parse.children[anchor.index]:
        token = parse.tokens[child]
        if child < reading.last or token.dep not in FOLLOWING:
            continue
        words = [index for index in parse.subtree(child) if index >= child]
        yield from words[:REACH] if token.dep != "relcl" else (child,)


def _above(parse: Parse, anchor: Token, reading: Reading) -> Iterator[int]:
    """The nouns and the verb over the expression, and a measure's subject."""
    token = anchor
    for _ in range(CLIMB):
        head = parse.tokens[token.head]
        if head.index == token.index:
            return
        if token.dep in MODIFYING and head.pos in ("NOUN", "PROPN", "ADJ"):
            yield from _named(parse, head)
        elif token.dep == "pobj":
            head = parse.tokens[head.head]
            if head.pos in ("NOUN", "PROPN"):
                yield from _named(parse, head)
        elif token.dep not in ("conj", "appos", "prep", "pcomp"):
            if head.pos in ("VERB", "AUX"):
                yield from _clause(parse, head, token, measured=reading.noun is None)
            return
        if head.pos in ("VERB", "AUX"):
            yield from _clause(parse, head, token, measured=reading.noun is None)
            return
        token = head


def _named(parse: Parse, noun: Token) -> Iterator[int]:
    """A noun with the words that name it: "speed limit"."""
    for child in parse.children[noun.index]:
        token = parse.tokens[child]
        if token.dep in NAMING and token.tag != "CD" and child < noun.index:
            yield child
    yield noun.index


def _clause(parse: Parse, verb: Token, below: Token, *, measured: bool) -> Iterator[int]:
    """A verb, with the state it leaves people in, and its subject where a measure needs one."""
    if verb.pos == "VERB" or verb.lemma != "be":
        yield verb.index
    for child in parse.children[verb.index]:
        token = parse.tokens[child]
        if token.dep in ("oprd", "acomp", "prt", "neg"):
            yield child
        if measured and token.dep in ("nsubj", "nsubjpass") and token.index != below.index:
            yield from _named(parse, token)


def _stretches(parse: Parse, chosen: Iterable[int]) -> Iterator[Span]:
    """Neighbouring words as one span each."""
    first = last = -1
    for index in chosen:
        if index != last + 1 or first < 0:
            if first >= 0:
                yield parse.span(first, last + 1)
            first = index
        last = index
    if first >= 0:
        yield parse.span(first, last + 1)
