"""`crosswire desk`: make a desk, look after its events, keep it safe."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import click

from crosswire.cli.newsroom import InOrder, action, handle, make, unpacked
from crosswire.cli.option import to
from crosswire.cli.setting import where
from crosswire.codec import codec
from crosswire.desk.config.config import Config, default
from crosswire.desk.desk import Desk
from crosswire.desk.event.event import Event
from crosswire.desk.storage.backup import backup, restore
from crosswire.desk.storage.place import is_desk
from crosswire.desk.storage.schema import VERSION
from crosswire.desk.storage.store import Store
from crosswire.desk.version.version import Difference, Passage, Revision, stands
from crosswire.error import DeskError
from crosswire.view.count import counted
from crosswire.view.inert import inert


@click.group(name="desk", cls=InOrder)
def command() -> None:
    """Look after a desk: its events, the versions of its reports, its safety.

    DESK is a file or postgresql://..., and may be left out where crosswire.toml names one. EVENT
    is an id, as much of its beginning as fits no other, or a name; REPORT an id as `crosswire add`
    prints it.
    """


_action = action(command)


def _open(desk: str, config: Config) -> Desk:
    """The desk, with the configured model."""
    return Desk.open(desk, model=config.reading.model)


@_action("init", "")
def init(arguments: tuple[str, ...], *, config: Config) -> int:
    """Make a desk: a new file, or in an empty PostgreSQL database."""
    if len(arguments) > 1:
        raise click.UsageError("One desk at a time.")
    desk = where(arguments[0] if arguments else None, config)
    if is_desk(desk) and Path(desk).is_file():
        raise DeskError(f"there is a desk already: {desk}", remedy="Give it reports: crosswire add")
    make(desk)
    return 0


@_action("events", "")
def events(arguments: tuple[str, ...], *, config: Config) -> int:
    """List the events: id, reports, days, name."""
    desk, _ = unpacked(arguments, config, 0, 0)
    with _open(desk, config) as opened:
        for one in opened.events():
            click.echo(_line(one))
    return 0


def _line(one: Event) -> str:
    """An event on one line."""
    days = "..".join(dict.fromkeys(filter(None, (one.first_day, one.last_day))))
    return f"{handle(one.id)}  {one.reports:>5}  {days:<22}  {inert(one.name)}"


def _say(desk: Desk, name: str) -> None:
    """How an event stands now."""
    click.echo(_line(desk.event(name)))


@_action("rename", "EVENT NAME")
def rename(arguments: tuple[str, ...], *, config: Config) -> int:
    """Give an event another name."""
    desk, (event, title) = unpacked(arguments, config, 2, 2)
    with _open(desk, config) as opened:
        _say(opened, opened.rename(event, title))
    return 0


@_action("move", "EVENT REPORT...")
def move(arguments: tuple[str, ...], *, config: Config) -> int:
    """Put reports, with all their versions, into another event."""
    desk, (event, *reports) = unpacked(arguments, config, 2)
    with _open(desk, config) as opened:
        _say(opened, opened.move(reports, event))
    return 0


@_action("split", "EVENT REPORT...")
@click.option("--name", metavar="NAME", help="What the new event is called.")
def split(arguments: tuple[str, ...], *, name: str | None, config: Config) -> int:
    """Put reports, with all their versions, into a new event."""
    desk, (event, *reports) = unpacked(arguments, config, 2)
    with _open(desk, config) as opened:
        _say(opened, opened.split(event, reports, title=name))
    return 0


@_action("merge", "EVENT OTHER...")
def merge(arguments: tuple[str, ...], *, config: Config) -> int:
    """Put all reports of OTHER events into one.

    Their ids and names lead to it from then on.
    """
    desk, (event, *others) = unpacked(arguments, config, 2)
    with _open(desk, config) as opened:
        _say(opened, opened.merge(event, others))
    return 0


@_action("versions", "REPORT")
@to("text", "jsonl", words="For a person, or a program: a revision a line.")
def versions(arguments: tuple[str, ...], *, form: str, config: Config) -> int:
    """Show what each version of a report dropped, added and changed."""
    desk, (report,) = unpacked(arguments, config, 1, 1)
    with _open(desk, config) as opened:
        found = opened.versions(report)
    for one in found:
        if form == "jsonl":
            click.echo(json.dumps(codec(Revision).encode(one), ensure_ascii=False))
        else:
            _show(one)
    if not found and form == "text":
        click.echo("one version")
    return 0


def _show(one: Revision) -> None:
    """A revision: each difference with its part, and the words of both versions."""
    click.echo(inert(f"{one.before} -> {one.after}"))
    for difference in one.differences:
        _show_difference(difference)
    if not one.differences:
        click.echo("  no sentence or claim differs")


def _show_difference(one: Difference) -> None:
    """A difference, what went with a minus and what came with a plus."""
    click.echo(f"  {one.fate} {one.part}")
    for sign, passage in (("-", one.before), ("+", one.after)):
        if passage:
            click.echo(f"    {sign} {inert(_marked(passage) + _about(passage))}")


def _about(passage: Passage) -> str:
    """What a figure measures, whose a claim is and in which sense ("DENIED BY the mayor")."""
    words = (passage.measures.text if passage.measures else "", stands(passage))
    return "".join(f"  | {each}" for each in words if each)


def _marked(passage: Passage) -> str:
    """The words of a passage, with those marked that the other version does not have."""
    text, at, parts = passage.text, passage.span.start, []
    done = 0
    for mark in passage.marks:
        first, last = mark.start - at, mark.end - at
        parts += [text[done:first], ">>", text[first:last], "<<"]
        done = last
    return "".join((*parts, text[done:]))


@_action("tick", "")
def tick(arguments: tuple[str, ...], *, config: Config) -> int:
    """Show the reports whose embargo has ended.

    `add` and `watch` do so too.
    """
    desk, _ = unpacked(arguments, config, 0, 0)
    with _open(desk, config) as opened:
        for one in opened.tick():
            click.echo(f"{one.outcome} {inert(one.document or '')} -> {handle(one.event or '')}")
    return 0


@_action("rebuild", "")
@click.option("--event", metavar="EVENT", help="Only this event.")
@click.option("--reread", is_flag=True, help="Read the reports again from their texts first.")
def rebuild(arguments: tuple[str, ...], *, event: str | None, reread: bool, config: Config) -> int:
    """Derive the ledgers anew, and tell how many rows differed."""
    desk, _ = unpacked(arguments, config, 0, 0)
    with _open(desk, config) as opened:
        differed = opened.rebuild(event, reread=reread)
    click.echo(f"{counted(differed, 'row')} differed")
    return 0


@_action("backup", "FILE")
def backup_(arguments: tuple[str, ...], *, config: Config) -> int:
    """Write all of a desk to a file, as it is at this moment."""
    desk, (file,) = unpacked(arguments, config, 1, 1)
    with Store.open(desk) as opened:
        _count(backup(opened, file))
    return 0


@command.command(name="restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.argument("desk")
def restore_(file: str, desk: str) -> int:
    """Make a new DESK of a backup.

    DESK is a file where none is, or an empty PostgreSQL database.
    """
    _count(restore(file, desk))
    return 0


def _count(rows: Mapping[str, int]) -> None:
    """Say how much a backup holds."""
    click.echo(counted(rows.get("document", 0), "report"))


@_action("upgrade", "")
def upgrade(arguments: tuple[str, ...], *, config: Config) -> int:
    """Bring a desk of an older crosswire to this version.

    Back it up first: crosswire desk backup.
    """
    desk, _ = unpacked(arguments, config, 0, 0)
    try:
        with Store.open(desk) as opened:
            click.echo(f"{inert(opened.name)}: nothing to do, it is of version {VERSION}")
    except DeskError:
        with Store.open(desk, upgrade=True) as opened:
            click.echo(f"{inert(opened.name)}: brought to version {VERSION}")
    return 0


@command.command(name="config")
def config_() -> int:
    """Print the documented default of crosswire.toml."""
    click.echo(default(), nl=False)
    return 0
