"""From a command's arguments to a ledger, with what the person sees meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

import click

from crosswire.cli.terminal import complain, progress
from crosswire.export import is_ledger
from crosswire.ledger import Ledger

DEMO = "demo"
"""The folder of the event that comes with the package."""

PROBLEMS = 3
"""What a command exits with where some inputs could not be read."""


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


def ledger_among(paths: Sequence[str]) -> str | None:
    """The path that is a ledger, if one is; it must stand alone."""
    ledgers = [path for path in paths if is_ledger(path)]
    if ledgers and len(paths) > 1:
        raise click.UsageError(f"{ledgers[0]} is a ledger: give it alone, or give reports only.")
    return ledgers[0] if ledgers else None


def settle(ledger: Ledger, *, quiet: bool) -> int:
    """Say what could not be read; the exit code."""
    for problem in () if quiet else ledger.problems:
        complain(f"{problem.document}: {problem.reason}", problem.remedy)
    return PROBLEMS if ledger.problems else 0
