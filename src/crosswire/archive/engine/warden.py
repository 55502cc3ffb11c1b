"""Looks after the process that does a step's units: one article's trouble never stops the rest.

The work is done in a child process, since nothing else ends a computation that runs away, and
nothing else outlives a crash inside a library. An article that takes too long, or of which its
process dies, is set aside as a problem, and its unit is done again without it.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import IO, Any, Self

from crosswire.archive.engine.child import Failure, Names, handed, ordered
from crosswire.archive.unit import Done, Setback, Step, Unit
from crosswire.error import ArchiveError

LIMIT = 60.0
"""Seconds that one article may take."""

STRETCH = 20
"""How many times as long as an article work may take that is of none alone."""

OPEN = 600.0
"""Seconds that a worker may take to begin, with all that it loads."""

TRIES = 3
"""How often a unit is begun that fails for no article's fault."""

ARTICLE_TRIES = 2
"""How often an article is begun of which its worker dies."""

ENDING = 5.0
"""Seconds that a child without work has to end."""

TAIL = 2000
"""Bytes that are kept of what a child says on standard error."""

CHUNK = 65536

ONE_CORE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Workers share the machine by their number: none of them spreads over its cores."""

COMMAND = (sys.executable, "-P", "-m", "crosswire.archive.engine.child")

LENGTHEN = "Give it more with --limit, or leave it out."
AGAIN = "Run `crosswire doctor`, then the command again."
AWAY = "Leave it out, or report this with it."


class Trouble(Exception):  # noqa: N818 - nobody did wrong: it is news of a child
    """A try of a unit failed: how, and what was worked on by then."""

    def __init__(self, names: Names, failure: Failure) -> None:
        super().__init__(failure.reason)
        self.names = names or ()
        self.failure = failure

    def blamed(self, without: Mapping[str, Setback]) -> str | None:
        """What it is blamed on; None: on nothing, or on what was to be left alone."""
        is_fair = len(self.names) == 1 and not self.failure.is_ours
        return self.names[0] if is_fair and self.names[0] not in without else None


@dataclass(slots=True)
class Warden:
    """Does units of a step, one after the other, by a child that it starts when there is need.

    `limit` is how many seconds one article may take. To be closed when there is no more to do.
    """

    step: Step
    limit: float = LIMIT
    _child: Child | None = field(default=None, init=False)

    def done(self, unit: Unit) -> Done:
        """Do a unit, whatever it holds; its note is written then.

        Raises ArchiveError where the fault is not the unit's: a full disk, a missing model.
        """
        without: dict[str, Setback] = {}
        tries: Counter[str | None] = Counter()
        careful = False
        while True:
            try:
                return self._tried(unit, without, careful=careful)
            except Trouble as trouble:
                self.close()
                failure, blamed = trouble.failure, trouble.blamed(without)
                if len(trouble.names) > 1 and not careful:
                    careful = True
                    continue
                tries[blamed] += 1
                if blamed is None:
                    if failure.is_final or tries[None] == TRIES:
                        return self._given_up(unit, failure)
                elif failure.is_final or tries[blamed] == ARTICLE_TRIES:
                    without[blamed] = Setback(blamed, failure.reason, failure.remedy)

    def start(self) -> Child:
        """Start a child, which loads what it needs before there is a unit for it."""
        child = self._child = Child.started()
        child.hand(self.step)
        return child

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _tried(self, unit: Unit, without: Mapping[str, Setback], *, careful: bool) -> Done:
        """One try of a unit; raises Trouble."""
        child = self._child or self.start()
        return child.done(ordered(unit, without, careful=careful), self.limit)

    def _given_up(self, unit: Unit, failure: Failure) -> Done:
        """What is left of a unit that no worker survives: a problem, and the note that says so."""
        if failure.is_ours:
            raise ArchiveError(failure.reason, remedy=failure.remedy)
        return set_aside(self.step, unit, failure.reason, failure.remedy)


def set_aside(step: Step, unit: Unit, reason: str, remedy: str) -> Done:
    """Give a unit up: its problem rows and its note are written; ArchiveError if they cannot be."""
    try:
        done = step.set_aside(unit, Setback(unit.name, reason, remedy))
        done = replace(done, digest=unit.digest)
        step.place.write(unit.note, done.written())
    except OSError as error:
        raise ArchiveError(
            f"{step.place.url} cannot be written: {error.strerror or error}",
            remedy="See to it, and run the command again.",
        ) from error
    return done


@dataclass(slots=True)
class Child:
    """A child process, as its warden has it: what it is told, and what it tells in time."""

    process: subprocess.Popen[bytes]
    names: Names = None
    _heard: bytearray = field(default_factory=bytearray, init=False)
    _said: bytes = field(default=b"", init=False)
    _ears: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector, init=False)

    def __post_init__(self) -> None:
        for pipe in (self.process.stdout, self.process.stderr):
            self._ears.register(_there(pipe), selectors.EVENT_READ)

    @classmethod
    def started(cls) -> Child:
        """A child that waits for its step; a terminal's Ctrl-C does not reach it."""
        pipe, surroundings = subprocess.PIPE, os.environ | ONE_CORE
        try:
            process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
                COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=surroundings, process_group=0
            )
        except OSError as error:
            raise Trouble(None, _unable(str(error.strerror))) from error
        return cls(process)

    def hand(self, step: Step) -> None:
        """Hand it its step, to be opened."""
        self._send(handed(step))

    def done(self, order: str, limit: float) -> Done:
        """Have it do a unit, in which one article may take so many seconds; raises Trouble."""
        if self.names is None:
            self._hear(OPEN)  # no order before it says that it is ready: it would end it
        self.names = ()
        self._send(order)
        while True:
            message = self._hear(limit * (len(self.names or ()) or STRETCH))
            if "done" in message:
                return Done(**message["done"])
            self.names = tuple(message["begin"])

    def end(self) -> None:
        """End it: by itself where it has no work, else at once."""
        process = self.process
        with suppress(BrokenPipeError):
            _there(process.stdin).close()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._ears.close()
        for pipe in (process.stdout, process.stderr):
            _there(pipe).close()

    def _send(self, line: str) -> None:
        """Hand it a line."""
        orders = _there(self.process.stdin)
        try:
            orders.write(line.encode() + b"\n")
            orders.flush()
        except BrokenPipeError:
            raise self._dead() from None

    def _hear(self, seconds: float) -> dict[str, Any]:
        """What it tells next, within so many seconds; raises Trouble."""
        deadline = monotonic() + seconds
        while b"\n" not in self._heard:
            left = deadline - monotonic()
            if not self._listen(max(0.0, left)) and left <= 0:
                raise Trouble(self.names, _slow(seconds))
        line, _, rest = self._heard.partition(b"\n")
        self._heard = rest
        message: dict[str, Any] = json.loads(line)
        if "failed" in message:
            raise Trouble(self.names, Failure(**message["failed"]))
        return message

    def _listen(self, seconds: float) -> bool:
        """Wait so long for it to tell or to say something; whether it told anything."""
        has_told = False
        for key, _ in self._ears.select(seconds):
            data = os.read(key.fd, CHUNK)
            if key.fileobj is self.process.stderr:
                self._said = (self._said + data)[-TAIL:]
                if not data:
                    self._ears.unregister(key.fileobj)
            elif data:
                self._heard += data
                has_told = True
            else:
                raise self._dead()
        return has_told

    def _dead(self) -> Trouble:
        """The news that it died."""
        self.end()
        return Trouble(self.names, _death(self.process.returncode, self.names, self._said))


def _slow(seconds: float) -> Failure:
    """What is said of what took too long."""
    return Failure(f"it took more than {seconds:g} seconds", LENGTHEN, is_final=True)


def _death(code: int, names: Names, said: bytes) -> Failure:
    """What is said of what a child died of: on nobody's account where it had not even begun."""
    how = signal.strsignal(-code) if code < 0 else f"exit code {code}"
    if names is None:
        words = said.decode(errors="replace").strip().splitlines() or [""]
        return _unable(f"{how} {words[-1]:.300}".strip())
    return Failure(f"its worker died: {how}", AWAY)


def _unable(why: str) -> Failure:
    """What is said of this machine where it cannot have a child on it."""
    return Failure(f"no worker can begin: {why}", AGAIN, is_ours=True)


def _there(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe of a child that was asked for."""
    assert pipe is not None  # noqa: S101 - it was asked for
    return pipe
