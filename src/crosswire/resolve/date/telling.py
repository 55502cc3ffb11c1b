"""What a report tells of a day, and how far before its publication that day can lie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.extract.time.meaning import (
    Amount,
    At,
    Calendar,
    Deictic,
    Distance,
    Meaning,
    Modified,
    Named,
    Within,
)
from crosswire.extract.time.timex import Timex
from crosswire.resolve.date import resolve
from crosswire.resolve.date.clause import clause
from crosswire.resolve.date.issue import Issue
from crosswire.resolve.date.subject import LEAD, STEM, Subject, stems
from crosswire.row import Witness

WEEK = frozenset(range(7))
"""How many days ago the day can be that news calls by its weekday."""

TWO_WEEKS = frozenset(range(1, 14))
"""How many days ago "last Tuesday" can be: of this week or of the one before."""


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence that tells something of a day.

    `ages` are the numbers of days that can lie between that day and the publication, `weekday` is
    its weekday where the words give it, `day` the day itself where it is known. `words` are of the
    whole sentence, `clause` of what happened on the day, `act` is the word that says so. `says`
    tells a day on which something was said from one on which something was done, `future` a day to
    come from one that is over. A day `leads` that is told in the first sentences, it is `alone`
    where no other is, and `opens` in the first that is told in the past.
    """

    document: str
    timex: Timex
    ages: frozenset[int]
    weekday: int | None
    day: date | None
    words: frozenset[str]
    clause: frozenset[str]
    act: str
    says: bool
    future: bool
    leads: bool
    opens: bool
    subject: Subject
    alone: bool = False

    @property
    def witness(self) -> Witness:
        """Where it is told."""
        return Witness(self.document, self.timex.span)


def tellings(issue: Issue, subject: Subject, *, near: date | None) -> tuple[Telling, ...]:
    """What a report tells of single days; dates without a year are of that of a day nearby.

    With no such day they are left out.
    """
    anchor = issue.published or near
    times, parse = issue.times, issue.parse
    rows = resolve(times, parse, document=issue.document, anchor=anchor, genre="news")
    days = {row.span: row.first for row in rows if row.first == row.last}
    found = (
        _telling(issue, timex, days.get(timex.span), subject)
        for timex in times
        if timex.role == "date" and timex.bound is None
    )
    told = [one for one in found if one is not None and (near or one.day is None)]
    leading = {one.witness for one in told if one.leads}
    alone = leading if len(leading) == 1 else frozenset[Witness]()
    return tuple(replace(one, alone=one.witness in alone) for one in told)


def _telling(issue: Issue, timex: Timex, resolved: date | None, subject: Subject) -> Telling | None:
    """What one expression tells; None where it tells no day, or one too far to be called so."""
    parse, meaning = issue.parse, day_of(timex.meaning)
    around = clause(parse, timex)
    by_verb = around is None or around.head.pos != "NOUN"
    future = timex.tense == "future" and by_verb
    day = resolved if issue.published or _is_full(meaning) else None
    ages = _ages(meaning, future=future, quoted=timex.quoted)
    if day is None and not ages:
        return None
    if issue.published and day and ages and (issue.published - day).days not in ages:
        return None
    leads = subject.ranks[timex.sentence] < LEAD
    return Telling(
        issue.document,
        timex,
        ages,
        day.isoweekday() if day else weekday_of(meaning),
        day,
        words=stems(parse.words(parse.sentences[timex.sentence]), without=timex.span),
        clause=stems(around.words) if around else frozenset(),
        act=around.head.lemma[:STEM] if around else "",
        says=timex.saying and by_verb,
        future=future,
        leads=leads,
        opens=leads and timex.sentence <= subject.opening,
        subject=subject,
    )


def day_of(meaning: Meaning) -> Meaning:
    """The day in an hour of it or a part of it: "early on Monday", "9 a.m. on Monday"."""
    if isinstance(meaning, At) and meaning.day is not None:
        return day_of(meaning.day)
    return day_of(meaning.whole) if isinstance(meaning, Modified) else meaning


def weekday_of(meaning: Meaning) -> int | None:
    """The weekday that an expression names."""
    match meaning:
        case Calendar(weekday=weekday) | Named(calendar=Calendar(weekday=weekday)):
            return weekday
        case Within(part=Calendar(weekday=weekday), whole=Deictic(unit="week")):
            return weekday
        case _:
            return None


def _is_full(meaning: Meaning) -> bool:
    return isinstance(meaning, Calendar) and meaning.month is not None and meaning.day is not None


def _ages(meaning: Meaning, *, future: bool, quoted: bool) -> frozenset[int]:
    """How many days before the publication the day can lie; below zero after it.

    What is quoted may have been said on the day before.
    """
    match meaning:
        case Deictic(unit="day", count=count, base="now"):
            return frozenset({-count, 1 - count} if quoted else {-count})
        case Calendar(weekday=int(), month=None):
            return frozenset(-age for age in WEEK) if future else WEEK
        case Named(calendar=Calendar(weekday=int()), count=-1, base="now"):
            return TWO_WEEKS
        case Within(part=Calendar(weekday=int(weekday)), whole=Deictic(unit="week", count=-1)):
            return frozenset(range(7 - weekday, 15 - weekday))  # weeks begin on Sunday or Monday
        case Distance(amount=amount, direction=-1, base="now", origin=None, event=False):
            return around(amount)
        case _:
            return frozenset()


def around(amount: Amount) -> frozenset[int]:
    """So many days, or one less or more, since nobody says from which hour they are counted."""
    size = {"day": 1, "night": 1, "week": 7}.get(amount.unit)
    if size is None or amount.low is None or amount.high is not None:
        return frozenset()
    count = round(amount.low * size)
    return frozenset(range(max(count - 1, 0), count + 2)) if count <= LONGEST else frozenset()


LONGEST = 14
"""Days over which a report counts day by day."""


def outside_speech(told: Sequence[Telling]) -> Iterator[Telling]:
    """What is told in the report's own words, not in those that it quotes."""
    return (one for one in told if not one.timex.quoted)
