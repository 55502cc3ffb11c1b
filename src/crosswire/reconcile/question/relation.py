"""How two answers to one question stand to each other, and what that makes of all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise
from types import MappingProxyType
from typing import Literal

from crosswire.reconcile.amount import extent
from crosswire.reconcile.question.measured import COUNTED, PEOPLE, kind_of
from crosswire.row import Figure, Reason, Window, Witness
from crosswire.row.question import Relation

ROUND = 100
"""What a rounded count is a multiple of."""

GROWING = frozenset((PEOPLE, COUNTED, "km2"))
"""Kinds of quantities that change from report to report: of others, two parties' values differ."""

Standing = Literal["agree", "update", "conflict"]

Said = tuple[str, float | None, float | None]
"""A party, and its lowest and highest value."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as one figure gives it: bounds in one unit, by whom, as of which day.

    `by` is the side, else the speaker, else None for the outlet's own voice; `day` is the last day
    of the state of things that it is about, or the day of its report, which is one of the days of
    `issued`. What is `denied` is the answer of somebody else, which this party negates.
    """

    figure: Figure
    low: float | None
    high: float | None
    by: str | None
    day: date | None
    published: date | None = None
    issued: Window | None = None
    outlet: str | None = None
    denied: bool = False

    @property
    def party(self) -> str:
        """Who answers: the side or speaker, else the outlet in its own voice."""
        return self.by or f"outlet {self.outlet}"

    @property
    def value(self) -> float:
        """The bound that is given, the lower one of two."""
        bound = self.low if self.low is not None else self.high
        return bound if bound is not None else 0.0

    @property
    def moment(self) -> tuple[date, date]:
        """What orders answers: the day of the report, then the day that they are about."""
        return self.published or date.min, self.day or date.min

    @property
    def said(self) -> Said:
        """What is the same for all who print a party's answer."""
        return self.party, self.low, self.high

    @property
    def witness(self) -> Witness:
        """The words of the answer."""
        return Witness(self.figure.document, self.figure.span)


Judged = Mapping[frozenset[Said], bool]
"""Pairs of answers, and whether they contradict each other by the word of people."""

NO_JUDGED: Judged = MappingProxyType({})


def relate(told: Sequence[Given], judged: Judged = NO_JUDGED) -> tuple[Relation, Reason]:
    """What all answers to a question come to, and the pair of them that decides it.

    What a side said before it said something else no longer counts against another side: sides
    conflict where their last answers do. What somebody denies is no answer of his own. `judged` are
    the pairs of which people say that they contradict each other, or that they do not.
    """

    def standing(one: Given, other: Given) -> Standing:
        found = how(one, other)
        contradicts = judged.get(frozenset((one.said, other.said)))
        if contradicts is None or one.party == other.party:
            return found
        return "conflict" if contradicts else "agree" if found == "conflict" else found

    answers = [one for one in told if not one.denied] or list(told)
    if len(answers) == 1:
        return "single", Reason("one_figure", (answers[0].witness,))
    distinct = list({_answer(one): one for one in reversed(answers)}.values())[::-1]
    moved = [pair for pair in _successive(distinct) if standing(*pair) == "update"]
    latest = _latest(distinct)
    against = [pair for pair in combinations(latest, 2) if standing(*pair) == "conflict"]
    if against and moved:
        return "mixed", _by("a_side_moved_and_sides_conflict", moved[0], against[0])
    if against:
        return "conflict", _by("values_that_cannot_both_hold", against[0])
    changed = moved or [pair for pair in _to_last(distinct) if standing(*pair) != "agree"]
    if changed:
        return "update", _by("a_later_value", changed[0])
    return "agree", _by("values_that_meet", (answers[0], answers[-1]))


