"""Who takes back or disowns what was reported of him: "denied making such remarks"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.parse import Token
from crosswire.reconcile.link.claim import Claim
from crosswire.reconcile.link.finding import Finding, between
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.negation import negations
from crosswire.reconcile.link.reference import REACH, denies


@dataclass(frozen=True, slots=True)
class Disowned:
    """What takes back, what is taken back, and by which rule."""

    claim: Claim
    disowned: Claim
    rule: str


def find(index: Index) -> Iterator[Finding]:
    """Links from each disowning to what is disowned."""
    for one in disowned(index):
        yield between("disowns", one.claim, one.disowned, one.rule)


def disowned(index: Index) -> Iterator[Disowned]:
    """Claims that take back an earlier one, and that one."""
    for claim in index.all:
        rule = disowns(claim)
        if rule is not None:
            found = _own(index, claim, of_anybody=rule in _OF_ANYBODY)
            if found and not index.rejects("disowns", claim.row.id, found.row.id):
                yield Disowned(claim, found, rule)


def disowns(claim: Claim) -> str | None:
    """How a claim disowns something said before, if it does."""
    if any(word.lemma in words("disowning", "misquoted") for word in claim.words):
        return "disowned.misquoted"
    if claim.row.act == "denies" and _of_words(claim):
        return "disowned.words"
    if any(_withdrawn(claim, word) for word in claim.words):
        return "disowned.withdrawn"
    if claim.cues & words("disowning", "retracting"):
        return "disowned.retracted"
    return "disowned.unborne" if _unborne(claim) else None


_OF_ANYBODY = frozenset(("disowned.misquoted", "disowned.withdrawn"))
"""The rules by which somebody else may take back what was said: a spokesman, an editor."""


def _withdrawn(claim: Claim, word: Token) -> bool:
    """Whether it says that a claim is withdrawn: "the report had been retracted"."""
    below = (claim.parse.tokens[i] for i in claim.parse.children[word.index])
    claims = words("pointing", "claims")
    said = any(one.dep in ("nsubjpass", "dobj") and one.lemma in claims for one in below)
    return said and word.lemma in words("disowning", "retracting")


def _of_words(claim: Claim) -> bool:
    """Whether what is denied is having said something: "denied ever making such a remark"."""
    found = [word for word in claim.words if word.pos in ("VERB", "NOUN")]
    if not found or found[0].tag not in ("VBG", "VBN"):
        return False
    saying = words("disowning", "saying")
    made = found[0].lemma in ("make", "give") and any(word.lemma in saying for word in found)
    return made or found[0].lemma in saying


def _unborne(claim: Claim) -> bool:
    """Whether it says that a finding did not hold: "the count did not bear that out"."""
    negated = [one.scope for one in negations(claim)]
    return any(
        word.lemma in words("disowning", "bearing")
        and any(word.index in scope for scope in negated)
        and any(_points(claim.parse.tokens[i]) for i in claim.parse.children[word.index])
        for word in claim.words
    )


def _points(word: Token) -> bool:
    """Whether a word points back to something said: "that", but not in "nobody that"."""
    return word.lower in words("pointing", "pronouns") and word.tag != "WDT"


def _own(index: Index, claim: Claim, *, of_anybody: bool) -> Claim | None:
    """What the speaker, or anybody, said before: the nearest in the report."""
    before = [
        one
        for one in index.reports[claim.report]
        if one.row.content.end <= claim.row.content.start
        and claim.first - one.last <= REACH
        and (of_anybody or bool(one.row.speaker and one.row.speaker == claim.row.speaker))
        and not denies(one)
    ]
    return max(before, key=lambda one: (one.last, -one.length, one.order), default=None)
