"""Archives: how fast beside one process, what an article costs as they grow, how much memory.

`python -m bench archive` writes archives of invented events (`bench.corpus`), has `crosswire
archive` work on them as a user does, and looks at what came of it (`bench.archived`).

1. The same articles by the one-process ledger, without an engine, and with one and two workers of
   the engine, in turn. What each takes to begin (the engine's start, the model's loading) is told
   apart, from an archive of a few articles.
2. A small and a large archive, end to end and by step: what an article costs.
3. The memory of all processes together, at its most in each step.
4. Stories and copies against the truth, and whether each article stands where it has to, once.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench import archived
from bench.corpus import corpus
from bench.dump import TRUTH, Truth, write
from bench.shared import Shared
from bench.tree import MEGABYTE, Look, Took, watched

STEPS = ("read", "story", "ledger")

FEW = 10
"""Articles of an archive by which it is told what a run takes to begin."""

ENGINES: Mapping[str, Sequence[str]] = {
    "no engine": ("--engine", "none"),
    "one worker": ("--engine", "ray", "--workers", "1"),
    "two workers": ("--engine", "ray", "--workers", "2"),
}

SINGLE = "one process"

DOUBLE = "two processes"
"""Each with half of the stories, and nothing else: what the machine has to give. Two cores that
share what they calculate with are not twice one."""

LEAST_RATIO = 1.8
"""How many times the one-process ledger two workers are to reach."""

MOST_OVERHEAD = 0.10
"""What one worker may cost beyond no engine."""

MOST_GROWTH = 0.15
"""What an article may cost more, or less, in the large archive than in the small one."""

ENVIRONMENT = {"RAY_USAGE_STATS_ENABLED": "0", "OMP_NUM_THREADS": "1"}

_COMMAND = ("-c", "from crosswire.cli import main; main()", "archive")


@dataclass(frozen=True, slots=True)
class Made:
    """An archive that was made, and what that took; `articles` are those of its ledger."""

    place: Path
    took: Took
    articles: int

    @property
    def ends(self) -> Mapping[str, float]:
        """When the last unit of each step was done, in seconds after the beginning."""
        return {
            step: max(note.stat().st_mtime for note in notes) - self.took.began
            for step in STEPS
            if (notes := list((self.place / "done" / step).rglob("*.json")))
        }

    @property
    def seconds(self) -> Mapping[str, float]:
        """The seconds of each step, and of what comes after the last; the first has the start."""
        found, before = dict[str, float](), 0.0
        for step, end in self.ends.items():
            found[step] = end - before
            before = end
        return {**found, "end": self.took.seconds - before}

    def peak(self, step: str) -> Look:
        """When most was held in a step."""
        ends = {"": 0.0, **self.ends}
        before = list(ends)[list(ends).index(step) - 1]
        return self.took.peak(self.took.began + ends[before], self.took.began + ends[step])


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles are measured on."""

    throughput: int = 1000
    small: int = 2_000
    large: int = 20_000
    rounds: int = 2


def run(shared: Shared, sizes: Sizes, folder: Path | None = None) -> Iterator[str]:
    """The figures, line by line; in a folder that is given, the archives are kept."""
    with tempfile.TemporaryDirectory() as once:
        home = folder or Path(once)
        begins = {name: _few(shared, home, name) for name in ENGINES}
        if sizes.throughput:
            yield from throughput(shared, home, sizes, begins)
        yield from growth(shared, home, sizes, begins["two workers"])


# -- 1: throughput


@dataclass(frozen=True, slots=True)
class Pace:
    """What the same articles took in one way: each round's seconds, those before the first article.

    `stages` and `processor` are of the last round.
    """

    rounds: Sequence[float]
    begin: float
    articles: int
    stages: Mapping[str, float]
    processor: Mapping[str, float]

    @property
    def seconds(self) -> float:
        """Of the best round: what else runs can only add to it."""
        return min(self.rounds)

    @property
    def each(self) -> float:
        """What an article takes, less the beginning."""
        return (self.seconds - self.begin) / self.articles


