"""What a retelling dropped: the carrier, the source, the hedge of a figure, the disclaimer.

Claims lose such words as they pass from outlet to outlet ("attribution erosion"): what an agency
told of a body's data becomes the body's, then nobody's. The words are shown where they still stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from crosswire.reconcile.amount import agree
from crosswire.reconcile.standing import Sources
from crosswire.row import Because, Figure, Reason, Statement, Witness


@dataclass(frozen=True, slots=True)
class Erosion:
    """What is needed to say what a retelling dropped: who is named, and where carriers are."""

    sources: Sources
    carriers: Mapping[tuple[str, str], tuple[Witness, ...]]

    @classmethod
    def of(cls, sources: Sources, rows: Iterable[Statement]) -> Erosion:
        """The carriers by report, each with the words that bring him in.

        "..., she told the agency. ..., she added": the second statement has its carrier from the
        first.
        """
        carriers: dict[tuple[str, str], tuple[Witness, ...]] = {}
        for row in rows:
            because = row.because.get("chain")
            for carrier in row.chain[:-1] if because and because.spans else ():
                carriers.setdefault((row.document, carrier), because.spans if because else ())
        return cls(sources, carriers)

    def between(
        self,
        one: Statement,
        other: Statement,
        figures: Sequence[Figure],
        others: Sequence[Figure],
    ) -> Because:
        """What either of two statements dropped of the other, by what it is.

        The spans of a reason stand in the statement that still has the words.
        """
        both = ((one, other), (other, one))
        lost = {
            "dropped_carrier": [w for told, again in both for w in self._carriers(told, again)],
            "dropped_source": [w for told, again in both for w in self._source(told, again)],
            "dropped_disclaimer": [w for told, again in both for w in _disclaimer(told, again)],
            "dropped_hedge": [w for pair in product(figures, others) for w in hedges(*pair)],
        }
        return {
            rule: Reason(rule, tuple(dict.fromkeys(spans))) for rule, spans in lost.items() if spans
        }

    def _carriers(self, told: Statement, again: Statement) -> Iterator[Witness]:
        """The words that name a carrier whom the retelling leaves out."""
        for carrier in told.chain[:-1]:
            if carrier not in again.chain:
                yield from self.carriers.get((told.document, carrier), _source(told))

    def _source(self, told: Statement, again: Statement) -> Iterator[Witness]:
        """The words that name the source, where the retelling names none."""
        if self.sources.named(told.speaker) and not self.sources.named(again.speaker):
            yield from _source(told)


def _source(row: Statement) -> tuple[Witness, ...]:
    return tuple(Witness(row.document, span) for span in row.source or ())


def _disclaimer(told: Statement, again: Statement) -> tuple[Witness, ...]:
    """The words by which a claim is unverified, where the retelling gives it without them."""
    because = told.because.get("verification")
    lost = told.verification == "unverified" and again.verification == "none"
    return because.spans if lost and because else ()


def hedges(one: Figure, other: Figure) -> Iterator[Witness]:
    """The hedge of one of two figures, where the other gives the number as exact."""
    if agree(one, other):
        for told, again in ((one, other), (other, one)):
            if told.comparator != "exactly" and again.comparator == "exactly":
                because = told.because.get("comparator")
                yield from (because.spans if because else ()) or (
                    Witness(told.document, told.span),
                )
