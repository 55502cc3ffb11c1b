"""From paths to a ledger: each stage in its order, over a bounded number of reports at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from crosswire import model as models
from crosswire.extract.figure import Quantity
from crosswire.extract.figure import find as find_figures
from crosswire.extract.mention import Naming, Reference
from crosswire.extract.mention import find as find_names
from crosswire.extract.place import Toponym
from crosswire.extract.place import find as find_places
from crosswire.extract.statement import Attribution
from crosswire.extract.statement import find as find_statements
from crosswire.extract.time import Timex
from crosswire.extract.time import find as find_times
from crosswire.extract.time.timex import located
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger, Row, assemble
from crosswire.parse import Parse, parse
from crosswire.read import Article, earlier, event, read
from crosswire.reconcile import Account, Dossier, reconcile
from crosswire.resolve.atlas import Atlas
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
from crosswire.story import Story, isolate

if TYPE_CHECKING:
    from spacy.language import Language

InText = TypeVar("InText", Mention, Place)

PROGRAM = "crosswire"

BATCH = 32
"""Reports that are parsed at once: what bounds memory, and keeps the model busy."""

NO_FIELDS: Mapping[str, str] = MappingProxyType({})

_POINTS = frozenset({"date", "recurrence"})
"""Temporal expressions whose numbers measure nothing; that of "six days" may be a figure."""

Watch = Callable[[str, int, int], None]
"""Told the name of a stage, how many reports it is through, and how many there are."""


def unwatched(stage: str, done: int, total: int) -> None:
    """Nobody is told how far the work is."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report's row, and its story."""

    document: Document
    story: Story


@dataclass(frozen=True, slots=True)
class Reading:
    """What one report says, before anything is known of the others."""

    document: Document
    parse: Parse
    names: tuple[Naming, ...]
    times: tuple[Timex, ...]
    places: tuple[Toponym, ...]
    figures: tuple[Quantity, ...]
    statements: tuple[Attribution, ...]


def collate(  # noqa: PLR0913 - each is something that its user may want to say
    paths: Iterable[str | Path],
    *,
    model: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    fields: Mapping[str, str] = NO_FIELDS,
    watch: Watch = unwatched,
) -> Ledger:
    """Read reports of one event, from files and folders, into a ledger of claims.

    `published` and `outlet` hold for every report that does not carry its own; `fields` says what
    JSON lines call an article's parts (`{"text": "maintext"}`); `model` names a spaCy pipeline
    other than the pinned one. An input that cannot be read becomes a problem row. Raises
    ModelError where the language model is missing, GazetteerError where the gazetteer is.
    """
    paths = list(paths)
    chosen = models.find(model)
    inputs = list(read(paths, published=published, outlet=outlet, fields=fields))
    problems = [one for one in inputs if isinstance(one, Problem)]
    articles = (one for one in inputs if isinstance(one, Article))
    reports = _reports(sorted(articles, key=lambda article: article.id))
    with closing(Gazetteer.open(progress=watch)) as gazetteer:
        parsed = _parses(models.load(chosen), reports, watch)
        readings = _dated([_reading(document, one, gazetteer) for document, one in parsed])
        found = list(_resolved(readings, gazetteer))
        source = gazetteer.source
    settings = _settings(event=event(paths), published=published, outlet=outlet, fields=fields)
    run = Run(PROGRAM, version("crosswire"), chosen.source, source, settings)
    return assemble(run, [*(one.document for one in readings), *problems, *found])


def _settings(**given: object) -> dict[str, object]:
    """What the user said, and what the event is called, as far as it is known."""
    return {name: _plain(value) for name, value in given.items() if value}


def _plain(value: object) -> object:
    """A setting as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _reports(articles: Sequence[Article]) -> list[Report]:
    """The articles, each with its story apart from the rest of its page."""
    before = earlier(articles)
    stories = ((article, isolate(article.text)) for article in articles)
    return [Report(_document(one, story, before.get(one.id)), story) for one, story in stories]


def _document(article: Article, story: Story, before: str | None) -> Document:
    """The row of an article; `before` is the version before it."""
    found, delivery = article.encoding_by, article.delivery
    return Document(
        id=article.id,
        sha256=sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        raw_sha256=article.raw_sha256,
        outlet=article.outlet,
        title=article.title,
        url=article.url,
        published=article.published,
        published_from=article.published,
        published_to=article.published,
        dated_by=article.dated_by,
        language=article.language,
        encoding=article.encoding,
        text=article.text,
        story=story.spans,
        version_of=before,
        byline=delivery.byline,
        credit=delivery.credit,
        fetched=delivery.fetched,
        embargoed=delivery.embargoed,
        because=({"encoding": Reason(f"encoding.{found}")} if found else {})
        | ({"version_of": Reason("stated_version")} if before else {}),
    )


def _parses(
    nlp: Language, reports: Sequence[Report], watch: Watch
) -> Iterator[tuple[Document, Parse]]:
    """The parse of each report, in order; the model works on a batch of them at a time."""
    for first in range(0, len(reports), BATCH):
        batch = reports[first : first + BATCH]
        parsed = parse(nlp, [r.document.text for r in batch], [r.story for r in batch])
        for at, (report, one) in enumerate(zip(batch, parsed, strict=True), first + 1):
            yield report.document, one
            watch("reading", at, len(reports))


def _reading(document: Document, parsed: Parse, gazetteer: Gazetteer) -> Reading:
    """All that is found in one report."""
    times = find_times(parsed)
    return Reading(
        document=document,
        parse=parsed,
        names=find_names(parsed),
        times=times,
        places=find_places(parsed, gazetteer),
        figures=find_figures(parsed, taken=[t.span for t in times if t.role in _POINTS]),
        statements=find_statements(parsed, document=document.id),
    )


def _dated(readings: Sequence[Reading]) -> list[Reading]:
    """The readings, those that were given no day with the one that they tell themselves."""
    issues = [
        Issue(one.document.id, one.parse, one.times, one.document.published, one.document.url)
        for one in readings
    ]
    found = infer(issues)
    is_dated = found or any(issue.published for issue in issues)
    counted = {} if is_dated else since_onset(issues)
    return [replace(one, document=_on(one.document, found, counted)) for one in readings]


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


def _resolved(readings: Sequence[Reading], gazetteer: Gazetteer) -> Iterator[Row]:
    """What the reports say together: who is who, and every row that rests on it."""
    places = _places(readings, gazetteer)
    here = _by_document(places)
    casts = [_cast(one, here[one.document.id]) for one in readings]
    roll = resolve_entities(casts, _atlas(gazetteer))
    yield from roll.entities
    yield from roll.mentions
    yield from place_entities(places)
    named = _by_document(roll.mentions)
    accounts = tuple(
        _account(one, roll, here[one.document.id], named[one.document.id]) for one in readings
    )
    for account in accounts:
        yield from account.times
        yield from account.places
    entities = {row.id: row for row in (*roll.entities, *place_entities(places))}
    reconciled = reconcile(Dossier(accounts, entities))
    yield from reconciled.statements
    yield from reconciled.figures
    yield from reconciled.questions
    yield from reconciled.links


def _account(
    one: Reading, roll: Roll, here: tuple[Place, ...], named: tuple[Mention, ...]
) -> Account:
    """A report's own rows, resolved."""
    report, times = one.document, _times(one)
    setting = Setting(report.id, report.outlet, one.parse, roll, times, here)
    statements = resolve_statements(one.statements, setting)
    figures = _figures(one, setting, statements)
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
    return Cast(one.document.id, one.parse, one.names, waiting, places)


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
