"""What runs in a process that is to be killed: the very command, after some set-up.

Imported ahead of time by the process that the others are forked from: it loads the model, and the
children find it loaded.
"""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest import mock

from bench.fault import later, press
from bench.fault.probe import Count, Phase, Probe

WARM = "CROSSWIRE_FAULT_WARM"
"""Set in the process that others are forked from."""

SETTLED = 0.1
"""Seconds that a watched file stays as it is before it is read: fewer than in life."""

NEEDED = (
    "crosswire.cli.add",
    "crosswire.cli.desk",
    "crosswire.cli.watch",
    "crosswire.desk.desk",
    "crosswire.desk.storage.migration",
    "crosswire.desk.watch.watch",
    "crosswire.pipeline",
    "pg8000.dbapi",
    "sqlalchemy.dialects.postgresql.pg8000",
    "sqlalchemy.dialects.sqlite",
)
"""What the commands import when they are called."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to do, and what is different in its world."""

    arguments: tuple[str, ...]
    folder: Path
    """Where it says what it says, counts, and works."""
    clock: timedelta = timedelta()
    """By how much its clock is off."""
    largest: int | None = None
    """The most bytes that a file of its may have, in place of a full disk."""
    later: bool = False
    """Whether it is a program with one migration more."""
    batch: int = 4
    """How many reports it takes in at once: fewer than in life, so that short runs commit often."""
    stepwise: bool = False
    """Whether it waits after each commit until the harness lets it go on."""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        """Its standard output."""
        return self.folder / "out.txt"

    @property
    def errors(self) -> Path:
        """Its standard error."""
        return self.folder / "errors.txt"

    @property
    def probe(self) -> Path:
        """Its counts."""
        return self.folder / "probe"


def run(order: Order) -> None:
    """The whole life of the process."""
    probe = Probe(order.probe)
    _redirect(order.out, 1)
    _redirect(order.errors, 2)
    os.environ.update(order.environment)
    os.chdir(order.folder)
    probe.enter(Phase.START, Count.STARTED)
    with _clock(order.clock), _small(order.batch):
        if order.largest is not None:
            _limit(order.largest)
        if order.later:
            later.attach()
        probe.attach()
        try:
            _command(order.arguments)
        finally:
            probe.enter(Phase.END, Count.ENDED)


def _command(arguments: tuple[str, ...]) -> None:
    """What `crosswire` does when it is called with these arguments."""
    from crosswire.cli import main  # noqa: PLC0415 - a new process has not imported it

    main(arguments)


def _redirect(path: Path, number: int) -> None:
    """Let one of the process's own streams go to a file."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(file, number)
    os.close(file)


def _limit(largest: int) -> None:
    """From now on no file may grow beyond so many bytes: writing fails as on a full disk."""
    import resource  # noqa: PLC0415 - not on every system

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


@contextmanager
def _clock(off: timedelta) -> Iterator[None]:
    """The desk's clock is wrong by so much."""
    if not off:
        yield
        return
    from crosswire.desk.storage.store import Store  # noqa: PLC0415 - a new process has not imported it

    right = Store.__init__

    def made(self: Store, *given: Any, clock: Callable[[], datetime], **more: Any) -> None:
        right(self, *given, clock=lambda: clock() + off, **more)

    with mock.patch.object(Store, "__init__", made):
        yield


@contextmanager
def _small(batch: int) -> Iterator[None]:
    """Transactions hold so many reports at most, and files are soon taken to be whole."""
    from crosswire.desk.intake import intake  # noqa: PLC0415 - a new process has none
    from crosswire.desk.watch import folder, watch  # noqa: PLC0415 - as above

    with (
        mock.patch.object(intake, "BATCH", batch),
        mock.patch.object(watch, "BATCH", batch),
        mock.patch.object(watch, "SETTLED", SETTLED),
        mock.patch.object(folder, "SETTLED", SETTLED),
    ):
        yield


def warm() -> None:
    """Load what every command loads, once for all processes that are forked from this one.

    A few reports are read, so that the word lists that reading takes are ready, too.
    """
    from crosswire import collate, model  # noqa: PLC0415 - only here is it worth its time

    model.load = cache(model.load)
    with tempfile.TemporaryDirectory() as folder:
        collate(press.write(Path(folder), press.texts(3)))
    for name in NEEDED:
        import_module(name)


if os.environ.get(WARM):
    warm()
