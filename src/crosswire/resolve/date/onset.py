"""How long ago the event began, by a report: "the sixth day", "a week-long", "a day after"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from crosswire.extract.time.meaning import Distance, Length, Meaning, Nth
from crosswire.extract.time.timex import Timex
from crosswire.lexicon import load
from crosswire.parse import Parse
from crosswire.resolve.date.clause import clause
from crosswire.resolve.date.issue import Issue
from crosswire.resolve.date.subject import Subject, stems
from crosswire.resolve.date.telling import Telling, around, outside_speech
from crosswire.row import Span, Witness

MOST = 14
"""Days or weeks that are counted one by one."""

_BACK = frozenset({None, "for", "after", "into"})
"""The prepositions of a length that has gone by: not "within six days"."""

_LASTING = frozenset({"last", "persist", "continue", "rage", "endure", "drag"})
"""The verbs that say how long something has gone on."""

_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Onset:
    """What a report says of the day on which the event began.

    `gaps` are the numbers of days that can lie between it and the publication, `weekday` and
    `day` are known where the words tell them. With `until` the gaps lie between it and that day.
    """

    rule: str
    witness: Witness
    gaps: frozenset[int]
    weekday: int | None = None
    day: date | None = None
    until: Telling | None = None


def onsets(issue: Issue, told: Sequence[Telling], topic: frozenset[str]) -> Iterator[Onset]:
    """What a report says, in its own words, of the day on which something of a topic began."""
    for one in outside_speech(told):
        if one.timex.onset and one.timex.tense == "past" and one.ages and one.words & topic:
            yield Onset("day of the onset", one.witness, one.ages, one.weekday, one.day)
    days = {one.timex.sentence: one for one in outside_speech(told) if one.ages}
    for span, sentence, gaps in (*_measured(issue), *_counted(issue.parse)):
        if stems(issue.parse.words(issue.parse.sentences[sentence])) & topic:
            witness = Witness(issue.document, span)
            yield Onset("time since the onset", witness, gaps, until=days.get(sentence))


Elapsed = tuple[Span, int, frozenset[int]]
"""Words, their sentence, and the days that can have gone by since the onset."""


def _measured(issue: Issue) -> Iterator[Elapsed]:
    """The lengths and distances outside speech that reach back to the onset."""
    for timex in issue.times:
        gaps = frozenset[int]() if timex.quoted else _elapsed(timex, issue.parse)
        if gaps:
            yield timex.span, timex.sentence, gaps


def _elapsed(timex: Timex, parse: Parse) -> frozenset[int]:
    """The days that can have gone by since the onset, by a length, a count or a distance."""
    meaning: Meaning = timex.meaning
    match meaning:
        case Length(amount=amount) if timex.tense != "future" and _has_gone_by(timex, parse):
            return around(amount)
        case Nth(number=number, unit="day", whole=None, amount=None) if number > 1:
            return _nth_day(number)
        case Distance(amount=amount, direction=1, base="then", origin=None, event=True):
            return around(amount)
        case _:
            return frozenset()


def _has_gone_by(timex: Timex, parse: Parse) -> bool:
    """Whether a length reaches back: "for six days", "has lasted six days", "six days into"."""
    if timex.role == "window" and timex.preposition in _BACK:
        return True
    after = next((token for token in parse.tokens if token.start >= timex.span.end), None)
    if after is not None and after.lower == "into":
        return True
    around_it = clause(parse, timex)
    return around_it is not None and around_it.head.lemma in _LASTING


def _counted(parse: Parse) -> Iterator[Elapsed]:
    """The days and weeks of the event that are counted: "in its sixth day", "a third straight day".

    Sentences with speech are left out, since nobody knows on which day it was spoken.
    """
    for token in parse.tokens:
        if token.lemma not in ("day", "week") or token.tag != "NN":
            continue
        sentence = parse.sentences[token.sentence]
        number = next((n for i in parse.children[token.index] if (n := _ordinal(parse, i))), 0)
        if 1 < number <= MOST and not _QUOTES.intersection(sentence.span.of(parse.text)):
            gaps = _nth_day(number) if token.lemma == "day" else _nth_week(number)
            yield token.span, token.sentence, gaps


def _ordinal(parse: Parse, index: int) -> int:
    """The number of an ordinal before a day that a possessive or an article makes one of many."""
    token = parse.tokens[index]
    return ordinals().get(token.lower, 0) if token.dep == "amod" else 0


@cache
def ordinals() -> Mapping[str, int]:
    """The ordinals by their words."""
    words: dict[str, int] = load("time.toml")["ordinal"]
    return words


def _nth_day(number: int) -> frozenset[int]:
    """The days since the onset on its nth day, or on the morning after."""
    return frozenset({number - 1, number})


def _nth_week(number: int) -> frozenset[int]:
    return frozenset(range(7 * (number - 1), 7 * number + 1))


def event_days(told: Sequence[Telling], topic: frozenset[str]) -> Iterator[Onset]:
    """The weekdays on which the event happened, by what a report tells first of it."""
    for one in outside_speech(told):
        if one.leads and one.weekday and not (one.says or one.future) and one.clause & topic:
            yield Onset("day of the event", one.witness, one.ages, one.weekday, one.day)
            return


def is_onset(variable: object) -> bool:
    """Whether what a day is looked for is the onset of an event."""
    return isinstance(variable, tuple) and variable[0] == "onset"


@dataclass(slots=True)
class Beginning:
    """One event of which several reports say when it began: `name` is that of its day."""

    name: tuple[str, str]
    subject: Subject
    onsets: dict[str, tuple[Onset, ...]]


def beginnings(
    reports: Iterable[tuple[str, Subject]],
    said: Callable[[str, frozenset[str]], Iterable[Onset]],
) -> tuple[Beginning, ...]:
    """The events of which reports say when they began; `said` has what one says of some topic.

    Reports are of one event with the first that they are akin to.
    """
    found: list[Beginning] = []
    for document, subject in reports:
        if not tuple(said(document, subject.topic)):
            continue
        mine = next((one for one in found if one.subject.is_akin(subject)), None)
        if mine is None:
            mine = Beginning(("onset", document), subject, {})
            found.append(mine)
        if onsets := tuple(said(document, subject.topic & mine.subject.topic)):
            mine.onsets[document] = onsets
    return tuple(found)
