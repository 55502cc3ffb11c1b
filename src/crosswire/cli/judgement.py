"""`crosswire judgement`: what people judged: the log, agreement, export and import, undo."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from crosswire.cli.newsroom import InOrder, action, unpacked
from crosswire.cli.option import to
from crosswire.cli.reader import PROBLEMS, only_event
from crosswire.cli.terminal import complain, page
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.review.exchange import lines
from crosswire.desk.review.form import agreement_json
from crosswire.desk.review.log import compared, listed
from crosswire.desk.review.page import handle
from crosswire.judgement.standing import states
from crosswire.ledger import Ledger
from crosswire.output import whole
from crosswire.view.lookup import Lookup

EVENT = click.option(
    "--event", metavar="EVENT", help="Of this event: an id, its beginning, a name."
)
BY = click.option("--by", metavar="NAME", help="Only what this person signed.")


@click.group(name="judgement", cls=InOrder)
def command() -> None:
    """Look after what people judged of a desk's rows: see `crosswire review` for judging.

    DESK is a file or postgresql://..., and may be left out where crosswire.toml names one. Of a
    desk with but one event, EVENT may be left out.
    """


_action = action(command)


@_action("log", "[ROW]")
@EVENT
@BY
@to("text", "jsonl", words="For a person, or a program: a judgement a line.")
def log(
    arguments: tuple[str, ...], *, event: str | None, by: str | None, form: str, config: Config
) -> int:
    """Show what was judged of an event, or of one ROW of it: its corrections log.

    What was undone, or judged again by the same person, is shown as that.
    """
    desk, rest = unpacked(arguments, config, 0, 1)
    with _open(desk, config) as opened:
        name = event or only_event(opened)
        ledger = opened.ledger(name)
        row = _row(rest[0], ledger) if rest else None
        found = opened.judgements(name, by=by, subject=row)
        everything = opened.judgements(name)
    if form == "jsonl":
        click.echo("".join(lines(found)), nl=False)
    elif found:
        page(listed(found, states(everything), Lookup(ledger)))
    else:
        click.echo("nothing was judged")
    return 0


@_action("agreement", "FIRST SECOND")
@EVENT
@to("text", "json", words="For a person, or a program.")
def agreement(arguments: tuple[str, ...], *, event: str | None, form: str, config: Config) -> int:
    """Tell how far two reviewers agree, and show what they differ on side by side.

    Percent agreement and Cohen's kappa for each kind of judgement, of what both judged.
    """
    desk, (first, second) = unpacked(arguments, config, 2, 2)
    with _open(desk, config) as opened:
        name = event or only_event(opened)
        found = opened.agreement(name, first, second)
        if form == "text":
            page(compared(found, Lookup(opened.ledger(name))))
        else:
            click.echo(json.dumps(agreement_json(found), ensure_ascii=False))
    return 0


@_action("export", "")
@EVENT
@BY
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write to this file instead of standard output.",
)
def export(
    arguments: tuple[str, ...],
    *,
    event: str | None,
    by: str | None,
    output: str | None,
    config: Config,
) -> int:
    """Write judgements as JSON lines, signed and timed as they are: of all events, or of one."""
    desk, _ = unpacked(arguments, config, 0, 0)
    with _open(desk, config) as opened:
        written = "".join(lines(opened.judgements(event, by=by))).encode()
    if output is None:
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
    else:
        with whole(output) as file:
            file.write(written)
    return 0


@_action("import", "FILE")
def import_(arguments: tuple[str, ...], *, config: Config) -> int:
    """Take in judgements that were exported elsewhere, under the names that signed them.

    Reports are not in such a file: the desk must have those that were judged. The same file twice
    is the same as once.
    """
    desk, (file,) = unpacked(arguments, config, 1, 1)
    with _open(desk, config) as opened:
        with Path(file).open("rb") as found:
            taken = opened.take_judgements(found)
        opened.settle()
    click.echo(f"{taken.new} new, {taken.known} known, {len(taken.refused)} refused")
    for one in taken.refused:
        complain(f"{file}:{one.line}: {one.reason}", one.remedy)
    return PROBLEMS if taken.refused else 0


@_action("undo", "JUDGEMENT")
@click.option("--as", "name", metavar="NAME", help="Who takes it back, if not the configured one.")
@click.option("--note", metavar="WORDS", help="Why.")
def undo(arguments: tuple[str, ...], *, name: str | None, note: str | None, config: Config) -> int:
    """Take back what one has judged, by its id as the log shows it.

    The log keeps both. What others signed only they can take back.
    """
    desk, (told,) = unpacked(arguments, config, 1, 1)
    with _open(desk, config) as opened:
        found = opened.undo(_judgement(told, opened), by=name or config.desk.reader, note=note)
        opened.settle()
    click.echo(f"undone: {handle(found.undoes or '')}")
    return 0


def _open(desk: str, config: Config) -> Desk:
    """The desk, with the configured model."""
    return Desk.open(desk, model=config.reading.model)


def _row(told: str, ledger: Ledger) -> str:
    """The id of the row that is meant; raises UsageError where it is none, or several."""
    found = ledger.find(told)
    if len(found) != 1:
        raise click.UsageError(f"{told!r} is {len(found) or 'no'} rows: give a row's reference.")
    return found[0].id


def _judgement(told: str, desk: Desk) -> str:
    """The id of the judgement that is meant, by its beginning."""
    wanted = told.removeprefix("judgement-")
    names = [
        one.id for one in desk.judgements() if wanted and handle(one.id, 16).startswith(wanted)
    ]
    if len(names) > 1:
        raise click.UsageError(f"{told!r} fits {len(names)} judgements: give more of it.")
    return names[0] if names else told
