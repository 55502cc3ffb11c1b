"""`crosswire serve`: a desk in the browser, live, for those at this machine or for many."""

from __future__ import annotations

import threading
import webbrowser
from hashlib import sha256
from pathlib import Path

import click

from crosswire.cli.setting import configured, where
from crosswire.desk.access import token
from crosswire.desk.config.config import Config, ServeSection
from crosswire.desk.desk import Desk
from crosswire.gazetteer.file import folder as kept
from crosswire.web.layout import Setup
from crosswire.web.listening import listening
from crosswire.web.reach import Reach, reach
from crosswire.web.server import cache, serve
from crosswire.web.setting import Settings


@click.command(name="serve")
@click.argument("desk", required=False)
@click.option("--host", metavar="ADDRESS", help="Serve at this address; 127.0.0.1 is usual.")
@click.option("--port", type=click.IntRange(0, 65_535), help="At this port; 0 is any free one.")
@click.option("--socket", "path", metavar="PATH", help="At a unix socket, in place of a port.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="What it is called elsewhere.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy whose word counts on who asks: an address, a network, or unix.",
)
@click.option("--no-text", is_flag=True, help="Leave out the reports' texts, keep the excerpts.")
@click.option("--open", "opens", is_flag=True, help="Open it in this machine's browser.")
@configured
def command(  # noqa: PLR0913 - each is something that its user may want to say
    desk: str | None,
    *,
    host: str | None,
    port: int | None,
    path: str | None,
    names: tuple[str, ...],
    proxies: tuple[str, ...],
    no_text: bool,
    opens: bool,
    config: Config,
) -> int:
    """Serve a DESK: its events as pages that are live, to be read, searched, judged and added to.

    At this machine alone, at http://127.0.0.1:8750/, unless it is told otherwise; beyond it people
    sign in, and it does not start before there are tokens. It goes on until it is stopped (Ctrl-C,
    SIGTERM), and then answers what was asked and ends what was begun.
    """
    wanted = config.serve
    at = host or wanted.host
    unix = path or (None if host or port is not None else wanted.socket)
    chosen = where(desk, config)
    with Desk.open(chosen, model=config.reading.model) as opened:
        reached = _reach(opened, at, unix, names or wanted.names, proxies or wanted.proxies)
        texts = wanted.texts and not no_text
        with listening(at, wanted.port if port is None else port, unix) as (found, address):
            _greet(address, opens=opens)
            with cache(_base(wanted, opened)) as folder:
                settings = Settings(texts=texts, reach=reached)
                serve(opened, settings, _setup(chosen, folder, config, texts=texts), found)
    return 0


def _reach(
    desk: Desk, host: str, unix: str | None, names: tuple[str, ...], proxies: tuple[str, ...]
) -> Reach:
    """From where it is reached; raises ServeError where that takes tokens and there are none."""
    with desk.store.reading() as connection:
        has_tokens = token.are_any(connection)
    return reach(host, has_tokens=has_tokens, socket=unix, names=names, proxies=proxies)


def _greet(at: str, *, opens: bool) -> None:
    """Say where it is, and open it there."""
    click.echo(f"serving at {at}  (stop it with Ctrl-C)")
    if opens and at.startswith("http"):
        threading.Thread(target=webbrowser.open, args=(at,), daemon=True).start()


def _base(wanted: ServeSection, desk: Desk) -> Path:
    """Where its pages are laid out: the configured folder, or one of the user's cache."""
    if wanted.cache:
        return Path(wanted.cache)
    return kept() / "served" / sha256(desk.store.name.encode()).hexdigest()[:16]


def _setup(chosen: str, folder: Path, config: Config, *, texts: bool) -> Setup:
    """What the worker needs to know."""
    return Setup(
        where=chosen,
        cache=str(folder),
        model=config.reading.model,
        texts=texts,
        contact=config.fetch.contact,
        largest=config.fetch.largest,
        deadline=config.fetch.deadline,
        pause=config.fetch.pause,
        log_form=config.log.format,
        log_level=config.log.level,
    )
