"""Who denies what: a denial and the claims that it answers.

A denial presupposes that somebody put what it negates to the source (Horn 1989, A Natural History
of Negation, 1.3 and 3.3: negation is marked, and answers); in news it stands behind the claim, as
the "verbal reaction" of the other side (van Dijk 1988, News as Discourse, 2.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, product

from crosswire.reconcile.link.answer import alike, near
from crosswire.reconcile.link.claim import Claim, apart
from crosswire.reconcile.link.disownment import disowned
from crosswire.reconcile.link.finding import Finding, between
from crosswire.reconcile.link.index import Index
from crosswire.reconcile.link.lexicon import words
from crosswire.reconcile.link.negation import negations
from crosswire.reconcile.link.reference import (
    REACH,
    accuses,
    antecedent,
    charges,
    denies,
    earlier,
    nearest,
    pointer,
    substantive,
)

COMMON = 3.0
"""The least weight of what a denial and a claim elsewhere have in common."""

SHARE = 0.6
"""The least share of a denial's words that a claim elsewhere must hold."""

RESTATED = 3.0
"""The least weight in common of two claims by which one source says a thing twice."""


@dataclass(frozen=True, slots=True)
class Denied:
    """A denial, what it denies, and by which rule."""

    denial: Claim
    claim: Claim
    rule: str


def find(index: Index) -> Iterator[Finding]:
    """Links from each denial to what it denies."""
    for one in denied(index):
        if one.rule != "denial.elaborated" or any(negations(one.denial)):
            yield between("denies", one.denial, one.claim, one.rule)


def denied(index: Index) -> Iterator[Denied]:
    """All denials with the claims that they deny, and what their sources add to them."""
    own = {one.claim.row.id for one in disowned(index)}
    for claim in index.all:
        if disclaims(claim):
            yield from _kept(index, _accused(index, claim))
        elif denies(claim) and claim.row.id not in own:
            yield from _kept(index, _denied(index, claim))


def _kept(index: Index, found: Iterable[Denied]) -> Iterator[Denied]:
    """Those of which nobody judged that the one denies no such thing."""
    for one in found:
        if not index.rejects("denies", one.denial.row.id, one.claim.row.id):
            yield one


def _denied(index: Index, denial: Claim) -> Iterator[Denied]:
    """What one denial denies, and what its source adds to it."""
    more = tuple(elaborations(index, denial))
    answered = tuple(_kept(index, _answered(index, denial, _focus(denial, more))))
    again = tuple(_again(index, answered))
    yield from (*answered, *again)
    for one, old in product(more, (*answered, *again)):
        if sets_against(one, old.claim):
            yield Denied(one, old.claim, "denial.elaborated")


def _answered(index: Index, denial: Claim, focus: frozenset[str]) -> Iterator[Denied]:
    """What a denial denies: by the narrowest of the rules that finds something."""
    inside = tuple(_embedded(index, denial))
    head = pointer(denial)
    if inside:
        yield from (Denied(denial, claim, "denial.embedded") for claim in inside)
    elif head is not None:
        found = antecedent(index, denial, head)
        if found is not None:
            yield Denied(denial, found, "denial.pointing")
    else:
        yield from _beside(index, denial)
        matched = _matched(index, denial, focus)
        yield from (Denied(denial, claim, "denial.matched") for claim in matched)


def _embedded(index: Index, denial: Claim) -> Iterator[Claim]:
    """Claims of others inside it: "dismissed the guild's claim that the pier was rotten"."""
    for claim in index.reports[denial.report]:
        within = claim.row.content in denial.row.content and claim.row.content != denial.row.content
        if within and apart(claim, denial) and substantive(claim):
            yield claim


def _beside(index: Index, denial: Claim) -> Iterator[Denied]:
    """The claim before a denial that says what it denies, where the two are tied.

    They stand in one sentence ("the guild says ..., which the port denies"), the claim is an
    accusation, or the denial leaves nothing open ("denied that any fish had died").
    """
    before = tuple(earlier(index, denial, REACH))
    found, charge = nearest(before), nearest(one for one in before if charges(one))
    if found is not None and found.last == denial.first:
        yield Denied(denial, found, "denial.adjacent")
    elif charge is not None:
        yield Denied(denial, charge, "denial.charged")
    elif found is not None and denial.first - found.last <= 1 and _total(denial):
        yield Denied(denial, found, "denial.adjacent")


def _total(denial: Claim) -> bool:
    """Whether a denial leaves nothing open: "any fish", "anyone", "ever"."""
    return any(word.lower in words("denial", "total") for word in denial.words)


def _matched(index: Index, denial: Claim, focus: frozenset[str]) -> Iterator[Claim]:
    """Claims in any report that hold most of what the denial negates, or what it negates most."""
    if index.fullest[denial.group] is not denial:
        return
    for claim in index.sharing(denial.terms, denial.group):
        if answerable(denial, claim) and _can_be_counted_so(denial, claim):
            common, share = index.shared(denial.terms, denial, claim)
            close = bool(focus & claim.terms) if focus else share >= SHARE
            if common >= COMMON and close:
                yield claim


