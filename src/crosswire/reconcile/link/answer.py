"""Figures that answer one question, and whether two of them can both hold."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from crosswire.reconcile.account import Dossier
from crosswire.reconcile.amount import extent
from crosswire.reconcile.link.claim import sides
from crosswire.reconcile.utterance import Utterances
from crosswire.row import Document, Figure, Question, Relation, Witness

ROUNDING = 0.05
"""How far, as a share, two values may be apart that are one in other units or roundings."""

CLOSE = 1.5
"""How many times the smaller of two figures the larger may be where one speaks for the other."""

SAME_DAYS = 1
"""How many days apart two figures may be that speak of the same state of things."""


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """A figure as an answer: who gives it, as of which day, in which report.

    `side` is the one at the head of his `sides`; `low` and `high` are its bounds: "about" leaves
    room to both ends.
    """

    figure: Figure
    side: str
    sides: frozenset[str]
    low: float
    high: float
    day: date | None
    published: date | None

    @property
    def order(self) -> tuple[str, int, str]:
        """Its place among all figures."""
        return (self.figure.document, self.figure.span.start, self.figure.id)

    @property
    def since(self) -> tuple[date, date]:
        """Since when it stands: the day it speaks of, then the day it was printed."""
        return (self.day or date.min, self.published or date.min)

    def witness(self) -> Witness:
        """Its words."""
        return Witness(self.figure.document, self.figure.span)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers, in order: each value that a statement gives once.

    `first` has for each figure the one where its value is first read.
    """

    id: str
    relation: Relation
    given: tuple[Given, ...]
    first: Mapping[str, str] = field(default_factory=dict)


def asked(dossier: Dossier, said: Utterances, answered: Sequence[Question]) -> Iterator[Asked]:
    """The questions that have more than one answer."""
    figures = {figure.id: figure for figure in dossier.figures}
    documents = {account.document.id: account.document for account in dossier.accounts}
    for question in answered:
        mine = (figures[one] for one in question.figures if one in figures)
        first = _first(said, (_given(dossier, documents, figure) for figure in mine))
        given = tuple(dict.fromkeys(first.values()))
        if len(given) > 1:
            names = {figure: one.figure.id for figure, one in first.items()}
            yield Asked(question.id, question.relation, given, names)


def _given(dossier: Dossier, documents: Mapping[str, Document], figure: Figure) -> Given:
    """A figure with who gives it and when."""
    document = documents[figure.document]
    published = document.published or document.published_to
    low, high = bounds(figure)
    behind = sides(dossier.entities, figure.speaker)
    return Given(
        figure=figure,
        side=behind[-1] if behind else "",
        sides=frozenset(behind),
        low=low,
        high=high,
        day=figure.when.last if figure.when and figure.when.last else published,
        published=published,
    )


def bounds(figure: Figure) -> tuple[float, float]:
    """From and up to which value a figure may be."""
    return extent(figure.low, figure.high, about=figure.comparator == "about")


def disjoint(one: Figure, other: Figure) -> bool:
    """Whether two figures cannot be one number."""
    (low, high), (least, most) = bounds(one), bounds(other)
    return high < least or most < low


def _first(said: Utterances, given: Iterable[Given]) -> Mapping[str, Given]:
    """For each figure the one where the value that a statement gives, in whatever words, is first
    read."""
    seen: dict[object, Given] = {}
    found = {}
    for one in sorted(given, key=lambda one: one.order):
        statement = one.figure.statement
        told = said.group_of[statement] if statement else one.figure.speaker
        key = (told, one.low, one.high, one.day)
        found[one.figure.id] = seen.setdefault(key, one)
    return found


def compatible(one: Given, other: Given) -> bool:
    """Whether two figures can both hold."""
    return one.low <= other.high and other.low <= one.high


def alike(one: Given, other: Given) -> bool:
    """Whether two figures give one value, but for hedges, units and rounding."""
    mine, yours = one.figure, other.figure
    return _near(mine.low, yours.low) and _near(mine.high, yours.high)


def near(one: Figure, other: Figure) -> bool:
    """Whether two figures can be one number and come near each other."""
    ends = [abs(value) for given in (one, other) for value in bounds(given) if math.isfinite(value)]
    return not disjoint(one, other) and bool(ends) and max(ends) <= CLOSE * min(ends)


def _near(one: float | None, other: float | None) -> bool:
    """Whether two bounds are one."""
    if one is None or other is None:
        return one is other
    return abs(one - other) <= ROUNDING * max(abs(one), abs(other))


def agree(one: Given, other: Given) -> bool:
    """Whether two figures can both hold and come near each other, so that one speaks for the other.

    "At least 800" speaks for "about 1,000", but "more than 10" does not.
    """
    ends = [value for given in (one, other) for value in (given.low, given.high)]
    known = sorted(abs(value) for value in ends if math.isfinite(value))
    return compatible(one, other) and bool(known) and known[-1] <= CLOSE * known[0]


def together(one: Given, other: Given) -> bool:
    """Whether two figures speak of about the same day."""
    if one.day is None or other.day is None:
        return one.figure.document == other.figure.document
    return abs((one.day - other.day).days) <= SAME_DAYS
