"""Who confirms, in so many words, what another says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from crosswire.parse import Token
from crosswire.reconcile.link.answer import disjoint, near
from crosswire.reconcile.link.claim import Claim, apart, not_later
from crosswire.reconcile.link.finding import Finding, between
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.negation import negations
from crosswire.reconcile.link.predication import brought, predication
from crosswire.reconcile.link.reference import (
    REACH,
    antecedent,
    denies,
    earlier,
    nearest,
    pointer,
    substantive,
)
from crosswire.reconcile.term import words as words_in
from crosswire.row import Figure, Span, Witness

HEDGE = 6
"""How many words a hedge may have: "at least to some extent"."""

COMMON = 5.0
"""The least weight of what a confirmation and a claim have in common."""

NEAR = 4.0
"""The same within one report."""

WHOLE = 0.8
"""The share from which less in common is enough within one report."""

LITTLE = 1.5
"""The least weight in common even then."""

BEST = 0.9
"""How much of what the best claim has in common another needs to be confirmed too."""

SHARE = 0.3
"""The least share of the words of a confirmation that the claim must hold."""

NUMBER = 3.0
"""What a number is worth beside which the other gives one that comes near it."""

MOST = 0.7
"""How much of what a confirmation says of what is enough alone."""


def find(index: Index) -> Iterator[Finding]:
    """Links from what confirms to the claim that it confirms."""
    for claim in index.all:
        mark = confirming(claim)
        if mark is not None and not _handed_on(index, claim):
            hedges = tuple(_hedges(claim, mark))
            shown = (Witness(claim.row.document, mark.span), *hedges)
            for one, other, rule in (*_reported(index, claim), *_confirmed(index, claim)):
                yield between("confirms", one, other, partly(rule, bool(hedges)), *shown)


def confirming(claim: Claim) -> Token | None:
    """The verb by which a claim is put as a confirmation: "confirmed", "we can confirm"."""
    if claim.row.act not in ("asserts", "evaluates"):
        return None
    known = words("confirming", "verbs")
    cue = claim.row.cue or () if claim.cues & known else ()
    attributing = (word for span in cue for word in words_in(claim.parse, span))
    verbs = chain(
        (word for word in attributing if word.lemma in known),
        (word for word in claim.words if _confirms(claim, word)),
    )
    return next(verbs, None)


def _handed_on(index: Index, claim: Claim) -> bool:
    """Whether another claim tells of a confirmation, so that its words hold all of it.

    "The mayor said that the port had confirmed a leak": what the mayor said.
    """
    return any(
        claim.row.content in other.row.content
        and claim.row.content != other.row.content
        and confirming(other) is not None
        for other in index.reports[claim.report]
    )


def _confirms(claim: Claim, word: Token) -> bool:
    """Whether a word of the content confirms it, and is not negated: "we can confirm that"."""
    if word.lemma not in words("confirming", "strong") or word.pos != "VERB":
        return False
    return not any(word.index in one.scope for one in negations(claim))


def _hedges(claim: Claim, mark: Token) -> Iterator[Witness]:
    """The words that limit a confirmation: "confirmed in part", "at least to some extent"."""
    for i in claim.parse.children[mark.index]:
        below = [claim.parse.tokens[at] for at in claim.parse.subtree(i)]
        aside = claim.parse.tokens[i].dep in ("advmod", "prep", "npadvmod")
        if aside and any(word.lower in words("confirming", "hedges") for word in below[:HEDGE]):
            span = Span(below[0].start, below[min(len(below), HEDGE) - 1].end)
            yield Witness(claim.row.document, span)


def partly(rule: str, hedged: bool) -> str:
    """The name of a rule, where it confirms in part only."""
    return f"{rule}.partly" if hedged else rule


def _confirmed(index: Index, claim: Claim) -> Iterator[tuple[Claim, Claim, str]]:
    """The claims of others that a confirmation names, points to, or shares its words with."""
    head = pointer(claim)
    if _part(claim):
        for other in index.reports[claim.report]:
            if _names(other, claim) and apart(claim, other) and not denies(other):
                yield claim, other, "confirmation.part"
    elif head is not None:
        found = antecedent(index, claim, head)
        if found is not None:
            yield claim, found, "confirmation.pointing"
    else:
        yield from ((claim, other, "confirmation.matched") for other in _best(index, claim))


def _part(claim: Claim) -> bool:
    """Whether what is confirmed is one's own part: "confirmed its role in the talks"."""
    found = claim.words[:2]
    return (
        len(found) == 2 and found[0].dep == "poss" and found[1].lemma in words("confirming", "part")
    )


