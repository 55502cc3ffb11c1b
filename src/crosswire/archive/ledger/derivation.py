"""From the articles of a bucket of episodes to their ledgers, by the code of `crosswire ledger`."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from crosswire import model as models
from crosswire.archive import problem
from crosswire.archive.engine.child import failure
from crosswire.archive.ledger import part
from crosswire.archive.ledger.bucket import STEP, Episode, Key, Member, episodes
from crosswire.archive.ledger.index import Summary, summary
from crosswire.archive.place import Place
from crosswire.archive.table import STATED, article, path
from crosswire.archive.unit import Begin, Done, Setback, Unit
from crosswire.collation import collated
from crosswire.error import ArchiveError
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger, assemble
from crosswire.read import Article, earlier
from crosswire.reading import Reading, Report, parses, reading, report
from crosswire.row import Problem, Run

if TYPE_CHECKING:
    from spacy.language import Language

Made = TypeVar("Made")

Named = tuple[str, Report | Setback]
"""A report, or what became of it instead, and what it is called while it is worked on: its id alone
may be that of another, in another story."""

BATCH = 16
"""Reports that are parsed at once, of whatever episode: alone, a short one costs a fifth more."""

OTHERS = "Install on each machine what the archive was begun with."


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """Derives the ledgers of buckets, into an archive that `run` tells the making of."""

    place: Place
    run: Run
    model: str | None = None
    name: str = STEP

    def open(self) -> LedgerWorker:
        """A worker with the language model and the gazetteer, loaded once.

        Raises ArchiveError where this machine has others than the archive was begun with.
        """
        chosen, gazetteer = models.find(self.model), Gazetteer.open()
        for here, wanted in (
            (chosen.source, self.run.model),
            (gazetteer.source, self.run.gazetteer),
        ):
            if here != wanted:
                raise ArchiveError(
                    f"a worker has {here.name} {here.version} ({here.digest[:12]}), the archive "
                    f"{wanted.name} {wanted.version} ({wanted.digest[:12]})",
                    remedy=OTHERS,
                )
        worker = LedgerWorker(self.place, self.run, models.load(chosen), gazetteer)
        gc.freeze()  # what stays for good is not searched for what can go
        return worker

    def set_aside(self, unit: Unit, setback: Setback) -> Done:
        """Give a bucket up, of which each worker dies."""
        problem.keep(self.place, unit, [setback])
        return _noted(unit, {"problems": 1})


@dataclass(frozen=True, slots=True)
class LedgerWorker:
    """Derives the ledgers of one bucket after the other."""

    place: Place
    run: Run
    nlp: Language
    gazetteer: Gazetteer

    def work(
        self, unit: Unit, *, begin: Begin, without: Mapping[str, Setback], careful: bool = False
    ) -> Done:
        """Write a bucket's part of the ledger and of the index.

        Episodes that have the articles that they had are not derived again: their rows are those
        of the part that is there.
        """
        begin()
        with _uncollected():
            return self._derived(unit, begin, without, careful=careful)

    def _derived(
        self, unit: Unit, begin: Begin, without: Mapping[str, Setback], *, careful: bool
    ) -> Done:
        """Derive what changed of a bucket, and write it with the rest."""
        wanted = episodes(unit)
        known = {(one.story_id, one.episode): one for one in part.listed(self.place, unit.name)}
        kept = {
            one.key: known[one.key]
            for one in wanted
            if one.key in known and known[one.key].digest == one.digest
        }
        fresh = [one for one in wanted if one.key not in kept]
        articles = fetched(self.place, fresh)
        task = _Task(self, begin, without, careful)
        ledgers = dict(zip(fresh, task.ledgers(fresh, articles), strict=True))
        begin()
        return self._written(unit, ledgers, kept)

    def _written(
        self, unit: Unit, ledgers: Mapping[Episode, Ledger], kept: Mapping[Key, Summary]
    ) -> Done:
        """Write the part of a bucket; the index comes last: what it lists is there."""
        made = {episode.key: ledger for episode, ledger in ledgers.items()}
        tables = part.write(self.place, unit.name, made, kept=kept.keys())
        columns = (tables["problem"][name].to_pylist() for name in ("document", "reason", "remedy"))
        setbacks = [Setback(*of) for of in zip(*columns, strict=True)]
        problem.keep(self.place, unit, setbacks)
        summaries = [_summary(episode, ledger) for episode, ledger in ledgers.items()]
        part.list_episodes(self.place, unit.name, [*kept.values(), *summaries])
        rows = {f"rows.{kind}": len(table) for kind, table in tables.items()}
        counts = {"episodes": len(ledgers) + len(kept), "problems": len(setbacks)}
        return _noted(unit, counts | rows)


@dataclass(frozen=True, slots=True)
class _Task:
    """The derivation of one bucket: by whom, who is told of each article, what is left alone."""

    worker: LedgerWorker
    begin: Begin
    without: Mapping[str, Setback]
    careful: bool

    def ledgers(
        self, line: Sequence[Episode], articles: Mapping[Member, Article]
    ) -> Iterator[Ledger]:
        """The ledger of each episode, in order; their reports are parsed together."""
        found = self._readings(one for episode in line for one in self._reports(episode, articles))
        for episode in line:
            yield self._ledger(episode, list(islice(found, len(episode.members))))

    def _reports(self, episode: Episode, articles: Mapping[Member, Article]) -> Iterator[Named]:
        """The articles of an episode, each with its story, in the order of their ids."""
        members = {one.document: one for one in episode.members}
        names = {document: f"{episode.name} {document}" for document in sorted(members)}
        mine = [articles[members[one]] for one, name in names.items() if name not in self.without]
        stated = {name: one.before for name, one in members.items() if one.before in members}
        before = {**stated, **earlier(mine)}
        for document, name in names.items():
            if name in self.without:
                yield name, replace(self.without[name], document=document)
        for one in mine:
            name = names[one.id]
            yield name, self._tried(name, report, one, before=before.get(one.id))

    def _readings(self, found: Iterator[Named]) -> Iterator[Reading | Setback]:
        """What each report says alone, in order."""
        nlp, gazetteer = self.worker.nlp, self.worker.gazetteer
        while batch := list(islice(found, 1 if self.careful else BATCH)):
            reports = {name: one for name, one in batch if isinstance(one, Report)}
            self.begin(*reports)
            parsed = iter(list(parses(nlp, list(reports.values()))))
            for name, one in batch:
                if isinstance(one, Setback):
                    yield one
                else:
                    yield self._tried(name, reading, *next(parsed), gazetteer)

    def _ledger(self, episode: Episode, found: Sequence[Reading | Setback]) -> Ledger:
        """The ledger of an episode, with what was set aside; of one that fails, its reports."""
        read = [one for one in found if isinstance(one, Reading)]
        problems = [_problem(one) for one in found if isinstance(one, Setback)]
        run, gazetteer = self.worker.run, self.worker.gazetteer
        made: Ledger | Setback | None = self.without.get(episode.name)
        if made is None:
            made = self._tried(episode.name, collated, run, read, gazetteer, problems=problems)
        if isinstance(made, Setback):
            return assemble(run, [*(one.document for one in read), *problems, _problem(made)])
        return made

    def _tried(
        self, name: str, work: Callable[..., Made], *given: Any, **more: Any
    ) -> Made | Setback:
        """What comes of work on one article or episode, or why nothing does."""
        self.begin(name)
        try:
            return work(*given, **more)
        except (OSError, MemoryError):  # no fault of the article's
            raise
        except Exception as error:  # noqa: BLE001 - it becomes a problem row, with what failed
            failed = failure(error, (name,))
            return Setback(name.partition(" ")[2] or name, failed.reason, failed.remedy)


def fetched(place: Place, line: Iterable[Episode]) -> dict[Member, Article]:
    """The articles of episodes, under the ids that the ledger has for them."""
    by_part: dict[str, list[Member]] = defaultdict(list)
    for episode in line:
        for member in episode.members:
            by_part[member.part].append(member)
    found: dict[Member, Article] = {}
    for name, members in sorted(by_part.items()):
        rows = [member.row for member in members]
        table = place.parquet(path(name), columns=[*STATED], rows=rows)
        for member, row in zip(members, table.to_pylist(), strict=True):
            found[member] = replace(article(row), id=member.document)
    return found


def _summary(episode: Episode, ledger: Ledger) -> Summary:
    """What the index says of an episode."""
    return summary(
        episode.story,
        episode.number,
        ledger,
        first=episode.members[0].document,
        copies=episode.copies,
        digest=episode.digest,
    )


def _problem(setback: Setback) -> Problem:
    """The ledger's row of what was set aside."""
    return Problem.of(setback.document, setback.reason, setback.remedy)


def _noted(unit: Unit, counts: Mapping[str, int]) -> Done:
    """The note of a bucket."""
    articles = unit.given["weight"]
    return Done(STEP, unit.name, {"articles": articles, **counts}, more={"articles": articles})


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles, of which rows and readings have none, until all is written."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()
