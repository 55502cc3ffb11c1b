"""A number that one source sets against the number that another gives.

What is known from the sentence before is left out (Halliday and Hasan 1976, Cohesion in English,
chapter 4: ellipsis): "The guild counted 400. The port says there were 90."
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.reconcile.link.answer import disjoint
from crosswire.reconcile.link.claim import Claim, apart, not_later
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import sense, words
from crosswire.reconcile.link.reference import earlier, nearest, substantive
from crosswire.reconcile.term import term
from crosswire.row import Figure


@dataclass(frozen=True, slots=True)
class Rival:
    """A claim that gives or hints at another number, the claim that gave one, and the rule."""

    claim: Claim
    against: Claim
    rule: str


def rivals(index: Index) -> Iterator[Rival]:
    """All numbers set against those just given, or against one that is put aside."""
    yield from _set_right(index)
    for claim in index.all:
        rule = _rule(claim)
        if rule is not None:
            before = (one for one in earlier(index, claim, 1) if one.figures)
            found = nearest(before)
            if found is not None and (rule == "figure.doubted" or _other(claim, found)):
                yield Rival(claim, found, rule)


def _set_right(index: Index) -> Iterator[Rival]:
    """Who gives the number that another puts aside: "90 rather than the 400 of the guild"."""
    giving: dict[tuple[str | None, float | None], list[Claim]] = defaultdict(list)
    for claim in index.fullest.values():
        for figure in claim.figures:
            giving[figure.unit, figure.low].append(claim)
    for claim in index.all:
        for figure in claim.figures:
            if _put_aside(claim, figure):
                for one in giving[figure.unit, figure.low]:
                    if apart(claim, one) and substantive(one) and not_later(one, claim):
                        yield Rival(claim, one, "figure.put_aside")


def _put_aside(claim: Claim, figure: Figure) -> bool:
    """Whether the words before a number say that it is not so: "not the", "rather than"."""
    before = claim.parse.text[claim.row.content.start : figure.span.start]
    several = figure.low is not None and figure.low > 1
    return several and _ASIDE.search(before) is not None


_ASIDE = re.compile(
    r"\b(?:not|rather\s+than|instead\s+of|as\s+opposed\s+to)\s+(?:(?:the|an?|its|their|his|her)\s+)?$",
    re.IGNORECASE,
)
"""What puts aside the words behind it, in favour of others (Quirk et al. 1985, 10.60, 13.42)."""


def _rule(claim: Claim) -> str | None:
    """Whether a claim is little else than a number, or says that the real one is another."""
    if claim.row.act not in ("asserts", "evaluates"):
        return None
    if _doubted(claim):
        return "figure.doubted"
    bare = len(claim.figures) == 1 and all(_empty(claim, word.index) for word in claim.words)
    return "figure.elliptic" if bare else None


def _empty(claim: Claim, index: int) -> bool:
    """Whether a word tells nothing of what is counted: "there were 90", but not "took in 90"."""
    word = claim.parse.tokens[index]
    if any(claim.parse.tokens[i].dep == "prt" for i in claim.parse.children[index]):
        return False
    inside = word.span in claim.figures[0].span
    return inside or term(word) is None or word.lemma in words("rival", "empty")


def _doubted(claim: Claim) -> bool:
    """Whether it says that the number is another: "the real toll is far higher"."""
    lemmas = {word.lemma for word in claim.words} | {word.lower for word in claim.words}
    asked = lemmas & words("rival", "real") and lemmas & words("pointing", "counts")
    return bool(asked and (claim.figures or lemmas & words("rival", "compared")))


def _other(claim: Claim, old: Claim) -> bool:
    """Whether no number before, of the same things, can be the one that is given here."""
    mine = claim.figures[0]
    nouns = (word for word in claim.words if word.span in mine.span and word.pos == "NOUN")
    named = frozenset(one for one in map(sense, nouns) if one) - _ANYBODY
    same = [one for one in old.figures if one.unit == mine.unit or not named]
    return named <= old.terms and bool(same) and all(disjoint(mine, one) for one in same)


_ANYBODY = frozenset((":person",))
