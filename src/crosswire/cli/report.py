"""`crosswire report`: one HTML file that a person opens, searches and mails on."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from crosswire.cli.option import reading
from crosswire.cli.reader import ledger_among, reports, settle
from crosswire.export import load
from crosswire.ledger import without_texts
from crosswire.output import whole
from crosswire.report import read_borders, render, report
from crosswire.view.brief import brief

STANDARD_OUTPUT = "-"


@click.command(name="report")
@click.argument("paths", nargs=-1, metavar="PATH|LEDGER...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    required=True,
    metavar="FILE",
    help="Write the page to this file; - is standard output.",
)
@click.option(
    "--borders",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw the borders of this GeoJSON or TopoJSON file in place of Natural Earth's.",
)
@click.option("--no-text", is_flag=True, help="Leave out the reports' texts, keep the excerpts.")
@click.option("--demo", is_flag=True, help="Read the event that comes with crosswire.")
@reading
def command(
    paths: tuple[str, ...],
    *,
    output: str,
    borders: Path | None,
    no_text: bool,
    demo: bool,
    **reading: Any,
) -> int:
    """Write what reports of one event say as one HTML file that opens from disk.

    PATH is a file or folder of reports, a ledger, or - for standard input. The file holds all that
    it shows and fetches nothing; docs/report.md tells how to read it.
    """
    drawn = read_borders(borders) if borders else None
    file = ledger_among(paths)
    if file is None:
        ledger = reports(paths, demo=demo, **reading)
    with _uncollected():
        if file is not None:
            ledger = load(file)
        shown = without_texts(ledger) if no_text else ledger
        written = render(report(shown, borders=drawn), brief(shown))
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(written)
    else:
        with whole(Path(output)) as goal:
            goal.write(written)
    return 0 if file else settle(ledger, quiet=reading["quiet"])


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the search for cycles, of which rows have none: it takes a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
