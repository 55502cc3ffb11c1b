"""Whether two statements tell one utterance, and by which sign.

The signs, strongest first: the same words in a row, the same words between quotation marks, the
same figures of the same thing, the same terms. None counts where what is told conflicts: one is
denied and the other isn't, or they give other figures of one unit. The less is known of who speaks,
the more must be shared; the bounds were set on events that were annotated by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.reconcile.amount import agree
from crosswire.reconcile.standing import Standing
from crosswire.reconcile.utterance.overlap import Measure, Overlap, covered
from crosswire.reconcile.utterance.telling import Telling


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two statements are, from 0 to 1, and the rule that makes them one utterance."""

    degree: float
    rule: str


def likeness(one: Telling, other: Telling, measure: Measure) -> Likeness | None:
    """By which sign two statements tell one utterance; None where nothing shows it.

    Of two joint sources ("the mayor and the bishop said") each keeps his own.
    """
    if clash(one, other):
        return None
    standing = _standing(one, other, measure)
    if standing == "apart" and (one.joint or other.joint or not _in_words(one, other)):
        return None
    shared = Overlap.of(one, other, measure)
    for rule, holds in _SIGNS:
        if holds(shared, standing):
            return Likeness(shared.degree, rule)
    return None


def _in_words(one: Telling, other: Telling) -> bool:
    """Whether two statements share a few words in a row at least: what two sources need to."""
    return not one.triples.isdisjoint(other.triples)


def _standing(one: Telling, other: Telling, measure: Measure) -> Standing:
    """How the two sources stand; who carries the other is as near to him as who speaks for him."""
    mine, others = one.row, other.row
    short, long = sorted((mine.chain, others.chain), key=len)
    if short and len(short) < len(long) and long[: len(short)] == short:
        return "speaks_for"
    return measure.sources.standing(mine.speaker, others.speaker)


def clash(one: Telling, other: Telling) -> bool:
    """Whether two statements can't be one utterance: denied in one alone, or other figures."""
    return denied_once(one, other) or _other_figures(one, other)


def denied_once(one: Telling, other: Telling) -> bool:
    """Whether one is what its source negates, and the other isn't; a quotation tells by itself."""
    quoted = one.row.kind == other.row.kind == "direct"
    return not quoted and (one.row.act == "denies") != (other.row.act == "denies")


def _other_figures(one: Telling, other: Telling) -> bool:
    """Whether both give figures of one unit of which none agree."""
    units = {f.unit for f in one.figures} & {f.unit for f in other.figures}
    return bool(units) and not any(agree(f, g) for f in one.figures for g in other.figures)


def repeats(part: Telling, whole: Telling) -> bool:
    """Whether a statement stands in another nearly word for word."""
    if part is whole or len(part.words) > len(whole.words):
        return False
    return covered(part.words, whole.triples) >= 0.8 * len(part.words)


def repeated(one: Telling, other: Telling, measure: Measure) -> bool:
    """Whether a report tells one thing twice: headline and text, summary and quotation."""
    shared = Overlap.of(one, other, measure)
    return shared.row >= 0.8 or (shared.within >= 0.7 and shared.over >= 0.4)


def _same_words(shared: Overlap, standing: Standing) -> bool:
    """Most of the shorter one, word for word; of two sources nearly all of it, and more of it.

    "no siren sounded in the valley" and "that no siren sounded in the valley on Sunday".
    """
    if shared.opposed and shared.row < 0.9:
        return False
    match standing:
        case "same" | "speaks_for":
            short = shared.row >= 0.9 and shared.words >= 4
            return short or (shared.row >= 0.55 and shared.terms >= 2)
        case "alike" | "unknown":
            return shared.row >= 0.7 and shared.run >= 6 and shared.terms >= 3
        case "apart":
            return shared.row >= 0.85 and shared.run >= 12 and shared.terms >= 4


def _same_quotation(shared: Overlap, standing: Standing) -> bool:
    """Words between quotation marks that the other has too, and enough else in common.

    "called the closure “a slap in the face”" and "said it was “a slap in the face” for the town".
    """
    if shared.opposed:
        return False
    if standing == "same" and shared.whole:
        return shared.within >= 0.3
    if standing == "same" and (shared.quoted or shared.told):
        return shared.terms >= 2 and shared.within >= (0.33 if shared.quoted >= 4 else 0.5)
    if shared.quoted < 4:
        return False
    if standing == "speaks_for":
        return shared.within >= 0.5
    return shared.run >= 5 and shared.within >= 0.55 and shared.over >= 0.33


def _same_figures(shared: Overlap, standing: Standing) -> bool:
    """The same quantity of the same thing.

    "put the toll at 37" and "37 bodies have been recovered". Two named sources that agree on a
    number confirm each other: that is never one utterance.
    """
    if shared.opposed or not shared.figures:
        return False
    match standing:
        case "same":
            several = shared.figures > 1 or shared.within >= 0.4
            return shared.number >= 2.8 or (several and shared.terms >= 2 and shared.rare >= 6.5)
        case "apart":
            return False
        case "speaks_for" if shared.number >= 2.8 and shared.terms >= 2:
            return shared.within >= 0.5
        case _:
            long = shared.run >= 5 and shared.terms >= 3
            return long and shared.within >= 0.7 and shared.over >= 0.5


def _same_terms(shared: Overlap, standing: Standing) -> bool:
    """The same things told in other words, by one source.

    "hackers used a hole in the server" and "a hole in a server let the hackers in".
    """
    if shared.opposed:
        return False
    match standing:
        case "same":
            return _told_again(shared)
        case "speaks_for":
            return shared.rare >= 8 and shared.within >= 0.6 and shared.over >= 0.35
        case "alike":
            return shared.rare >= 7 and shared.within >= 0.7 and shared.over >= 0.28
        case "unknown":
            return shared.rare >= 7 and shared.within >= 0.8 and shared.over >= 0.6
        case _:
            return False


def _told_again(shared: Overlap) -> bool:
    """All that the shorter one is about, or most of it; the less, the more there must be."""
    if shared.within >= 0.9:
        return shared.terms >= 3 or (shared.terms == 2 and shared.over >= 0.2)
    if shared.terms >= 5 and shared.rare >= 12:
        return shared.within >= 0.4 and shared.over >= 0.22
    most = shared.terms >= 3 or shared.over >= 0.4
    return most and shared.rare >= 4.5 and shared.within >= 0.45 and shared.over >= 0.25


_SIGNS = (
    ("same_words", _same_words),
    ("same_quotation", _same_quotation),
    ("same_figures", _same_figures),
    ("same_terms", _same_terms),
)
