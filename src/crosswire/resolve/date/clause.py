"""The clause that a time belongs to: what happened then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse, Token

_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "conj", "parataxis", "acl", "csubj"})
_ATTRIBUTES = frozenset({"poss", "nmod", "compound", "npadvmod"})
_VERBS = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Clause:
    """The word that a time hangs on, verb or noun, and the words of its clause."""

    head: Token
    words: tuple[Token, ...]


def clause(parse: Parse, timex: Timex) -> Clause | None:
    """The clause of a time, without those inside it that are of other times.

    Of "A shed that burned on Monday fell on Tuesday" Tuesday has "a shed fell"; of "Monday's
    fire" the noun is all there is.
    """
    own = [one for one in parse.words(parse.sentences[timex.sentence]) if one.start in _in(timex)]
    if not own:
        return None
    head = _head(parse, own)
    inside = {token.index for token in own}
    words = tuple(sorted(_below(parse, head, inside), key=lambda token: token.index))
    return Clause(head, words)


def _in(timex: Timex) -> range:
    return range(timex.span.start, timex.span.end)


def _head(parse: Parse, own: list[Token]) -> Token:
    """The nearest verb above a time, or the noun that it describes."""
    inside = {token.index for token in own}
    top = next((one for one in own if one.head not in inside or one.head == one.index), own[0])
    found = top
    for found in parse.ancestors(top.index):
        if found.pos in _VERBS or (found.index == top.head and top.dep in _ATTRIBUTES):
            break
    return found


def _below(parse: Parse, head: Token, without: set[int]) -> Iterator[Token]:
    """A word and what hangs on it, other clauses apart."""
    waiting = [head.index]
    for index in waiting:
        token = parse.tokens[index]
        if index in without or (token is not head and _is_clause(token)):
            continue
        yield token
        waiting += parse.children[index]


def _is_clause(token: Token) -> bool:
    return token.dep in _CLAUSES and token.pos in _VERBS
