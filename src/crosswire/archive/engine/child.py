"""The process that works: does units of one step, as its warden hands them over.

Both talk in lines of JSON: what comes on standard input are a step and then units, what goes out on
standard output are the names of what is begun, what is done, and what failed. Whatever a library
prints goes to standard error. It ends with its warden, however that ends: the system itself ends it
when nobody is left to hand it a unit, even in the midst of a computation that heeds no signal.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import pickle
import resource
import select
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from time import monotonic
from traceback import extract_tb
from typing import Any, BinaryIO

from crosswire.archive.unit import Done, Setback, Step, Unit, Worker
from crosswire.error import CrosswireError

Names = tuple[str, ...] | None
"""What is worked on: an article, several at once, none; None: the step is being opened."""

EXPENDABLE = "1000"
"""What the system is told where memory ends: it shall take this process, not who supervises it."""

REPORT = "Report this, with the article."


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong: `is_final` where a second try would not help, `is_ours` where what failed
    is this machine, the place or the settings, and not what was worked on."""

    reason: str
    remedy: str
    is_final: bool = False
    is_ours: bool = False


def handed(step: Step) -> str:
    """A step as another process of ours is handed it, and where its code is found."""
    told = {"path": sys.path, "step": base64.b64encode(pickle.dumps(step)).decode()}
    return json.dumps(told)


def received(line: str | bytes) -> Step:
    """The step that was handed over; its code is looked for where whoever sent it has it too."""
    told = json.loads(line)
    sys.path += [path for path in told["path"] if path not in sys.path]
    step: Step = pickle.loads(base64.b64decode(told["step"]))  # noqa: S301 - our own program's
    return step


def ordered(unit: Unit, without: Mapping[str, Setback], *, careful: bool) -> str:
    """A unit as a child is handed it."""
    aside = [asdict(setback) for setback in without.values()]
    return json.dumps({"unit": asdict(unit), "without": aside, "careful": careful})


@dataclass(slots=True)
class Child:
    """A step's worker at its warden's service."""

    orders: BinaryIO
    told: BinaryIO
    names: Names = None

    def run(self) -> None:
        """Do what is handed over, until there is no more."""
        try:
            self._served(received(self.orders.readline()))
        except Exception as error:  # noqa: BLE001 - it is told, and this process ends
            self._tell({"failed": asdict(failure(error, self.names))})

    def _served(self, step: Step) -> None:
        """Do unit after unit."""
        with leashed(self.orders):
            worker = step.open()
        self._tell({"ready": True})
        for line in iter(self.orders.readline, b""):
            order = json.loads(line)
            aside = {one["document"]: Setback(**one) for one in order["without"]}
            with leashed(self.orders):
                done = self._done(step, worker, Unit(**order["unit"]), aside, order["careful"])
            self._tell({"done": asdict(done)})

    def _done(
        self, step: Step, worker: Worker, unit: Unit, without: Mapping[str, Setback], careful: bool
    ) -> Done:
        """Do a unit, and note that it is done when all its parts are written."""
        began = monotonic()
        self.names = ()
        done = worker.work(unit, begin=self.begin, without=without, careful=careful)
        self.begin()
        took = round(monotonic() - began, 3)
        done = replace(done, seconds=took, memory=most(), digest=unit.digest)
        step.place.write(unit.note, done.written())
        return done

    def begin(self, *names: str) -> None:
        """Tell what is worked on from now on."""
        self.names = names
        self._tell({"begin": names})

    def _tell(self, message: Mapping[str, Any]) -> None:
        """Tell the warden."""
        self.told.write(json.dumps(message).encode() + b"\n")
        self.told.flush()


def failure(error: Exception, names: Names) -> Failure:
    """What an exception means, raised while these were worked on."""
    if isinstance(error, CrosswireError):
        return Failure(str(error), error.remedy, is_final=names != (), is_ours=not names)
    if isinstance(error, OSError) and error.errno is not None:
        reason = f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror)
        return Failure(reason, "See to it, and run the command again.", is_ours=True)
    if isinstance(error, MemoryError):
        return Failure("it took more memory than there is", "Leave it out, or split it.")
    frames = extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    reason = f"the program failed on it: {type(error).__name__}{place}"
    return Failure(reason, REPORT, is_ours=names is None)


def most() -> int:
    """The bytes that this process took at most so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@contextmanager
def leashed(orders: BinaryIO) -> Iterator[None]:
    """While it works, the system ends this process when the other end of its orders is closed.

    No order comes meanwhile: so what happens on the pipe can only be its end (O_ASYNC, whose SIGIO
    ends a process that does not catch it).
    """
    number = orders.fileno()
    flags = fcntl.fcntl(number, fcntl.F_GETFL)
    fcntl.fcntl(number, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(number, fcntl.F_SETFL, flags | os.O_ASYNC)
    ending = select.poll()
    ending.register(number, 0)  # it tells of the end alone
    if ending.poll(0):  # closed before anybody heeded it
        os._exit(1)
    try:
        yield
    finally:
        fcntl.fcntl(number, fcntl.F_SETFL, flags)


def main() -> None:
    """Serve the warden that started this process."""
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(EXPENDABLE)
    with os.fdopen(os.dup(0), "rb") as orders, os.fdopen(os.dup(1), "wb") as told:
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        os.dup2(2, 1)
        with suppress(BrokenPipeError):
            Child(orders, told).run()


if __name__ == "__main__":
    main()
