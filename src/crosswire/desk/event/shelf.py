"""The shelf of story assignment over the tables of a desk: what a report is compared with.

It takes a bounded number of rows, however many reports the desk has: for each of a report's
heaviest features the latest reports that have it (`posting`), of the nearest ones their episodes,
and of each of these its latest reports with their vectors (`profile`). An episode stands for its
event: an event that goes on for weeks is as near as the part of it that is.

A vector is kept as it was when its report came; how often a feature stands in the desk's reports
(`frequency`) goes into those that come after.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, literal, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.elements import ColumnElement

from crosswire.assignment import Candidate, Profile, Vector, Weights, keys, probes, within
from crosswire.assignment.shelf import LATEST, MEMBERS, WINDOW, foremost
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.schema import assignment, frequency, posting, profile, standing

ALL = ""
"""The term that every report has: how many there are."""

NEAREST = 128
"""Reports whose episodes are looked at."""

UNDATED = ""
"""The day of a posting whose report has none: before all days."""

DIGITS = 5
"""Decimals of a stored weight."""


@dataclass(slots=True)
class DeskShelf:
    """The shelf of one transaction; a group of it is an episode."""

    connection: Connection
    vectors: dict[str, Vector] = field(default_factory=dict)

    def weights(self, profiles: Iterable[Profile]) -> Weights:
        """How often the features of some profiles stand in the desk's reports."""
        wanted = {key for one in profiles for key in keys(one)}
        counts: Counter[str] = Counter()
        for some in chunks((*wanted, ALL)):
            query = select(frequency.c.term, frequency.c.reports).where(frequency.c.term.in_(some))
            for term, number in self.connection.execute(query):
                counts[term] = number
        return Weights(counts.pop(ALL, 0), counts)

    def near(self, one: Vector) -> Sequence[Candidate]:
        """The episodes of the reports that share most of a report's heaviest features."""
        shared: dict[str, float] = defaultdict(float)
        for term, report in self._postings(one):
            shared[report] += one[term] ** 2
        nearest = sorted(shared, key=lambda name: (-shared[name], name))[:NEAREST]
        homes = self._homes(nearest)
        found = foremost((homes[name], shared[name]) for name in nearest if name in homes)
        return self._candidates(found, one.day)

    def holds(self, report: str) -> bool:
        """Whether a report stands here."""
        query = select(profile.c.document).where(profile.c.document == report)
        return self.connection.execute(query).first() is not None

    def add(self, report: str, group: str, one: Vector) -> None:  # noqa: ARG002 - see below
        """Put a report here; its episode is told by the table of assignments."""
        day = one.day.isoformat() if one.day else UNDATED
        self.vectors[report] = one
        self.connection.execute(
            insert(profile).values(document=report, day=day or None, data=_written(one))
        )
        if found := probes(one):
            rows = [{"term": term, "day": day, "document": report} for term in found]
            self.connection.execute(insert(posting), rows)
        self._count((ALL, *one.words, *one.marks))

    def remove(self, report: str) -> None:
        """Take a report away, if it is here, with all that was counted of it."""
        found = self._read([report]).get(report)
        if found is None:
            return
        for table in (posting, profile):
            self.connection.execute(delete(table).where(table.c.document == report))
        for some in chunks((ALL, *found.words, *found.marks)):
            here = frequency.c.term.in_(some)
            less = update(frequency).where(here).values(reports=frequency.c.reports - 1)
            self.connection.execute(less)
            self.connection.execute(delete(frequency).where(here, frequency.c.reports < 1))
        self.vectors.pop(report, None)

    def _postings(self, one: Vector) -> Iterator[tuple[str, str]]:
        """The latest reports with each of a report's heaviest features, not after its window."""
        last = (one.day + WINDOW).isoformat() if one.day else date.max.isoformat()
        first = (one.day - WINDOW).isoformat() if one.day else UNDATED
        parts = [
            select(literal(term).label("term"), posting.c.document, posting.c.day)
            .where(posting.c.term == term, posting.c.day <= last)
            .order_by(posting.c.day.desc(), posting.c.document.desc())
            .limit(LATEST)
            .subquery()
            for term in probes(one)
        ]
        if not parts:
            return
        for term, report, day in self.connection.execute(union_all(*map(select, parts))):
            if day == UNDATED or day >= first:
                yield term, report

    def _homes(self, reports: Iterable[str]) -> dict[str, str]:
        """The episodes of reports that are neither withdrawn nor held."""
        homes: dict[str, str] = {}
        for some in chunks(reports):
            query = _shown(assignment.c.document, assignment.c.episode)
            rows = self.connection.execute(query.where(assignment.c.document.in_(some)))
            homes.update((report, home) for report, home in rows)
        return homes

    def _candidates(self, homes: Sequence[str], day: date | None) -> Sequence[Candidate]:
        """Episodes with their latest reports inside a window of days, in the order of `homes`."""
        members: dict[str, list[str]] = defaultdict(list)
        query = _shown(assignment.c.episode, assignment.c.document, profile.c.day)
        rows = self.connection.execute(
            query.join(profile, profile.c.document == assignment.c.document)
            .where(assignment.c.episode.in_(homes))
            .order_by(func.coalesce(profile.c.day, UNDATED).desc(), assignment.c.document)
        )
        for home, report, told in rows:
            near = within(day, date.fromisoformat(told) if told else None)
            if near and len(members[home]) < MEMBERS:
                members[home].append(report)
        vectors = self._read([one for some in members.values() for one in some])
        return [
            Candidate(home, tuple((name, vectors[name]) for name in members[home]))
            for home in homes
            if members[home]
        ]

    def _read(self, reports: Sequence[str]) -> Mapping[str, Vector]:
        """The vectors of reports, each read once in a transaction."""
        for some in chunks(one for one in reports if one not in self.vectors):
            query = select(profile).where(profile.c.document.in_(some))
            for row in self.connection.execute(query):
                self.vectors[row.document] = _vector(row.day, row.data)
        return {one: self.vectors[one] for one in reports if one in self.vectors}

    def _count(self, terms: Iterable[str]) -> None:
        """Count one report more that has some terms."""
        is_postgres = self.connection.dialect.name == "postgresql"
        upsert = (postgresql if is_postgres else sqlite).insert
        for some in chunks(terms):
            added = upsert(frequency).values([{"term": term, "reports": 1} for term in some])
            more = {"reports": frequency.c.reports + 1}
            self.connection.execute(added.on_conflict_do_update(index_elements=["term"], set_=more))


def _shown(*columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Columns of assignments, of the reports that a view may show."""
    joined = assignment.outerjoin(standing, standing.c.document == assignment.c.document)
    return select(*columns).select_from(joined).where(standing.c.document.is_(None))


def _written(one: Vector) -> str:
    """A vector as text."""
    sides = (
        {key: round(weight, DIGITS) for key, weight in side.items()}
        for side in (one.words, one.marks)
    )
    return json.dumps([one.named, *sides], ensure_ascii=False, separators=(",", ":"))


def _vector(day: str | None, data: str) -> Vector:
    """A vector from its text."""
    named, words, marks = json.loads(data)
    return Vector(date.fromisoformat(day) if day else None, named, words, marks)
