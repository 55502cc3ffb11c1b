"""Where a report belongs: the event that it tells of, and what of it it is most like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from crosswire.assignment import (
    ALIKE,
    CLOSE,
    Candidate,
    Vector,
    alike,
    closeness,
    likeness,
    partition,
    profile,
    rate,
)
from crosswire.desk.event.shelf import DeskShelf
from crosswire.desk.storage.schema import assignment
from crosswire.row import Document

SHOWN = 5
"""Shared words that a reason shows."""


@dataclass(frozen=True, slots=True)
class Home:
    """The event that a report joins and why, or None where it is the first of one.

    `near` has the event's reports that it was compared with, and how like them it is; `close` is
    how like one of them it is at least, where the two are of one incident.
    """

    event: str | None
    reason: str = "first"
    near: tuple[tuple[str, float], ...] = ()
    close: float = CLOSE


@dataclass(slots=True)
class Housing:
    """Finds the homes of the reports of one transaction, and remembers where they went."""

    connection: Connection
    shelf: DeskShelf
    vectors: dict[str, Vector] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: Connection) -> Housing:
        """The housing of a transaction that begins."""
        return cls(connection, DeskShelf(connection))

    def plan(self, reports: Sequence[Document]) -> None:
        """Look at reports that come together as one: likest first, not first come, first served."""
        self._learn(reports)
        found = {one.id: self.vectors[one.id] for one in reports}
        self.groups = {**self.groups, **partition(found, self.shelf)}

    def home(self, report: Document, *, event: str | None = None) -> Home:
        """Where a report belongs; in `event`, where that is known already."""
        if report.id not in self.vectors:
            self._learn([report])
        one = self.vectors[report.id]
        candidates = self.shelf.near(one)
        events = self._events(candidates)
        chosen = event or self._chosen(report.id, candidates, events)
        if chosen is None:
            return Home(None)
        of_event = [each for each in candidates if events[each.group] == chosen]
        near = [(name, alike(one, other)) for each in of_event for name, other in each.members]
        return Home(chosen, _reason(one, of_event), tuple(near), _close(one, of_event))

    def keep(self, report: Document, event: str) -> None:
        """Note where a report went, so that others are compared with it."""
        self.begun.setdefault(self.groups.get(report.id, report.id), event)
        if not self.shelf.holds(report.id):
            self.shelf.add(report.id, event, self.vectors[report.id])

    def _learn(self, reports: Sequence[Document]) -> None:
        """The vectors of reports, by the words of the desk's and their own."""
        made = {
            one.id: profile(one.text, title=one.title, day=one.published, spans=one.story)
            for one in reports
        }
        weights = self.shelf.weights(made.values())
        for each in made.values():
            weights.add(each)
        self.vectors.update((name, weights.vector(each)) for name, each in made.items())

    def _chosen(
        self, report: str, candidates: Sequence[Candidate], events: Mapping[str, str]
    ) -> str | None:
        """The event of the group that a report was planned to be in, else the one it is like."""
        group = self.groups.get(report)
        if group is None:
            rated = rate(self.vectors[report], candidates)
            return events[rated[0].group] if rated and rated[0].value >= ALIKE else None
        if group in self.begun:
            return self.begun[group]
        query = select(assignment.c.event).where(assignment.c.episode == group).limit(1)
        return self.connection.execute(query).scalar()

    def _events(self, candidates: Sequence[Candidate]) -> Mapping[str, str]:
        """The events of episodes."""
        wanted = assignment.c.episode.in_([each.group for each in candidates])
        query = select(assignment.c.episode, assignment.c.event).where(wanted).distinct()
        return {row.episode: row.event for row in self.connection.execute(query)}


def _close(one: Vector, candidates: Sequence[Candidate]) -> float:
    """What a report must be like another of these to be of its incident."""
    return closeness(one, {name: vector for each in candidates for name, vector in each.members})


def _reason(one: Vector, candidates: Sequence[Candidate]) -> str:
    """Why a report is of an event: the words that it shares with the likest of its reports."""
    members = [member for each in candidates for member in each.members]
    if not members:
        return "like others that came with it"
    name, other = max(members, key=lambda member: (alike(one, member[1]), member[0]))
    found = likeness(one, other)
    words = ", ".join(each.words for each in found.shared[:SHOWN])
    return f"like {name} ({found.value:.2f}): {words}"
