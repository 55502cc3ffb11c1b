"""An archive made, or gone on with: its sources read, put into stories, and these into ledgers.

A step is done before the next begins, and of each step what is noted as done is not done again: a
run that was killed, at whatever moment, is gone on with by the same call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from crosswire import model as models
from crosswire.archive import encoder, setting
from crosswire.archive import plan as planning
from crosswire.archive import summary as summing
from crosswire.archive.engine import Engine
from crosswire.archive.ledger.bucket import buckets
from crosswire.archive.ledger.derivation import LedgerStep
from crosswire.archive.lock import alone
from crosswire.archive.place import Place
from crosswire.archive.plan import Plan
from crosswire.archive.progress import UNWATCHED, Watch
from crosswire.archive.setting import VECTORS, WORDS, made_by
from crosswire.archive.source.harvest import ReadStep, parts
from crosswire.archive.source.split import Split, splits
from crosswire.archive.story.assignment import assign, beats
from crosswire.archive.summary import Pace, Summary
from crosswire.archive.table import FOLDER as ARTICLES
from crosswire.archive.unit import Done, done, undone
from crosswire.gazetteer import Gazetteer
from crosswire.read import Given
from crosswire.row import Run


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are read, and what reads their articles.

    `fields` says what JSON lines and tables call an article's parts, `outlet` holds for all
    articles; `model` names a spaCy pipeline other than the pinned one; `likeness` is how articles
    are compared, `least` how alike those of one story are, if not as `setting.LEAST` has it.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    outlet: str | None = None
    model: str | None = None
    likeness: str = WORDS
    least: float | None = None

    @property
    def alike(self) -> float:
        """How alike the articles of one story are at least."""
        return setting.LEAST[self.likeness] if self.least is None else self.least


def archive(
    sources: Sequence[str | Path],
    out: str | Path,
    *,
    engine: Engine,
    settings: Settings = Settings(),
    watch: Watch = UNWATCHED,
) -> Summary:
    """Read sources into the archive `out`: their articles, the stories these tell, their ledgers.

    Sources are files, folders, patterns and addresses; `engine` is what shares out the work. An
    archive that is there already is gone on with: first with what a run before left undone, then
    with what is new among the sources. Raises ArchiveError where it can't be: it was made with
    other settings, or another run is at work.
    """
    place = Place.of(out)
    with alone(place.folder):
        made = _made_by(settings)
        setting.agree(place, made)
        place.sweep()
        todo = _todo(place, made, sources, settings, watch)
        if not todo:
            watch.tell(_nothing_new(planning.plans(place), settings))
            return _summed(place, {})
        work = _Work(place, engine, made, settings, watch)
        for plan in todo:
            work.run(plan)
        return _summed(place, work.paces)


def _made_by(settings: Settings) -> Run:
    """What makes the archive: found and checked before anything is begun."""
    model = models.find(settings.model).source
    if settings.likeness == VECTORS:
        encoder.find()
    with closing(Gazetteer.open()) as gazetteer:
        return made_by(model, gazetteer.source, likeness=settings.likeness, least=settings.alike)


def _todo(
    place: Place, made: Run, sources: Sequence[str | Path], settings: Settings, watch: Watch
) -> list[Plan]:
    """The plans that are to be done: what was begun, then what is new among the sources."""
    known = planning.plans(place)
    wanted = Plan(f"{len(known) + 1:04}", settings.fields, settings.outlet, ())
    begun = planning.begun(place, known, wanted)
    for plan in begun:
        watch.tell(f"going on with run {plan.name}, which was not finished")
    read = [split for plan in known for split in plan.splits]
    found = _fresh(place, sources, read, watch)
    if not found:
        return begun
    fresh = replace(wanted, splits=tuple(found))
    setting.keep(place, made)
    planning.keep(place, fresh)
    return [*begun, fresh]


def _nothing_new(known: Sequence[Plan], settings: Settings) -> str:
    """That nothing is new; and what it was read with, where that is not what is given now."""
    wanted = Plan("", settings.fields, settings.outlet, ()).settings
    had = sorted({plan.settings or "no --map, no --outlet" for plan in known} - {wanted})
    told = "nothing is new: all that was given was read before"
    if not had or any(plan.settings == wanted for plan in known):
        return told
    return f"{told}, with {' or '.join(had)}; to read it otherwise, {setting.ELSEWHERE}"


def _fresh(
    place: Place, sources: Sequence[str | Path], read: Sequence[Split], watch: Watch
) -> list[Split]:
    """The splits of what is new among the sources; what changed since it was read is told."""
    names = {split.name for split in read}
    found = [
        split for split in splits(sources, known=read, outside=place) if split.name not in names
    ]
    for name in sorted(_files(read) & _files(found)):
        watch.tell(f"{name} has changed: it is read again, and what is the same counts once")
    return found


def _files(splits: Iterable[Split]) -> set[str]:
    """The names of the files of some splits."""
    return {piece.file.id for split in splits for piece in split.pieces}


def _summed(place: Place, paces: Mapping[str, Pace]) -> Summary:
    """What the archive holds now, told and written."""
    found = summing.summary(place, [paces.get(step, Pace(step)) for step in summing.STEPS])
    summing.keep(place, found)
    return found


@dataclass(slots=True)
class _Work:
    """A call's work, and what it cost so far."""

    place: Place
    engine: Engine
    made: Run
    settings: Settings
    watch: Watch
    paces: dict[str, Pace] = field(default_factory=dict)

    def run(self, plan: Plan) -> None:
        """A run's steps, each begun when the one before is done."""
        self.read(plan)
        self.story(plan)
        self.ledger()
        planning.finish(self.place, plan, {"splits": len(plan.splits)})

    def read(self, plan: Plan) -> None:
        """The articles of all splits."""
        embeds = self.settings.likeness == VECTORS
        step = ReadStep(self.place, plan.fields, Given(outlet=plan.outlet), embeds=embeds)
        weights = {split.name: split.weight for split in plan.splits}
        left = undone(self.place, step.name, [split.unit for split in plan.splits])
        total = sum(weights.values())
        before = total - sum(weights[unit.name] for unit in left)
        self.watch.begin(step.name, total, parts=len(left), done=before)
        if left:
            self.paced(step.name, self.engine.run(step, left), lambda note: weights[note.unit])

    def story(self, plan: Plan) -> None:
        """The stories that these articles tell, in the order of their days."""
        read = done(self.place, "read")
        notes = [read[name] for name in sorted(split.name for split in plan.splits)]
        names = [_plain(part) for note in notes for part in parts(note)]
        units = beats(self.place, plan.name, names)
        total = sum(note.counts["articles"] for note in notes)
        left = undone(self.place, "story", units)
        before = total - sum(int(unit.given["weight"]) for unit in left)
        self.watch.begin("story", total, parts=len(left), done=before)
        self.paced("story", assign(self.place, plan.name, names, least=self.settings.alike))

    def ledger(self) -> None:
        """The ledgers of the stories that are new or have become others."""
        step, waiting = LedgerStep(self.place, self.made, self.settings.model), buckets(self.place)
        self.watch.begin(step.name, waiting.articles, parts=len(waiting))
        if len(waiting):
            self.paced(step.name, self.engine.run(step, waiting))

    def paced(
        self, step: str, notes: Iterable[Done], work: Callable[[Done], int] | None = None
    ) -> None:
        """Go through what a step does, tell whoever watches, and keep what it cost."""
        began, parts, articles = monotonic(), 0, 0
        for note in notes:
            of_it = note.counts.get("articles", 0)
            parts, articles = parts + 1, articles + of_it
            problems = note.counts.get("problems", 0)
            self.watch.passed(work(note) if work else of_it, articles=of_it, problems=problems)
        had = self.paces.get(step, Pace(step))
        self.paces[step] = Pace(
            step,
            had.parts + parts,
            had.articles + articles,
            round(had.seconds + monotonic() - began, 3),
        )


def _plain(part: str) -> str:
    """The name of a part of the articles, without its folder and ending."""
    return part.removeprefix(f"{ARTICLES}/").removesuffix(".parquet")
