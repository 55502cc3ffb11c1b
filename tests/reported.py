"""A dossier from a few short reports, without a gazetteer: who is who, who said what, how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from spacy.language import Language

from crosswire.extract.figure import find as find_figures
from crosswire.extract.mention import Reference
from crosswire.extract.mention import find as find_names
from crosswire.extract.statement import Attribution
from crosswire.extract.statement import find as find_statements
from crosswire.extract.time import find as find_times
from crosswire.parse import Parse, parse
from crosswire.reconcile import Account, Dossier
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.date import resolve as resolve_times
from crosswire.resolve.entity import Roll
from crosswire.resolve.entity import resolve as resolve_entities
from crosswire.resolve.figure import settle
from crosswire.resolve.party import Cast
from crosswire.resolve.statement import Setting
from crosswire.resolve.statement import resolve as resolve_statements
from crosswire.row import Document, Window
from crosswire.story import isolate

ATLAS = Atlas({"norway": "NO", "sweden": "SE", "finland": "FI"}, {"oslo": "NO", "stockholm": "SE"})


def dossier(
    nlp: Language, reports: Mapping[str, str], days: Mapping[str, date] | None = None
) -> Dossier:
    """The reports, by their names, as they are before they are reconciled."""
    names = sorted(reports)
    texts = [reports[name] for name in names]
    parses = list(parse(nlp, texts, [isolate(text) for text in texts]))
    said = [find_statements(one, document=name) for name, one in zip(names, parses, strict=True)]
    told = zip(names, parses, said, strict=True)
    roll = resolve_entities([_cast(*one) for one in told], ATLAS)
    accounts = (
        _account(_document(name, one.text, (days or {}).get(name)), one, found, roll)
        for name, one, found in zip(names, parses, said, strict=True)
    )
    return Dossier(tuple(accounts), {entity.id: entity for entity in roll.entities})


def _document(name: str, text: str, day: date | None) -> Document:
    digest = sha256(text.encode()).hexdigest()
    return Document(
        id=name,
        sha256=digest,
        raw_sha256=digest,
        outlet=None,
        title=None,
        url=None,
        published=day,
        published_from=day,
        published_to=day,
        dated_by="given" if day else None,
        language="en",
        encoding="utf-8",
        text=text,
        story=isolate(text).spans,
    )


def _cast(name: str, one: Parse, said: tuple[Attribution, ...]) -> Cast:
    waiting = dict.fromkeys((*_sources(said), *_givers(one)))
    return Cast(name, one, find_names(one), tuple(sorted(waiting)))


def _sources(said: tuple[Attribution, ...]) -> Iterator[Reference]:
    for one in said:
        yield from one.carriers
        if one.source:
            yield one.source


def _givers(one: Parse) -> Iterator[Reference]:
    yield from (figure.giver for figure in find_figures(one) if figure.giver)


def _account(document: Document, one: Parse, said: tuple[Attribution, ...], roll: Roll) -> Account:
    day = document.published
    found = find_times(one)
    times = resolve_times(found, one, document=document.id, anchor=day, genre="news")
    statements = resolve_statements(said, Setting(document.id, None, one, roll, times, ()))
    figures = settle(
        find_figures(one, taken=[time.span for time in found]),
        one,
        document=document.id,
        published=Window.day(day) if day else None,
        statements=statements,
        times=times,
        places=(),
        roll=roll,
    )
    return Account(document, one, statements, figures, times, ())
