"""`crosswire brief`: what a duty editor reads first."""

from __future__ import annotations

from typing import Any

import click

from crosswire.cli.option import judged, of_event, reading
from crosswire.cli.reader import given
from crosswire.cli.terminal import page
from crosswire.ledger import save
from crosswire.view.brief import brief
from crosswire.view.page import render


@click.command(name="brief")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "-o",
    "--ledger",
    "output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the ledger too, so that `crosswire show` can open the references.",
)
@click.option("--all", "whole", is_flag=True, help="Every line, however many screens it takes.")
@click.option("--demo", is_flag=True, help="Read the event that comes with crosswire.")
@of_event
@judged
@reading
def command(
    paths: tuple[str, ...],
    *,
    output: str | None,
    whole: bool,
    demo: bool,
    event: str | None,
    **reading: Any,
) -> int:
    """Say on two screens what reports of one event say, and who says it.

    PATH is a file or folder of reports, a ledger, a desk, an archive, or - for standard
    input. Every line ends in a reference that `crosswire show LEDGER REFERENCE` opens.
    """
    found = given(paths, event=event, demo=demo, **reading)
    if output:
        save(found.ledger, output)
    page(render(brief(found.ledger), whole=whole, ledger=output or found.named))
    return found.settle(quiet=reading["quiet"])
