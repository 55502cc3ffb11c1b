"""What a program and all that it starts take: seconds, processor, memory. Linux only (/proc).

Memory is the proportional set size (PSS): what several processes share counts once. A process that
an engine starts counts by its command, so that one sees what is the engine's own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.cluster import BenchError
from bench.shared import PROJECT

EVERY = 2.0
"""Seconds between two looks: each takes some hundredths of a second, and an engine has many
processes."""

MEGABYTE = 1 << 20

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Look:
    """What the processes held at one moment, in bytes, by what each is."""

    at: float
    memory: Mapping[str, int]

    @property
    def whole(self) -> int:
        """All of them together."""
        return sum(self.memory.values())


@dataclass(frozen=True, slots=True)
class Took:
    """What a program took: seconds of the clock and of all processors, and what it held when."""

    began: float
    seconds: float
    processor: Mapping[str, float]
    looks: Sequence[Look]
    out: str

    def peak(self, first: float = 0.0, last: float = float("inf")) -> Look:
        """When most was held, between two moments of the clock."""
        within = [look for look in self.looks if first <= look.at <= last]
        return max(within or self.looks, key=lambda look: look.whole)


@dataclass(slots=True)
class _Tree:
    """A process, all its descendants, and what they used so far, the dead ones too."""

    root: int
    used: dict[int, tuple[str, float]] = field(default_factory=dict)
    looks: list[Look] = field(default_factory=list)

    def look(self) -> None:
        """See what they hold now."""
        memory: dict[str, int] = defaultdict(int)
        for pid in self._pids():
            with suppress(OSError, ValueError, IndexError):
                kind = "driver" if pid == self.root else _kind(pid)
                memory[kind] += _pss(pid)
                self.used[pid] = kind, _processor(pid)
        if memory:
            self.looks.append(Look(time.time(), dict(memory)))

    def processor(self) -> Mapping[str, float]:
        """Seconds of processors, by what a process is."""
        found: dict[str, float] = defaultdict(float)
        for kind, seconds in self.used.values():
            found[kind] += seconds
        return dict(found)

    def _pids(self) -> Iterator[int]:
        """The process and its descendants."""
        children: dict[int, list[int]] = defaultdict(list)
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                with suppress(OSError, ValueError, IndexError):
                    children[_parent(int(folder.name))].append(int(folder.name))
        waiting = [self.root]
        while waiting:
            pid = waiting.pop()
            yield pid
            waiting += children[pid]


def watched(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> Took:
    """Run Python to its end, and look at it and all that it starts; BenchError where it fails."""
    began, clock = time.time(), time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        tree = _Tree(process.pid)
        out = _drawn(process, tree)
    seconds = time.perf_counter() - clock
    if process.returncode not in (0, 3):
        raise BenchError(f"{' '.join(arguments)} ended with {process.returncode}: {out[-2000:]}")
    return Took(began, seconds, tree.processor(), tree.looks, out)


def _drawn(process: subprocess.Popen[str], tree: _Tree) -> str:
    """What a process says until it ends, while it is looked at."""
    while True:
        tree.look()
        try:
            return process.communicate(timeout=EVERY)[0]
        except subprocess.TimeoutExpired:
            continue


def _pss(pid: int) -> int:
    """The bytes that a process holds, its part of what it shares."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _stat(pid: int) -> list[str]:
    """The fields of a process from its state on; its name, which may hold anything, is before."""
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _processor(pid: int) -> float:
    """The seconds that a process used, user and system."""
    fields = _stat(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _kind(pid: int) -> str:
    """What a process is: one that reads for us, or of the engine."""
    words = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace").split("\0")
    return "child" if "crosswire.archive.engine.child" in words else "engine"
