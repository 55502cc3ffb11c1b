"""`crosswire brief`: what a duty editor reads first."""

from __future__ import annotations

from typing import Any

import click

from crosswire.cli.option import reading
from crosswire.cli.reader import ledger_among, reports, settle
from crosswire.cli.terminal import page
from crosswire.export import load
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
@reading
def command(
    paths: tuple[str, ...], *, output: str | None, whole: bool, demo: bool, **reading: Any
) -> int:
    """Say on two screens what reports of one event say, and who says it.

    PATH is a file or folder of reports, a ledger, or - for standard input. Every line ends in a
    reference that `crosswire show LEDGER REFERENCE` opens.
    """
    file = ledger_among(paths)
    ledger = load(file) if file else reports(paths, demo=demo, **reading)
    if output:
        save(ledger, output)
    page(render(brief(ledger), whole=whole, ledger=output or file))
    return 0 if file else settle(ledger, quiet=reading["quiet"])
