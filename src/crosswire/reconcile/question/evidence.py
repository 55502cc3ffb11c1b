"""What speaks for and against two figures answering one question.

Each sign is weighed alone and the weights are added up, as in the linkage of records (Fellegi and
Sunter 1969: a weight is the logarithm of the odds that a sign is seen in pairs that belong
together). The weights stand in `lexicon/evidence.toml`; they were fitted on the project's own
annotated events, on no other (docs/decisions/question.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from crosswire.gazetteer.record import distance
from crosswire.lexicon import load
from crosswire.reconcile.question.measured import COUNTED, Measured

ROUNDING = 0.03
"""How far apart two values of one quantity lie at most after rounding and conversion."""

FAR = 30.0
"""Kilometres between two towns, from which on they are two places."""

LONG = 120
"""Days between two states of things, from which on they are of different times."""

TELLING = 20.0
"""From which value on two outlets do not give the same number by chance."""

WIDEST = 3.0
"""The largest logarithm of a ratio of values that is told apart."""

Sign = Callable[[Measured, Measured], float]


def same_number(one: Measured, other: Measured) -> float:
    """Both give the same value, and one that is rarely met by chance: 118, but not "dozens"."""
    if _vague(one) or _vague(other):
        return False
    return _same(one, other) and (abs(one.value) >= TELLING or _digits(one.value) > 1)


def both_can_hold(one: Measured, other: Measured) -> float:
    """Their bounds meet: "at least 37" and 61."""
    slack = 1 + ROUNDING
    below = _low(one) <= _high(other) * slack
    return below and _low(other) <= _high(one) * slack


def ratio(one: Measured, other: Measured) -> float:
    """How many times one is the other, as a logarithm: what grows does so by steps."""
    if not one.value or not other.value:
        return 0.0 if one.value == other.value else WIDEST
    return min(abs(math.log(abs(one.value) / abs(other.value))), WIDEST)


def same_utterance(one: Measured, other: Measured) -> float:
    """Two reports tell one utterance, and both give its value."""
    told = one.utterance is not None and one.utterance == other.utterance
    return told and not _same_document(one, other) and _same(one, other)


def copied_words(one: Measured, other: Measured) -> float:
    """They stand at one place of words that two reports share."""
    return other.figure.id in one.copied or one.figure.id in other.copied


def same_fate(one: Measured, other: Measured) -> float:
    """The same befell those who are counted: "37 dead" and "37 bodies"."""
    return not one.fate.isdisjoint(other.fate)


def other_fate(one: Measured, other: Measured) -> float:
    """Different things befell them: "seven dead" and "50 injured"."""
    return bool(one.state and other.state) and one.state.isdisjoint(other.state)


def alike_sentences(one: Measured, other: Measured) -> float:
    """The share of all terms of their sentences that both have."""
    every = len(one.near | other.near)
    return len(one.near & other.near) / every if every else 0.0


def own_words_near_other(one: Measured, other: Measured) -> float:
    """The share of each one's own terms that the other's sentence has, of both together."""
    return _share(one.own, other.near) + _share(other.own, one.near)


def same_noun(one: Measured, other: Measured) -> float:
    """One noun is counted: "74 settlements" and "three villages"."""
    return one.noun == other.noun


def same_thing_counted(one: Measured, other: Measured) -> float:
    """Things are counted, by one unit: "four vessels" and "four vessels"."""
    return one.kind == COUNTED and one.figure.unit == other.figure.unit


def other_people(one: Measured, other: Measured) -> float:
    """Kinds of people are counted that are not the same: "two soldiers" and "two children"."""
    return bool(one.people and other.people) and one.people.isdisjoint(other.people)


def same_names(one: Measured, other: Measured) -> float:
    """A name or nationality narrows both: "five Lao soldiers" and "Lao civilians"."""
    return not one.names.isdisjoint(other.names)


def other_names(one: Measured, other: Measured) -> float:
    """Different names narrow them: "five Thai soldiers" and "five Lao soldiers"."""
    return bool(one.names and other.names) and one.names.isdisjoint(other.names)


def other_measure(one: Measured, other: Measured) -> float:
    """Different measures are taken: the price of a share, and its fall."""
    return bool(one.measure and other.measure) and one.measure.isdisjoint(other.measure)


def one_added(one: Measured, other: Measured) -> float:
    """One of them comes on top of a count: "24 more bodies" and "61 dead"."""
    return one.added != other.added


def one_part(one: Measured, other: Measured) -> float:
    """One of them is a part of something: "four of them" and "63 people"."""
    return one.part != other.part


def one_former(one: Measured, other: Measured) -> float:
    """One of them is told as what was before: "the original $103 million" and "$121 million"."""
    return one.former != other.former


def one_grave(one: Measured, other: Measured) -> float:
    """One of them counts the grave or the light cases: "30 seriously injured" and "200 injured"."""
    return one.grave != other.grave


def one_sentence(one: Measured, other: Measured) -> float:
    """One sentence gives both: it rarely answers a question twice."""
    return _same_document(one, other) and one.sentence == other.sentence


def set_against(one: Measured, other: Measured) -> float:
    """A sentence, or the one after it, sets one against the other: "61, up from 37"."""
    near = _same_document(one, other) and abs(one.sentence - other.sentence) <= 1
    return near and (one.against or other.against)


def title_and_text(one: Measured, other: Measured) -> float:
    """A report's title gives the value that its text gives."""
    return _same_document(one, other) and (one.title or other.title) and _same(one, other)


