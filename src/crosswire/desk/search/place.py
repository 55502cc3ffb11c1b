"""Where the words of a query stand in a report: exact stretches of its text, and an excerpt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.desk.storage.fulltext import Term
from crosswire.desk.storage.word import Word, words
from crosswire.row import Span, hull

AROUND = 100
"""Letters on each side of what was found that an excerpt may have."""

LONGEST = 400
"""Letters of an excerpt that shows what was found in more than one place."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Some of a report's words in its parts, in their order, to be searched as one run."""

    words: tuple[Word, ...]
    parts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, spans: Iterable[Span]) -> Passage:
        """The words of some stretches of a text."""
        found = [(word, number) for number, one in enumerate(spans) for word in words(text, one)]
        return cls(tuple(word for word, _ in found), tuple(number for _, number in found))

    def places(self, term: Term) -> Iterator[tuple[Span, ...]]:
        """Where a term stands, first to last: a stretch in each part that its words lie in."""
        size = len(term.forms)
        line = [word.form for word in self.words]
        for first in _starts(line, term.forms[0], begins=term.begins and size == 1):
            if _is_at(line, first, term):
                yield tuple(self.stretches(first, first + size))

    def stretches(self, first: int, last: int) -> Iterator[Span]:
        """The stretches from one word up to another, one in each part."""
        at = first
        while at < last:
            end = at + 1
            while end < last and self.parts[end] == self.parts[at]:
                end += 1
            yield self.words[at].span.cover(self.words[end - 1].span)
            at = end


def _starts(line: Sequence[str], form: str, *, begins: bool) -> Iterator[int]:
    """The numbers of the words that may be the first of a term."""
    if begins:
        return (at for at, one in enumerate(line) if one.startswith(form))
    return (at for at, one in enumerate(line) if one == form)


def _is_at(line: Sequence[str], first: int, term: Term) -> bool:
    """Whether the words of a term stand at a place."""
    *whole, last = term.forms
    end = first + len(whole)
    if end >= len(line) or list(line[first:end]) != whole:
        return False
    return line[end].startswith(last) if term.begins else line[end] == last


def spans_of(passage: Passage, terms: Iterable[Term]) -> tuple[Span, ...]:
    """Where any of some terms stands, in the order of the text; none lies in another."""
    found = sorted(
        {span for term in terms for place in passage.places(term) for span in place},
        key=lambda span: (span.start, -span.end),
    )
    kept: list[Span] = []
    for span in found:
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of a report, in its words."""

    span: Span
    text: str


def excerpt(text: str, marks: Sequence[Span], within: Sequence[Span]) -> Excerpt:
    """The first of some stretches with those close to it, and with some words around.

    It begins and ends between words, in one of the stretches `within` which it lies where it can.
    """
    first = marks[0] if marks else Span(within[0].start, within[0].start) if within else Span(0, 0)
    near = [one for one in marks if one.end - first.start <= LONGEST] or [first]
    whole = hull((first, *near))
    bounds = next((one for one in within if whole in one), Span(0, len(text)))
    reach = AROUND if marks else 2 * AROUND
    start = _between_words(text, max(bounds.start, whole.start - AROUND), whole.start, bounds)
    end = _between_words(text, min(bounds.end, whole.end + reach), whole.end, bounds)
    return cut(text, Span(start, end))


def cut(text: str, span: Span) -> Excerpt:
    """A stretch without the spaces at its ends."""
    found = span.of(text)
    start = span.start + len(found) - len(found.lstrip())
    end = max(start, span.end - len(found) + len(found.rstrip()))
    return Excerpt(Span(start, end), text[start:end])


def _between_words(text: str, at: int, towards: int, bounds: Span) -> int:
    """A place between words, at a place or from there on towards another."""
    if at in (bounds.start, bounds.end):
        return at
    step = 1 if towards > at else -1
    while at != towards and not (text[at - 1].isspace() or text[at].isspace()):
        at += step
    return at
