"""How far a run over an archive is, and what it made, as a person sees them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import click
from rich.console import Console, RenderableType
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from crosswire.archive.progress import Gauge, stretch
from crosswire.archive.summary import NAME, Pace, Summary
from crosswire.cli.terminal import complain
from crosswire.view.inert import inert

PAUSE = 10.0
"""Seconds between two lines where nobody watches a bar."""

KINDS = 20
"""Kinds of problems that are listed, the most frequent ones."""

BAR = 30
MEGABYTE = 1_000_000


@contextmanager
def shown(*, quiet: bool) -> Iterator[Gauge]:
    """A gauge, and meanwhile a bar where a person watches, else a line every ten seconds."""
    gauge = Gauge(say=complain)
    console = Console(stderr=True)
    if quiet:
        yield gauge
    elif console.is_terminal:
        with Live(console=console, get_renderable=lambda: _bar(gauge), transient=True):
            yield gauge
    else:
        with _lines(gauge):
            yield gauge


def _bar(gauge: Gauge) -> RenderableType:
    """A bar, and behind it what the gauge says."""
    grid = Table.grid(padding=(0, 1))
    grid.add_row(ProgressBar(1.0, gauge.share, width=BAR), Text(gauge.line()))
    return grid


@contextmanager
def _lines(gauge: Gauge) -> Iterator[None]:
    """A line now and then, from a thread of its own: a step's part may take minutes."""
    over = Event()

    def tick() -> None:
        while not over.wait(PAUSE):
            click.echo(f"crosswire: {gauge.line()}", err=True)

    thread = Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def told(found: Summary, out: str) -> None:
    """Say what an archive holds and what the run cost."""
    for line in _lines_of(found, out):
        click.echo(inert(line))


def _lines_of(found: Summary, out: str) -> Iterator[str]:
    """A summary, line by line."""
    yield _row("articles", f"{found.articles:,}")
    if copies := found.exact + found.near:
        each = (f"word for word {found.exact:,}", f"nearly {found.near:,}")
        yield _row("copies", f"{copies:,}", *each)
    if found.again:
        yield _row("again", f"{found.again:,} given more than once, counted once in the ledgers")
    if found.languages:
        total = sum(found.languages.values())
        line = sorted(found.languages.items(), key=lambda it: (-it[1], it[0]))
        yield _row("not kept", f"{total:,} in other languages", *(f"{n} {c:,}" for n, c in line))
    yield _row("stories", f"{found.stories:,}")
    kinds = (f"{name} {count:,}" for name, count in found.rows.items())
    yield _row("rows", f"{sum(found.rows.values()):,}", *kinds)
    for step in found.steps:
        if step.parts:
            yield _row(step.step, *_pace(step))
    own, most = found.memory / MEGABYTE, found.worker_memory / MEGABYTE
    yield _row("memory", f"{own:,.0f} MB, and {most:,.0f} MB for a worker at most")
    if found.problems:
        yield _row("problems", f"{found.problem_count:,}")
    for trouble in found.problems[:KINDS]:
        yield _row("", f"{trouble.count:,} x {trouble.reason} - {trouble.remedy}")
        yield _row("", f"    as {', '.join(trouble.examples)}; see {out}/{trouble.part}")
    if (more := len(found.problems) - KINDS) > 0:
        yield _row("", f"{more:,} kinds more: see {out}/problems")
    yield _row("written", f"{out}/ledger, {out}/index, {out}/{NAME}")


def _row(label: str, *parts: str) -> str:
    """A line of the summary."""
    return f"{label:<9} {'  '.join(part for part in parts if part)}".rstrip()


def _pace(step: Pace) -> Iterator[str]:
    """What a step cost."""
    yield f"{step.articles:,} article" + ("" if step.articles == 1 else "s")
    yield f"in {stretch(step.seconds)}"
    if rate := step.rate:
        yield f"{rate:,.1f}/s"