def _successive(answers: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Each party's answers, one after the other."""
    by_party: dict[str, list[Given]] = defaultdict(list)
    for one in sorted(answers, key=lambda given: given.moment):
        by_party[one.party].append(one)
    for mine in by_party.values():
        yield from pairwise(mine)


def _to_last(answers: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Every answer beside those of the last moment."""
    end = max(one.moment for one in answers)
    last = [one for one in answers if one.moment == end]
    yield from ((one, other) for one in answers for other in last if one is not other)


def _answer(one: Given) -> tuple[object, ...]:
    """What makes an answer one: ten reports that print it the same give it once."""
    report = None if one.by else one.figure.document
    return (one.low, one.high, one.figure.comparator, one.party, one.moment, report)


def how(one: Given, other: Given) -> Standing:
    """How two answers stand to each other: "at least 37" on Sunday and 61 on Monday, an update."""
    if same(one, other):
        return "agree"
    later = _later(one, other)
    if meet(one, other):
        vague = "vague" in (one.figure.comparator, other.figure.comparator)
        return "update" if later and not vague and _grows(one, other) else "agree"
    if one.party == other.party:
        return "update"
    disputed = _face_to_face(one, other)
    if kind_of(one.figure) in GROWING:
        return "conflict" if disputed and not later else "update"
    return "conflict" if disputed or not later else "update"


def _later(one: Given, other: Given) -> bool:
    """Whether one answer is of a later day: told later, and of a later state of things.

    Two reports of two days that give numbers "as of Monday" give them of one day.
    """
    if one.day == other.day:
        return False
    return one.published != other.published or one.figure.document == other.figure.document


def _face_to_face(one: Given, other: Given) -> bool:
    """Whether two sources are named for their answers, or one report gives both.

    An outlet's own count of a day may be older than another's of that day; it disputes nothing.
    """
    named = one.by is not None and other.by is not None
    return named or one.figure.document == other.figure.document


def same(one: Given, other: Given) -> bool:
    """Whether two values are one but for rounding: 38.8 and 40, but not 143 and 145.5 million.

    The finer of them, rounded to the digits that the coarser has, is the coarser. Two counts to the
    last one are not rounded: 138 is not 140.
    """
    if one.value == other.value:
        return True
    if _exact(one) and _exact(other):
        return False
    digits = min(_digits(one.value), _digits(other.value))
    return _rounded(one.value, digits) == _rounded(other.value, digits)


def _exact(one: Given) -> bool:
    """Whether a count is given to the last one: 138, but not 1,200 or "about 140"."""
    counted = kind_of(one.figure) in (PEOPLE, COUNTED)
    return counted and one.figure.comparator == "exactly" and one.value % ROUND != 0


def _digits(value: float) -> int:
    """How many digits of a number say something: 6.1 has two, 40 has one."""
    mantissa = f"{abs(value):.6g}".split("e", maxsplit=1)[0].replace(".", "")
    return len(mantissa.strip("0")) or 1


def _rounded(value: float, digits: int) -> str:
    """A number with so many digits."""
    return f"{value:.{digits - 1}e}"


def meet(one: Given, other: Given) -> bool:
    """Whether two answers can both hold, by their bounds: "at least 20" and 25."""
    (low, high), (least, most) = _extent(one), _extent(other)
    return low <= most and least <= high


def _extent(one: Given) -> tuple[float, float]:
    """From and up to which value an answer may be."""
    return extent(one.low, one.high, about=one.figure.comparator == "about")


def _latest(answers: Sequence[Given]) -> list[Given]:
    """Each party's answers of its last moment."""
    moments: dict[str, tuple[date, date]] = {}
    for one in answers:
        moments[one.party] = max(one.moment, moments.get(one.party, one.moment))
    return [one for one in answers if one.moment == moments[one.party]]


def _grows(one: Given, other: Given) -> bool:
    """Whether the later answer is the larger one."""
    first, second = sorted((one, other), key=lambda given: given.moment)
    return second.value >= first.value


def _by(rule: str, *pairs: tuple[Given, Given]) -> Reason:
    """A reason that rests on pairs of answers."""
    spans = dict.fromkeys(one.witness for pair in pairs for one in pair)
    return Reason(rule, tuple(spans))
