"""Which figure replaces an earlier one of the same side: "the toll rose to 40"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from crosswire.parse import Token
from crosswire.reconcile.link.answer import Asked, Given, alike
from crosswire.reconcile.link.claim import Claim
from crosswire.reconcile.link.finding import Finding, told
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words


def find(index: Index) -> Iterator[Finding]:
    """Links from each later figure of a side to the one that it replaces."""
    for question in index.questions:
        if question.relation == "agree":
            continue
        for later, earlier, rule in replaced(index, question):
            yield from told("supersedes", later, earlier, rule)


def replaced(index: Index, question: Asked) -> Iterator[tuple[Given, Given, str]]:
    """Each figure of a side with the one before it, where its value is another.

    What somebody denies is no figure of his own.
    """
    given = [one for one in question.given if one.side and not _is_denied(index, one)]
    given.sort(key=lambda one: (one.side, one.since, one.order))
    for _, mine in groupby(given, key=lambda one: one.side):
        for earlier, later in pairwise(mine):
            rule = _rule(index, later, earlier)
            rejected = index.rejects("supersedes", later.figure.id, earlier.figure.id)
            if not alike(earlier, later) and rule is not None and not rejected:
                yield later, earlier, rule


def _is_denied(index: Index, one: Given) -> bool:
    """Whether a figure is part of what its source denies."""
    claim = index.teller(one.figure)
    return claim is not None and claim.row.act == "denies"


def _rule(index: Index, later: Given, earlier: Given) -> str | None:
    """How a figure shows that it replaces another: by words of correction, or by its day."""
    if corrects(index, later, earlier):
        return "figure.corrected"
    return "figure.later" if earlier.since < later.since else None


def corrects(index: Index, later: Given, earlier: Given) -> bool:
    """Whether a figure is said to put right another: "revised to", "had previously said"."""
    new, old = index.teller(later.figure), index.teller(earlier.figure)
    revising = words("superseding", "revising")
    revised = new is not None and bool(revising & {word.lemma for word in around(new)})
    if revised or old is None or new is None or old.report != new.report:
        return revised
    return bool(words("superseding", "before") & {word.lower for word in around(old)})


def around(claim: Claim) -> Iterator[Token]:
    """The words of the sentences in which a claim stands."""
    for number in range(claim.first, claim.last + 1):
        yield from claim.parse.words(claim.parse.sentences[number])
