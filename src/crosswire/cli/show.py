"""`crosswire show`: one row in its context, with its reasons."""

from __future__ import annotations

import click

from crosswire.cli.terminal import page
from crosswire.export import load
from crosswire.view import show
from crosswire.view.lookup import Lookup


@click.command(name="show")
@click.argument("ledger", type=click.Path(exists=True))
@click.argument("reference", metavar="ID")
def command(ledger: str, reference: str) -> int:
    """Show one row of a LEDGER: its words in their paragraph, its fields, the reasons for them.

    ID is a row's id, or as much of its beginning as fits no other row (the references of
    `crosswire brief`).
    """
    lookup = Lookup(load(ledger))
    rows = lookup.ledger.find(reference)
    if not rows:
        raise click.BadParameter(f"no row's id begins with {reference!r}", param_hint="ID")
    if len(rows) > 1:
        page(show.choices(rows, lookup))
        raise click.BadParameter(f"{reference!r} fits {len(rows)} rows", param_hint="ID")
    page(show.render(rows[0], lookup))
    return 0
