"""From a command's arguments to a ledger, with what the person sees meanwhile."""

from __future__ import annotations

import gc
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from typing import Any

import click

from crosswire.cli.terminal import complain, progress
from crosswire.desk.storage.place import is_desk
from crosswire.error import extra
from crosswire.export import is_ledger, load
from crosswire.ledger import Ledger

DEMO = "demo"
"""The folder of the event that comes with the package."""

PROBLEMS = 3
"""What a command exits with where some inputs could not be read."""


@dataclass(frozen=True, slots=True)
class Given:
    """The ledger that a command is about; `named` is how `crosswire show` opens it, if it can.

    `is_new` says that it was just made of reports, so that their problems are news.
    """

    ledger: Ledger
    named: str | None = None
    is_new: bool = False

    def settle(self, *, quiet: bool) -> int:
        """Say what could not be read just now; the exit code."""
        return settle(self.ledger, quiet=quiet) if self.is_new else 0


def given(
    paths: Sequence[str],
    *,
    event: str | None = None,
    demo: bool = False,
    quiet: bool = False,
    **reading: Any,
) -> Given:
    """The ledger at a path, that of an event of a desk, or that of the reports at some paths."""
    chosen = _alone(paths) if paths or event is None else configured_desk()
    if chosen is not None and reading.get("judgements"):
        raise click.UsageError("Judgements are of reports: give these, or let the desk have both.")
    if chosen is not None and is_desk(chosen):
        return of_desk(chosen, event)
    if event is not None:
        raise click.UsageError("An event is of a desk: give a desk before --event.")
    if chosen is not None:
        return Given(_loaded(chosen), chosen)
    return Given(reports(paths, demo=demo, quiet=quiet, **reading), is_new=True)


def configured_desk() -> str | None:
    """The desk of the configuration, for whoever names none."""
    with extra("desk"):
        from crosswire.desk.config.config import configured  # noqa: PLC0415 - an extra
    return configured().desk.where


def opened(path: str, event: str | None) -> Ledger:
    """The ledger at a path, or that of an event of the desk there."""
    if is_desk(path):
        return of_desk(path, event).ledger
    if event is not None:
        raise click.UsageError("An event is of a desk: give a desk before --event.")
    return _loaded(path)


def _loaded(path: str) -> Ledger:
    """The ledger at a path."""
    with uncollected():
        return load(path)


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the search for cycles, of which rows have none: it takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def of_desk(desk: str, told: str | None) -> Given:
    """The ledger of an event of a desk; one that has but one event needs no name for it."""
    with extra("desk"):
        from crosswire.desk.config.config import configured  # noqa: PLC0415 - an extra
        from crosswire.desk.desk import Desk  # noqa: PLC0415 - an extra
    with Desk.open(desk, model=configured().reading.model) as found:
        event = told or only_event(found)
        with uncollected():
            ledger = found.ledger(event)
        return Given(ledger, f"{found.store.name} --event {shlex.quote(event)}")


def only_event(desk: Any) -> str:
    """The event of a desk that has but one; raises UsageError otherwise."""
    events = desk.events()
    if len(events) != 1:
        listed = ", ".join(one.name for one in events[:5])
        raise click.UsageError(
            f"The desk has {len(events)} events ({listed}): name one with --event."
            if events
            else "The desk has no event yet: give it reports with `crosswire add`."
        )
    return str(events[0].id)


def reports(
    paths: Sequence[str], *, demo: bool = False, quiet: bool = False, **reading: Any
) -> Ledger:
    """The ledger of the reports at `paths`, or of the demo's."""
    from crosswire.pipeline import collate  # noqa: PLC0415 - a second that a ledger does not need

    if demo == bool(paths):
        raise click.UsageError("Give files or folders of reports, or --demo.")
    for path in filter(is_desk, paths):
        raise click.UsageError(
            f"{path} is a desk; a ledger of it: crosswire export {path} --event EVENT -o FILE.jsonl"
        )
    with progress(quiet=quiet) as watch:
        if not demo:
            return collate(paths, watch=watch, **reading)
        with resources.as_file(resources.files("crosswire").joinpath(DEMO)) as folder:
            return collate([folder], watch=watch, **reading)


def _alone(paths: Sequence[str]) -> str | None:
    """The path that is a ledger or a desk, if one is; it must stand alone."""
    for path in paths:
        kind = "desk" if is_desk(path) else "ledger" if is_ledger(path) else None
        if kind and len(paths) > 1:
            raise click.UsageError(f"{path} is a {kind}: give it alone, or give reports only.")
        if kind:
            return path
    return None


def settle(ledger: Ledger, *, quiet: bool) -> int:
    """Say what could not be read; the exit code."""
    for problem in () if quiet else ledger.problems:
        complain(f"{problem.document}: {problem.reason}", problem.remedy)
    return PROBLEMS if ledger.problems else 0
