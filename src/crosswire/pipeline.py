"""From paths to a ledger: each stage in its order, over a bounded number of reports at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType

from crosswire import model as models
from crosswire.collation import collated
from crosswire.gazetteer import Gazetteer
from crosswire.judgement.ruling import rulings
from crosswire.judgement.standing import order
from crosswire.judgement.value import Judgement
from crosswire.ledger import Ledger
from crosswire.read import Article, Notice, event, read
from crosswire.reading import Watch, readings, reports, unwatched
from crosswire.row import Problem, Run, Source

PROGRAM = "crosswire"

NOTHING: Mapping[str, object] = MappingProxyType({})

NO_FIELDS: Mapping[str, str] = MappingProxyType({})


def collate(  # noqa: PLR0913 - each is something that its user may want to say
    paths: Iterable[str | Path],
    *,
    model: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    fields: Mapping[str, str] = NO_FIELDS,
    judgements: Iterable[Judgement] = (),
    watch: Watch = unwatched,
) -> Ledger:
    """Read reports of one event, from files and folders, into a ledger of claims.

    `published` and `outlet` hold for every report that does not carry its own; `fields` says what
    JSON lines call an article's parts (`{"text": "maintext"}`); `model` names a spaCy pipeline
    other than the pinned one; `judgements` are obeyed where all who judged something agree. An
    input that cannot be read becomes a problem row. Raises ModelError where the language model is
    missing, GazetteerError where the gazetteer is.
    """
    paths = list(paths)
    chosen = models.find(model)
    inputs = list(read(paths, published=published, outlet=outlet, fields=fields))
    problems = [_row(one) for one in inputs if isinstance(one, Problem)]
    articles = (one for one in inputs if isinstance(one, Article))
    found = reports(sorted(articles, key=lambda article: article.id))
    judged = sorted(set(judgements), key=order)
    settings = _settings(
        event=event(paths),
        published=published,
        outlet=outlet,
        fields=fields,
        judgements=_digest(judged),
    )
    with closing(Gazetteer.open(progress=watch)) as gazetteer:
        made_by = run(chosen.source, gazetteer.source, settings)
        read_alone = list(readings(models.load(chosen), found, gazetteer, watch=watch))
        ruled = rulings(judged)
        return collated(made_by, read_alone, gazetteer, problems=problems, rulings=ruled)


def run(model: Source, gazetteer: Source, settings: Mapping[str, object] = NOTHING) -> Run:
    """The first row of a ledger that this program makes."""
    return Run(PROGRAM, version("crosswire"), model, gazetteer, settings)


def _row(problem: Problem) -> Problem:
    """The row of a problem; a provider's notice says more than belongs into a ledger."""
    return problem.problem if isinstance(problem, Notice) else problem


def _digest(judged: Sequence[Judgement]) -> str | None:
    """What tells the judgements that a ledger rests on, if there are any."""
    names = "".join(one.id for one in judged)
    return sha256(names.encode()).hexdigest() if judged else None


def _settings(**given: object) -> dict[str, object]:
    """What the user said, and what the event is called, as far as it is known."""
    return {name: _plain(value) for name, value in given.items() if value}


def _plain(value: object) -> object:
    """A setting as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value
