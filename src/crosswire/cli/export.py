"""`crosswire export`: the ledger in the formats of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crosswire.cli.option import of_event, reading
from crosswire.cli.reader import given
from crosswire.export import Format, choose, export, for_file, names
from crosswire.export.goal import check
from crosswire.ledger import without_texts


@click.command(name="export")
@click.argument("paths", nargs=-1, metavar="LEDGER|DESK|ARCHIVE|PATH...")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(),
    metavar="FILE",
    help="The file, or the folder, to write; its ending may say the format.",
)
@click.option("--to", "name", metavar="FORMAT", help=f"One of {', '.join(names())}.")
@click.option("--no-text", is_flag=True, help="Leave out the reports' texts, keep the excerpts.")
@click.option("--demo", is_flag=True, help="Read the event that comes with crosswire.")
@of_event
@reading
def command(  # noqa: PLR0913 - each is an option of the command
    paths: tuple[str, ...],
    *,
    output: str,
    name: str | None,
    no_text: bool,
    demo: bool,
    event: str | None,
    **reading: Any,
) -> int:
    """Write a ledger in another format: for a spreadsheet, a database, a map, a web of data.

    LEDGER is a ledger in any format that reads back (jsonl, parquet, sqlite), DESK and ARCHIVE
    have the ledgers of many events; PATH is a file or folder of reports, or - for
    standard input. The formats are described in docs/export.md.
    """
    form = _format(name, Path(output))
    check(form, output)
    found = given(paths, event=event, demo=demo, **reading)
    export(without_texts(found.ledger) if no_text else found.ledger, form, output)
    return found.settle(quiet=reading["quiet"])


def _format(name: str | None, output: Path) -> Format:
    """The format that is named, else the one that the goal's name asks for."""
    if name is not None and name not in names():
        raise click.BadParameter(f"{name!r} is none of {', '.join(names())}.", param_hint="--to")
    return for_file(output) if name is None else choose(name)
