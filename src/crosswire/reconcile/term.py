"""The words of a stretch that tell what it is about, as dictionary forms or as concepts.

Two outlets write "fatalities" and "people killed"; where the lexicon of concepts has both words in
one class, they are one term here. A term of the lexicon is written with a colon in front.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crosswire.lexicon import load
from crosswire.parse import Parse, Token
from crosswire.row import Span

CLASSES = ("state", "deed", "measure", "thing", "people", "general")

_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV"))

_PARTS = {"VERB": "/V", "NOUN": "/N", "PROPN": "/N"}

_EMPTY = frozenset(
    (
        "be", "have", "do", "say", "tell", "get", "make", "go", "come", "take", "put", "bring",
        "the", "a", "an", "not", "n't", "so", "very", "just", "only", "also", "there", "here",
        "then", "now", "still", "already", "however", "about", "around", "nearly", "almost",
        "least", "most", "more", "less", "than", "some", "many", "much", "few", "several", "such",
        "as", "far", "up", "well", "too", "even", "when", "where", "why", "how", "ago", "mr",
        "at", "ms", "mrs", "mr.", "ms.", "mrs.", "according", "accord", "report", "add",
    )
)  # fmt: skip
"""Words of a content class that tell nothing of what a stretch is about."""


def terms(parse: Parse, span: Span) -> frozenset[str]:
    """The terms of a stretch: what its content words stand for."""
    found = (term(token) for token in words(parse, span))
    return frozenset(one for one in found if one)


def words(parse: Parse, span: Span) -> tuple[Token, ...]:
    """The words that lie in a stretch."""
    first, last = _index(parse, span.start), _index(parse, span.end)
    return parse.tokens[first:last]


def _index(parse: Parse, offset: int) -> int:
    """The number of the first word that begins at an offset or behind it."""
    low, high = 0, len(parse.tokens)
    while low < high:
        middle = (low + high) // 2
        if parse.tokens[middle].start < offset:
            low = middle + 1
        else:
            high = middle
    return low


def term(token: Token) -> str | None:
    """What a word stands for: its concept, else its dictionary form; None for an empty word."""
    if token.pos not in _CONTENT or token.lemma in _EMPTY or not token.lower.strip("'’-.#@"):
        return None
    known, part = concepts(), _PARTS.get(token.pos, "")
    concept = known.get(token.lemma + part) or known.get(token.lemma) or known.get(token.lower)
    return f":{concept}" if concept else token.lemma.lstrip("#@")


@cache
def concepts() -> Mapping[str, str]:
    """The concept of each word that has one, by its dictionary form ("level/V": as a verb)."""
    classes = load("concept.toml")
    return {
        word: concept
        for name in CLASSES
        for concept, listed in classes[name].items()
        for word in listed.split()
    }


@cache
def members(name: str) -> frozenset[str]:
    """The concepts of a class, as terms."""
    return frozenset(f":{concept}" for concept in load("concept.toml")[name])
