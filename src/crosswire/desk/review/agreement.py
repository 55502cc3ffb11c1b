"""How far two reviewers agree, each judging by himself: per kind, with what they differ on.

Percent agreement, and Cohen's kappa: Jacob Cohen, "A coefficient of agreement for nominal scales",
Educational and Psychological Measurement 20 (1960) 37-46. What was judged is nominal: of two days,
or two grades, that differ none is nearer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.judgement.standing import by_matter
from crosswire.judgement.value import KINDS, RELATIONS, Judgement, JudgementKind, Matter
from crosswire.row import LinkKind


@dataclass(frozen=True, slots=True)
class Measure:
    """How far two agree on what both judged of one kind; of links also for each relation.

    `percent` is None where there is nothing that both judged. `kappa` is None there too, and where
    chance alone would have them agree on all: where both said the same one thing throughout.
    """

    kind: JudgementKind
    relation: LinkKind | None
    both: int
    same: int
    percent: float | None
    kappa: float | None
    only_first: int
    only_second: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What two said of one matter, side by side."""

    first: Judgement
    second: Judgement


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree."""

    first: str
    second: str
    measures: tuple[Measure, ...]
    disagreements: tuple[Disagreement, ...]


Pair = tuple[Judgement | None, Judgement | None]
"""What two said of a matter; None is nothing."""

Meaning = Callable[[Judgement], Hashable]


def agreement(
    judgements: Iterable[Judgement],
    first: str,
    second: str,
    *,
    entities: Mapping[str, str] | None = None,
) -> Agreement:
    """How far two agree, by their last words that stand; notes are left out.

    `entities` has the entity of each mention: two who name two mentions of one speaker agree.
    """
    known = entities or {}
    pairs = _pairs(judgements, first, second, known)

    def meaning(one: Judgement) -> Hashable:
        if one.kind == "speaker" and isinstance(one.value, str):
            return known.get(one.value, one.value)
        return one.verdict, one.value

    return Agreement(
        first,
        second,
        tuple(_measures(pairs, meaning)),
        tuple(Disagreement(*both) for both in _both(pairs) if len({*map(meaning, both)}) > 1),
    )


def kappa(both: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's kappa of pairs of nominal values; None where it is not defined."""
    number = len(both)
    ours = Counter(one for one, _ in both)
    theirs = Counter(other for _, other in both)
    chance = sum(ours[value] * theirs[value] for value in ours)
    if chance == number * number:  # also where there is nothing at all
        return None
    same = sum(one == other for one, other in both)
    return (same * number - chance) / (number * number - chance)


def _pairs(
    judgements: Iterable[Judgement], first: str, second: str, entities: Mapping[str, str]
) -> list[Pair]:
    """What two said of each matter that one of them judged, in the order of matters."""
    found: dict[Matter, dict[str, Judgement]] = {}
    for about, said in by_matter(judgements).items():
        kind, relation, subject, *rest = about
        source = entities.get(subject, subject) if kind == "reliability" else subject
        for one in said:
            if one.by in (first, second) and kind != "note":
                found.setdefault((kind, relation, source, *rest), {})[one.by] = one
    return [(found[about].get(first), found[about].get(second)) for about in sorted(found)]


def _both(pairs: Iterable[Pair]) -> Iterator[tuple[Judgement, Judgement]]:
    """The pairs in which both said something."""
    for one, other in pairs:
        if one is not None and other is not None:
            yield one, other


def _measures(pairs: Sequence[Pair], meaning: Meaning) -> Iterator[Measure]:
    """How far two agree on each kind that one of them judged, and on each relation of links."""
    for kind in KINDS:
        mine = [pair for pair in pairs if _about(pair).kind == kind]
        if mine:
            yield _measure(kind, None, mine, meaning)
        for relation in RELATIONS if kind == "link" else ():
            few = [pair for pair in mine if _about(pair).relation == relation]
            if few:
                yield _measure(kind, relation, few, meaning)


def _about(pair: Pair) -> Judgement:
    """A judgement of the matter of a pair."""
    return next(one for one in pair if one is not None)


def _measure(
    kind: JudgementKind, relation: LinkKind | None, pairs: Sequence[Pair], meaning: Meaning
) -> Measure:
    values = [(meaning(one), meaning(other)) for one, other in _both(pairs)]
    same = sum(one == other for one, other in values)
    return Measure(
        kind=kind,
        relation=relation,
        both=len(values),
        same=same,
        percent=100 * same / len(values) if values else None,
        kappa=kappa(values),
        only_first=sum(other is None for _, other in pairs),
        only_second=sum(one is None for one, _ in pairs),
    )
