"""What a person writes into a search box, understood; nothing that anybody writes is an error.

All words are wanted: fire mill. Words in quotation marks follow each other: "paper mill". A star
after a word stands for any end of it: fire*. A minus before a word or phrase leaves out what has
it: -drill. There is nothing else: AND, brackets and colons are words, or nothing. A word with marks
in it is the words between the marks, one after the other: co-operate, U.S.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.desk.storage.fulltext import Term
from crosswire.desk.storage.word import forms

MOST = 32
"""Terms of a query that count, and in PHRASE words of one of them: the first."""

PHRASE = 100

_MARKS = '"“”„‟«»＂'

_TERM = re.compile(
    rf"(?P<without>(?<!\S)-(?=[^\s-]))?"
    rf"(?:[{_MARKS}](?P<phrase>[^{_MARKS}]*)[{_MARKS}](?P<star>\*)?|(?P<word>[^\s{_MARKS}]+))"
)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: each of the `wanted` terms, and none of those that it is `without`."""

    wanted: tuple[Term, ...]
    without: tuple[Term, ...] = ()

    @property
    def words(self) -> str:
        """The query as it was understood, in a form that is understood the same again."""
        left_out = (f"-{_written(term)}" for term in self.without)
        return " ".join((*map(_written, self.wanted), *left_out))


def understood(words: str) -> Query:
    """A query as it is meant; where all of it is left out, it is taken as words."""
    terms = list(_terms(words))
    wanted = dict.fromkeys(term for term, is_wanted in terms if is_wanted)
    without = dict.fromkeys(term for term, is_wanted in terms if not is_wanted)
    if not wanted:
        wanted, without = without, {}
    return Query(tuple(wanted), tuple(without))


def run_of(words: str) -> Query:
    """A query for words as they stand, one after the other."""
    run = tuple(forms(words)[:PHRASE])
    return Query((Term(run),) if run else ())


def _terms(words: str) -> Iterator[tuple[Term, bool]]:
    """The terms in their order, each with whether it is wanted."""
    left = MOST
    for match in _TERM.finditer(words):
        told = match["word"] if match["phrase"] is None else match["phrase"]
        run = tuple(forms(told)[:PHRASE])
        if run and left:
            left -= 1
            begins = bool(match["star"]) or told.rstrip().endswith("*")
            yield Term(run, begins), match["without"] is None


def _written(term: Term) -> str:
    """A term as it is written into a search box."""
    run = " ".join(term.forms)
    star = "*" if term.begins else ""
    return f'"{run}"{star}' if len(term.forms) > 1 else f"{run}{star}"
