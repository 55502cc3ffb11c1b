"""`crosswire stories`: which stories an archive has, and those that some words find."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date

import click

from crosswire.archive.mark import is_archive
from crosswire.archive.opened import MOST, PREFIX, Most, Story, stories
from crosswire.archive.place import Place
from crosswire.cli.option import day, to
from crosswire.cli.terminal import complain
from crosswire.view.inert import inert

LIMIT = 20
"""Stories that are listed where not all are asked for."""

HANDLE = 8
"""Digits of a story's id that are shown; as many as tell it apart may be given."""

SHOWN: tuple[Most, ...] = ("contested", "denied", "confirmed")
"""What a line tells beside the reports, where there is any."""

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(name="stories")
@click.argument("archive", metavar="ARCHIVE")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--since", type=_DAY, callback=day, metavar="DAY", help="Told on that day or after.")
@click.option("--until", type=_DAY, callback=day, metavar="DAY", help="Told on that day or before.")
@click.option(
    "--most",
    type=click.Choice(MOST),
    default=MOST[0],
    show_default=True,
    help="Those first that have most of them.",
)
@click.option("--all", "everything", is_flag=True, help=f"All stories, not the first {LIMIT}.")
@to("text", "jsonl", words="For a person, or a program: a story a line.")
def command(  # noqa: PLR0913 - each is an option of the command
    archive: str,
    words: tuple[str, ...],
    *,
    since: date | None,
    until: date | None,
    most: Most,
    everything: bool,
    form: str,
) -> int:
    """List the stories of an ARCHIVE that `crosswire archive` wrote: the largest first.

    WORDS must all stand in a story's name, or in the names that it is about most. A line tells its
    id, how many reports, its days, its name, and how many questions are contested, claims denied
    and confirmed. `crosswire brief ARCHIVE --event ID` opens it, as do report, show and export.
    """
    if not is_archive(archive):
        raise click.BadParameter(
            f"{archive!r} is no archive: `crosswire archive SOURCE... -o DIR` makes one.",
            param_hint="ARCHIVE",
        )
    found = stories(
        Place.of(archive),
        " ".join(words),
        since=since,
        until=until,
        most=most,
        limit=None if everything else LIMIT + 1,
    )
    for one in found if everything else found[:LIMIT]:
        click.echo(_json(one) if form == "jsonl" else _line(one, most))
    if not found:
        complain("no story is like that" if words or since or until else "there is no story yet")
    elif len(found) > LIMIT and not everything:
        complain("there is more", "Ask for it with --all.")
    return 0


def _line(one: Story, most: Most) -> str:
    """A story on one line."""
    told = one.summary
    days = "..".join(dict.fromkeys(str(day) for day in (told.first_day, told.last_day) if day))
    counts = {name: getattr(told, name) for name in (*SHOWN, most) if name != MOST[0]}
    facts = ", ".join(f"{number} {name}" for name, number in counts.items() if number)
    line = f"{told.reports:>5}  {days:<22}  {inert(one.name)}" + (f" ({facts})" if facts else "")
    return f"{one.id.removeprefix(PREFIX)[:HANDLE]}  {line}"


def _json(one: Story) -> str:
    """A story as a line of JSON: the columns of the index, and how many episodes it has."""
    members = asdict(one.summary)
    del members["episode"], members["digest"]
    return json.dumps({**members, "episodes": one.episodes}, default=date.isoformat)
