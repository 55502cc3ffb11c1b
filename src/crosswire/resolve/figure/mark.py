"""Times and places in their sentences, and how closely they are tied to a quantity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from crosswire.extract.figure import Quantity
from crosswire.parse import Parse, Token
from crosswire.row import Place, Span, Time, Window

BELONGING = frozenset(("poss", "compound", "nmod", "amod"))
"""Roles in which a place names whose something is, rather than where it is."""

OWN = frozenset(("in_the_phrase", "in_the_clause"))
"""The ties of what is told of a quantity itself, not of the words around."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time or place in the text: the row, and the token on which it hangs."""

    row: Time | Place
    head: Token

    @property
    def span(self) -> Span:
        """Where it stands."""
        return self.row.span


@dataclass(frozen=True, slots=True)
class Choice:
    """A mark that was chosen, and the rule that chose it.

    `own` says that it belongs to the phrase or clause itself, not to one around it.
    """

    mark: Mark
    rule: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """One document with its times and places in their sentences, and what is said in it."""

    parse: Parse
    document: str
    published: Window | None
    times: tuple[Mark, ...]
    places: tuple[Mark, ...]
    said: tuple[Span, ...] = ()

    def token(self, quantity: Quantity) -> Token:
        """The word on which a quantity hangs."""
        return self.parse.tokens[quantity.head]

    @property
    def day(self) -> date | None:
        """The last day on which the report can have been published."""
        return None if self.published is None else self.published.last or self.published.first


def marks(parse: Parse, starts: Sequence[int], rows: Iterable[Time | Place]) -> tuple[Mark, ...]:
    """Rows with the tokens on which they hang, in the order of the text."""
    marks = []
    for row in sorted(rows, key=lambda row: row.span):
        first = bisect_right(starts, row.span.start) - 1
        last = bisect_right(starts, row.span.end - 1)
        if 0 <= first < last:
            marks.append(Mark(row, _head(parse, first, last)))
    return tuple(marks)


def _head(parse: Parse, first: int, last: int) -> Token:
    """The word of tokens `first` to `last` that hangs on a word outside them."""
    for token in parse.tokens[first:last]:
        if not first <= token.head < last or token.head == token.index:
            return token
    return parse.tokens[first]


def governing(page: Page, quantity: Quantity, marks: Sequence[Mark]) -> Choice | None:
    """The mark that governs a quantity in its sentence, by the nearest tie that there is."""
    word = page.token(quantity)
    above = verbs_above(page.parse, word)
    near = [mark for mark in marks if mark.head.sentence == word.sentence]
    ranked = [
        (*tie, mark) for mark in near if (tie := _tie(page.parse, word, above, mark)) is not None
    ]
    if not ranked:
        return None
    best = min(
        ranked, key=lambda tie: (tie[0], _distance(tie[2].span, quantity.span), tie[2].span.start)
    )
    return Choice(best[2], best[1], own=best[1] in OWN)


def _tie(parse: Parse, word: Token, above: Sequence[int], mark: Mark) -> tuple[int, str] | None:
    """How closely a mark is tied to a word of its sentence: rank and name of the tie.

    None where it belongs to something else: "in a town hit by the *2004* flood".
    """
    path = [mark.head.index, *(token.index for token in parse.ancestors(mark.head.index))]
    if word.index in path:
        return None if _narrows_the_whole(parse, word, path) else (0, "in_the_phrase")
    if _narrows_the_noun(parse, word, path):
        return 0, "in_the_phrase"
    if is_adnominal(mark) or is_enclosed(parse, path, above):
        return None
    verb = next((at for at in path[1:] if is_verb(parse.tokens[at])), path[-1])
    if above and verb == above[0]:
        return 1, "in_the_clause"
    if verb in above:
        return 2 + above.index(verb), "in_a_clause_above"
    return 2 + len(above), "in_the_sentence"


def _narrows_the_whole(parse: Parse, word: Token, path: Sequence[int]) -> bool:
    """Whether a time below a word is of the whole of which it counts a part: "12 of the 90 crates
    that were lost in May" are not counted in May."""
    at = path[path.index(word.index) - 1]
    return parse.tokens[at].lower == "of" and word.tag == "CD"


def _narrows_the_noun(parse: Parse, word: Token, path: Sequence[int]) -> bool:
    """Whether a time is in the clause that tells which noun a quantity goes with: "the 5 bn bid
    that it made in May"."""
    if word.dep not in BELONGING | {"nummod"} or word.head not in path[1:]:
        return False
    below = parse.tokens[path[path.index(word.head) - 1]]
    return below.dep in ("relcl", "acl")


def is_adnominal(mark: Mark) -> bool:
    """Whether a mark names what a noun is: "the 2004 flood", "Monday's vote"."""
    return isinstance(mark.row, Time) and mark.head.dep in BELONGING | {"nummod"}


def is_enclosed(parse: Parse, path: Sequence[int], above: Sequence[int]) -> bool:
    """Whether a path up the sentence leaves a relative or participial clause of its own."""
    for at in path:
        if at in above:
            return False
        token = parse.tokens[at]
        if token.dep in ("relcl", "acl") or _stands_behind(token):
            return True
    return False


def _stands_behind(token: Token) -> bool:
    """Whether an adjective behind its noun shortens a clause: "the bond due in 2031"."""
    return token.dep == "amod" and token.pos == "ADJ" and token.head < token.index


def verbs_above(parse: Parse, word: Token) -> list[int]:
    """The verbs over a word, nearest first: those of its clause and of the clauses above."""
    return [token.index for token in parse.ancestors(word.index) if is_verb(token)]


def is_verb(token: Token) -> bool:
    """Whether a word is a verb."""
    return token.pos in ("VERB", "AUX")


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans; none where they meet."""
    return max(0, one.start - other.end, other.start - one.end)
