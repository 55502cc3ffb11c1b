"""What the words of reports say of their days, as constraints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from crosswire.resolve.date.almanac import Almanac, Days
from crosswire.resolve.date.constraint import Clue, Constraint, Variable
from crosswire.resolve.date.habit import habits
from crosswire.resolve.date.issue import Issue
from crosswire.resolve.date.onset import Beginning, Onset, beginnings, event_days, onsets
from crosswire.resolve.date.reprint import reprints
from crosswire.resolve.date.sibling import ties
from crosswire.resolve.date.subject import Subject
from crosswire.resolve.date.telling import Telling, tellings
from crosswire.row import Witness

GIVEN, FIRM, TOLD, BEGUN, BOUND, LEAD, SAME_DAY = 7, 6, 5, 4, 3, 2, 1
"""How sure a constraint is: what was given with a report, sentences that are much alike, those
that share enough, what is said of the onset, days named in the story, habits of the lead."""

PRINTED = frozenset(range(-2, 3))
"""How many days lie between two prints of one agency report."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The reports of an event, what each is about and tells of days, and what days there are."""

    issues: Sequence[Issue]
    subjects: Mapping[str, Subject]
    told: Mapping[str, Sequence[Telling]]
    almanac: Almanac

    @classmethod
    def of(cls, issues: Iterable[Issue], almanac: Almanac, *, near: date | None) -> Evidence:
        """What reports tell; dates without a year are of that of a day nearby."""
        ordered = sorted(issues, key=lambda issue: issue.document)
        subjects = {issue.document: Subject.of(issue) for issue in ordered}
        told = {one.document: tellings(one, subjects[one.document], near=near) for one in ordered}
        return cls(ordered, subjects, told, almanac)

    def without_weekdays(self) -> Evidence:
        """What is left of it where no weekday can be told from another."""
        told = {name: [one for one in days if not one.weekday] for name, days in self.told.items()}
        return replace(self, told=told)

    def clues(self) -> tuple[Clue, ...]:
        """What all reports say of their days, the surest first."""
        undated = [issue for issue in self.issues if issue.published is None]
        found = [
            *self._given(),
            *self._ties(undated),
            *self._reprints(undated),
            *self._onsets(),
            *self._bounds(undated),
            *self._habits(undated),
        ]
        return tuple(sorted(found, key=lambda clue: -clue[0].rank))

    def _given(self) -> Iterator[Clue]:
        for issue in self.issues:
            if issue.published:
                yield (Constraint("given", GIVEN, (), issue.document, self._day(issue.published)),)

    def _ties(self, undated: Sequence[Issue]) -> Iterator[Clue]:
        """What reports say that tell of one day: the day, and how far each is from it."""
        here = [one for issue in undated for one in self.told[issue.document]]
        everything = [one for issue in self.issues for one in self.told[issue.document]]
        for tie in ties(here, everything):
            rank, witnesses = FIRM if tie.firm else TOLD, (tie.here.witness, tie.there.witness)
            why = _Why("told elsewhere", rank, witnesses)
            moment = ("told", *sorted(witnesses))
            yield (*self._on(tie.there, moment, why), *self._on(tie.here, moment, why))

    def _on(self, told: Telling, moment: Variable, why: _Why) -> Clue:
        """The day that a sentence tells, and how far its report is from it."""
        return (
            why.leaves(moment, self._days(told)),
            why.ties(told.document, moment, told.ages),
        )

    def _day(self, day: date) -> Days:
        return self.almanac.day(day)

    def _days(self, told: Telling | Onset) -> Days:
        """The days that can be the one that is told."""
        if told.day is not None:
            return self._day(told.day)
        return self.almanac.weekdays([told.weekday]) if told.weekday else self.almanac.all

    def _reprints(self, undated: Sequence[Issue]) -> Iterator[Clue]:
        """What reports say that share their sentences."""
        for one in reprints(undated, self.issues):
            why = _Why("shared sentences", TOLD, one.witnesses)
            yield (why.ties(one.here, one.there, PRINTED),)

    def beginnings(self) -> tuple[Beginning, ...]:
        """What reports say of the day on which their event began.

        Where nobody says that it began, and none is dated, the day on which it happened counts.
        """
        issues = {issue.document: issue for issue in self.issues}

        def begun(document: str, topic: frozenset[str]) -> Iterable[Onset]:
            return onsets(issues[document], self.told[document], topic)

        def happened(document: str, topic: frozenset[str]) -> Iterable[Onset]:
            return event_days(self.told[document], topic)

        found = beginnings(self.subjects.items(), begun)
        if found or any(issue.published for issue in self.issues):
            return found
        return beginnings(self.subjects.items(), happened)

    def _onsets(self) -> Iterator[Clue]:
        for one in self.beginnings():
            for document, said in one.onsets.items():
                for onset in said:
                    yield self._begun(onset, one.name, document)

    def _begun(self, onset: Onset, begun: Variable, document: str) -> Clue:
        """The onset, and how far it is from the report, or from a day that the report names."""
        until = onset.until
        witnesses = (onset.witness, until.witness) if until else (onset.witness,)
        why = _Why(onset.rule, BEGUN, witnesses)
        day = why.leaves(begun, self._days(onset))
        if until is None:
            return day, why.ties(document, begun, onset.gaps)
        moment = ("until", onset.witness)
        return day, *self._on(until, moment, why), why.ties(moment, begun, onset.gaps)

    def _bounds(self, undated: Sequence[Issue]) -> Iterator[Clue]:
        """A report comes out after what it tells of, and before what it says is to come."""
        for one in (one for issue in undated for one in self.told[issue.document]):
            if one.day is None or one.ages or one.timex.quoted:
                continue
            why = _Why("dated in the story", BOUND, (one.witness,))
            if one.timex.tense == "past":
                yield (why.leaves(one.document, self.almanac.since(one.day)),)
            elif one.future:
                yield (why.leaves(one.document, self.almanac.until(one.day)),)

    def _habits(self, undated: Sequence[Issue]) -> Iterator[Clue]:
        """On which weekdays reports come out that name the days as these do."""
        for issue in undated:
            for habit in habits(self.told[issue.document]):
                rank = SAME_DAY if len(habit.weekdays) == 1 else LEAD
                why = _Why(habit.rule, rank, habit.witnesses)
                yield (why.leaves(issue.document, self.almanac.weekdays(habit.weekdays)),)


@dataclass(frozen=True, slots=True)
class _Why:
    """The rule behind constraints, how sure it is, and its words."""

    rule: str
    rank: int
    witnesses: tuple[Witness, ...]

    def leaves(self, variable: Variable, days: Days) -> Constraint:
        """A day that is one of some."""
        return Constraint(self.rule, self.rank, self.witnesses, variable, days)

    def ties(self, later: Variable, earlier: Variable, gaps: frozenset[int]) -> Constraint:
        """A day that lies one of some gaps after another."""
        return Constraint(self.rule, self.rank, self.witnesses, later, earlier=earlier, gaps=gaps)
