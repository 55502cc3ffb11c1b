"""What one report says, before anything is known of the others: read, parsed, extracted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from crosswire.extract.figure import Quantity
from crosswire.extract.figure import find as find_figures
from crosswire.extract.mention import Naming
from crosswire.extract.mention import find as find_names
from crosswire.extract.place import Toponym
from crosswire.extract.place import find as find_places
from crosswire.extract.statement import Attribution
from crosswire.extract.statement import find as find_statements
from crosswire.extract.time import Timex
from crosswire.extract.time import find as find_times
from crosswire.gazetteer import Gazetteer
from crosswire.parse import Parse, parse
from crosswire.read import Article, earlier
from crosswire.row import Document, Reason
from crosswire.story import Story, isolate

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 32
"""Reports that are parsed at once: what bounds memory, and keeps the model busy."""

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


def reports(articles: Sequence[Article]) -> list[Report]:
    """The articles, each with its story apart from the rest of its page."""
    before = earlier(articles)
    return [report(article, before=before.get(article.id)) for article in articles]


def report(article: Article, *, before: str | None = None) -> Report:
    """An article with its story; `before` is the id of the version before it."""
    story = isolate(article.text)
    return Report(document(article, story, before=before), story)


def document(article: Article, story: Story, *, before: str | None = None) -> Document:
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


def readings(
    nlp: Language, reports: Sequence[Report], gazetteer: Gazetteer, *, watch: Watch = unwatched
) -> Iterator[Reading]:
    """What each report says alone, in order."""
    for document, parsed in parses(nlp, reports, watch=watch):
        yield reading(document, parsed, gazetteer)


def parses(
    nlp: Language, reports: Sequence[Report], *, watch: Watch = unwatched
) -> Iterator[tuple[Document, Parse]]:
    """The parse of each report, in order; the model works on a batch of them at a time."""
    for first in range(0, len(reports), BATCH):
        batch = reports[first : first + BATCH]
        parsed = parse(nlp, [r.document.text for r in batch], [r.story for r in batch])
        for at, (report, one) in enumerate(zip(batch, parsed, strict=True), first + 1):
            yield report.document, one
            watch("reading", at, len(reports))


def reading(document: Document, parsed: Parse, gazetteer: Gazetteer) -> Reading:
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
