"""`crosswire ledger`: every claim as a row of JSON lines."""

from __future__ import annotations

import sys
from typing import Any

import click

from crosswire.cli.option import judged, reading
from crosswire.cli.reader import reports, settle
from crosswire.ledger import save, write


@click.command(name="ledger")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output.",
)
@click.option("--no-text", is_flag=True, help="Leave out the reports' texts, keep the excerpts.")
@click.option("--demo", is_flag=True, help="Read the event that comes with crosswire.")
@judged
@reading
def command(
    paths: tuple[str, ...], *, output: str | None, no_text: bool, demo: bool, **reading: Any
) -> int:
    """Write the ledger of reports of one event: a JSON object a line, each with its place.

    PATH is a file or folder of reports, or - for standard input. The fields are described in
    docs/ledger.md.
    """
    ledger = reports(paths, demo=demo, **reading)
    if output:
        save(ledger, output, text=not no_text)
    else:
        write(ledger, sys.stdout.buffer, text=not no_text)
    return settle(ledger, quiet=reading["quiet"])
