"""Reports that share whole stretches of text: prints of one agency report, hours apart.

Agency copy is printed on the day it is sent out or the next; a quotation alone, or a paragraph of
background, is used again for weeks. So it takes several sentences (shingles: Broder 1997).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.parse import Parse
from crosswire.resolve.date.issue import Issue
from crosswire.row import Span, Witness

WORDS = 7
"""Words on end that two writers do not both hit upon."""

SENTENCES = 3
"""Sentences, at least, with such words in common."""

CAP = 40
"""Reports in which one run of words is looked for."""

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reprint:
    """Two reports with several sentences in common, and where."""

    here: str
    there: str
    witnesses: tuple[Witness, ...]


def reprints(here: Sequence[Issue], there: Sequence[Issue]) -> Iterator[Reprint]:
    """Which of some reports share their sentences with which of others."""
    index: defaultdict[Shingle, list[tuple[str, Span]]] = defaultdict(list)
    for issue in there:
        for shingle, span in _shingles(issue.parse).items():
            if len(index[shingle]) < CAP:
                index[shingle].append((issue.document, span))
    for issue in here:
        yield from _shared(issue, index)


def _shared(issue: Issue, index: dict[Shingle, list[tuple[str, Span]]]) -> Iterator[Reprint]:
    """The reports that one shares its sentences with."""
    common: defaultdict[str, dict[Span, Span]] = defaultdict(dict)
    for shingle, span in _shingles(issue.parse).items():
        for document, other in index.get(shingle, ()):
            if document != issue.document:
                common[document].setdefault(span, other)
    for document, spans in sorted(common.items()):
        if len(spans) >= SENTENCES:
            pairs = sorted(spans.items())[:SENTENCES]
            mine = tuple(Witness(issue.document, span) for span, _ in pairs)
            others = tuple(Witness(document, span) for _, span in pairs)
            yield Reprint(issue.document, document, (*mine, *others))


def _shingles(parse: Parse) -> dict[Shingle, Span]:
    """All runs of words inside the sentences, each with the sentence where it stands first."""
    found: dict[Shingle, Span] = {}
    for sentence in parse.sentences:
        words = [token.lower for token in parse.words(sentence) if token.lower[0].isalnum()]
        for at in range(len(words) - WORDS + 1):
            found.setdefault(tuple(words[at : at + WORDS]), sentence.span)
    return found
