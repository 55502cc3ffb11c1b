"""Which figures bear out those of others: by the word, by evidence, at first hand, or as parts.

What somebody has counted, examined or seen himself weighs more than what he was told (evidentials:
Aikhenvald 2004, Evidentiality, 3.1-3.2).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.parse import Token
from crosswire.reconcile.link.answer import Asked, Given, agree, alike, together
from crosswire.reconcile.link.claim import Claim, apart, not_later
from crosswire.reconcile.link.confirmation import (
    confirmable,
    confirming,
    partly,
)
from crosswire.reconcile.link.finding import Finding, between, told
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.reference import substantive
from crosswire.row import Figure, Witness

SHARE = 0.3
"""The least share of the words of a later claim that a flagged one must hold."""

LEAST = 10
"""The least number that is taken as a part of a sum: small ones add up by chance."""


def find(index: Index) -> Iterator[Finding]:
    """Links from what bears out a figure to what gives it."""
    for question in index.questions:
        yield from _figures(index, question)
    for claims in index.reports.values():
        yield from _sums(claims)


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with its claim: put as a confirmation, resting on evidence, vouched for by nobody.

    Where all answers are one, nothing asks for evidence.
    """

    given: Given
    claim: Claim
    confirms: bool
    evident: bool
    flagged: bool


def _figures(index: Index, question: Asked) -> Iterator[Finding]:
    """A figure that has something in its favour, beside one of another source that it fits."""
    answers = tuple(_told(index, question))
    flagged = tuple(one for one in answers if one.flagged)
    for one in answers:
        for other in answers if one.confirms or one.evident else flagged:
            rule = _rule(index, one, other) if _comparable(one, other) else None
            if rule is not None:
                exact = alike(one.given, other.given)
                yield from told("confirms", one.given, other.given, partly(rule, not exact))


def _told(index: Index, question: Asked) -> Iterator[_Told]:
    """The answers to a question that stand in claims."""
    first = next(iter(question.given), None)
    settled = all(alike(first, other) for other in question.given if first is not None)
    for given in question.given:
        claim = index.teller(given.figure)
        if claim is not None:
            evident = not settled and evidence(claim)
            yield _Told(given, claim, confirming(claim) is not None, evident, _flagged(claim))


def _comparable(one: _Told, other: _Told) -> bool:
    """Whether two figures are of two sources that are told apart, and fit each other."""
    mine, yours = one.given.sides, other.given.sides
    apart_ = bool(mine) and bool(yours) and not mine & yours
    return apart_ and one.claim.group != other.claim.group and agree(one.given, other.given)


def _rule(index: Index, one: _Told, other: _Told) -> str | None:
    """Why a figure speaks for another's."""
    new, old = one.claim, other.claim
    if one.confirms and new.report == old.report and confirmable(new, old):
        return "figure.confirmed"
    if other.flagged and _bears_out(index, new, old, same=alike(one.given, other.given)):
        return "figure.flagged"
    if one.evident and not other.evident and together(one.given, other.given):
        return "figure.evidence"
    return None


def evidence(claim: Claim) -> bool:
    """Whether a claim rests on what was counted or examined: "satellite images", "recorded"."""
    said = {word.lemma for word in _attributing(claim) if word.pos == "NOUN"}
    return bool(said & words("confirming", "evidence")) or any(
        word.lemma in words("confirming", "counting") and _done(claim, word) for word in claim.words
    )


def _attributing(claim: Claim) -> Iterator[Token]:
    """The words of the source and of the cue, in the sentence where the claim begins."""
    spans = (*(claim.row.source or ()), *(claim.row.cue or ()))
    for word in claim.parse.words(claim.parse.sentences[claim.first]):
        if any(span.overlaps(word.span) for span in spans):
            yield word


def _done(claim: Claim, word: Token) -> bool:
    """Whether a verb tells what somebody did: "have counted", not "if any are counted"."""
    passive = any(claim.parse.tokens[i].dep == "auxpass" for i in claim.parse.children[word.index])
    return word.tag in ("VBD", "VBN") and word.dep in ("ROOT", "ccomp", "conj") and not passive


def _flagged(claim: Claim) -> bool:
    """Whether a claim is told as one that nobody vouches for: unverified, or "one report said"."""
    return claim.row.act == "asserts" and (
        claim.row.verification == "unverified"
        or any(_hearsay(claim, word) for word in _attributing(claim))
    )


def _hearsay(claim: Claim, word: Token) -> bool:
    """Whether a source just passes on what is said: "reports", "one report", not "the report"."""
    known = any(
        claim.parse.tokens[i].lower in ("the", "its", "his", "her", "their")
        for i in claim.parse.children[word.index]
    )
    return word.pos == "NOUN" and word.lemma in words("confirming", "hearsay") and not known


def _bears_out(index: Index, new: Claim, old: Claim, *, same: bool) -> bool:
    """Whether a claim vouches for what a flagged one says.

    Its source tells what he did or saw himself, or he has a name and says no less of it later.
    """
    if _flagged(new) or new.row.act != "asserts" or not substantive(new):
        return False
    if same and firsthand(new):
        return True
    return new.named and not_later(old, new) and index.shared(new.terms, new, old)[1] >= SHARE


def firsthand(claim: Claim) -> bool:
    """Whether the source tells what he himself does, did or saw: "we handed over", "our team"."""
    return any(_ours(claim, word) for word in claim.words)


def _ours(claim: Claim, word: Token) -> bool:
    """Whether a word is the subject of a deed of the source's own."""
    if word.dep == "poss" and word.lower in ("our", "my"):
        word = claim.parse.tokens[word.head]
    elif word.lower not in ("i", "we"):
        return False
    return word.dep == "nsubj" and claim.parse.tokens[word.head].tag in ("VBD", "VBN", "VBG")


def _sums(claims: Sequence[Claim]) -> Iterator[Finding]:
    """Two counts of two sources that add up to the total that a third gives.

    "The north ward took in 20, the south ward 31; a total of 51 were moved, the drivers say."
    """
    counted = [(claim, one) for claim in claims for one in claim.figures if _exact(one)]
    of_value: dict[tuple[str, float], list[Claim]] = defaultdict(list)
    for claim, one in counted:
        of_value[one.unit or "", one.low or 0.0].append(claim)
    for claim, whole in counted:
        if _total(claim):
            for part, one in counted:
                rest = (whole.low or 0.0) - (one.low or 0.0)
                others = of_value.get((one.unit or "", rest), ()) if one.unit == whole.unit else ()
                if rest >= LEAST and _third(claim, part, others):
                    shown = (
                        Witness(part.row.document, one.span),
                        Witness(claim.row.document, whole.span),
                    )
                    yield between("confirms", part, claim, "figure.sum", *shown)


def _exact(figure: Figure) -> bool:
    """Whether a figure gives one number, and no small one."""
    return figure.comparator == "exactly" and figure.low is not None and figure.low >= LEAST


def _total(claim: Claim) -> bool:
    """Whether a claim gives a sum: "a total of 51"."""
    return any(word.lower in words("confirming", "totals") for word in claim.words)


def _third(claim: Claim, part: Claim, others: Iterable[Claim]) -> bool:
    """Whether the total, the part and one of the others have three sources."""
    return apart(claim, part) and any(apart(claim, one) and apart(part, one) for one in others)