def other_time(one: Measured, other: Measured) -> float:
    """They are about times far from each other: this quake, and that of years ago."""
    return _days_between(one, other) > LONG


def days_apart(one: Measured, other: Measured) -> float:
    """How many days lie between what they are about, as a share of a long time."""
    return min(_days_between(one, other), LONG) / LONG


def other_place(one: Measured, other: Measured) -> float:
    """Their sentences put them into two towns."""
    here, there = one.place, other.place
    if here is None or there is None or here.gazetteer_id == there.gazetteer_id:
        return 0.0
    exact = {"point", "town", "district"}
    if here.precision not in exact or there.precision not in exact:
        return 0.0
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    return distance((here.lat, here.lon), (there.lat, there.lon)) > FAR


def other_country(one: Measured, other: Measured) -> float:
    """Their clauses put them into two countries: "in Chile" and "in Peru"."""
    return bool(one.country and other.country) and one.country != other.country


SIGNS: tuple[Sign, ...] = (
    same_number,
    both_can_hold,
    ratio,
    same_utterance,
    copied_words,
    same_fate,
    other_fate,
    alike_sentences,
    own_words_near_other,
    same_noun,
    same_thing_counted,
    other_people,
    same_names,
    other_names,
    other_measure,
    one_added,
    one_part,
    one_former,
    one_grave,
    one_sentence,
    set_against,
    title_and_text,
    other_time,
    days_apart,
    other_place,
    other_country,
)
"""All signs, by which two figures of one kind are compared."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of the signs, what a pair has without any, and what it must reach."""

    weights: tuple[tuple[Sign, float], ...]
    start: float
    least: float


@cache
def scale() -> Scale:
    """The weights as the data file has them."""
    listed = load("evidence.toml")
    weights: Mapping[str, float] = listed["weight"]
    signs = tuple((sign, weights[sign.__name__]) for sign in SIGNS)
    return Scale(signs, listed["start"], listed["least"])


def weigh(one: Measured, other: Measured) -> float:
    """The weight of all signs that two figures of one kind answer one question."""
    by = scale()
    total = by.start
    for sign, weight in by.weights:  # a loop, since this is what reconciliation does most
        total += weight * sign(one, other)
    return total


def comparable(one: Measured, other: Measured) -> bool:
    """Whether two figures may answer one question, whatever else speaks for it.

    They measure in one unit, or count one sort of thing; not people of different countries; and
    they are not two values that one voice gives for one time.
    """
    if one.kind != other.kind or _other_nation(one, other) or _told_apart(one, other):
        return False
    alike = one.figure.unit == other.figure.unit or (bool(one.noun) and one.noun == other.noun)
    return alike if one.kind == COUNTED else True


def _other_nation(one: Measured, other: Measured) -> bool:
    """Whether people of different countries are counted: "five Thai" and "eight Lao soldiers"."""
    return bool(one.nations and other.nations) and one.nations.isdisjoint(other.nations)


def _told_apart(one: Measured, other: Measured) -> bool:
    """Whether one voice gives both in one report for one time, and they cannot both hold.

    It does not answer one question twice, unless it sets one answer against the other.
    """
    voice = _same_document(one, other) and one.figure.speaker == other.figure.speaker
    if not voice or one.figure.when != other.figure.when or both_can_hold(one, other):
        return False
    return not any(given.against or given.former or _vague(given) for given in (one, other))


def _vague(one: Measured) -> bool:
    """Whether a figure is no more than a word for many: "dozens"."""
    return one.figure.comparator == "vague"


def strongest(one: Measured, other: Measured) -> str:
    """The name of the sign that speaks most for a pair."""
    found = [(weight * sign(one, other), sign.__name__) for sign, weight in scale().weights]
    return max(found)[1]


def _same(one: Measured, other: Measured) -> bool:
    """Whether two values are the same but for rounding and conversion."""
    larger = max(abs(one.value), abs(other.value))
    return abs(one.value - other.value) <= ROUNDING * larger


def _low(one: Measured) -> float:
    return one.low if one.low is not None else -math.inf


def _high(one: Measured) -> float:
    return one.high if one.high is not None else math.inf


def _days_between(one: Measured, other: Measured) -> int:
    """The days between the ends of the times that two figures are about; 0 where one has none."""
    if one.day is None or other.day is None:
        return 0
    return abs(one.day - other.day)


def _digits(value: float) -> int:
    """How many digits a number has without the zeros at its ends: 6.1 has two."""
    return len(f"{value:g}".split("e", maxsplit=1)[0].replace(".", "").strip("0-"))


def _share(own: frozenset[str], near: frozenset[str]) -> float:
    """The share of some terms that are among others."""
    return len(own & near) / len(own) if own else 0.0


def _same_document(one: Measured, other: Measured) -> bool:
    return one.figure.document == other.figure.document
