"""`crosswire watch`: folders and feeds, looked at again and again."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from types import FrameType

import click

from crosswire.cli.newsroom import make, must_exist
from crosswire.cli.reader import PROBLEMS
from crosswire.cli.setting import configured, fetcher, stretch, where
from crosswire.desk.config.config import Config, SourceSection
from crosswire.desk.desk import Desk
from crosswire.desk.log import tell
from crosswire.desk.watch.feed import Feed
from crosswire.desk.watch.folder import Folder, Reading
from crosswire.desk.watch.news import Place
from crosswire.desk.watch.source import Source, Sources
from crosswire.desk.watch.watch import Clock, Watcher
from crosswire.fetch import is_address
from crosswire.read import Given


@click.command(name="watch")
@click.argument("desk", required=False)
@click.option("--folder", "folders", multiple=True, metavar="FOLDER", help="Watch this folder.")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="Watch this feed.")
@click.option(
    "--pages", is_flag=True, help="Read the pages that entries lead to where a feed has summaries."
)
@click.option("--event", metavar="EVENT", help="Put all reports into this event.")
@click.option("--every", callback=stretch, metavar="TIME", help="How often: 30s, 5m, 2h, 1d.")
@click.option("--once", is_flag=True, help="Look once, take in what is new, and stop.")
@configured
def command(  # noqa: PLR0913 - each is something that its user may want to say
    desk: str | None,
    *,
    folders: tuple[str, ...],
    feeds: tuple[str, ...],
    pages: bool,
    event: str | None,
    every: float | None,
    once: bool,
    config: Config,
) -> int:
    """Watch folders and feeds, and take what comes into a DESK, which is made where it is not.

    What is watched is given here, or else stands in crosswire.toml. It goes on until it is stopped
    (Ctrl-C, SIGTERM), and then finishes the reports that it has begun.
    """
    sections = _sections(folders, feeds, config, pages=pages)
    sources = [_source(one, config, event=event, every=every) for one in sections]
    clock, chosen = Clock(), where(desk, config)
    if not must_exist(chosen):
        make(chosen)
    with Desk.open(chosen, model=config.reading.model) as opened:
        watcher = Watcher(opened, Sources(opened.store), clock)
        places = _places(sources, config, clock)
        with _stopped_by_signals(clock.stop):
            watcher.once(places) if once else watcher.watch(places)
    return PROBLEMS if once and (watcher.failures or watcher.total["problem"]) else 0


def _sections(
    folders: Sequence[str], feeds: Sequence[str], config: Config, *, pages: bool
) -> list[SourceSection]:
    """What is to be watched: what the command is given, else what is configured."""
    for feed in feeds:
        if not is_address(feed):
            raise click.BadParameter(f"{feed!r} is no address: https://...", param_hint="--feed")
    given = [SourceSection(folder=one) for one in folders]
    given += [SourceSection(feed=one, pages=pages) for one in feeds]
    if given or config.watch.sources:
        return given or list(config.watch.sources)
    raise click.UsageError("Give --folder or --feed, or write [[watch.sources]] in crosswire.toml.")


def _source(
    section: SourceSection, config: Config, *, event: str | None, every: float | None
) -> Source:
    """A source as it is wanted."""
    seconds = every or section.every or config.watch.every
    folder = section.folder and str(Path(section.folder).absolute())
    return Source(
        kind="folder" if folder else "feed",
        location=folder or section.feed or "",
        outlet=section.outlet,
        event=event or section.event,
        pages=section.pages,
        every=max(1, int(seconds)),
    )


def _places(sources: Sequence[Source], config: Config, clock: Clock) -> list[Place]:
    """The folders and feeds, ready to be looked at; one fetcher knows when each host was asked."""
    asking = fetcher(config)
    places: list[Place] = []
    for source in sources:
        its = Given(outlet=source.outlet)
        if source.kind == "feed":
            places.append(Feed(source, asking, its))
        else:
            reading = Reading(its, config.reading.map)
            places.append(Folder(source, clock.now, clock.monotonic, reading))
    return places


@contextmanager
def _stopped_by_signals(stop: Event) -> Iterator[None]:
    """SIGTERM and SIGINT ask the watch to stop; a second one ends the program at once."""

    def ask(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the system's interface
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        tell("watch.stopping")

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
