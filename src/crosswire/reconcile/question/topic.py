"""Figures that answer the same question: one measured thing, actor, place, scope and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from crosswire.judgement.bond import bound
from crosswire.judgement.ruling import Pair, Ruling
from crosswire.reconcile.account import Dossier
from crosswire.reconcile.question.evidence import comparable, scale, strongest, weigh
from crosswire.reconcile.question.linkage import linked
from crosswire.reconcile.question.measured import Measured, measured
from crosswire.reconcile.reuse import Reuse
from crosswire.reconcile.utterance import Utterances
from crosswire.row import Reason, Witness, identity

Events = Mapping[str, tuple[str, Reason]]


@dataclass(frozen=True, slots=True)
class Topic:
    """The figures of one question, in the order of documents and text, and why each is there."""

    id: str
    figures: tuple[str, ...]
    because: Mapping[str, Reason]


def topics(dossier: Dossier, reuse: Reuse, said: Utterances, events: Events) -> tuple[Topic, ...]:
    """The questions that the figures of all reports answer; every figure has one.

    Figures of different events, and such as measure in different units, are never compared. Figures
    that were judged to answer one question, or two, do, if they measure in one unit.
    """
    blocks: dict[tuple[str, str], list[Measured]] = defaultdict(list)
    for one in described(dossier, reuse, said):
        event, _ = events[one.figure.id]
        blocks[event, one.kind].append(one)
    groups = [group for block in blocks.values() for group in _groups(block)]
    place = _place_in(dossier)
    groups.sort(key=lambda group: place[group[0].figure.id])
    found = _judged(groups, dossier.rulings.questions, place)
    return tuple(sorted(found, key=lambda topic: place[topic.figures[0]]))


def _judged(
    groups: Sequence[tuple[Measured, ...]], judged: Mapping[Pair, Ruling], place: Mapping[str, int]
) -> Iterator[Topic]:
    """The questions, those of which figures were judged as they were judged."""
    of = {one.figure.id: one for group in groups for one in group} if judged else {}
    kept = {pair: each for pair, each in judged.items() if _can_be_judged(of, pair)}
    if not kept:
        yield from map(_topic, groups)
        return

    def near(group: Sequence[str]) -> Iterable[Pair]:
        return sorted(combinations(group, 2), key=lambda two: -_weight(of[two[0]], of[two[1]]))

    found = bound([[one.figure.id for one in group] for group in groups], kept, near)
    why = {
        one: kept[pair].reason(*(_witness(of[end]) for end in pair))
        for one, pair in found.moved.items()
    }
    for group in found.groups:
        topic = _topic([of[one] for one in sorted(group, key=place.__getitem__)])
        ruled = {one: why[one] for one in group if one in why}
        yield replace(topic, because={**topic.because, **ruled})


def _can_be_judged(of: Mapping[str, Measured], pair: Pair) -> bool:
    """Whether both figures of a pair are here and measure in units that can be compared."""
    one, other = (of.get(end) for end in pair)
    return one is not None and other is not None and one.kind == other.kind


def described(dossier: Dossier, reuse: Reuse, said: Utterances) -> Iterator[Measured]:
    """The figures of all reports with what they measure, and what other reports show of it."""
    figures = {account.document.id: account.figures for account in dossier.accounts}
    for account in dossier.accounts:
        for one in measured(account):
            runs = reuse.over(account.document.id, one.figure.span)
            copied = frozenset(
                figure.id
                for run in runs
                for figure in figures[run.there.document]
                if figure.span.overlaps(run.there.span)
            )
            utterance = said.group_of.get(one.figure.statement or "")
            yield replace(one, utterance=utterance, copied=copied)


def _place_in(dossier: Dossier) -> Mapping[str, int]:
    """The number of each figure in the order of documents and text."""
    return {row.id: number for number, row in enumerate(dossier.figures)}


SHOWN = 3
"""Figures of a question, from its first, that the next may be shown beside as a reason."""

NEVER = -9.0
"""The weight of a pair that cannot be compared."""


def _weight(one: Measured, other: Measured) -> float:
    """The weight between two figures of one kind."""
    return weigh(one, other) if comparable(one, other) else NEVER


def _groups(block: Sequence[Measured]) -> Iterable[tuple[Measured, ...]]:
    """The figures of a block that answer one question each."""
    return linked(block, _weight, least=scale().least, likeness=Measured.likeness, traits=_traits)


def _traits(one: Measured) -> Iterator[tuple[str, object]]:
    """What two figures of one question have in common at least: a term, a fate or the number."""
    yield "number", one.value
    for term in (*one.near, *one.fate):
        yield "term", term


def _topic(group: Sequence[Measured]) -> Topic:
    """A question from its figures."""
    first = group[0].figure
    because = {first.id: Reason("first_of_its_question", (_witness(group[0]),))}
    for number, one in enumerate(group[1:], 1):
        earlier = (*group[: min(number, SHOWN)], group[number - 1])
        nearest = max(earlier, key=lambda other: _weight(one, other))
        spans = (_witness(one), _witness(nearest))
        because[one.figure.id] = Reason(f"question.{strongest(one, nearest)}", spans)
    ids = tuple(one.figure.id for one in group)
    return Topic(identity("question", first.document, first.id), ids, because)


def _witness(one: Measured) -> Witness:
    return Witness(one.figure.document, one.figure.span)
