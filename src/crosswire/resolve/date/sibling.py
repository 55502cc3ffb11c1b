"""The day of a report from what others, whose days are known, tell with it.

Two reports that tell one thing, one of them "yesterday" or "on Thursday", the other on a day that
is known, were written so many days apart. What does not fit together dates nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from crosswire.extract.time.meaning import At, Calendar, Deictic, Meaning
from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse
from crosswire.resolve.date import resolve
from crosswire.row import Span, Window, Witness

LONGEST = timedelta(days=6)
"""How long before a report a day may lie that it calls by its weekday."""

FEWEST = 5
"""Words, at least, that two sentences share when they tell one thing."""

SHARED = 0.5
"""The part of the shorter sentence's words that the other has, at least."""

_TELLING = frozenset({"NOUN", "VERB", "PROPN", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that tells something of a day: its words, and the day as far as it is known."""

    document: str
    span: Span
    words: frozenset[str]
    meaning: Meaning
    day: date | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a sentence here and one of a dated report say of the day of the report here."""

    window: Window
    here: Witness
    there: Witness


def told(
    document: str, parse: Parse, times: Sequence[Timex], published: date | None
) -> tuple[Told, ...]:
    """The sentences of a report that tell something of a day before it, or of its own."""
    rows = resolve(times, parse, document=document, anchor=published, genre="news")
    days = {row.span: row.first for row in rows if row.first == row.last}
    return tuple(
        Told(
            document,
            timex.span,
            _words(parse, timex),
            timex.meaning,
            _recent(days.get(timex.span), published),
        )
        for timex in times
        if timex.role == "date" and timex.tense != "future" and timex.bound is None
    )


def _recent(day: date | None, published: date | None) -> date | None:
    """A day, if it is one of the week before a report."""
    if day is None or published is None or not timedelta(0) <= published - day <= LONGEST:
        return None
    return day


def meetings(here: Sequence[Told], there: Sequence[Told]) -> Iterator[Meeting]:
    """Where two reports tell one thing, and what it says of the first one's day."""
    for mine in here:
        for other in there:
            window = _window(mine.meaning, other.day)
            if window and _tell_one_thing(mine.words, other.words):
                yield Meeting(
                    window,
                    Witness(mine.document, mine.span),
                    Witness(other.document, other.span),
                )


def _window(meaning: Meaning, day: date | None) -> Window | None:
    """The days on which a day can be called so: "yesterday" the one after it, "Thursday" a week."""
    meaning = meaning.day if isinstance(meaning, At) and meaning.day else meaning
    match meaning:
        case Deictic(unit="day", count=count, base="now") if day and count <= 0:
            return Window.day(day - timedelta(days=count))
        case Calendar(weekday=weekday, month=None) if day and weekday == day.isoweekday():
            return Window(day, day + LONGEST)
        case _:
            return None


def _words(parse: Parse, timex: Timex) -> frozenset[str]:
    """The words that tell what a sentence is about."""
    return frozenset(
        token.lemma.lower()
        for token in parse.words(parse.sentences[timex.sentence])
        if token.pos in _TELLING and not token.span.overlaps(timex.span)
    )


def _tell_one_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sentences share enough words to tell the same."""
    shared = len(one & other)
    return shared >= FEWEST and shared >= SHARED * min(len(one), len(other))