def _names(other: Claim, claim: Claim) -> bool:
    """Whether a claim names those who speak in another, as who did something."""
    return any(
        word.lower in claim.parties and word.dep in ("pobj", "nsubj", "conj")
        for word in other.words
    )


def _reported(index: Index, claim: Claim) -> Iterator[tuple[Claim, Claim, str]]:
    """Who confirms what, where the report says that something has been confirmed.

    "The outage was confirmed in part when the harbour master said ...": what he said confirms the
    nearest claim of another that shares a word with the report.
    """
    if claim.row.speaker is not None:
        return
    for one in index.reports[claim.report]:
        if one.row.speaker and one.row.content in claim.row.content:
            before = earlier(index, one, REACH)
            found = nearest(other for other in before if other.terms & claim.terms - one.terms)
            if found is not None:
                yield one, found, "confirmation.reported"


def _best(index: Index, claim: Claim) -> Iterator[Claim]:
    """The claims that come nearest to a confirmation: in its own report, else in any."""
    confirmed = _Confirmed.of(claim)
    near = tuple(_rivals(index, confirmed, index.reports[claim.report], NEAR))
    elsewhere = index.sharing(confirmed.told, claim.group, least=1)
    found = near or tuple(_rivals(index, confirmed, elsewhere, COMMON))
    most = max((likeness for likeness, _ in found), default=0.0)
    yield from (other for likeness, other in found if likeness >= BEST * most)


@dataclass(frozen=True, slots=True)
class _Confirmed:
    """What a claim confirms: its terms, and of them its predicate with the arguments."""

    claim: Claim
    terms: frozenset[str]
    told: tuple[str, ...]

    @classmethod
    def of(cls, claim: Claim) -> _Confirmed:
        """What a claim confirms, without the words that say that it does."""
        mark = confirming(claim)
        return cls(claim, brought(claim, mark), predication(claim, mark))


def _rivals(
    index: Index, confirmed: _Confirmed, others: Iterable[Claim], least: float
) -> Iterator[tuple[float, Claim]]:
    """The claims that a confirmation may mean, with how much they are like it."""
    for other in others:
        if confirmable(confirmed.claim, other):
            likeness = _likeness(index, confirmed, other, least)
            if likeness is not None:
                yield likeness, other


def _likeness(index: Index, one: _Confirmed, other: Claim, least: float) -> float | None:
    """How much a claim is like what is confirmed; None where they tell different things.

    They tell one thing if one report has all words of the other; if they have the predicate, or
    two of its arguments, and most words; or if they say the same of the same, or with one number.
    """
    common, share = index.shared(one.terms, one.claim, other)
    told, whole = index.shared(one.told, one.claim, other)
    numbers = NUMBER * sum(1 for _ in _agreeing(one.claim, other))
    several = len(other.terms.intersection(one.told)) > 1
    in_report = other.report == one.claim.report and share >= WHOLE and common >= LITTLE
    by_words = (several or _predicated(one, other)) and common >= least and share >= SHARE
    by_core = (several or numbers > 0) and (whole >= MOST or (several and numbers > 0))
    return told + common + numbers if in_report or by_words or by_core else None


def _predicated(one: _Confirmed, other: Claim) -> bool:
    """Whether a claim has the predicate of what is confirmed."""
    return bool(one.told) and one.told[0] in other.terms


def _agreeing(claim: Claim, other: Claim) -> Iterator[Figure]:
    """The numbers of a claim beside which another gives one that comes near it in its unit."""
    for one in claim.figures:
        if any(_of_one_unit(one, given) and near(one, given) for given in other.figures):
            yield one


def confirmable(claim: Claim, other: Claim) -> bool:
    """Whether a claim can be what another confirms: somebody else's, told as so, not later."""
    if not apart(claim, other) or not _before(other, claim) or _at_odds(claim, other):
        return False
    return substantive(other) and not denies(other) and confirming(other) is None


def _before(one: Claim, other: Claim) -> bool:
    """Whether a claim stands before another in its report, or not in a later report."""
    if one.report != other.report:
        return not_later(one, other)
    return one.order < other.order and not one.row.content.overlaps(other.row.content)


def _at_odds(claim: Claim, other: Claim) -> bool:
    """Whether all numbers that two claims give in one unit differ: 72 deaths, and 61."""
    pairs = [pair for pair in product(claim.figures, other.figures) if _of_one_unit(*pair)]
    return bool(pairs) and all(disjoint(*pair) for pair in pairs)


def _of_one_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures are in one unit."""
    return one.unit is not None and one.unit == other.unit
