"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from crosswire.judgement.line import read_all
from crosswire.judgement.value import Judgement
from crosswire.read.record import NAMES


def pairs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """The `field=name` pairs of a repeated option: what a source calls a part of an article."""
    halves = [value.partition("=") for value in values]
    for value, (field, _equals, name) in zip(values, halves, strict=True):
        if not (field and name):
            raise click.BadParameter(f"{value!r} is not of the form field=name")
        if field not in NAMES:
            known = ", ".join(NAMES)
            raise click.BadParameter(f"an article has no part {field!r}; it has {known}")
    return {field: name for field, _equals, name in halves}


def day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    """The day of a date option."""
    return value.date() if value else None


def judgements(_: click.Context, __: click.Parameter, value: Path | None) -> tuple[Judgement, ...]:
    """The judgements of a file of JSON lines."""
    if value is None:
        return ()
    with value.open("rb") as found:
        return tuple(read_all(found, name=value.name))


of_event = click.option(
    "--event",
    metavar="EVENT",
    help="The event of a DESK, or story of an ARCHIVE: its id, as much of its beginning as fits no "
    "other, or its name.",
)
"""Gives a command that takes a desk or archive the option to say which of its events is meant."""

judged = click.option(
    "--judgements",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=judgements,
    metavar="FILE",
    help="Obey what people judged of the reports, as `crosswire judgement export` writes it.",
)
"""Gives a command that reads reports the judgements of people without a desk."""

F = TypeVar("F", bound=Callable[..., Any])

_READING = (
    click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        callback=day,
        metavar="YYYY-MM-DD",
        help="The day of publication of every report, over what it says.",
    ),
    click.option("--outlet", help="The outlet of every report, over what it says."),
    click.option(
        "--map",
        "fields",
        callback=pairs,
        multiple=True,
        metavar="FIELD=NAME",
        help="What JSON lines call a part of an article: --map text=maintext. Repeatable.",
    ),
    click.option(
        "--model", metavar="NAME|FOLDER", help="A spaCy pipeline other than the pinned one."
    ),
    click.option("--quiet", "-q", is_flag=True, help="No progress bar, no problems on stderr."),
)


def reading(command: F) -> F:
    """Give a command the options of reading reports."""
    for option in reversed(_READING):
        command = option(command)
    return command


def to(*forms: str, words: str) -> Callable[[F], F]:
    """The option `--to`: in which form a command tells; the first where nothing is said."""
    return click.option(
        "--to",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=words,
    )
