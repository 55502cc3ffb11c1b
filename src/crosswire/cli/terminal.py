"""What the commands write to a person: pages, progress and complaints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click
from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from crosswire.view.inert import inert

if TYPE_CHECKING:
    from crosswire.reading import Watch

WIDTH = 100
"""Columns of a page that goes to a pipe, and the most of one that goes to a terminal."""

PATIENCE = 1.0
"""Seconds of work after which a person is shown how far it is."""


def page(content: RenderableType) -> None:
    """Print a page on standard output."""
    click.echo(laid_out(content), color=True)


def laid_out(content: RenderableType) -> str:
    """A page as standard output can take it: into a pipe it is plain text, without colour."""
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    with console.capture() as captured:
        console.print(content)
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def complain(message: str, remedy: str = "") -> None:
    """Say in one line on standard error what went wrong and what to do about it."""
    click.echo(f"crosswire: {inert(message)}" + (f" - {inert(remedy)}" if remedy else ""), err=True)


@contextmanager
def progress(*, quiet: bool) -> Iterator[Watch]:
    """A bar on standard error, shown where a person watches and work takes more than a moment."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=quiet or not console.is_terminal,
    )
    tasks: dict[str, TaskID] = {}
    started = monotonic()

    def watch(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done)
        if monotonic() - started > PATIENCE and done < total:
            bar.start()

    try:
        yield watch
    finally:
        bar.stop()
