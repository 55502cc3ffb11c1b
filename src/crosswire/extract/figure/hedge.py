"""Hedges: the words around a number that say how it bounds the quantity."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from crosswire.extract.figure.vocabulary import load, words
from crosswire.parse import Parse, Token
from crosswire.row import Span
from crosswire.row.figure import Comparator

LONGEST = 6
"""No hedge has more words."""

MARKS = frozenset("\"“”'‘’«»(")
"""Marks that may stand between a hedge and its number: some "750 employees"."""

SPREADING = frozenset(("over", "above", "under", "below", "near", "around", "past", "beyond"))
"""Hedges that are prepositions of place or time too."""

PASSING = frozenset(("past", "pass", "passed", "passes", "passing", "crossed", "crossing"))
"""Hedges that take a place too where a word stands between: "past a 900-foot mast"."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """The hedges of a number: the words from token `first` (or up to `last`), their class."""

    first: int
    last: int
    comparator: Comparator
    spans: tuple[Span, ...] = ()


def before(parse: Parse, at: int, floor: int) -> Hedge:
    """The hedges that end just before token `at`, none of them before token `floor`."""
    first = at
    comparator: Comparator = "exactly"
    spans: list[Span] = []
    while True:
        edge = _skip_marks(parse, first, floor)
        found = _ending_at(parse, edge, floor)
        if found is None:
            break
        start, kind = found
        if _is_preposition(parse, start, edge, at):
            break
        first = start
        if kind != "exactly":
            spans.append(parse.span(start, edge))
            comparator = comparator if comparator not in ("exactly", "about") else kind
    return Hedge(_with_intensifiers(parse, first, at, floor), at, comparator, tuple(spans))


def is_compared(parse: Parse, number: Span, at: int) -> bool:
    """Whether something else is more or less than a number that somebody gave: "far more than the
    90 tonnes reported by the mill" is 90 tonnes."""
    than = [token.lower for token in parse.tokens[max(0, at - 2) : at]]
    given = _GIVEN.match(parse.text, number.end)
    return than in (["than", "the"], ["than", "those"]) and given is not None


_GIVEN = re.compile(
    r"(?:\s\w+){0,2}?\s(?:reported|claimed|announced|admitted|estimated|cited|quoted|given|stated"
    r"|declared|disclosed|acknowledged|recorded|counted|mentioned|feared)\b"
)
"""What follows a number that somebody gave."""


def after(parse: Parse, at: int, ceiling: int) -> Hedge:
    """The hedge that begins with token `at`: "20 or more", "40-odd", "at least"."""
    start = at
    if start < ceiling and parse.tokens[start].text in "-–":
        start += 1
    for length in range(min(4, ceiling - start), 0, -1):
        kind = _after().get(_phrase(parse, start, start + length))
        if kind and not _introduces_number(parse, start, start + length, ceiling):
            return Hedge(at, start + length, kind, (parse.span(start, start + length),))
    return Hedge(at, at, "exactly")


def _introduces_number(parse: Parse, first: int, last: int, ceiling: int) -> bool:
    """ "12 at least 40": the hedge belongs to the number that follows it."""
    phrase = _phrase(parse, first, last)
    hedges_next = phrase in _before() or phrase == "plus"
    return (
        hedges_next and last < ceiling and parse.tokens[last].tag in ("CD", "$", "NNS", "NN", "JJ")
    )


def _ending_at(parse: Parse, edge: int, floor: int) -> tuple[int, Comparator] | None:
    """The longest hedge that ends before token `edge`."""
    for length in range(min(LONGEST, edge - floor), 0, -1):
        kind = _before().get(_phrase(parse, edge - length, edge))
        if kind is not None:
            return edge - length, kind
    return None


def _is_preposition(parse: Parse, start: int, edge: int, at: int) -> bool:
    """ "over two days", "around three villages": spread over them, not more than so many."""
    token = parse.tokens[start]
    if edge - start == 1 and edge < at and _is_of_place(parse, token, edge, at):
        return True
    if edge - start > 1 or token.lower not in SPREADING | {"about"}:
        return False
    if start and _governs(parse, parse.tokens[start - 1], token.lower):
        return True
    if token.lower not in SPREADING:
        return False
    if token.dep in ("quantmod", "advmod") or token.tag in ("RB", "JJR"):
        return False
    noun = next(
        (t for t in parse.tokens[at : at + 4] if t.pos == "NOUN" and t.dep in ("pobj", "npadvmod")),
        None,
    )
    return noun is not None and noun.lower in words("figure_noun", "stretch")


def _is_of_place(parse: Parse, token: Token, edge: int, at: int) -> bool:
    """ "past a 900-foot mast", "over nearly a decade": a word stands between."""
    spread = token.lower in SPREADING and _before().get(_phrase(parse, edge, at)) == "about"
    return spread or token.lower in PASSING


def _governs(parse: Parse, word: Token, preposition: str) -> bool:
    """ "control over", "complained about": the word before takes the preposition."""
    table = load("figure_hedge")["governor"].get(preposition)
    if table is None:
        return False
    kind = "verb" if word.tag.startswith("VB") and not _opens_quote(parse, word) else "noun"
    return word.lemma in table[kind]


def _opens_quote(parse: Parse, word: Token) -> bool:
    """Whether a quotation begins with a word, where the model takes nouns for verbs: “control over
    40 villages”."""
    return word.index > 0 and parse.tokens[word.index - 1].text in MARKS


def _with_intensifiers(parse: Parse, first: int, at: int, floor: int) -> int:
    """The hedge with what strengthens it: "well over", "only about"."""
    if first == at:
        return first
    strong = words("figure_hedge", "intensifier")
    while first - 1 >= floor:
        two = _phrase(parse, first - 2, first) if first - 2 >= floor else ""
        if two in strong:
            first -= 2
        elif parse.tokens[first - 1].lower in strong:
            first -= 1
        else:
            break
    return first


def _skip_marks(parse: Parse, at: int, floor: int) -> int:
    """The token edge before any opening quotation marks."""
    while at - 1 >= floor and parse.tokens[at - 1].text in MARKS:
        at -= 1
    return at


def _phrase(parse: Parse, first: int, last: int) -> str:
    """Tokens as lower-case words with single spaces."""
    return " ".join(token.lower for token in parse.tokens[first:last])


@cache
def _before() -> Mapping[str, Comparator]:
    """Every hedge that stands before a number, by its words."""
    return _by_phrase("before")


@cache
def _after() -> Mapping[str, Comparator]:
    """Every hedge that stands after a number, by its words."""
    return _by_phrase("after")


def _by_phrase(table: str) -> dict[str, Comparator]:
    """A table of the lexicon turned around: from phrase to comparator."""
    return {
        phrase: cast(Comparator, kind)
        for kind, phrases in load("figure_hedge")[table].items()
        for phrase in phrases
    }