def throughput(
    shared: Shared, folder: Path, sizes: Sizes, begins: Mapping[str, Made]
) -> Iterator[str]:
    """The same articles in one process, without an engine, and with workers, in turn."""
    sources = write(corpus(shared, sizes.throughput), folder / "throughput", form="jsonl")
    rounds: dict[str, list[float]] = {name: [] for name in (SINGLE, DOUBLE, *ENGINES)}
    paces: dict[str, Pace] = {}
    for turn in range(sizes.rounds):
        for name in ENGINES:
            one = make(sources, folder / f"{turn} {name}", name)
            rounds[name].append(one.took.seconds)
            paces[name] = _pace(one, begins[name], rounds[name])
        for processes, name in enumerate((SINGLE, DOUBLE), 1):
            done = folder / f"{turn} no engine"
            paces[name] = _apart(done, sources, rounds[name], processes=processes)
        told = ", ".join(f"{name} {_s(seconds[-1])}" for name, seconds in rounds.items())
        yield f"round {turn + 1}: {told}"
        for name in ENGINES:
            shutil.rmtree(folder / f"{turn} {name}")
    yield f"{paces[SINGLE].articles:,} articles, best of {sizes.rounds} rounds"
    yield from _table(
        (
            "",
            "seconds",
            "before the first",
            "ms an article",
            "times one process",
            "stages",
            "cores",
        ),
        (_compared(name, paces) for name in (SINGLE, DOUBLE, *ENGINES)),
    )
    ratio = paces[SINGLE].each / paces["two workers"].each
    over = paces["one worker"].each / paces["no engine"].each - 1
    most = paces[SINGLE].each / paces[DOUBLE].each
    yield f"two plain processes are {most:.2f} times one on this machine"
    yield _bound(f"two workers {ratio:.2f} times one process", ratio >= LEAST_RATIO)
    yield _bound(f"one worker {over:+.1%} beyond no engine", over < MOST_OVERHEAD)


def _pace(made: Made, few: Made, rounds: Sequence[float]) -> Pace:
    """What an archive took; that of a few articles tells what it begins with."""
    each = (min(rounds) - few.took.seconds) / (made.articles - few.articles)
    begin = few.took.seconds - few.articles * each
    return Pace(rounds, begin, made.articles, made.seconds, made.took.processor)


def _apart(made: Path, sources: Path, rounds: list[float], *, processes: int) -> Pace:
    """The stories of an archive in plain processes side by side, each with its part of them."""
    stories = archived.grouped(made)
    began = perf_counter()
    with ThreadPoolExecutor(processes) as pool:
        work = [
            pool.submit(_one, stories[at::processes], sources, made.with_suffix(f".{at}"))
            for at in range(processes)
        ]
        found = [one.result() for one in work]
    rounds.append(perf_counter() - began)
    took, stages = max(found, key=lambda one: one[0].seconds)
    articles = sum(int(one["articles"]) for _, one in found)
    stages = {name: seconds for name, seconds in stages.items() if name != "articles"}
    begin = took.seconds - sum(stages.values()) + stages["load"]
    used = sum(sum(one.processor.values()) for one, _ in found)
    return Pace(rounds, begin, articles, stages, {"processes": used})


def _one(
    stories: Sequence[Sequence[str]], sources: Path, out: Path
) -> tuple[Took, Mapping[str, float]]:
    """One of these processes: what it took, and seconds by stage."""
    given = out.with_suffix(".json")
    given.write_text(json.dumps(stories), "utf-8")
    took = watched(["-m", "bench.single", str(given), str(sources), str(out)], ENVIRONMENT)
    shutil.rmtree(out)
    stages: dict[str, float] = json.loads(took.out.splitlines()[-1])
    return took, stages


