"""`crosswire gazetteer`: the register of places."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.terminal import progress
from crosswire.gazetteer import ATTRIBUTION, build, import_geonames

_OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it to this file.",
)


@click.group(name="gazetteer")
def command() -> None:
    """The register of places that gives names their points on the map."""


@command.command(name="build")
@_OUTPUT
@click.option("--quiet", "-q", is_flag=True, help="No progress bar.")
def build_(output: Path | None, *, quiet: bool) -> None:
    """Build the register from the packages that came with crosswire.

    This happens by itself when a ledger is first made; it takes some fifteen seconds.
    """
    with progress(quiet=quiet) as watch:
        path = build(output, progress=watch)
    click.echo(path)
    click.echo(ATTRIBUTION, err=True)


@command.command(name="import")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_OUTPUT
def import_(dump: Path, output: Path) -> None:
    """Make a register of a full GeoNames DUMP (tab separated, 19 columns)."""
    import_geonames(dump, output)
    click.echo(ATTRIBUTION, err=True)
