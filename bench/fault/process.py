"""Processes as the harness sees them: started, waited for, killed, and what they left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.cluster import BenchError
from bench.fault.child import WARM, Order, run
from bench.fault.probe import ENDLESS, Count, Phase, Probe

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

GLANCE = 0.00005
"""Seconds between two looks at what a process is about."""

LONGEST = 120.0
"""Seconds after which a process that is to end is taken to hang."""


class Process:
    """A command that runs."""

    def __init__(self, order: Order, start: Callable[..., BaseProcess]) -> None:
        self.order = order
        self.probe = Probe(order.probe)
        self.probe[Count.STEP] = 0 if order.stepwise else ENDLESS
        self._process = start(target=run, args=(order,), daemon=True)
        self.began = time.monotonic()
        self._process.start()

    @property
    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.is_alive()

    @property
    def said(self) -> list[str]:
        """What it has acknowledged: `add` on standard output, `watch` in its log."""
        return [*_lines(self.order.out), *self.errors]

    @property
    def errors(self) -> list[str]:
        """What it has said on standard error."""
        return _lines(self.order.errors)

    def reaches(self, count: Count, number: int, *, idle: float = LONGEST) -> bool:
        """Waits until it has done something so often; False where it ends, or idles, before."""
        seen, since = -1, time.monotonic()
        while self.probe[count] < number:
            if self.probe[Count.ENDED] or not self.is_alive:
                return False
            if (done := self.probe.done) != seen:
                seen, since = done, time.monotonic()
            elif time.monotonic() - since > idle:
                return False
            time.sleep(GLANCE)
        return True

    def signal(self, number: signal.Signals) -> None:
        """Sends it a signal."""
        if self._process.pid is not None and self.is_alive:
            os.kill(self._process.pid, number)

    def kill(self) -> Phase:
        """Ends it at once; what it was about."""
        self.signal(signal.SIGKILL)
        self._process.join()
        return self.probe.phase

    def end(self, *, patience: float = LONGEST) -> int:
        """Waits for its end; what it exits with, negative where a signal ended it."""
        self._process.join(patience)
        if self._process.exitcode is None:
            raise self._hangs()
        return self._process.exitcode

    def _hangs(self) -> BenchError:
        """It is ended, and the harness with it."""
        self.kill()
        told = " | ".join(self.said[-4:])
        return BenchError(f"{' '.join(self.order.arguments)} does not end: {told}")


class Stable:
    """Where processes are started: forked from one that is ready, or new ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        with _environment(WARM, "1"):
            self._forked = multiprocessing.get_context("forkserver")
            self._forked.set_forkserver_preload(["bench.fault.child"])
            multiprocessing.forkserver.ensure_running()  # type: ignore[attr-defined]
        self._fresh = multiprocessing.get_context("spawn")

    def start(self, *arguments: str, fresh: bool = False, **world: Any) -> Process:
        """A command, in a process and a folder of its own; `world` as in `Order`."""
        self._count += 1
        folder = self._folder / f"process{self._count}"
        folder.mkdir()
        context: Any = self._fresh if fresh else self._forked
        return Process(Order(arguments, folder, **world), context.Process)


@contextmanager
def stable() -> Iterator[Stable]:
    """A place to start processes in."""
    with tempfile.TemporaryDirectory(prefix="crosswire-fault-") as folder:
        yield Stable(Path(folder))


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """A variable of the environment, for a while."""
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]


def _lines(path: Path) -> list[str]:
    """The lines of a file that are whole."""
    if not path.exists():
        return []
    return path.read_text("utf-8", "replace").rpartition("\n")[0].splitlines()
