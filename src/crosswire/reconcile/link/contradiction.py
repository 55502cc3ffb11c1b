"""Which statements and figures cannot both hold, or are denied by one side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import combinations

from crosswire.reconcile.link.answer import Asked, Given, compatible, together
from crosswire.reconcile.link.denial import denied
from crosswire.reconcile.link.disownment import disowned
from crosswire.reconcile.link.finding import Finding, between, told
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.negation import contrary, excluding
from crosswire.reconcile.link.opposition import opposed
from crosswire.reconcile.link.rival import rivals
from crosswire.reconcile.link.scope import part
from crosswire.reconcile.link.supersession import replaced


def find(index: Index) -> Iterator[Finding]:
    """Contradictions, each from the row of the later report or the later words to the earlier."""
    for finding in (*_statements(index), *_figures(index)):
        new, old = (index.of_id.get(end) for end in (finding.from_id, finding.to_id))
        if new is not None and old is not None and new.order < old.order:
            yield replace(finding, from_id=finding.to_id, to_id=finding.from_id)
        else:
            yield finding


def _statements(index: Index) -> Iterator[Finding]:
    """Statements that deny each other or cannot both hold."""
    for denial in denied(index):
        yield between("contradicts", denial.denial, denial.claim, denial.rule)
    for own in disowned(index):
        yield between("contradicts", own.claim, own.disowned, own.rule)
    for pair in opposed(index):
        yield between("contradicts", pair.claim, pair.against, pair.rule, *pair.marks)
    for rival in rivals(index):
        yield between("contradicts", rival.claim, rival.against, rival.rule)
    for met in contrary(index):
        yield between("contradicts", met.claim, met.against, "negated.met", met.mark)
    for met in excluding(index):
        yield between("contradicts", met.claim, met.against, "negated.excluded", met.mark)


def _figures(index: Index) -> Iterator[Finding]:
    """Figures that cannot both hold, with the statements that give them."""
    for question in index.questions:
        if question.relation in ("conflict", "mixed"):
            yield from _conflicts(index, question)
        for later, earlier, rule in replaced(index, question):
            if rule == "figure.corrected":
                yield from told("contradicts", later, earlier, rule)


def _conflicts(index: Index, question: Asked) -> Iterator[Finding]:
    """Figures of different sources for one question as of one day that cannot both hold."""
    for earlier, later in combinations(question.given, 2):
        apart_ = earlier.sides and later.sides and not earlier.sides & later.sides
        rivals = apart_ and together(earlier, later) and not compatible(earlier, later)
        if rivals and not _moved(index, earlier, later) and not _part(index, earlier, later):
            yield from told("contradicts", later, earlier, "figure.conflict")


def _part(index: Index, one: Given, other: Given) -> bool:
    """Whether the smaller of two counts may be a part of the larger, by the words of its claim."""
    smaller, larger = sorted((one, other), key=lambda given: given.high)
    teller = index.teller(smaller.figure)
    return teller is not None and part(teller, smaller, larger)


def _moved(index: Index, one: Given, other: Given) -> bool:
    """Whether the later of two counts, in two reports, is what the earlier has become.

    The dead only grow in number; the missing grow fewer when they are found.
    """
    earlier, later = sorted((one, other), key=lambda given: given.since)
    old, new = index.teller(earlier.figure), index.teller(later.figure)
    if old is None or new is None or earlier.since == later.since or old.report == new.report:
        return False
    both = old.terms & new.terms
    if later.low > earlier.high:
        return not both.isdisjoint(_terms("growing"))
    return not both.isdisjoint(_terms("passing"))


@cache
def _terms(kind: str) -> frozenset[str]:
    """What befalls more people while an event goes on, or more and then fewer, as terms."""
    return frozenset(f":{concept}" for concept in words("figure", kind))
