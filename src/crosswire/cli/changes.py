"""`crosswire changes`: what changed at a desk since a time, or since one last looked."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import StringIO

import click
from rich.console import Console, RenderableType
from sqlalchemy import Connection

from crosswire.cli.option import to
from crosswire.cli.setting import configured, where
from crosswire.cli.terminal import WIDTH, complain, page
from crosswire.desk.change import KINDS, Kind, Logged, atom, line, since
from crosswire.desk.change.catalogue import (
    desk_id,
    documents,
    event_names,
    event_of,
    events_now,
    question_of,
)
from crosswire.desk.change.journal import count, last, last_time
from crosswire.desk.change.mark import LAST, Mark, hear, marked, reader_name
from crosswire.desk.change.page import Extent, Names, render
from crosswire.desk.config.config import Config
from crosswire.desk.storage.store import Store
from crosswire.output import whole
from crosswire.view.count import counted


@click.command(name="changes")
@click.argument("desk", required=False)
@click.option(
    "--since",
    "start",
    default=LAST,
    show_default=True,
    metavar="TIME|LAST",
    help="2031-03-04, 2031-03-04T06:30, 2h or 3d ago, the number of a change, or what is new to "
    "this reader.",
)
@click.option("--event", metavar="EVENT", help="Only of this event: an id, its beginning, a name.")
@click.option(
    "--watch",
    "watched",
    multiple=True,
    metavar="QUESTION",
    help="Only of this question, and of what it was merged into; its reference. Repeatable.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(KINDS),
    metavar="KIND",
    help="Only changes of this kind (docs/desk.md lists them). Repeatable.",
)
@click.option(
    "--as", "name", metavar="NAME", help="Who reads, for --since LAST, if not the configured one."
)
@to("text", "jsonl", "atom", words="For a person, a program, or a feed reader.")
@click.option(
    "--all", "whole_page", is_flag=True, help="Every line of the text, however many there are."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output.",
)
@configured
def command(  # noqa: PLR0913 - each is an option of the command
    desk: str | None,
    *,
    start: str,
    event: str | None,
    watched: tuple[str, ...],
    kinds: tuple[Kind, ...],
    name: str | None,
    form: str,
    whole_page: bool,
    output: str | None,
    config: Config,
) -> int:
    """Tell what changed at a DESK: what is contested now, denied, withdrawn, answered otherwise.

    What must be told first comes first; each line ends in a reference that `crosswire show DESK`
    opens. A reader's LAST moves on when all was written.
    """
    with Store.open(where(desk, config)) as store:
        with store.reading() as connection:
            wanted = _wanted(connection, event, watched, kinds)
            reader = reader_name(name or config.desk.reader, filters=wanted.filters)
            mark = _mark(connection, start, reader)
            told = _told(connection, wanted, Extent(mark.words, mark.seq, whole_page), store.name)
        _write(told, form, output)
        if start == LAST and told.top > mark.seq:
            with store.writing() as connection:
                hear(connection, reader, told.top, at=store.now(connection))
    return 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """Of which event, questions and kinds changes are wanted; all where none is named."""

    event: str | None
    questions: tuple[str, ...]
    kinds: tuple[Kind, ...]

    @property
    def filters(self) -> tuple[str, ...]:
        """What is wanted, in words of which the order does not matter."""
        event = [f"event={self.event}"] if self.event else []
        questions = [f"watch={one}" for one in self.questions]
        return tuple(sorted({*event, *questions, *(f"kind={one}" for one in self.kinds)}))


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told, of how many changes, up to which one, under which names."""

    logged: tuple[Logged, ...]
    extent: Extent
    among: int
    top: int
    names: Names
    feed: atom.Feed


def _wanted(
    connection: Connection, event: str | None, watched: Sequence[str], kinds: tuple[Kind, ...]
) -> Wanted:
    """What is asked for, by ids."""
    questions = tuple(question_of(connection, one) for one in watched)
    return Wanted(event_of(connection, event) if event else None, questions, kinds)


def _mark(connection: Connection, start: str, reader: str) -> Mark:
    """Where the log is read from; raises a usage error for what is neither a time nor LAST."""
    now = datetime.now().astimezone()
    mark = marked(connection, start, reader=reader, now=now)
    if mark is None:
        raise click.BadParameter(
            f"{start!r} is no time (2031-03-04T06:30, 2h, 3d), no change's number and not {LAST}",
            param_hint="--since",
        )
    return mark


def _told(connection: Connection, wanted: Wanted, extent: Extent, desk: str) -> Told:
    """What there is to tell, from one view of the desk."""
    logged = since(
        connection,
        extent.mark,
        event=wanted.event,
        questions=wanted.questions,
        kinds=wanted.kinds,
    )
    events, now = event_names(connection), events_now(connection)
    named = any(one.type == "document" for each in logged for one in each.change.tellings)
    feed = atom.Feed(
        desk=desk_id(connection),
        path="/".join(wanted.filters),
        title=" ".join(("What changed", *wanted.filters)),
        updated=last_time(connection) or atom.EPOCH,
        events=events,
    )
    return Told(
        logged=tuple(replace(one, event=now.get(one.event, one.event)) for one in logged),
        extent=extent,
        among=count(connection, extent.mark),
        top=last(connection),
        names=Names(desk, events, documents(connection) if named else {}),
        feed=feed,
    )


def _write(told: Told, form: str, output: str | None) -> None:
    """Write it in a form, to a file as a whole, and to standard output to the last byte."""
    if form == "text" and output is None:
        page(_page(told))
        sys.stdout.flush()
        return
    written = {"text": _plain, "jsonl": _lines, "atom": _feed}[form](told)
    if output is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    else:
        with whole(output) as file:
            file.write(written)
    if form == "jsonl" and not told.logged:
        complain(_nothing(told))


def _page(told: Told) -> RenderableType:
    """What a person reads; that nothing changed is said too."""
    return render(told.logged, told.names, told.extent) if told.logged else _nothing(told)


def _nothing(told: Told) -> str:
    """That there is nothing to tell, and what was looked at."""
    among = (
        f": of {counted(told.among, 'change')} none is of what was asked for" if told.among else ""
    )
    return f"Nothing changed since {told.extent.since}{among}; change {told.top} is the last"


def _plain(told: Told) -> bytes:
    """The page as text without colour."""
    console = Console(
        file=StringIO(), width=WIDTH, color_system=None, highlight=False, markup=False, emoji=False
    )
    with console.capture() as captured:
        console.print(_page(told))
    lines = (line.rstrip() for line in captured.get().splitlines())
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace")


def _lines(told: Told) -> bytes:
    return line.rendered(told.logged)


def _feed(told: Told) -> bytes:
    return atom.rendered(told.logged, told.feed)
