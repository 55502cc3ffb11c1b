"""The harness: which commands are killed how often, and what else is done to desks."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.cluster import BenchError
from bench.fault import disk, mishap, press
from bench.fault.place import STORES, Place, Server, place
from bench.fault.process import Stable, stable
from bench.fault.tally import Mishap, lines, missed
from bench.fault.task import Case, Task, course, incoming
from bench.fault.trial import FRESH, MOST, Kill, kills

REPORTS = 24
"""Reports that are taken in."""

KILLS = 200
SHARES = {"add": 2, "watch": 2, "upgrade": 1}
"""How the kills are dealt out among the commands."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What desks are made of: a folder of reports, and one with a part of them."""

    folder: Path
    part: Path
    config: Path


def run(*, stores: Sequence[str] = STORES, count: int = KILLS, seed: int = 1) -> int:
    """Do it all, and tell; 0 where nothing was wrong."""
    done: list[Kill] = []
    mishaps: list[Mishap] = []
    with stable() as processes, scene(REPORTS) as reports:
        for number, name in enumerate(stores):
            share = count // len(stores) + (number < count % len(stores))
            with place(name) as here:
                cases = ready(here, processes, reports)
                done += _killed(cases, share, random.Random(seed + number))  # noqa: S311 - dice
                mishaps += _told(others(here, cases, reports))
    return _verdict(done, mishaps, count)


@contextmanager
def scene(reports: int) -> Iterator[Scene]:
    """The reports, in folders."""
    with tempfile.TemporaryDirectory(prefix="crosswire-press-") as folder:
        found = Scene(Path(folder, "all"), Path(folder, "part"), Path(folder, "crosswire.toml"))
        texts, first = press.texts(reports), reports // 3
        press.write(found.folder, texts)
        press.write(found.part, texts[first:], first=first)
        found.config.write_text(incoming(found.folder), "utf-8")
        yield found


def ready(here: Place, processes: Stable, reports: Scene) -> dict[str, Case]:
    """The commands by name, each with its undisturbed course on this kind of store."""
    empty = here.new()
    _done(processes, "desk", "init", empty)
    add = Task("add", empty, lambda where: ("add", where, str(reports.folder)))
    watch = Task(
        "watch",
        empty,
        lambda where: ("watch", where, "--config", str(reports.config)),
        once=("--once",),
    )
    added, held = course(add, here, processes)
    watched, _ = course(watch, here, processes)
    upgrade = Task("upgrade", held, lambda where: ("desk", "upgrade", where), world={"later": True})
    upgraded, _ = course(upgrade, here, processes)
    courses = ((add, added), (watch, watched), (upgrade, upgraded))
    return {task.name: Case(task, here, processes, found) for task, found in courses}


def others(here: Place, cases: dict[str, Case], reports: Scene) -> Iterator[Mishap]:
    """What else is done to the desks of this kind of store."""
    add = cases["add"]
    yield _mishap(here, "two writers", mishap.two_writers(add, part_of(add, reports)))
    yield _mishap(here, "wrong clocks", mishap.wrong_clocks(add))
    yield _mishap(here, "watch asked to end", mishap.asked_to_end(cases["watch"]))
    yield _mishap(here, "upgrade keeps all", mishap.upgraded(cases["upgrade"]))
    if isinstance(here, Server):
        yield _mishap(here, "server cut off", mishap.cut_off(add, here))
        yield _mishap(here, "disk full", disk.full_server(add, here))
    else:
        yield _mishap(here, "file too large", disk.limited(add))
        yield _mishap(here, "disk full", disk.full(add))


def part_of(add: Case, reports: Scene) -> Task:
    """The same command with a part of the reports."""
    return Task("add", add.task.prepared, lambda where: ("add", where, str(reports.part)))


def _mishap(here: Place, name: str, problems: Iterable[str]) -> Mishap:
    """Lets it happen."""
    try:
        return Mishap(here.name, name, tuple(problems))
    except disk.MountError as error:
        return Mishap(here.name, name, skipped=str(error))


def _killed(cases: dict[str, Case], count: int, dice: random.Random) -> Iterator[Kill]:
    """So many kills, dealt out among the commands."""
    whole = sum(SHARES.values())
    left = count
    for name, case in cases.items():
        share = left if name == list(cases)[-1] else round(count * SHARES[name] / whole)
        left -= share
        yield from killed(case, share, dice)


def killed(case: Case, count: int, dice: random.Random, *, fresh: float = FRESH) -> Iterator[Kill]:
    """So many kills of a command; raises BenchError where they do not hit it."""
    idle = 0
    while count:
        found = list(kills(case, dice, min(count, dice.randint(1, MOST)), fresh=fresh))
        idle = 0 if found else idle + 1
        if idle > 20:
            raise BenchError(f"{case.task.name} on {case.place.name} is through before it is hit")
        count -= len(found)
        for kill in found:
            for problem in kill.problems:
                print(f"fault: {kill.task} on {kill.store}, {kill.moment}: {problem}", flush=True)
        yield from found


def _told(found: Iterable[Mishap]) -> Iterator[Mishap]:
    """Each, as it is done."""
    for one in found:
        print(one, flush=True)
        yield one


def _done(processes: Stable, *arguments: str) -> None:
    """Runs a command to its end; raises BenchError where it fails."""
    process = processes.start(*arguments)
    if code := process.end():
        raise BenchError(f"{' '.join(arguments)} ends with {code}: {' | '.join(process.errors)}")


def _verdict(done: Sequence[Kill], mishaps: Sequence[Mishap], count: int) -> int:
    """Tell what was done and found."""
    for line in lines(done):
        print(line)
    wrong = list(missed(done))
    if len(done) < count:
        wrong.append(f"{len(done)} kills, not {count}")
    wrong += [str(one) for one in mishaps if one.problems]
    for line in wrong:
        print(f"fault: {line}")
    return 1 if wrong or any(one.problems for one in done) else 0
