"""`crosswire add`: reports go to a desk, each to the event that it tells of."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from textwrap import shorten
from typing import NamedTuple

import click

from crosswire.archive.mark import EXTRA as ARCHIVE
from crosswire.archive.mark import is_archive
from crosswire.cli.newsroom import desk_first, handle, make, must_exist
from crosswire.cli.option import reading
from crosswire.cli.reader import PROBLEMS, story_of
from crosswire.cli.setting import configured, fetcher
from crosswire.cli.terminal import complain, progress
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.intake.intake import Input
from crosswire.desk.intake.receipt import Receipt, Tally, counted
from crosswire.error import extra
from crosswire.fetch import articles, is_address
from crosswire.read import Article, Given, read
from crosswire.view.inert import inert

NAME = 50
"""Characters of an event's name that stand in a line."""


class Coming(NamedTuple):
    """What is to be taken in, and where to: see `Desk.add`."""

    inputs: Iterator[Input]
    event: str | None
    source: str | None = None
    key: str | None = None


@click.command(name="add")
@click.argument("arguments", nargs=-1, metavar="[DESK] PATH|URL|ARCHIVE...")
@click.option(
    "--event",
    metavar="EVENT",
    help="Put all into this event: an id, its beginning, or a name; a new name begins one. Of an "
    "ARCHIVE: the story whose reports are taken in, as one event of its name.",
)
@reading
@configured
def command(  # noqa: PLR0913 - each is an option of the command
    arguments: tuple[str, ...],
    *,
    event: str | None,
    published: date | None,
    outlet: str | None,
    fields: Mapping[str, str],
    model: str | None,
    quiet: bool,
    config: Config,
) -> int:
    """Take reports into a DESK: a file, which is made where it is not, or postgresql://...

    PATH is a file or folder of reports, or - for standard input; URL a page or a feed; ARCHIVE one
    that `crosswire archive` wrote, with --event STORY. A line is printed for each report when the
    desk has it for good: what became of it, its id, its event.
    """
    desk, inputs = desk_first(arguments, config)
    if not inputs:
        raise click.UsageError("Give files, folders or addresses of reports.")
    given = Given(outlet=outlet, published=published)
    if any(map(is_archive, inputs)):
        if len(inputs) > 1 or given != Given() or fields:
            raise click.UsageError("Give an archive alone: its reports have their facts.")
        coming = _of_story(inputs[0], event)
    else:
        coming = Coming(_inputs(inputs, given, fields or config.reading.map, config), event)
    if not must_exist(desk):
        make(desk)
    is_shown = quiet or sys.stdout.isatty()  # where the lines themselves tell how far it is
    with (
        progress(quiet=is_shown) as watch,
        Desk.open(desk, model=model or config.reading.model, watch=watch) as opened,
    ):
        told = _told(opened, coming, quiet=quiet)
        opened.settle()
    click.echo(_sum(told))
    return PROBLEMS if told["problem"] else 0


def _inputs(
    inputs: Sequence[str], given: Given, fields: Mapping[str, str], config: Config
) -> Iterator[Input]:
    """The articles at some paths and addresses, and what is wrong with them."""
    paths = [one for one in inputs if not is_address(one)]
    urls = [one for one in inputs if is_address(one)]
    local = read(paths, published=given.published, outlet=given.outlet, fields=fields)
    return chain(local, _fetched(urls, given, config) if urls else ())


def _fetched(urls: Sequence[str], given: Given, config: Config) -> Iterator[Input]:
    """The articles at some addresses, each with the one that was asked for it."""
    asking = fetcher(config)
    for url in urls:
        for one in articles(asking, [url], given=given):
            if isinstance(one, Article) and (one.url or one.delivery.item):
                yield replace(one, found_at=url)
            else:
                yield one


def _of_story(archive: str, told: str | None) -> Coming:
    """The reports of a story of an archive: they go to one event, whatever that is called."""
    with extra(ARCHIVE):
        from crosswire.archive import opened  # noqa: PLC0415 - an extra
        from crosswire.archive.place import Place  # noqa: PLC0415 - an extra
    place = Place.of(archive)
    story = story_of(place, told)
    return Coming(opened.articles(place, story), story.name, place.at(story.id), story.id)


def _told(desk: Desk, coming: Coming, *, quiet: bool) -> Tally:
    """Take all in, and tell what became of each; how often each came to pass."""
    found: Tally = Counter()
    names: dict[str, str] = {}
    for one in desk.add(coming.inputs, event=coming.event, source=coming.source, key=coming.key):
        found[one.outcome] += 1
        if one.event and one.event not in names:
            names[one.event] = desk.event(one.event).name
        if one.outcome == "problem":
            if not quiet:
                complain(f"{one.locator}: {one.reason}", one.remedy or "")
        else:
            click.echo(_line(one, names))
    return found


def _line(one: Receipt, names: Mapping[str, str]) -> str:
    """What became of a report, on one line."""
    parts = [f"{one.outcome:<9}", inert(one.document or one.locator)]
    if one.event:
        name = shorten(inert(names.get(one.event, "")), NAME, placeholder=" …")
        parts.append(f"-> {handle(one.event)} {name}")
    if one.reason:
        parts.append(f"({inert(one.reason)})")
    return " ".join(parts)


def _sum(found: Tally) -> str:
    """How many reports came, and what became of them."""
    return f"{found.total()} in all: {counted(found)}" if found else "nothing came"
