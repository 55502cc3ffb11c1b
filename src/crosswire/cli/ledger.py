"""`crosswire ledger`: every claim as a row of JSON lines."""

from __future__ import annotations

import sys
from typing import Any

import click

from crosswire.cli.option import judged, of_event, reading
from crosswire.cli.reader import given
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
@of_event
@judged
@reading
def command(
    paths: tuple[str, ...],
    *,
    output: str | None,
    no_text: bool,
    demo: bool,
    event: str | None,
    **reading: Any,
) -> int:
    """Write the ledger of reports of one event: a JSON object a line, each with its place.

    PATH is a file or folder of reports, a desk, an archive, or - for standard input. The fields
    are described in docs/ledger.md.
    """
    found = given(paths, event=event, demo=demo, **reading)
    if output:
        save(found.ledger, output, text=not no_text)
    else:
        write(found.ledger, sys.stdout.buffer, text=not no_text)
    return found.settle(quiet=reading["quiet"])
