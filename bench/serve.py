"""A desk that is served to many: 50 readers and 5 reviewers, while reports come in.

The desk has one event of a thousand reports, those of `bench.chronicle`; each is taken in as all
are, but that its parse is that of a fellow report with other names. It is served by `crosswire
serve`, and `crosswire watch` takes in a report every few seconds. First a single reader asks, and
nothing else happens; then all come for a minute, or for as long as is wanted. What is measured is
the time to an answer's last byte, by kind of request, and every minute the memory of the server and
of its worker.
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from bench import chronicle
from bench import desk as desks
from bench.cluster import BenchError
from bench.visitor import MIX, Line, Tally, Visitor, listening
from crosswire.desk.derive.derivation import derive, stale
from crosswire.reading import BATCH

REPORTS = 1_000
READERS, REVIEWERS = 50, 5
SECONDS = 60.0
ALONE = 25
"""Requests of each kind that the single reader sends."""

COMING = 5.0
"""Seconds between two reports that come in."""

HANDED = 20.0
"""Seconds between two that are handed in."""

BOUND = 10.0
"""How many times as long as the single reader 95 of 100 may wait."""

GROWTH = 1.1
"""How many times as much memory may be taken at the end as after the first two minutes."""

PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Row:
    """How long a kind of request took: the single one and among all, in milliseconds."""

    kind: str
    requests: int
    alone: float
    half: float
    most: float

    @property
    def times(self) -> float:
        """How many times as long 95 of 100 waited, at most."""
        return self.most / self.alone

    def __str__(self) -> str:
        return (
            f"{self.kind:<11} {self.requests:6,} {self.alone:9.1f} {self.half:9.1f}"
            f" {self.most:9.1f} {self.times:7.1f}"
        )


@dataclass(slots=True)
class Served:
    """A desk that is served: its processes, its port, its event."""

    process: subprocess.Popen[bytes]
    port: int
    event: str = ""

    def get(self, path: str) -> Any:
        """What is at a path, as JSON; None while it is being made."""
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=60) as answer:
            return json.load(answer) if answer.status == 200 else None

    def memory(self) -> tuple[float, float]:
        """Megabytes that the server takes, and its worker; what lays pages out is told apart."""
        return _megabytes(self.process.pid), sum(map(_megabytes, _children(self.process.pid)))


@dataclass(slots=True)
class Load:
    """What came of the load."""

    tally: Tally = field(default_factory=Tally)
    memory: list[tuple[float, float]] = field(default_factory=list)
    came: int = 0


def run(where: str | None = None, *, seconds: float = SECONDS, reports: int = REPORTS) -> int:
    """Measure, print, and return 0 where the bounds hold, else 1."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desk = where or str(folder / "desk.sqlite")
        if where is None or not ("://" in where or Path(where).exists()):
            print(f"making a desk of {reports:,} reports", flush=True)
            make(desk, reports)
        served = stack.enter_context(serving(desk, folder))
        incoming = stack.enter_context(watching(desk, served.event, folder))
        alone, load = asyncio.run(_visited(served, incoming, seconds))
    rows = list(_rows(alone, load.tally))
    for line in told(rows, load, seconds):
        print(line)
    is_flat = _is_flat(load.memory)
    worst = max(row.times for row in rows if row.kind in (*MIX, "page"))
    return 0 if not load.tally.errors and worst < BOUND and is_flat else 1


def make(where: str, reports: int) -> None:
    """A desk with one event of so many reports, all of it derived."""
    coming = map(chronicle.article, islice(chronicle.stream(), reports))
    with desks._opened(where) as bench:
        bench.reader.copies = True
        while batch := list(islice(coming, BATCH)):
            bench._filled(batch)
        store = bench.intake.store
        with store.reading() as connection:
            waiting = stale(connection)
        for episode in waiting:
            with store.writing() as connection:
                derive(connection, [episode], bench.intake.workshop)


@contextmanager
def serving(where: str, folder: Path) -> Iterator[Served]:
    """The desk, served; its event is laid out. Raises BenchError where it does not stop well."""
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "crosswire", "serve", where, "--port", "0", "--log", "json"],
            stdout=subprocess.PIPE,
            stderr=log,
        )
        assert process.stdout is not None  # noqa: S101 - it was asked for
        try:
            line = process.stdout.readline().decode()
            served = Served(process, int(line.rpartition(":")[2].split("/")[0]))
            _ready(served)
            yield served
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                code = process.wait(PATIENCE)
            finally:
                process.kill()
        if code:
            raise BenchError(f"the server ended with {code}")


