"""What a report is about: the names in it and the words with which it begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crosswire.extract.time.meaning import Distance
from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse, Sentence, Token
from crosswire.resolve.date.issue import Issue
from crosswire.row import Span

LEAD = 3
"""Sentences that tell what is new."""

STEM = 5
"""Letters that a word shares with its kin: "derail" and "derailment", "explode" and "explosion".

Cut so short, words find their kin about as well as by a stemmer (McNamee and Mayfield 2004).
"""

NAMES = 4
"""Names that two reports share, at least, if they are about one event."""

WORDS = 0.2
"""The part of the shorter lead's words that makes up for fewer names."""

_TELLING = frozenset({"NOUN", "VERB", "PROPN", "NUM", "ADJ"})
_COMMON = frozenset({"NOUN", "VERB"})
_EMPTY = frozenset({"say", "tell"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a report is about, and where it begins to tell it.

    `names` are of the whole report; `lead` has the words of the headline and the first sentences,
    `topic` those of them that are no names. `ranks` says for each sentence how many sentences of
    running text stand before it, `opening` which is the first that is told in the past.
    """

    names: frozenset[str]
    lead: frozenset[str]
    lead_names: frozenset[str]
    topic: frozenset[str]
    ranks: tuple[int, ...]
    opening: int

    @classmethod
    def of(cls, issue: Issue) -> Subject:
        """The subject of a report; the words of its dates say nothing of it."""
        parse, ranks = issue.parse, _ranks(issue.parse)
        spans = (one.span for one in issue.times if one.role == "date" and not _tells_event(one))
        dated = {at for span in spans for at in range(span.start, span.end)}
        tokens = [token for token in parse.tokens if token.start not in dated]
        first = [token for token in tokens if ranks[token.sentence] < LEAD]
        return cls(
            names=_names(tokens),
            lead=stems(first),
            lead_names=_names(first),
            topic=stems(token for token in first if token.pos in _COMMON),
            ranks=ranks,
            opening=_opening(parse),
        )

    def is_akin(self, other: Subject) -> bool:
        """Whether two reports can be about one event: they share names, or one and their lead."""
        if len(self.names & other.names) >= NAMES:
            return True
        shared = len(self.lead & other.lead)
        begin_alike = shared >= WORDS * min(len(self.lead), len(other.lead))
        return begin_alike and bool(self.lead_names & other.lead_names)


def _names(tokens: Iterable[Token]) -> frozenset[str]:
    return frozenset(one.lemma for one in tokens if one.pos == "PROPN" and len(one.lemma) > 2)


def stems(tokens: Iterable[Token], *, without: Span | None = None) -> frozenset[str]:
    """The words that tell what something is about, cut to what their kin share."""
    return frozenset(
        token.lemma[:STEM]
        for token in tokens
        if token.pos in _TELLING
        and token.lemma not in _EMPTY
        and not (without and token.span.overlaps(without))
    )


def _tells_event(timex: Timex) -> bool:
    """Whether the words of a time are those of an event: "two days after the mill burned"."""
    return isinstance(timex.meaning, Distance) and timex.meaning.event


def _ranks(parse: Parse) -> tuple[int, ...]:
    """For each sentence how many sentences of running text stand before it."""
    ranks, count = [], 0
    for sentence in parse.sentences:
        ranks.append(count)
        count += parse.blocks[sentence.block].kind == "paragraph"
    return tuple(ranks)


def _opening(parse: Parse) -> int:
    """The first sentence that is told in the past: captions above it are in the present."""
    for sentence in parse.sentences:
        if parse.blocks[sentence.block].kind == "paragraph" and _is_past(parse, sentence):
            return sentence.index
    return len(parse.sentences)


def _is_past(parse: Parse, sentence: Sentence) -> bool:
    """Whether the main verb of a sentence is in the past or the perfect."""
    root = next((one for one in parse.words(sentence) if one.head == one.index), None)
    if root is None:
        return False
    helpers: Sequence[Token] = [parse.tokens[i] for i in parse.children[root.index]]
    finite = [one for one in helpers if one.dep in ("aux", "auxpass") and one.tag in _FINITE]
    first = finite[0] if finite else root
    return first.tag == "VBD" or (bool(finite) and first.lemma == "have")
