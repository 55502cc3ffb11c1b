"""What rests on one origin, though several outlets may print it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.row import Question
from crosswire.view.answer import articles, figures_of
from crosswire.view.claim import cut, told_elsewhere
from crosswire.view.count import counted
from crosswire.view.headline import headline
from crosswire.view.lookup import Lookup
from crosswire.view.section import REFERENCE, Entry, Line, Section
from crosswire.view.utterance import articles as telling
from crosswire.view.utterance import fullest

Counted = tuple[int, Line]
"""A line, and how many reports print what it says."""


def single(lookup: Lookup, shown: Sequence[Section]) -> Section:
    """Figures and claims of one origin, but for those of other sections; the most printed first."""
    found = [*_figures(lookup), *_claims(lookup, told_elsewhere(shown))]
    ordered = sorted(found, key=lambda each: -each[0])
    entries = tuple(Entry((line,)) for _, line in ordered)
    return Section("SINGLE ORIGIN", (), (0, 22, REFERENCE), entries, wraps=True)


def _figures(lookup: Lookup) -> Iterator[Counted]:
    """The questions that one origin alone answers, by its first figure."""
    for question in lookup.ledger.questions:
        figures = figures_of(question, lookup)
        if figures and is_single(question):
            printed = articles(figures)
            words = cut(headline(figures[0], lookup))
            yield printed, (words, _printed(printed), lookup.reference(question))


def is_single(question: Question) -> bool:
    """Whether one origin alone answers a question, and always the same."""
    return question.relation == "single" or (question.relation == "agree" and question.origins < 2)


def _claims(lookup: Lookup, shown: frozenset[str]) -> Iterator[Counted]:
    """The utterances that stand nowhere else."""
    for told in lookup.utterances:
        row = fullest(told)
        if lookup.reference(row) not in shown and len({each.origin for each in told}) == 1:
            printed = telling(told)
            words = cut(headline(row, lookup))
            yield printed, (words, _printed(printed), lookup.reference(row))


def _printed(number: int) -> str:
    """By how many reports something of one origin is printed."""
    return f"one origin, {counted(number, 'article')}"
