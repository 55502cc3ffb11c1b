"""A ledger laid out for the page: the members of `web/src/model.ts`, in Python."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from crosswire import row
from crosswire.ledger import Ledger
from crosswire.report import claim, document, party, place
from crosswire.report import question as questions
from crosswire.report.borders import Borders
from crosswire.report.index import Index
from crosswire.report.link import Link, Links
from crosswire.report.outline import Outline, outline
from crosswire.report.quality import Quality, quality
from crosswire.report.utterance import Utterance, utterance
from crosswire.row import Source
from crosswire.view.brief import event, extent, span
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup

FORMAT = 1
"""The version of the model: the page and its model come in one file and always fit."""


@dataclass(frozen=True, slots=True)
class Run:
    """What made the ledger."""

    program: str
    version: str
    model: Source
    gazetteer: Source
    settings: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be read, why, and what its owner can do about it."""

    document: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page is given."""

    format: int
    event: str
    extent: str
    span: row.Window
    run: Run
    documents: tuple[document.Document, ...]
    entities: tuple[party.Entity, ...]
    parties: tuple[party.Party, ...]
    utterances: tuple[Utterance, ...]
    statements: tuple[claim.Statement, ...]
    figures: tuple[claim.Figure, ...]
    questions: tuple[questions.Question, ...]
    places: tuple[place.Place, ...]
    links: tuple[Link, ...]
    problems: tuple[Problem, ...]
    quality: Quality
    outline: Outline | None


def report(ledger: Ledger, *, borders: Borders | None = None) -> Report:
    """What the page shows of a ledger; `borders` are drawn in place of Natural Earth's."""
    lookup = Lookup(ledger)
    index = Index(lookup)
    parties, places, links = party.Parties(index), place.Places(index), Links(index)
    told = lookup.utterances
    asked = questions.ordered(index)
    claims = claim.Claims(
        index,
        parties,
        places,
        utterances={each.id: at for at, one in enumerate(told) for each in one},
        questions={one.id: at for at, one in enumerate(asked)},
    )
    answers = questions.Questions(index, parties, links)
    return Report(
        format=FORMAT,
        event=event(ledger),
        extent=extent(ledger, dated=False),
        span=span(ledger),
        run=_run(ledger.run),
        documents=tuple(document.document(one, index) for one in ledger.documents),
        entities=tuple(party.entity(one, index) for one in index.heard),
        parties=parties.listed,
        utterances=tuple(utterance(one, index, links) for one in told),
        statements=tuple(map(claims.statement, ledger.statements)),
        figures=tuple(map(claims.figure, ledger.figures)),
        questions=tuple(map(answers.question, asked)),
        places=places.listed,
        links=links.listed,
        problems=tuple(map(_problem, ledger.problems)),
        quality=quality(),
        outline=outline(places.spots(), borders=borders),
    )


def _run(run: row.Run) -> Run:
    """What made the ledger, in words."""
    return Run(
        program=one_line(run.program),
        version=one_line(run.version),
        model=_source(run.model),
        gazetteer=_source(run.gazetteer),
        settings=tuple(_settings(run.settings)),
    )


def _source(source: Source) -> Source:
    return Source(*map(one_line, (source.name, source.version, source.digest)))


def _settings(settings: Mapping[str, object]) -> list[tuple[str, ...]]:
    """Each setting and its value: a text as it is, all else as JSON."""
    return [(one_line(name), one_line(_value(settings[name]))) for name in sorted(settings)]


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _problem(problem: row.Problem) -> Problem:
    return Problem(*map(one_line, (problem.document, problem.reason, problem.remedy)))
