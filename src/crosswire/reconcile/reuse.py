"""Stretches of text that two reports have in common, word for word.

Five words in a row that stand in two reports are seldom chance (Clough, Gaizauskas, Piao & Wilks
2002, "METER: measuring text reuse"; Broder 1997 for shingles). Each such seed is found in an index
of all reports and grows to both sides for as long as the words agree, so that a run is as long as
the reuse and no copy is judged by a share of the article: two reports that are their own work may
still share one quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crosswire.reconcile.account import Account
from crosswire.reconcile.wording import folded, is_word
from crosswire.row import Span, Witness

SHINGLE = 5
"""Words of a seed."""

HOLDERS = 2
"""Reports that a seed is traced to: the first ones that hold it.

What a great many reports have in common is either one text, which is then traced through those
first ones, or a turn of the language ("said in a statement on"), where more pairs tell nothing
more. So the cost stays that of reading.
"""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """The same words in two reports, as long as they go: `here` in the report that sorts first."""

    here: Witness
    there: Witness
    words: int


@dataclass(frozen=True, slots=True)
class _Text:
    """A report as its words, folded, with where each begins and ends."""

    document: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, account: Account) -> _Text:
        kept = [token for token in account.parse.tokens if is_word(token)]
        words = tuple(map(folded, kept))
        starts, ends = tuple(token.start for token in kept), tuple(token.end for token in kept)
        return cls(account.document.id, words, starts, ends)

    def witness(self, first: int, last: int) -> Witness:
        """The characters from word `first` up to, but without, word `last`."""
        return Witness(self.document, Span(self.starts[first], self.ends[last - 1]))

    def between(self, span: Span) -> tuple[int, int]:
        """The numbers of the first word that lies in a stretch and of the one behind the last."""
        first = bisect_left(self.starts, span.start)
        return first, max(first, bisect_right(self.ends, span.end))


@dataclass(frozen=True, slots=True)
class _Match:
    """Equal words in two texts, by their numbers: from `here` in one and `there` in the other."""

    one: int
    other: int
    here: int
    there: int
    words: int


def _matches(texts: Sequence[_Text]) -> Iterator[_Match]:
    """All longest matches of each text with those before it that first hold its seeds."""
    index: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for at, text in enumerate(texts):
        seeds = [
            (start, text.words[start : start + SHINGLE])
            for start in range(len(text.words) - SHINGLE + 1)
        ]
        yield from _traced(texts, at, seeds, index)
        for start, seed in seeds:
            holders = index.setdefault(seed, [])
            if len(holders) < HOLDERS and all(other != at for other, _ in holders):
                holders.append((at, start))


def _traced(
    texts: Sequence[_Text],
    at: int,
    seeds: Sequence[tuple[int, tuple[str, ...]]],
    index: Mapping[tuple[str, ...], Sequence[tuple[int, int]]],
) -> Iterator[_Match]:
    """The matches of one text with those of the index; each is found by its first seed alone."""
    mine = texts[at].words
    reach: dict[tuple[int, int], int] = {}
    for start, seed in seeds:
        for other, where in index.get(seed, ()):
            diagonal = (other, where - start)
            if reach.get(diagonal, -1) <= start:
                first, last = _grown(mine, start, texts[other].words, where)
                reach[diagonal] = last
                yield _Match(other, at, first + where - start, first, last - first)


def _grown(mine: Sequence[str], start: int, others: Sequence[str], where: int) -> tuple[int, int]:
    """The bounds in `mine` of the longest run of equal words around a seed."""
    first, last, shift = start, start + SHINGLE, where - start
    while first > 0 and first + shift > 0 and mine[first - 1] == others[first + shift - 1]:
        first -= 1
    while last < len(mine) and last + shift < len(others) and mine[last] == others[last + shift]:
        last += 1
    return first, last


@dataclass(frozen=True, slots=True, order=True)
class _Half:
    """A run as one of its reports sees it: the numbers of its first words, here and there."""

    here: int
    there: int
    document: str
    words: int
    run: int


@dataclass(frozen=True, slots=True)
class Reuse:
    """All runs of words that reports share, and what a stretch of one shares with others."""

    runs: tuple[Run, ...]
    _texts: Mapping[str, _Text]
    _filed: Mapping[str, tuple[_Half, ...]]
    _parted: Mapping[Witness, tuple[Witness, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, accounts: Sequence[Account]) -> Reuse:
        """What reports share, traced to the first reports that hold it.

        Words are compared without case, punctuation and style of quotation marks, in the story
        alone.
        """
        texts = [_Text.of(account) for account in accounts]
        found: list[Run] = []
        filed: dict[str, list[_Half]] = {}
        for number, match in enumerate(_matches(texts)):
            one, other, size = texts[match.one], texts[match.other], match.words
            here = one.witness(match.here, match.here + size)
            found.append(Run(here, other.witness(match.there, match.there + size), size))
            mine = _Half(match.here, match.there, other.document, size, number)
            others = _Half(match.there, match.here, one.document, size, number)
            filed.setdefault(one.document, []).append(mine)
            filed.setdefault(other.document, []).append(others)
        halves = {document: tuple(sorted(each)) for document, each in filed.items()}
        return cls(tuple(found), {text.document: text for text in texts}, halves)

    def only(self, keep: Callable[[Run], bool]) -> Reuse:
        """What reports share in the runs that are to be kept."""
        kept = {number for number, run in enumerate(self.runs) if keep(run)}
        filed = {
            document: tuple(half for half in halves if half.run in kept)
            for document, halves in self._filed.items()
        }
        return Reuse(self.runs, self._texts, filed, self._parted)

    def without(self, pairs: Iterable[tuple[Witness, Witness]]) -> Reuse:
        """What reports share, but for stretches of which it was judged that neither is a copy."""
        parted: dict[Witness, tuple[Witness, ...]] = {}
        for one, other in pairs:
            parted[one] = (*parted.get(one, ()), other)
            parted[other] = (*parted.get(other, ()), one)
        return replace(self, _parted=parted) if parted else self

    def over(self, document: str, span: Span) -> Iterator[Run]:
        """What a stretch of a report shares: runs cut to it, `here` in the report.

        A stretch of less words than a seed is shared where all of it is.
        """
        text = self._texts[document]
        first, last = text.between(span)
        least = min(SHINGLE, max(1, last - first))
        parted = self._parted.get(Witness(document, span), ()) if self._parted else ()
        for half in self._filed.get(document, ()):
            if half.here >= last:
                return
            low, high = max(first, half.here), min(last, half.here + half.words)
            if high - low >= least:
                shift = half.there - half.here
                there = self._texts[half.document].witness(low + shift, high + shift)
                if not (parted and any(map(there.overlaps, parted))):
                    yield Run(text.witness(low, high), there, high - low)

    def words(self, document: str, span: Span) -> int:
        """How many words a stretch has."""
        first, last = self._texts[document].between(span)
        return last - first