def _ready(served: Served) -> None:
    """Waits until the server and its worker live and the event is laid out."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if not served.event:
                (found,) = served.get("/api/events")["items"]
                served.event = found["id"]
            if served.get("/readyz")["ready"] and served.get(f"/api/events/{served.event}/report"):
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise BenchError("the server is not ready")


@contextmanager
def watching(where: str, event: str, folder: Path) -> Iterator[Path]:
    """A folder that `crosswire watch` watches: what is put there comes into the event."""
    incoming = folder / "incoming"
    incoming.mkdir()
    command = [sys.executable, "-m", "crosswire", "watch", where, "--folder", str(incoming)]
    with (folder / "watch.log").open("wb") as log:
        process = subprocess.Popen([*command, "--event", event, "--every", "1s"], stderr=log)
        try:
            yield incoming
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


async def _visited(served: Served, incoming: Path, seconds: float) -> tuple[Tally, Load]:
    """The single reader, then all of them."""
    rows, links = _known(served)
    people = (
        Visitor(Line(served.port, f"Person {number}"), served.event, Tally(), _dice(number), rows)
        for number in count()
    )
    alone = next(people)
    with closing(alone.line):
        await _alone(alone, links)
    load = Load()
    tasks = []
    for number, one in enumerate(islice(people, READERS + REVIEWERS)):
        one.tally = load.tally
        work = _reader(one, seconds) if number < READERS else _reviewer(one, links, seconds)
        tasks.append(asyncio.create_task(work))
    tasks.append(asyncio.create_task(_coming(next(people), incoming, load, seconds)))
    tasks.append(asyncio.create_task(_measured(served, load, seconds)))
    await asyncio.gather(*tasks)
    return alone.tally, load


async def _alone(one: Visitor, links: Sequence[Mapping[str, Any]]) -> None:
    """One reader on an idle server: each kind equally often, after a first time."""
    for number in range(ALONE + 1):
        for kind in MIX:
            await one.ask(kind)
        one.etag = ""
        await one.ask("report")
        if not number:
            one.tally.seconds.clear()
    await asyncio.sleep(1)
    for _ in range(ALONE):
        await one.judge(links, thinking=False)
        await asyncio.sleep(0.1)


async def _reader(one: Visitor, seconds: float) -> None:
    """A reader, who comes in the first seconds and stays."""
    end = time.monotonic() + seconds
    await asyncio.sleep(one.dice.random() * 2)
    async with listening(one):
        while time.monotonic() < end:
            await one.read()


async def _reviewer(one: Visitor, links: Sequence[Mapping[str, Any]], seconds: float) -> None:
    """A reviewer, who judges."""
    end = time.monotonic() + seconds
    async with listening(one):
        while time.monotonic() < end:
            await one.judge(links)


async def _coming(one: Visitor, incoming: Path, load: Load, seconds: float) -> None:
    """Reports that come in: files for the watch, and now and then one that is handed in."""
    one.tally = load.tally
    end, handed = time.monotonic() + seconds, time.monotonic()
    for told in (each for incident in count() for each in chronicle.others(incident)):
        await asyncio.sleep(COMING)
        if time.monotonic() > end:
            break
        article = chronicle.article(told)
        load.came += 1
        if time.monotonic() - handed > HANDED:
            handed = time.monotonic()
            await one.hand_in(article.text, str(article.outlet))
        else:
            part = incoming / f".{article.id}"
            part.write_text(article.text, "utf-8")
            part.rename(incoming / article.id)


async def _measured(served: Served, load: Load, seconds: float) -> None:
    """The memory, at the end of each minute."""
    for _ in range(max(1, round(seconds / 60))):
        await asyncio.sleep(min(60.0, seconds))
        load.memory.append(served.memory())


def _known(served: Served) -> tuple[list[str], list[Mapping[str, Any]]]:
    """Some rows of the event, and links that may be judged."""
    of = f"/api/events/{served.event}"
    rows = [one["id"] for one in served.get(f"{of}/statements?limit=1000")["items"]]
    links = served.get(f"{of}/links?kind=contradicts&kind=supersedes&limit=1000")["items"]
    if not rows or not links:
        raise BenchError("the event has nothing to look at")
    return rows, links


def _rows(alone: Tally, load: Tally) -> Iterator[Row]:
    """How long each kind took."""
    for kind in (*MIX, "page", "judge", "undo", "submit"):
        if found := load.seconds.get(kind):
            base = alone.seconds.get(kind, found)
            yield Row(kind, len(found), _at(base, 0.95), _at(found, 0.5), _at(found, 0.95))


def _at(seconds: Sequence[float], part: float) -> float:
    """Milliseconds within which so large a part was answered."""
    ranked = sorted(seconds)
    return 1000 * ranked[min(len(ranked) - 1, int(part * len(ranked)))]


def told(rows: Sequence[Row], load: Load, seconds: float) -> Iterator[str]:
    """What is printed."""
    yield f"{READERS} readers, {REVIEWERS} reviewers, {seconds:g} s; reports that came: {load.came}"
    yield "                         alone       all       all"
    yield "kind        asked        p95       p50       p95   times    (milliseconds)"
    yield from map(str, rows)
    yield f"errors: {len(load.tally.errors)}; messages of streams: {load.tally.news:,}"
    yield from dict.fromkeys(load.tally.errors[:10])
    for minute, (server, worker) in enumerate(load.memory, 1):
        yield f"minute {minute:2}: server {server:6.0f} MB, worker {worker:6.0f} MB"


def _is_flat(memory: Sequence[tuple[float, float]]) -> bool:
    """Whether neither process takes more at the end than after its first minutes."""
    if len(memory) < 4:
        return True
    return all(memory[-1][each] <= GROWTH * memory[1][each] for each in (0, 1))


def _children(process: int) -> list[int]:
    """The processes that one has started."""
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in found.read_text().split()]


def _megabytes(process: int) -> float:
    """What is in memory of a process."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _dice(number: int) -> random.Random:
    return random.Random(number)  # noqa: S311 - nothing is secret
