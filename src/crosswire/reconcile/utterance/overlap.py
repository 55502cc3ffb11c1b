"""What two statements have in common: words in a row, quotations, figures, and what they are about.

Terms are weighed by how few statements of a source's house have them, as in retrieval (Sparck Jones
1972, inverse document frequency), but counted within the house alone: a report about something else
that joins the dossier changes no weight here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import fsum, log

from crosswire.reconcile.amount import agree
from crosswire.reconcile.standing import Sources
from crosswire.reconcile.utterance.telling import Gram, Telling

SCALE = 50
"""A term that stands in so many statements of a house weighs a sixth of one that stands in one."""

ALONE = log(1 + SCALE)
"""The weight of a term that no other statement of the house has."""

RUN = 3
"""Words in a row from which words count as the same words."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is needed to compare statements: who the sources are, and how much terms tell.

    `weights` are by a source's house and the term; `houses` are those of the sources.
    """

    sources: Sources
    houses: Mapping[str | None, str]
    weights: Mapping[tuple[str, str], float]

    @classmethod
    def of(cls, sources: Sources, told: Sequence[Telling]) -> Measure:
        """The measure over all statements."""
        houses = {one.row.speaker: sources.house(one.row.speaker) for one in told}
        seen = Counter((houses[one.row.speaker], term) for one in told for term in one.terms)
        return cls(sources, houses, {key: log(1 + SCALE / held) for key, held in seen.items()})

    def house(self, one: Telling) -> str:
        """The house of a statement's source."""
        return self.houses[one.row.speaker]


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two statements share.

    `run` counts the words of the shorter that stand in the other in the same order, three at least
    in a row, of its `words`; `quoted` the words of content in stretches that one puts in quotation
    marks and both have; `whole` the quotations of one that stand whole in those of the other,
    and `told` those of several words that stand whole in its words;
    `terms` and `figures` what both have, `rare` the weight of the terms, `within` its share of the
    terms of the one with fewer, `over` that of the terms of both; `number` is the weight of the
    rarest number, and `opposed` says whether a term of both is negated in one alone.
    """

    run: int
    words: int
    quoted: int
    whole: int
    told: int
    terms: int
    figures: int
    rare: float
    within: float
    over: float
    number: float
    opposed: bool

    @classmethod
    def of(cls, one: Telling, other: Telling, measure: Measure) -> Overlap:
        """What two statements share; which comes first makes no difference."""
        short, long = sorted((one, other), key=lambda each: (len(each.words), each.row.id))
        shared = one.terms & other.terms
        weight = _Weight(measure.weights, measure.house(one), measure.house(other))
        rare = weight.sum(shared)
        least = min(weight.sum(one.terms), weight.sum(other.terms))
        return cls(
            run=covered(short.words, long.triples),
            words=len(short.words),
            quoted=_quoted(one, other),
            whole=_whole(one, other.quotations) + _whole(other, one.quotations),
            told=_whole(one, {other.words}, 2) + _whole(other, {one.words}, 2),
            terms=len(shared),
            figures=sum(any(agree(f, g) for g in other.figures) for f in one.figures),
            rare=rare,
            within=rare / least if least else 0.0,
            over=rare / weight.sum(one.terms | other.terms) if shared else 0.0,
            number=max(map(weight.of, one.numbers & other.numbers), default=0.0),
            opposed=bool((one.negated ^ other.negated) & shared),
        )

    @property
    def row(self) -> float:
        """The share of the shorter one's words that are the same words in a row."""
        return self.run / self.words if self.words else 0.0

    @property
    def degree(self) -> float:
        """How alike the two are, from 0 to 1."""
        return (self.row + self.within + self.over) / 3


@dataclass(frozen=True, slots=True)
class _Weight:
    """The weight of terms for two statements: in the house where they tell less."""

    weights: Mapping[tuple[str, str], float]
    one: str
    other: str

    def of(self, term: str) -> float:
        mine = self.weights.get((self.one, term), ALONE)
        return mine if self.one == self.other else min(mine, self._others(term))

    def _others(self, term: str) -> float:
        return self.weights.get((self.other, term), ALONE)

    def sum(self, terms: Iterable[str]) -> float:
        return fsum(map(self.of, terms))


def covered(words: Gram, triples: frozenset[Gram]) -> int:
    """How many words stand in a stretch of three that the other has too."""
    found = {
        at + step
        for at in range(len(words) - RUN + 1)
        if words[at : at + RUN] in triples
        for step in range(RUN)
    }
    return len(found)


def _quoted(one: Telling, other: Telling) -> int:
    """How many words of content stand in stretches that are quoted in one and told in both.

    A stretch counts from two words of content on: "the number" is nobody's turn of phrase.
    """
    shared = (one.quoted & other.stretches) | (other.quoted & one.stretches)
    found = ([word for word in stretch if word in one.content] for stretch in shared)
    return len({word for words in found if len(words) > 1 for word in words})


def _whole(one: Telling, texts: Set[Gram], least: int = 1) -> int:
    """How many quotations of a statement, of `least` words, stand whole in one of the texts."""
    long = (part for part in one.quotations if len(part) >= least)
    return sum(any(_within(part, text) for text in texts) for part in long)


def _within(part: Gram, whole: Gram) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))
