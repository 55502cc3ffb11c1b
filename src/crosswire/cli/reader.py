"""From a command's arguments to a ledger, with what the person sees meanwhile."""

from __future__ import annotations

import gc
import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from crosswire.archive.mark import EXTRA as ARCHIVE
from crosswire.archive.mark import is_archive
from crosswire.cli.terminal import complain, progress
from crosswire.desk.storage.place import is_desk
from crosswire.error import extra
from crosswire.export import is_ledger, load
from crosswire.ledger import Ledger
from crosswire.view.inert import inert

if TYPE_CHECKING:
    from crosswire.archive.opened import Story
    from crosswire.archive.place import Place

SHOWN = 5
"""Stories that are listed where one is to be named."""

NAME = 40
"""Characters of each one's name."""

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
    """The ledger at a path, that of an event of a desk or archive, or that of some reports."""
    chosen = _alone(paths) if paths or event is None else configured_desk()
    if chosen is not None and reading.get("judgements"):
        raise click.UsageError("Judgements are of reports: give these, or let the desk have both.")
    if chosen is not None and is_desk(chosen):
        return of_desk(chosen, event)
    if chosen is not None and is_archive(chosen):
        return of_archive(chosen, event)
    _refuse(event)
    if chosen is not None:
        return Given(_loaded(chosen), chosen)
    return Given(reports(paths, demo=demo, quiet=quiet, **reading), is_new=True)


def configured_desk() -> str | None:
    """The desk of the configuration, for whoever names none."""
    with extra("desk"):
        from crosswire.desk.config.config import configured  # noqa: PLC0415 - an extra
    return configured().desk.where


def opened(path: str, event: str | None) -> Ledger:
    """The ledger at a path, or that of an event of the desk or archive there."""
    if is_desk(path):
        return of_desk(path, event).ledger
    if is_archive(path):
        return of_archive(path, event).ledger
    _refuse(event)
    return _loaded(path)


def _refuse(event: str | None) -> None:
    """Raise UsageError where an event is named, and nothing that has several."""
    if event is not None:
        raise click.UsageError(
            "An event is of a desk or an archive: give one of these before --event."
        )


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


def of_archive(archive: str, told: str | None) -> Given:
    """The ledger of a story of an archive; one that has but one story needs no name for it."""
    with extra(ARCHIVE):
        from crosswire.archive.opened import ledger_of  # noqa: PLC0415 - an extra
        from crosswire.archive.place import Place  # noqa: PLC0415 - an extra
    place = Place.of(archive)
    story = story_of(place, told)
    with uncollected():
        ledger = ledger_of(place, story)
    return Given(ledger, f"{shlex.quote(archive)} --event {story.id}")


def story_of(place: Place, told: str | None) -> Story:
    """The story that is meant; raises UsageError where none is named and there isn't just one."""
    from crosswire.archive.opened import find, stories  # noqa: PLC0415 - an extra

    if told is not None:
        return find(place, told)
    first = stories(place, limit=SHOWN + 1)
    if len(first) == 1:
        return first[0]
    listed = ", ".join(shorten(inert(one.name), NAME, placeholder=" …") for one in first[:SHOWN])
    more = ", …" if len(first) > SHOWN else ""
    raise click.UsageError(
        f"It is an archive of many stories ({listed}{more}): name one with --event; "
        f"`crosswire stories {shlex.quote(place.url)} WORDS` finds it."
        if first
        else "The archive has no story yet: go on with `crosswire archive`."
    )


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
    with progress(quiet=quiet) as watch:
        if not demo:
            return collate(paths, watch=watch, **reading)
        with resources.as_file(resources.files("crosswire").joinpath(DEMO)) as folder:
            return collate([folder], watch=watch, **reading)


def _alone(paths: Sequence[str]) -> str | None:
    """The path that is a ledger, a desk or an archive, if one is; it must stand alone."""
    for path in paths:
        kind = _kind(path)
        if kind and len(paths) > 1:
            raise click.UsageError(f"{path} is {kind}: give it alone, or give reports only.")
        if kind:
            return path
    return None


def _kind(path: str) -> str | None:
    """What is at a path, where that is more than reports."""
    if is_desk(path):
        return "a desk"
    if is_archive(path):
        return "an archive"
    return "a ledger" if is_ledger(path) else None


def settle(ledger: Ledger, *, quiet: bool) -> int:
    """Say what could not be read; the exit code."""
    for problem in () if quiet else ledger.problems:
        complain(f"{problem.document}: {problem.reason}", problem.remedy)
    return PROBLEMS if ledger.problems else 0
