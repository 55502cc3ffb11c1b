"""`crosswire remove`: reports go, and all that rests on them alone."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Sequence

import click

from crosswire.cli.newsroom import desk_first
from crosswire.cli.setting import configured
from crosswire.desk.address import shown
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.intake.origin import Brought
from crosswire.desk.intake.removal import Doomed
from crosswire.view.count import counted
from crosswire.view.inert import inert


@click.command(name="remove")
@click.argument("arguments", nargs=-1, metavar="[DESK] [REPORT|URL...]")
@click.option(
    "--outlet", "outlets", multiple=True, metavar="NAME", help="All of this outlet. Repeatable."
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="FOLDER|FILE|URL",
    help="All that this watched or added folder, file, feed or page alone brought. Repeatable.",
)
@click.option("--only", is_flag=True, help="Only this version of a REPORT, not all its versions.")
@click.option("--yes", "-y", is_flag=True, help="Do not ask.")
@configured
def command(  # noqa: PLR0913 - each is an option of the command
    arguments: tuple[str, ...],
    *,
    outlets: tuple[str, ...],
    sources: tuple[str, ...],
    only: bool,
    yes: bool,
    config: Config,
) -> int:
    """Delete reports from a DESK for good: all their versions, and all that rests on them alone.

    REPORT is an id as `crosswire add` prints it. What others say too stays. It is noted that the
    reports were there, and that they were removed, and nothing of what they said.
    """
    where, reports = desk_first(arguments, config)
    if not (reports or outlets or sources):
        raise click.UsageError("Say what to remove: a report, --outlet or --source.")
    with Desk.open(where, model=config.reading.model) as desk:
        found = desk.doomed(reports, outlets=outlets, sources=sources, only=only)
        _show(found)
        _show_left(desk.brought(sources) if sources else (), {one.id for one in found})
        if found and not yes:
            _ask(found)
        gone = desk.remove([one.id for one in found], only=True)
    click.echo(f"{counted(len(gone), 'report')} removed")
    return 0


def _ask(found: Sequence[Doomed]) -> None:
    """Go on only where a person says yes; raises UsageError where there is none."""
    try:
        click.confirm(f"Delete {counted(len(found), 'report')} for good?", abort=True)
    except click.Abort:
        if sys.stdin.isatty():
            raise
        raise click.UsageError("Nobody is here to be asked: give --yes.") from None


def _show(found: Sequence[Doomed]) -> None:
    """List what is to go."""
    for one in found:
        about = " | ".join(part for part in (one.outlet, one.title, one.event) if part)
        click.echo(inert(f"{one.id}  {about}" if about else one.id))


def _show_left(brought: Iterable[Brought], going: Collection[str]) -> None:
    """List what stays of the sources, since it rests on others too."""
    for one in brought:
        if one.others and one.id not in going:
            others = ", ".join(map(shown, one.others))
            click.echo(inert(f"stays: {one.id}  (also from {others})"))
