"""Each query of docs/archive.md gives what the ledgers of the stories say, computed without it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from crosswire.archive.opened import Story, ledger_of, stories
from crosswire.archive.place import Place
from crosswire.ledger import Ledger
from crosswire.row import Document, Figure, Link, Question, Statement
from documented import PROJECT

PAGE = "docs/archive.md"
WEEK = date(2026, 3, 16), date(2026, 3, 22)

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]


@dataclass(frozen=True)
class Told:
    """A story with its ledger, whose rows are found by their ids."""

    story: Story
    ledger: Ledger
    rows: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", {row.id: row for row in self.ledger})

    def report(self, row: Statement | Figure) -> Document:
        found = self.rows[row.document]
        assert isinstance(found, Document)
        return found

    def name(self, entity: str | None) -> str | None:
        return self.rows[entity].name if entity else None

    def is_denied(self, figure: Figure) -> bool:
        """Whether a figure is part of what its source denies."""
        return figure.statement is not None and self.rows[figure.statement].act == "denies"

    def links(self, *kinds: str, of: type[Statement] | type[Figure]) -> Iterator[Link]:
        """The links of some kinds between statements, or figures."""
        for link in self.ledger.links:
            if link.kind in kinds and isinstance(self.rows[link.from_id], of):
                yield link


@pytest.fixture(scope="module")
def told(archived: Path) -> list[Told]:
    """All stories of the archive, in the order of their ids."""
    place = Place.of(archived)
    found = [Told(one, ledger_of(place, one)) for one in stories(place)]
    return sorted(found, key=lambda one: one.story.id)


@pytest.fixture(scope="module")
def ask(archived: Path) -> Iterator[Ask]:
    """Runs the query of the page under the question that has some words."""
    page = (PROJECT / PAGE).read_text("utf-8").replace("'archive/", f"'{archived}/")
    asked = dict(re.findall(r"^\*\*([^*]+\?)\*\*.*?^```sql\n(.*?)^```", page, re.M | re.S))
    views, *queries = re.findall(r"^```sql\n(.*?)^```", page, re.M | re.S)
    assert list(asked.values()) == queries

    def run(words: str) -> list[Row]:
        (query,) = (query for question, query in asked.items() if words in question)
        return database.execute(query).fetchall()

    with duckdb.connect() as database:
        database.execute(views)
        yield run


def test_contested_questions_of_a_week(ask: Ask, told: list[Told]) -> None:
    expected = []
    for one in told:
        for question in one.ledger.questions:
            figures = [row for row in one.ledger.figures if row.question == question.id]
            held = [row for row in figures if not one.is_denied(row)]
            given = [row for row in held if _is_in_week(one.report(row))]
            if question.relation in {"conflict", "mixed"} and given:
                outlets = {one.report(row).outlet for row in given} - {None}
                rank = len({row.origin for row in given}), len(outlets)
                expected.append((rank, one.story, question))
    expected.sort(key=lambda it: (-it[0][0], -it[0][1], it[1].id, it[2].id))
    found = ask("contested this week")
    assert found == [_question(story, question, *rank) for rank, story, question in expected]
    assert len(found) > 3


def _is_in_week(report: Document) -> bool:
    return report.published is not None and WEEK[0] <= report.published <= WEEK[1]


def _question(story: Story, question: Question, origins: int, outlets: int) -> Row:
    lows = [one.low for one in question.answers if one.low is not None]
    tops = [one.low if one.high is None else one.high for one in question.answers]
    return (
        *(story.name, question.text, question.relation),
        min(lows, default=None),
        max((one for one in tops if one is not None), default=None),
        *(question.unit, origins, outlets),
    )


def test_outlets_that_drop_attributions(ask: Ask, told: list[Told]) -> None:
    shared, dropped = defaultdict[str | None, set[str]](set), defaultdict[str | None, set[str]](set)
    for one in told:
        for link in one.links("same_statement", "copies", of=Statement):
            why = link.because.get("dropped_carrier")
            for row in (one.rows[link.from_id], one.rows[link.to_id]):
                outlet = one.report(row).outlet
                shared[outlet].add(row.id)
                if why and why.spans[0].document != row.document:
                    dropped[outlet].add(row.id)
    expected = [
        (outlet, len(shared[outlet]), len(rows), round(100 * len(rows) / len(shared[outlet]), 1))
        for outlet, rows in dropped.items()
    ]
    found = ask("drop attributions")
    assert found == sorted(expected, key=lambda row: (-row[3], -row[2], row[0] or ""))
    assert len(found) > 1


def test_time_from_a_claim_to_its_denial(ask: Ask, told: list[Told]) -> None:
    expected = []
    for one in told:
        for link in one.links("denies", of=Statement):
            claim, denial = one.rows[link.to_id], one.rows[link.from_id]
            printed = [claim, *(one.rows[same] for same in _told_before(one, claim))]
            days = [day for row in printed if (day := one.report(row).published)]
            denied = one.report(denial).published
            if claim.act != "denies" and days and denied and denied >= min(days):
                lasted = (denied - min(days)).days
                name = one.name(denial.speaker)
                row = (one.story.name, claim.text, name, min(days), denied, lasted)
                expected.append(((-lasted, one.story.id, link.id), row))
    found = ask("before it is denied")
    assert found == [row for _, row in sorted(expected)]
    assert {row[-1] for row in found} >= {0, 1}


def _told_before(one: Told, claim: Statement) -> Iterator[str]:
    for link in one.links("same_statement", of=Statement):
        if link.from_id == claim.id:
            yield link.to_id


def test_what_independent_origins_confirmed(ask: Ask, told: list[Told]) -> None:
    expected = []
    for one in told:
        by = defaultdict[str, list[Statement]](list)
        for link in one.links("confirms", of=Statement):
            if one.rows[link.from_id].origin != one.rows[link.to_id].origin:
                by[link.to_id].append(one.rows[link.from_id])
        for name, rows in by.items():
            claim, origins = one.rows[name], len({row.origin for row in rows})
            who = sorted({one.rows[row.speaker].name for row in rows if row.speaker})
            row = (one.story.name, claim.act, claim.text, origins, who or None)
            expected.append(((-origins, one.story.id, name), row))
    found = ask("independent origins")
    assert found == [row for _, row in sorted(expected, key=lambda it: it[0])]
    assert found[0][3] == 2


def test_whose_figures_moved_most(ask: Ask, told: list[Told]) -> None:
    expected = []
    for one in told:
        steps = list(one.links("supersedes", of=Figure))
        groups = defaultdict[tuple[str, str | None], list[Link]](list)
        for link in steps:
            later = one.rows[link.from_id]
            who = one.name(later.speaker) or one.report(later).outlet
            groups[later.question, who].append(link)
        for (question, who), mine in groups.items():
            first, last = _ends(one, mine, steps)
            if first is not None and last is not None and first != last:
                asked = one.rows[question]
                row = (one.story.name, who, asked.text, asked.unit, first, last, len(mine))
                moved = abs(last - first) / first if first else -1.0
                expected.append(((-moved, one.story.id, question, who), row))
    found = ask("moved most")
    assert found == [row for _, row in sorted(expected, key=lambda it: it[0])]
    assert max(row[-1] for row in found) > 1


def _ends(one: Told, mine: list[Link], steps: list[Link]) -> tuple[float | None, float | None]:
    """The value that was there first, and the one that nothing took the place of."""
    later, earlier = {link.from_id for link in steps}, {link.to_id for link in steps}
    firsts = [one.rows[link.to_id] for link in mine if link.to_id not in later]
    lasts = [one.rows[link.from_id] for link in mine if link.from_id not in earlier]
    firsts.sort(key=lambda row: (one.report(row).published or date.max, row.id))
    lasts.sort(key=lambda row: (-(one.report(row).published or date.max).toordinal(), row.id))
    return _value(firsts), _value(lasts)


def _value(figures: list[Figure]) -> float | None:
    if not figures:
        return None
    return figures[0].high if figures[0].low is None else figures[0].low


def test_who_prints_wires(ask: Ask, told: list[Told], archived: Path) -> None:
    outlets = {row.id: row.outlet for one in told for row in one.ledger.documents}
    place = Place.of(archived)
    placed = [row for name in place.names("stories") for row in place.parquet(name).to_pylist()]
    shown = {row["key"]: outlets[row["document"]] for row in placed if row["document"]}
    reports, copies = Counter(shown.values()), defaultdict[str | None, list[str]](list)
    exact = Counter[str | None]()
    for row in placed:
        of = shown.get(row["copy_of"])
        if row["document"] and of and of != shown[row["key"]]:
            copies[shown[row["key"]]].append(of)
            exact[shown[row["key"]]] += row["copy_kind"] == "exact"
    expected = [
        (
            *(outlet, reports[outlet], len(of), exact[outlet]),
            *(round(100 * len(of) / reports[outlet], 1), _mode(of)),
        )
        for outlet, of in copies.items()
    ]
    found = ask("prints wires")
    assert found == sorted(expected, key=lambda row: (-row[4], -row[2], row[0] or ""))
    assert len(found) > 1


def _mode(names: list[str]) -> str:
    return max(sorted(set(names)), key=names.count)


def test_stories_of_most_origins(ask: Ask, told: list[Told]) -> None:
    expected = []
    for one in told:
        origins = {row.origin for row in one.ledger.statements}
        origins |= {row.origin for row in one.ledger.figures}
        contested = [q for q in one.ledger.questions if q.relation in {"conflict", "mixed"}]
        counts = len(one.ledger.documents), len(origins), len(contested)
        expected.append(((-counts[1], -counts[0], one.story.id), (one.story.name, *counts)))
    assert ask("most origins") == [row for _, row in sorted(expected)]
    assert len(expected) > 4
