"""What each side answers to a question, in the words of the reports, and how the answers relate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from crosswire.judgement.ruling import Pair, Ruling
from crosswire.reconcile.account import Dossier
from crosswire.reconcile.question.measured import IN_BASE, SAME_DIMENSION
from crosswire.reconcile.question.relation import Given, relate
from crosswire.reconcile.question.topic import Topic
from crosswire.row import Answer, Document, Figure, Question, Reason, Relation, Window, Witness

MONTH = timedelta(days=31)

SHARED = 0.25
"""The share of a question's figures that a word must be told of to name it rather than one part."""


def questions(
    dossier: Dossier, asked: Sequence[Topic], figures: Sequence[Figure]
) -> tuple[Question, ...]:
    """The questions with their answers; `figures` are those of the topics, with their origins."""
    by_id = {figure.id: figure for figure in figures}
    reader = _Reader(dossier)
    judged = {
        (one, other): ruling
        for (kind, one, other), ruling in dossier.rulings.links.items()
        if kind == "contradicts" and one in by_id and other in by_id
    }
    return tuple(
        _question(topic, [reader.given(by_id[one]) for one in topic.figures], judged)
        for topic in asked
    )


class _Reader:
    """Reads figures as answers, with what the rows around them say."""

    __slots__ = ("days", "denied", "entities", "outlets")

    def __init__(self, dossier: Dossier) -> None:
        self.days = {one.document.id: _published(one.document) for one in dossier.accounts}
        self.outlets = {one.document.id: _outlet(one.document) for one in dossier.accounts}
        self.denied = {row.id for row in dossier.statements if row.act == "denies"}
        self.entities = dossier.entities

    def given(self, figure: Figure) -> Given:
        """A figure as an answer: as of the last day it is about, else the day of its report."""
        published = self.days[figure.document]
        return Given(
            figure=figure,
            low=figure.low,
            high=figure.high,
            by=self._party(figure),
            day=_last_day(figure, published),
            published=published.last if published else None,
            issued=published,
            outlet=self.outlets[figure.document],
            denied=figure.statement in self.denied,
        )

    def _party(self, figure: Figure) -> str | None:
        """The side for which a figure's speaker stands, else the speaker."""
        speaker = self.entities.get(figure.speaker or "")
        return (speaker.side or speaker.id) if speaker else figure.speaker


def _published(document: Document) -> Window | None:
    """The days of which one is that of a report."""
    first, last = document.published_from, document.published_to
    return Window(first, last) if last else None


def _last_day(figure: Figure, published: Window | None) -> date | None:
    """The last day of what a figure is about, else that of its report.

    Where the report has no day, a year that it names in passing is none either.
    """
    when = figure.when
    if published is not None:
        return (when.last if when else None) or published.last
    brief = when and when.first and when.last and when.last - when.first <= MONTH
    return when.last if when and brief else None


def _outlet(document: Document) -> str:
    """The outlet that speaks in a report."""
    return document.outlet or document.id


def _in_one_unit(given: Sequence[Given]) -> tuple[str | None, list[Given]]:
    """Answers in the unit that they have in common, else in that to which all can be converted."""
    units = {one.figure.unit for one in given}
    if len(units) == 1 or not units <= {*IN_BASE, *SAME_DIMENSION.values()}:
        return given[0].figure.unit, list(given)
    base = next(SAME_DIMENSION.get(unit or "", unit) for unit in sorted(units, key=str))
    return base, [_scaled(one, IN_BASE.get(one.figure.unit or "", 1.0)) for one in given]


def _scaled(given: Given, scale: float) -> Given:
    """An answer with its bounds in another unit."""
    low = None if given.low is None else given.low * scale
    high = None if given.high is None else given.high * scale
    return replace(given, low=low, high=high)


def _question(topic: Topic, told: Sequence[Given], judged: Mapping[Pair, Ruling]) -> Question:
    """A question with each side's answer."""
    unit, given = _in_one_unit(told)
    relation, why = _related(given, judged)
    named = _most_telling(given)
    origins = {one.figure.origin for one in given}
    words = Reason("words_of_a_figure", (Witness(named.document, named.span), *_of(named)))
    return Question(
        id=topic.id,
        text=named.of or named.text,
        figures=topic.figures,
        relation=relation,
        unit=unit,
        answers=tuple(_answers(given)),
        origins=len(origins),
        because={"relation": why, "text": words},
    )


def _related(given: Sequence[Given], judged: Mapping[Pair, Ruling]) -> tuple[Relation, Reason]:
    """How the answers relate, by the rules and by what people judged of pairs of them.

    Where some say of a pair of parties' answers that it cannot hold, and some that it can, it can.
    """
    by_rule = relate(given)
    of = {one.figure.id: one for one in given} if judged else {}
    here = [pair for pair in judged if of.keys() >= set(pair)]
    if not here:
        return by_rule
    here.sort(key=lambda pair: not judged[pair].accepts)
    told = {frozenset(of[end].said for end in pair): judged[pair].accepts for pair in here}
    relation, _ = relate(given, told)
    if relation == by_rule[0]:
        return by_rule
    contested = relation in ("conflict", "mixed")
    pair = next((pair for pair in here if judged[pair].accepts == contested), here[-1])
    return relation, judged[pair].reason(*(of[end].witness for end in pair))


def _answers(given: Sequence[Given]) -> Iterator[Answer]:
    """Each party's answer: its lowest and highest bound, and the last day of which it speaks.

    What a party denies is no answer of its own.
    """
    own = [one for one in given if not one.denied]
    for party in dict.fromkeys(one.by for one in own):
        mine = [one for one in own if one.by == party]
        yield Answer(
            by=party,
            low=_lowest(mine),
            high=_highest(mine),
            as_of=_latest(mine),
            figures=tuple(one.figure.id for one in mine),
            origins=tuple(sorted({one.figure.origin for one in mine if one.figure.origin})),
        )


def _lowest(given: Sequence[Given]) -> float | None:
    """The lowest bound; None where the smallest answer is open below: "up to 30"."""
    known = [one.low for one in given if one.low is not None]
    open_below = min(given, key=lambda one: one.value).low is None
    return None if open_below else min(known)


def _highest(given: Sequence[Given]) -> float | None:
    """The highest bound; None where the largest answer is open above: "at least 54"."""
    known = [one.high for one in given if one.high is not None]
    open_above = max(given, key=lambda one: one.value).high is None
    return None if open_above else max(known)


def _latest(given: Sequence[Given]) -> Window | None:
    """The day of which the latest of some answers speaks, or the days of which it is one."""
    dated = [one for one in given if one.day]
    if not dated:
        return None
    last = max(dated, key=lambda one: one.day or date.min)
    return (
        last.issued if last.issued and last.issued.last == last.day else Window(last.day, last.day)
    )


def _most_telling(given: Sequence[Given]) -> Figure:
    """The figure whose words say most of what all of them measure, and little else; the first."""
    told = Counter(word for one in given for word in set(_words(one.figure)))
    return max(
        (one.figure for one in given),
        key=lambda figure: sum(told[word] - SHARED * len(given) for word in set(_words(figure))),
    )


def _words(figure: Figure) -> list[str]:
    """The words that say what a figure measures."""
    return (figure.of or "").casefold().split()


def _of(figure: Figure) -> tuple[Witness, ...]:
    """The spans that say what a figure measures."""
    because = figure.because.get("of")
    return because.spans if because else ()
