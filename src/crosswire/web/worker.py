"""The worker: the one process beside the server that reads and derives.

It takes in what was handed in, derives what judgements made stale, lets out what was held until
now, and has pages laid out. It alone loads the language model, when there is anything to read. It
yields to the server (niceness), dies with it, and what fails in it is the trouble of one submission
or page, never its end. Orders come as JSON lines on standard input, and what it tells goes back as
JSON lines on standard output.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue
from subprocess import Popen
from threading import Event, Thread, Timer
from time import monotonic
from traceback import extract_tb
from typing import Any, BinaryIO, Literal

from crosswire.desk.desk import Desk
from crosswire.desk.log import set_up, tell
from crosswire.desk.submission import Waiting, inputs
from crosswire.error import CrosswireError, DeskError, LayoutError
from crosswire.fetch import Fetcher, Limits, Manners
from crosswire.web.layout import Setup, press
from crosswire.web.press import FAILED

NICENESS = 3
"""How far it yields to the server (nice): no further, since who waits for the desk's lock waits for
whoever holds it."""

QUIET = 2.0
"""Seconds between two looks at the desk, where nobody says that something happened."""

TICK = 60.0
"""Seconds between two looks for embargoes that have ended."""

REST = 0.5
"""How many times as long as an episode took until the next one: judgements come in numbers."""

PATIENCE = 30.0
"""Seconds of the longest pause before what failed is tried again."""

GRACE = 5.0
"""Seconds that it has to end what it does, when the server is gone."""

REFUSALS = 5
"""How often the desk may refuse a submission, busy or full, before that is its problem."""

Job = Literal["submission", "episode", "embargo"]

Tell = Callable[[Mapping[str, Any]], None]

Begun = tuple[Waiting, Callable[[], list[Any]]]
"""A submission on which work has begun, and what reads it."""


def fetcher(setup: Setup) -> Fetcher:
    """What asks other machines: nothing of the server's own network, whatever is listed."""
    limits = Limits(largest=setup.largest, whole=setup.deadline)
    return Fetcher(limits=limits, manners=Manners(contact=setup.contact, pause=setup.pause))


