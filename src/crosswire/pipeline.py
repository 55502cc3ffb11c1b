"""From paths to a ledger: each stage in its order, over a bounded number of reports at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from crosswire import model as models
from crosswire.ledger import Ledger, Row, assemble
from crosswire.parse import Parse, parse
from crosswire.read import Article, read
from crosswire.row import Document, Problem, Run, Source
from crosswire.story import Story, isolate

if TYPE_CHECKING:
    from spacy.language import Language

PROGRAM = "crosswire"

LANGUAGE = "en"
"""The one language whose grammar is known here."""

LONGEST = 200_000
"""Characters of story that are parsed: thirty times a long report; more is no report."""

BATCH = 32
"""Reports that are parsed at once: what bounds memory, and keeps the model busy."""

NO_FIELDS: Mapping[str, str] = MappingProxyType({})

Watch = Callable[[str, int, int], None]
"""Told the name of a stage, how many reports it is through, and how many there are."""


def unwatched(stage: str, done: int, total: int) -> None:
    """Nobody is told how far the work is."""


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read, with its story; it is not parsed where `problem` says why."""

    document: Document
    story: Story
    problem: Problem | None


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
    chosen = models.find(model)
    inputs = list(read(paths, published=published, outlet=outlet, fields=fields))
    problems = [one for one in inputs if isinstance(one, Problem)]
    reports = [_report(one) for one in inputs if isinstance(one, Article)]
    refused = [report.problem for report in reports if report.problem]
    rows: list[Row] = [*(report.document for report in reports), *problems, *refused]
    for _ in _parses(models.load(chosen), [r for r in reports if not r.problem], watch):
        pass
    return assemble(_run(chosen, published=published, outlet=outlet, fields=fields), rows)


def _run(chosen: models.Model, **settings: object) -> Run:
    """The row that says what made the ledger."""
    gazetteer = Source("none", "0", "")
    given = {name: _plain(value) for name, value in settings.items() if value}
    return Run(PROGRAM, version("crosswire"), chosen.source, gazetteer, given)


def _plain(value: object) -> object:
    """A setting as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _report(article: Article) -> Report:
    """An article with its story apart from the rest of its page."""
    problem = _refusal(article)
    story = Story((), ()) if problem else isolate(article.text)
    if not problem and sum(len(block.span) for block in story.blocks) > LONGEST:
        problem = Problem.of(
            article.id,
            f"its story is longer than {LONGEST:,} characters",
            "Give the reports one by one, not as one text.",
        )
    return Report(_document(article, story), story, problem)


def _refusal(article: Article) -> Problem | None:
    """Why an article cannot be parsed, if that is so."""
    if article.language in (LANGUAGE, None):
        return None
    return Problem.of(
        article.id,
        f"it is written in another language ({article.language})",
        "Give an English translation; crosswire reads English.",
    )


def _document(article: Article, story: Story) -> Document:
    """The row of an article."""
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
    )


def _parses(nlp: Language, reports: Sequence[Report], watch: Watch) -> Iterator[Parse]:
    """The parse of each report, in order; only a batch of them is held at once."""
    for first in range(0, len(reports), BATCH):
        batch = reports[first : first + BATCH]
        texts = [report.document.text for report in batch]
        for at, parsed in enumerate(parse(nlp, texts, [r.story for r in batch]), first + 1):
            yield parsed
            watch("reading", at, len(reports))