def _compared(name: str, paces: Mapping[str, Pace]) -> Sequence[str]:
    """The row of a table: how one of them compares with the one process."""
    pace, single = paces[name], paces[SINGLE]
    return (
        name,
        _s(pace.seconds),
        _s(pace.begin),
        f"{1000 * pace.each:.1f}",
        f"{single.each / pace.each:.2f} ({single.seconds / pace.seconds:.2f} with the beginning)",
        ", ".join(f"{stage} {_s(seconds)}" for stage, seconds in pace.stages.items()),
        ", ".join(f"{kind} {_s(seconds)}" for kind, seconds in sorted(pace.processor.items())),
    )


def make(sources: Path, place: Path, engine: str) -> Made:
    """An archive of these sources, made as a user makes it."""
    options = [*_COMMAND, str(sources), "-o", str(place), *ENGINES[engine]]
    took = watched(options, ENVIRONMENT)
    notes = (json.loads(note.read_bytes()) for note in (place / "done" / "ledger").rglob("*.json"))
    return Made(place, took, sum(note["counts"]["articles"] for note in notes))


def _few(shared: Shared, folder: Path, engine: str) -> Made:
    """An archive of a few articles."""
    home = folder / f"few {engine}"
    return make(write(corpus(shared, FEW), home, form="jsonl"), home / "made", engine)


# -- 2, 3, 4: growth, memory, truth


def growth(shared: Shared, folder: Path, sizes: Sizes, few: Made) -> Iterator[str]:
    """A small and a large archive: what an article costs, what is held, what came of it."""
    made = dict[int, Made]()
    for articles in filter(None, (sizes.small, sizes.large)):
        home = folder / f"{articles}"
        sources = write(corpus(shared, articles), home)
        made[articles] = one = make(sources, home / "made", "two workers")
        yield f"\n{articles:,} articles, {one.articles:,} in the ledger, {_s(one.took.seconds)}"
        yield from _steps(one)
        yield from _judged(one, home / TRUTH)
    if len(made) > 1:
        small, large = (_pace(one, few, [one.took.seconds]).each for one in made.values())
        grown = large / small - 1
        told = f"an article costs {1000 * small:.1f} ms, then {1000 * large:.1f} ms: {grown:+.1%}"
        yield _bound(told, abs(grown) <= MOST_GROWTH)


def _steps(made: Made) -> Iterator[str]:
    """What each step took and held."""
    yield from _table(
        ("step", "seconds", "ms an article", "most memory, MB", "of which"),
        (
            (
                step,
                _s(seconds),
                f"{1000 * seconds / made.articles:.2f}",
                f"{look.whole / MEGABYTE:,.0f}",
                _held(look),
            )
            for step, seconds in made.seconds.items()
            for look in [made.peak(step) if step in STEPS else made.took.looks[-1]]
        ),
    )
    used = made.took.processor
    yield "seconds of processors: " + ", ".join(f"{kind} {_s(used[kind])}" for kind in sorted(used))


def _held(look: Look) -> str:
    """Who held what at a moment."""
    held = sorted(look.memory.items(), key=lambda one: -one[1])
    return ", ".join(f"{kind} {size / MEGABYTE:,.0f}" for kind, size in held)


def _judged(made: Made, truth: Path) -> Iterator[str]:
    """Stories, copies and counts against the truth."""
    known = Truth.read(truth)
    placed = archived.placed(made.place)
    yield f"stories: {archived.clustered(placed, known)}"
    for kind, copies in archived.copied(placed, known).items():
        yield f"copies, {kind}: {copies}"
    count = archived.counted(made.place, known)
    yield _bound(str(count), count.is_exact)
    for name, (files, size) in archived.sizes(made.place).items():
        each = size / made.articles
        yield f"{name}: {files:,} files, {size / MEGABYTE:.1f} MB, {each:,.0f} B an article"


# -- how it is told


def _bound(told: str, holds: bool) -> str:
    return f"{'holds' if holds else 'DOES NOT HOLD'}: {told}"


def _s(seconds: float) -> str:
    return f"{seconds:,.1f} s"


def _table(head: Sequence[str], rows: Iterator[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