@dataclass(slots=True)
class Worker:
    """Does what there is to do, the most urgent first, until it is told to stop."""

    desk: Desk
    setup: Setup
    tell: Tell
    stop: Event = field(default_factory=Event)
    wake: Event = field(default_factory=Event)
    orders: SimpleQueue[str] = field(default_factory=SimpleQueue)
    laying: Popen[bytes] | None = None
    fetching: tuple[Waiting, Future[list[Any]]] | None = None
    refused: Begun | None = None
    _due: dict[str, float] = field(default_factory=dict)
    _failures: dict[str, int] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "fetch"))
    _fetcher: Fetcher | None = None

    def run(self) -> None:
        """Work until it is told to stop."""
        while not self.stop.is_set():
            self.wake.clear()
            if not self.once():
                self.wake.wait(self._pause())

    def once(self) -> bool:
        """Do one thing, if there is any to do."""
        jobs = (self._submission, self._episodes, self._embargoes)
        return any(not self.stop.is_set() and job() for job in jobs)

    def _pause(self) -> float:
        """Seconds until there may be something to do."""
        rests = self._due.get("episode", 0.0) - monotonic()
        return rests if 0 < rests < QUIET else QUIET

    def listen(self, lines: Iterator[bytes]) -> None:
        """Hear orders, until there is nobody to give any; then what is done has its time to end."""
        for line in lines:
            order = json.loads(line)
            if event := order.get("lay"):
                self.orders.put(event)
            if order.get("stop"):
                break
            self.wake.set()
        else:
            ending = Timer(GRACE, os._exit, [1])
            ending.daemon = True
            ending.start()
        self.end()

    def end(self) -> None:
        """Stop when it has done what it does."""
        self.stop.set()
        self.wake.set()
        self.orders.put("")
        if self.laying is not None:
            self.laying.kill()

    def _submission(self) -> bool:
        """Take in the oldest thing that was handed in and that is at hand."""
        if not self._is_due("submission"):
            return False
        with self._tried("submission"):
            if begun := self._at_hand():
                self._taken(*begun)
                return True
        return False

    def _at_hand(self) -> Begun | None:
        """What need not be waited for; the oldest that is elsewhere is asked for meanwhile.

        What the desk has refused for now is not begun again: nothing of it has failed.
        """
        if begun := self.refused:
            self.refused = None
            return begun
        desk = self.desk.submissions
        if self.fetching is None and (url := desk.waiting("url")) and (told := desk.begin(url)):
            self.fetching = told, self._thread.submit(self._fetched, told)
        if self.fetching and self.fetching[1].done():
            (one, asked), self.fetching = self.fetching, None
            return one, asked.result
        if (text := desk.waiting("text")) and (told := desk.begin(text)):
            return told, partial(inputs, told, self._asking)
        return None

    def _asking(self) -> Fetcher:
        """What asks other machines; one, so that it keeps its manners."""
        self._fetcher = self._fetcher or fetcher(self.setup)
        return self._fetcher

    def _fetched(self, one: Waiting) -> list[Any]:
        """What is found at an address, in a thread of its own: others need not wait for it."""
        try:
            return inputs(one, self._asking)
        finally:
            self.wake.set()

    def _taken(self, one: Waiting, read: Callable[[], list[Any]]) -> None:
        """Take one in; whatever fails is its problem, unless the desk itself cannot be written."""
        began = monotonic()
        try:
            self.desk.submissions.take(one, read())
        except DeskError as error:
            if self._refused(one.id) < REFUSALS:
                self.refused = one, read
                raise
            self.desk.submissions.refuse(one, str(error), error.remedy)
        except CrosswireError as error:
            self.desk.submissions.refuse(one, str(error), error.remedy)
        except Exception as error:  # noqa: BLE001 - one submission's trouble is not the worker's
            fault = fault_of(error)
            tell("worker.failed", job="submission", reason=fault, seconds=0)
            reason = f"the program failed on it: {fault}"
            self.desk.submissions.refuse(one, reason, "Report this, with the text.")
        self._failures.pop(one.id, None)
        tell("submission.done", submission=one.id, seconds=monotonic() - began)

    def _refused(self, name: str) -> int:
        """How often the desk has refused a submission, with this time."""
        self._failures[name] = self._failures.get(name, 0) + 1
        return self._failures[name]

    def _episodes(self) -> bool:
        """Derive an episode that judgements made stale: what was handed in goes between two."""
        if not self._is_due("episode"):
            return False
        with self._tried("episode"):
            began = monotonic()
            if self.desk.settle(most=1):
                self._due["episode"] = monotonic() + REST * (monotonic() - began)
                return True
        return False

    def _embargoes(self) -> bool:
        """Let out what was held until now; whether anything was."""
        if not self._is_due("embargo"):
            return False
        self._due["embargo"] = monotonic() + TICK
        with self._tried("embargo"):
            for receipt in (found := self.desk.tick()):
                tell("report.released", document=receipt.document or receipt.locator)
            return bool(found)
        return False

    def lay_out(self) -> None:
        """Lay out what is ordered, one event after the other, until it is to stop; in a thread.

        Each is laid out in a process of its own: it takes much memory, and nobody waits for it.
        """
        while not self.stop.is_set():
            if event := self.orders.get():
                self.tell(self._laid_out(event))

    def _laid_out(self, event: str) -> Mapping[str, Any]:
        """What became of an event's page."""
        try:
            made = press(self.setup, event, self._began)
        except (LayoutError, OSError) as error:
            if not self.stop.is_set():
                tell("worker.failed", job="page", reason=str(error), seconds=FAILED)
            return {"failed": event}
        tell("page.laid", id=made["event"], bytes=made["size"], seconds=made["took"])
        return {"laid": made}

    def _began(self, process: Popen[bytes]) -> None:
        """Note the process that lays out, so that it ends with this one."""
        self.laying = process
        if self.stop.is_set():
            process.kill()

    def _is_due(self, job: Job) -> bool:
        """Whether a kind of work may be done now: after a failure it rests for a while."""
        return monotonic() >= self._due.get(job, 0.0)

    @contextmanager
    def _tried(self, job: Job) -> Iterator[None]:
        """Work of a kind; where it fails, it is told and tried again, ever less often."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - it is told, and tried again
            self._failures[job] = min(self._failures.get(job, 0) + 1, 6)
            pause = min(2.0 ** (self._failures[job] - 1), PATIENCE)
            self._due[job] = monotonic() + pause
            tell("worker.failed", job=job, reason=_reason(error), seconds=pause)
        else:
            self._failures.pop(job, None)


def _reason(error: Exception) -> str:
    """What is told of a failure."""
    return str(error) if isinstance(error, CrosswireError) else fault_of(error)


def fault_of(error: BaseException) -> str:
    """What went wrong inside: the kind of error and its place, none of what a report says."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    frames = extract_tb(error.__traceback__)
    place = f" in {frames[-1].name}, line {frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def main() -> None:
    """Work for the server that started this process, as its first line says."""
    orders = sys.stdin.buffer
    output = _apart()
    found = json.loads(orders.readline())
    setup = Setup(**found)
    set_up(setup.log_form, setup.log_level)
    os.nice(NICENESS)

    def told(message: Mapping[str, Any]) -> None:
        output.write(json.dumps(message).encode() + b"\n")
        output.flush()

    with Desk.open(setup.where, model=setup.model) as desk:
        worker = Worker(desk, setup, told)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it stops when the server tells it to
        signal.signal(signal.SIGTERM, lambda *_: worker.end())
        Thread(target=worker.listen, args=(orders,), daemon=True).start()
        Thread(target=worker.lay_out, daemon=True).start()
        told({"ready": True})
        worker.run()
    sys.stderr.flush()
    os._exit(0)  # a page that is still being fetched is not waited for


def _apart() -> BinaryIO:
    """Standard output for the server alone: what anything else prints goes to standard error."""
    mine = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return mine


if __name__ == "__main__":
    main()
