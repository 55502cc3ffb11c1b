"""Where claims are found: by report, by group, by what they are about, by what they answer."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from crosswire.judgement.ruling import NO_RULINGS, Edge, Rulings
from crosswire.judgement.value import UNDIRECTED
from crosswire.reconcile.link.answer import Asked
from crosswire.reconcile.link.claim import Claim
from crosswire.row import Figure, LinkKind

USUAL = 20
"""How many claims two reports of usual length make: a word of a short one is no less rare."""


class Index:
    """All claims of a dossier, in order, and the ways to find them.

    A group stands for all that is said once, in whatever words. Its `fullest` claim is the longest
    of those with the source that most of its members have and with nobody else's words inside; of
    those as long, the first. `rulings` are what people judged of links.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        questions: Iterable[Asked] = (),
        rulings: Rulings = NO_RULINGS,
    ) -> None:
        self.all = tuple(claims)
        self.questions = tuple(questions)
        self.of_id = {claim.row.id: claim for claim in self.all}
        self.reports: dict[int, list[Claim]] = defaultdict(list)
        self.groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.all:
            self.reports[claim.report].append(claim)
            self.groups[claim.group].append(claim)
        self.fullest = {name: self._stands_for(mine) for name, mine in self.groups.items()}
        self._holding = self._posted()
        self._frequency = {
            number: Counter(term for claim in mine for term in claim.terms)
            for number, mine in self.reports.items()
        }
        self._first = {name: first for one in self.questions for name, first in one.first.items()}
        self._rejected = {
            self._edge(kind, one, other)
            for (kind, one, other), ruling in rulings.links.items()
            if not ruling.accepts
        }
        self._asked = {one.figure.id: asked for asked in self.questions for one in asked.given}

    def _stands_for(self, mine: Sequence[Claim]) -> Claim:
        """The claim that stands for a group."""
        sources = Counter(claim.row.speaker or "" for claim in mine)
        sources[""] = 0
        return max(mine, key=lambda one: (sources[one.row.speaker or ""], *self._fullness(one)))

    def _fullness(self, claim: Claim) -> tuple[bool, int, int, int]:
        """How much a claim says in its source's own words, and how early."""
        others = (one for one in self.reports[claim.report] if one.row.speaker != claim.row.speaker)
        alone = not any(one.row.content in claim.row.content for one in others)
        return (alone, claim.length, -claim.report, -claim.row.content.start)

    def _posted(self) -> dict[str, list[Claim]]:
        """The fullest claims that hold each term, in order."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.fullest.values(), key=lambda claim: claim.order):
            for term in claim.terms:
                found[term].append(claim)
        return found

    def sharing(self, terms: Iterable[str], group: str, least: int = 2) -> Iterator[Claim]:
        """The fullest claims of other groups that hold at least so many of some terms, in order."""
        held: Counter[Claim] = Counter()
        for term in terms:
            held.update(self._holding.get(term, ()))
        found = (claim for claim, shared in held.items() if shared >= least)
        yield from sorted(
            (claim for claim in found if claim.group != group), key=lambda claim: claim.order
        )

    def weight(self, term: str, one: Claim, other: Claim) -> float:
        """How much a term tells in the two reports: the rarer it is in their claims, the more.

        The inverse document frequency of Sparck Jones (1972), counted over these two reports alone,
        so that a third report changes nothing.
        """
        reports = {one.report, other.report}
        held = sum(self._frequency[number][term] for number in reports)
        claims = sum(len(self.reports[number]) for number in reports)
        return math.log(1 + max(USUAL, claims) / max(1, held))

    def shared(self, terms: Iterable[str], one: Claim, other: Claim) -> tuple[float, float]:
        """How much of some terms of one claim the other holds: as weight, and as share of all."""
        weights = {term: self.weight(term, one, other) for term in sorted(terms)}
        total = sum(weights.values())
        common = sum(weight for term, weight in weights.items() if term in other.terms)
        return common, common / total if total else 0.0

    def place(self, row: str) -> str:
        """What a row stands for: its utterance, or the figure that first gives its value."""
        claim = self.of_id.get(row)
        return claim.group if claim is not None else self._first.get(row, row)

    def rejects(self, kind: LinkKind, one: str, other: str) -> bool:
        """Whether people judged that there is no such link, be it between others of the same."""
        return bool(self._rejected) and self._edge(kind, one, other) in self._rejected

    def _edge(self, kind: LinkKind, one: str, other: str) -> Edge:
        ends = self.place(one), self.place(other)
        return (kind, min(ends), max(ends)) if kind in UNDIRECTED else (kind, *ends)

    def asked(self, figure: Figure) -> Asked | None:
        """The question that a figure answers, where others answer it too."""
        return self._asked.get(figure.id)

    def teller(self, figure: Figure) -> Claim | None:
        """The claim that gives a figure."""
        return self.of_id.get(figure.statement) if figure.statement else None