def answerable(denial: Claim, claim: Claim) -> bool:
    """Whether a claim could be what is denied: another's, told as so, in other words."""
    same = claim.report == denial.report and claim.row.content.overlaps(denial.row.content)
    return apart(claim, denial) and substantive(claim) and not denies(claim) and not same


def _can_be_counted_so(denial: Claim, claim: Claim) -> bool:
    """Whether a claim gives a number that is denied, where one is.

    Who denies that 33 people drowned says nothing of 29 (Horn 1989, A Natural History of Negation,
    chapter 4: a denied number is that very number).
    """
    denied = [figure for figure in denial.figures if figure.low is not None and figure.low > 1]
    return not denied or any(
        one.unit == other.unit and near(one, other) for one in denied for other in claim.figures
    )


def _focus(denial: Claim, more: Sequence[Claim]) -> frozenset[str]:
    """What a denial negates above all, as the source goes on: "this was no sale"."""
    terms = (one.terms for claim in more for one in negations(claim))
    return denial.terms & frozenset(chain.from_iterable(terms))


def _again(index: Index, answered: Sequence[Denied]) -> Iterator[Denied]:
    """What is denied too, as it says again what is denied."""
    for one in answered:
        for claim in _restated(index, one.claim):
            yield Denied(one.denial, claim, "denial.restated")
        for claim in _same_figure(index, one.claim):
            if answerable(one.denial, claim):
                yield Denied(one.denial, claim, "denial.same_figure")


def _restated(index: Index, claim: Claim) -> Iterator[Claim]:
    """What the source of a claim says of the same thing elsewhere in the report."""
    for other in index.reports[claim.report]:
        known = other.row.speaker is not None and other.row.speaker == claim.row.speaker
        if not known or not substantive(other) or other.row.content.overlaps(claim.row.content):
            continue
        if index.shared(claim.terms & other.terms, claim, other)[0] >= RESTATED:
            yield other


def _same_figure(index: Index, claim: Claim) -> Iterator[Claim]:
    """Claims that give the same number for a question that is contested."""
    for figure in claim.figures:
        asked = index.asked(figure)
        if asked is not None and asked.relation in ("conflict", "mixed"):
            mine = [one for one in asked.given if one.figure.id == figure.id]
            for one, other in product(mine, asked.given):
                teller = index.teller(other.figure)
                if teller is not None and teller.group != claim.group and alike(one, other):
                    yield teller


def elaborations(index: Index, denial: Claim) -> Iterator[Claim]:
    """What a source adds right behind his denial.

    "The port denied any delay, saying that no boat had left after six." He goes on in the same or
    the next sentence, and nobody else speaks between (the elaboration of Mann and Thompson 1988).
    """
    end = denial.row.content.end
    for claim in index.reports[denial.report]:
        if claim.row.content.start < end:
            continue
        if claim.first - denial.last > 1 or not claim.sides & denial.sides:
            return
        end = claim.row.content.end
        if substantive(claim):
            yield claim


def sets_against(claim: Claim, old: Claim) -> bool:
    """Whether what is added to a denial goes against the claim that is denied.

    It negates, speaks of all, or gives another number or date.
    """
    if any(negations(claim)):
        return True
    if any(word.lower in words("denial", "universal") for word in claim.words):
        return True
    return _other_day(claim, old) or _other_number(claim, old)


def _other_day(claim: Claim, old: Claim) -> bool:
    """Whether it gives a date where the other gave another."""
    days, before = (
        {time.value for time in one.times if time.timex_type == "DATE"} for one in (claim, old)
    )
    return bool(days and before) and not days & before


def _other_number(claim: Claim, old: Claim) -> bool:
    """Whether it counts the same things and comes to another number."""
    counts, before = ({(figure.unit, figure.low) for figure in one.figures} for one in (claim, old))
    units = {unit for unit, _ in counts} & {unit for unit, _ in before}
    return bool(units) and not counts & before


def disclaims(claim: Claim) -> bool:
    """Whether a source says that he has no part in something: "we had nothing to do with it"."""
    if claim.row.act not in ("denies", "asserts"):
        return False
    lemmas = {word.lemma for word in claim.words}
    nothing = {"nothing", "do", "with"} <= lemmas
    return nothing or any(":involve" in one.terms for one in negations(claim))


def _accused(index: Index, disclaimer: Claim) -> Iterator[Denied]:
    """The accusations of having a part in it that a source answers by disclaiming one."""
    for claim in index.sharing((":involve", ":help"), disclaimer.group, least=1):
        if accuses(claim) and answerable(disclaimer, claim):
            yield Denied(disclaimer, claim, "denial.disclaimed")
