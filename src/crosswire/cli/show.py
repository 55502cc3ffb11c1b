"""`crosswire show`: one row in its context, with its reasons."""

from __future__ import annotations

from pathlib import Path

import click

from crosswire.cli.option import of_event
from crosswire.cli.reader import configured_desk, opened
from crosswire.cli.terminal import page
from crosswire.view import show
from crosswire.view.lookup import Lookup


def _both(_: click.Context, __: click.Parameter, arguments: tuple[str, ...]) -> tuple[str, str]:
    """A path or address and an id; raises BadParameter for a path where nothing is.

    An id alone is one of the configured desk.
    """
    if len(arguments) == 1 and (desk := configured_desk()):
        return desk, arguments[0]
    if len(arguments) != 2:
        raise click.UsageError("Give a ledger, a desk or an archive, and the id of a row.")
    path, reference = arguments
    if "://" not in path and not Path(path).exists():
        raise click.BadParameter(f"Path {path!r} does not exist.")
    return path, reference


@click.command(name="show")
@click.argument("arguments", nargs=-1, metavar="[LEDGER|DESK|ARCHIVE] ID", callback=_both)
@of_event
def command(arguments: tuple[str, str], *, event: str | None) -> int:
    """Show one row of a LEDGER: its words in their paragraph, its fields, the reasons for them.

    ID is a row's id, or as much of its beginning as fits no other row (the references of
    `crosswire brief`). In place of a ledger it may be an event of a DESK, which need not be named
    where one is configured, or a story of an ARCHIVE.
    """
    ledger, reference = arguments
    lookup = Lookup(opened(ledger, event))
    rows = lookup.ledger.find(reference)
    if not rows:
        raise click.BadParameter(f"no row's id begins with {reference!r}", param_hint="ID")
    if len(rows) > 1:
        page(show.choices(rows, lookup))
        raise click.BadParameter(f"{reference!r} fits {len(rows)} rows", param_hint="ID")
    page(show.render(rows[0], lookup))
    return 0
