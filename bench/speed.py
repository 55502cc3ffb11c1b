"""How fast: the ledger beside the bare parse of the same texts, on one core, in the same run.

Seconds are those of the processor, user and system: on one core with nothing else to do they are
those of the clock, and on a busy machine they are the ones that can be compared. What else runs can
only add to them, so the best round is the one that counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from bench.cluster import BenchError
from bench.shared import PROJECT, Shared

ARTICLES = 216
ROUNDS = 3

MOST_TIMES_THE_PARSE = 1.35
MOST_SECONDS_TO_START = 2.0
MOST_GIGABYTES = 1.5


@dataclass(frozen=True, slots=True)
class Run:
    """What a program took, and what it printed."""

    seconds: float
    gigabytes: float
    out: str


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured: the best of the rounds, in seconds, and the most memory."""

    texts: int
    words: int
    load: float
    pipe: float
    ledger: float
    start: float
    gigabytes: float

    @property
    def ratio(self) -> float:
        """The whole command, less the loading of the model that both need, by the bare parse."""
        return (self.ledger - self.load) / self.pipe

    def broken(self) -> list[str]:
        """The bounds that do not hold."""
        bounds = {
            f"ledger / parse {self.ratio:.2f} > {MOST_TIMES_THE_PARSE}": self.ratio
            > MOST_TIMES_THE_PARSE,
            f"start {self.start:.2f} s > {MOST_SECONDS_TO_START}": self.start
            > MOST_SECONDS_TO_START,
            f"memory {self.gigabytes:.2f} GB > {MOST_GIGABYTES}": self.gigabytes > MOST_GIGABYTES,
        }
        return [bound for bound, over in bounds.items() if over]


def run(shared: Shared | None) -> int:
    """Measure, print, and return 0 where all bounds hold, else 1."""
    one_core()
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        _write(texts, _texts(shared))
        speed = measure(texts)
        _print(speed, _stages(texts))
    for bound in speed.broken():
        print(f"speed: {bound}")
    return 1 if speed.broken() else 0


def measure(texts: Path) -> Speed:
    """The bare parse and the command, in turn, some rounds of each."""
    one = texts.parent / "one"
    _write(one, ["The mayor of Lisbon said on Monday that the bridge was closed."])
    bare, whole, small = [], [], []
    for _ in range(ROUNDS):
        bare.append(json.loads(python(["-m", "bench.bare", str(texts)]).out))
        whole.append(_ledger(texts))
        small.append(_ledger(one))
    load = min(times["load"] for times in bare)
    return Speed(
        texts=bare[0]["texts"],
        words=bare[0]["words"],
        load=load,
        pipe=min(times["pipe"] for times in bare),
        ledger=min(run.seconds for run in whole),
        start=min(run.seconds for run in small) - load,
        gigabytes=max(run.gigabytes for run in whole),
    )


def one_core() -> None:
    """Bind this process and its children to one core, where the system can."""
    os.environ["OMP_NUM_THREADS"] = "1"
    if sys.platform == "linux":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _texts(shared: Shared | None) -> list[str]:
    """Articles of a public set; where there is none, the demo's, over and over."""
    if shared is not None:
        files = ("bench/attribution/polnear_dev.jsonl", "bench/attribution/polnear_train.jsonl")
        return [line["text"] for file in files for line in shared.lines(file)][:ARTICLES]
    demo = sorted((PROJECT / "src" / "crosswire" / "demo").rglob("*.txt"))
    return list(islice(cycle(path.read_text("utf-8") for path in demo), ARTICLES))


def _write(folder: Path, texts: Iterable[str]) -> None:
    """A folder with a file for each text."""
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, "utf-8", newline="")


def _ledger(folder: Path) -> Run:
    """The command, from start to end."""
    command = "from crosswire.cli import main; main()"
    out = folder.with_suffix(".jsonl")
    return python(["-c", command, "ledger", str(folder), "-o", str(out), "--quiet"])


def python(arguments: Sequence[str]) -> Run:
    """Run Python to its end; the seconds that it worked and the most memory that it held."""
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    ) as process:
        out = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchError(f"python {' '.join(arguments)} ended with {process.returncode}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 2**20, out)


def _stages(texts: Path) -> dict[str, float]:
    """Seconds by stage, in one more run."""
    stages: dict[str, float] = json.loads(python(["-m", "bench.stage", str(texts)]).out)
    return stages


def _print(speed: Speed, stages: dict[str, float]) -> None:
    """Tell what was measured."""
    each = 1000 / speed.texts
    ours = speed.ledger - speed.load
    print(f"{speed.texts} articles, {speed.words:,} words, one core, best of {ROUNDS} rounds")
    print(f"{'load the model':20} {speed.load:8.2f} s")
    print(f"{'bare parse':20} {speed.pipe:8.2f} s  {each * speed.pipe:.0f} ms an article")
    print(f"{'crosswire ledger':20} {speed.ledger:8.2f} s  {each * ours:.0f} ms, less the loading")
    print(f"{'ledger / parse':20} {speed.ratio:8.2f}    less the loading")
    print(f"{'start beyond loading':20} {speed.start:8.2f} s")
    print(f"{'most memory':20} {speed.gigabytes:8.2f} GB")
    print("by stage, in a run of its own:")
    for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        print(f"  {seconds:8.2f} s  {each * seconds:7.1f} ms an article  {stage}")
