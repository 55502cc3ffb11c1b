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
SUBJECT = frozenset(("nsubj", "nsubjpass"))
FOLLOWING = frozenset(("prep", "acl", "amod", "relcl", "advmod", "oprd"))
LINKING = frozenset(("conj", "appos", "prep", "pcomp"))
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
        *_witnessed(parse, reading),
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
    for index in reversed(inside):
        token = parse.tokens[index]
        if token.head not in inside and token.pos not in ("DET", "PUNCT", "ADP"):
            return token
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
    token, measured = anchor, reading.noun is None
    if _is_verb(anchor):
        yield from _clause(parse, anchor, anchor, measured=measured)
        return
    for _ in range(CLIMB):
        head = parse.tokens[token.head]
        if token.dep == "pobj" and not _is_verb(head):
            head = parse.tokens[head.head]
        if head.index == token.index:
            return
        if _is_verb(head):
            yield from _clause(parse, head, token, measured=measured)
            return
        if token.dep == "pobj" or token.dep in MODIFYING:
            yield from _named(parse, head)
        elif token.dep not in LINKING:
            return
        token = head


def _is_verb(token: Token) -> bool:
    """Whether a word is a verb."""
    return token.pos in ("VERB", "AUX")


def _witnessed(parse: Parse, reading: Reading) -> Iterator[int]:
    """The words by which a bare number was understood: "injured" in "25 injured"."""
    rule, spans = reading.rules["unit"]
    if reading.noun is None and rule.startswith("people"):
        near = parse.tokens[max(0, reading.first - REACH) : reading.last + REACH]
        yield from (token.index for token in near if token.span in spans)


def _named(parse: Parse, noun: Token) -> Iterator[int]:
    """A noun with the words that name it: "speed limit"; nothing for other words."""
    if noun.pos not in ("NOUN", "PROPN", "ADJ", "PRON"):
        return
    for child in parse.children[noun.index]:
        token = parse.tokens[child]
        if token.dep in NAMING and token.tag != "CD" and child < noun.index:
            yield child
    yield noun.index


def _clause(parse: Parse, verb: Token, below: Token, *, measured: bool) -> Iterator[int]:
    """A verb, with the state it leaves people in; for a measure also its subject and object."""
    if verb.lemma != "be":
        yield verb.index
    for child in parse.children[verb.index]:
        token = parse.tokens[child]
        if token.dep in ("oprd", "acomp", "prt", "neg"):
            yield child
        elif measured and token.dep in SUBJECT and token.index != below.index:
            yield from _named(parse, _antecedent(parse, token, verb))
        elif measured and token.dep == "dobj" and below.dep in ("prep", "pobj"):
            yield from _named(parse, token)


def _antecedent(parse: Parse, subject: Token, verb: Token) -> Token:
    """The noun for which a relative pronoun stands: "the front, *which* is 40 km wide"."""
    relative = subject.tag in ("WDT", "WP") and verb.dep == "relcl"
    return parse.tokens[verb.head] if relative else subject


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
