"""From what each report says to what they say together: resolution, reconciliation, the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from crosswire.extract.mention import Reference
from crosswire.extract.time.timex import located
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.ruling import NO_RULINGS, Rulings
from crosswire.ledger import Ledger, Row, assemble
from crosswire.reading import Reading
from crosswire.reconcile import Account, Dossier, reconcile
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.correction import Correction, is_published, published
from crosswire.resolve.date import agreed
from crosswire.resolve.date import resolve as resolve_times
from crosswire.resolve.date.publication import Dating, Issue, infer
from crosswire.resolve.date.relative import Elapsed, since_onset
from crosswire.resolve.entity import Roll
from crosswire.resolve.entity import resolve as resolve_entities
from crosswire.resolve.figure import settle as settle_figures
from crosswire.resolve.party import Cast
from crosswire.resolve.place import resolve as resolve_places
from crosswire.resolve.site import places as place_entities
from crosswire.resolve.statement import Setting
from crosswire.resolve.statement import resolve as resolve_statements
from crosswire.row import (
    Document,
    Figure,
    Mention,
    Place,
    Problem,
    Reason,
    Run,
    Statement,
    Time,
    Window,
)

InText = TypeVar("InText", Mention, Place)


def collated(
    run: Run,
    readings: Sequence[Reading],
    gazetteer: Gazetteer,
    *,
    problems: Iterable[Problem] = (),
    rulings: Rulings = NO_RULINGS,
) -> Ledger:
    """The ledger of the reports of one event, in the order of their ids, each read alone before.

    It is a function of what it is given: the same readings are the same rows, whoever reads them.
    What people judged (`rulings`) outweighs what the rules find, and all that rests on it follows.
    """
    dated = _dated(readings, rulings)
    found = _resolved(dated, gazetteer, rulings)
    return assemble(run, [*(one.document for one in dated), *problems, *found])


def _dated(readings: Sequence[Reading], rulings: Rulings) -> list[Reading]:
    """The readings, those that were given no day with the one that they tell themselves."""
    readings = [replace(one, document=published(one.document, rulings)) for one in readings]
    issues = [
        Issue(one.document.id, one.parse, one.times, one.document.published, one.document.url)
        for one in readings
    ]
    found = infer(issues)
    is_dated = found or any(issue.published for issue in issues)
    counted = {} if is_dated else since_onset(issues)
    return [
        one
        if is_published(one.document, rulings)
        else replace(one, document=_on(one.document, found, counted))
        for one in readings
    ]


def _on(
    document: Document, found: Mapping[str, Dating], counted: Mapping[str, Elapsed]
) -> Document:
    """The row of a report with the day that was inferred; dated by none, its day of the event."""
    if dating := found.get(document.id):
        day = {"published": dating.because} if dating.day else {}
        return replace(
            document,
            published=dating.day,
            published_from=dating.window.first,
            published_to=dating.window.last,
            dated_by="inferred",
            because={**document.because, "published_from": dating.because, **day},
        )
    if elapsed := counted.get(document.id):
        because = elapsed.because
        told = Reason(f"{elapsed.label}: {because.rule}", because.spans)
        return replace(document, because={**document.because, "published": told})
    return document


def _resolved(readings: Sequence[Reading], gazetteer: Gazetteer, rulings: Rulings) -> Iterator[Row]:
    """What the reports say together: who is who, and every row that rests on it."""
    places = _places(readings, gazetteer)
    here = _by_document(places)
    casts = [_cast(one, here[one.document.id]) for one in readings]
    roll = resolve_entities(casts, _atlas(gazetteer), rulings.names)
    corrected = Correction.of(rulings, roll.mentions)
    yield from roll.entities
    yield from roll.mentions
    yield from place_entities(places)
    named = _by_document(roll.mentions)
    accounts = tuple(
        _account(one, roll, here[one.document.id], named[one.document.id], corrected)
        for one in readings
    )
    for account in accounts:
        yield from account.times
        yield from account.places
    entities = {row.id: row for row in (*roll.entities, *place_entities(places))}
    reconciled = reconcile(Dossier(accounts, entities, rulings))
    yield from reconciled.statements
    yield from reconciled.figures
    yield from reconciled.questions
    yield from reconciled.links


def _account(
    one: Reading,
    roll: Roll,
    here: tuple[Place, ...],
    named: tuple[Mention, ...],
    corrected: Correction,
) -> Account:
    """A report's own rows, resolved, and put right where people did so."""
    report, times = one.document, _times(one)
    setting = Setting(report.id, report.outlet, one.parse, roll, times, here)
    statements = corrected.statements(resolve_statements(one.statements, setting))
    figures = corrected.figures(_figures(one, setting, statements))
    return Account(report, one.parse, statements, figures, times, here, named)


def _cast(one: Reading, places: tuple[Place, ...]) -> Cast:
    """The names and places of a report, and the sources that wait to be resolved."""
    references: dict[Reference, None] = {}
    for statement in one.statements:
        references |= dict.fromkeys(statement.carriers)
        if statement.source:
            references[statement.source] = None
    references |= dict.fromkeys(figure.giver for figure in one.figures if figure.giver)
    waiting = tuple(sorted(references))
    report = one.document
    return Cast(report.id, one.parse, one.names, waiting, places, report.version_of)


def _atlas(gazetteer: Gazetteer) -> Atlas:
    """The countries and their capitals, for governments that go by these names."""
    countries = gazetteer.countries.values()
    return Atlas(
        countries={country.name.lower(): country.code for country in countries},
        capitals={one.capital.lower(): one.code for one in countries if one.capital},
    )


def _times(one: Reading) -> tuple[Time, ...]:
    """The times that a report tells, on the calendar."""

    def as_of(day: date | None) -> tuple[Time, ...]:
        return resolve_times(times, one.parse, document=report.id, anchor=day, genre="news")

    report, times = one.document, located(one.times)
    first, last = report.published_from, report.published_to
    return as_of(first) if first == last else agreed(as_of(first), as_of(last), as_of(None))


def _figures(one: Reading, setting: Setting, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures of a report, with who gives them, when and where."""
    first, last = one.document.published_from, one.document.published_to
    return settle_figures(
        one.figures,
        one.parse,
        document=one.document.id,
        published=Window(first, last) if first or last else None,
        statements=statements,
        times=setting.times,
        places=setting.places,
        roll=setting.roll,
    )


def _places(readings: Sequence[Reading], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that the reports name, on the map."""
    return resolve_places([(one.document.id, one.parse, one.places) for one in readings], gazetteer)


def _by_document(rows: Iterable[InText]) -> Mapping[str, tuple[InText, ...]]:
    """The rows of each report, in the order that they come in."""
    found: dict[str, list[InText]] = defaultdict(list)
    for row in rows:
        found[row.document].append(row)
    return defaultdict(tuple, {document: tuple(mine) for document, mine in found.items()})
