"""`crosswire report`: one HTML file that a person opens, searches and mails on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from crosswire.cli.option import judged, of_event, reading
from crosswire.cli.reader import given, uncollected
from crosswire.ledger import without_texts
from crosswire.output import whole
from crosswire.report import read_borders, render, report
from crosswire.view.brief import brief

STANDARD_OUTPUT = "-"


@click.command(name="report")
@click.argument("paths", nargs=-1, metavar="PATH|LEDGER|DESK|ARCHIVE...")
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
@of_event
@judged
@reading
def command(  # noqa: PLR0913 - each is an option of the command
    paths: tuple[str, ...],
    *,
    output: str,
    borders: Path | None,
    no_text: bool,
    demo: bool,
    event: str | None,
    **reading: Any,
) -> int:
    """Write what reports of one event say as one HTML file that opens from disk.

    PATH is a file or folder of reports, a ledger, a desk, an archive, or - for standard
    input. The file holds all that it shows and fetches nothing; docs/report.md tells how to
    read it.
    """
    drawn = read_borders(borders) if borders else None
    found = given(paths, event=event, demo=demo, **reading)
    with uncollected():
        shown = without_texts(found.ledger) if no_text else found.ledger
        written = render(report(shown, borders=drawn), brief(shown))
    if output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(written)
    else:
        with whole(Path(output)) as goal:
            goal.write(written)
    return found.settle(quiet=reading["quiet"])
