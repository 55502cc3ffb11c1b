"""`crosswire archive`: files of months, into stories and a ledger for each."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from typing import Any

import click

from crosswire.archive.engine import Engine
from crosswire.archive.engine.alone import Alone
from crosswire.archive.engine.warden import LIMIT
from crosswire.archive.run import Settings, archive
from crosswire.archive.setting import LEAST, WORDS
from crosswire.cli.gauge import shown, told
from crosswire.cli.group import FAILED
from crosswire.cli.option import pairs
from crosswire.cli.reader import PROBLEMS
from crosswire.cli.terminal import complain
from crosswire.error import ExtraError

INTERRUPTED = 130
"""What a command exits with that Ctrl-C ended."""


@click.command(name="archive")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "-o", "--output", "out", required=True, metavar="DIR", help="The archive, made or gone on with."
)
@click.option(
    "--engine",
    "kind",
    type=click.Choice(["ray", "none"]),
    default="ray",
    show_default=True,
    help="What shares out the work: Ray, on this machine or a cluster, or nothing.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that work at once; without it, one for each processor.",
)
@click.option("--address", metavar="HOST:PORT", help="A Ray cluster that runs already; or auto.")
@click.option("--dashboard", is_flag=True, help="Open Ray's dashboard, on this machine alone.")
@click.option(
    "--limit",
    type=click.FloatRange(min=1),
    default=LIMIT,
    show_default=True,
    metavar="SECONDS",
    help="What one article may take, before it is set aside as a problem.",
)
@click.option(
    "--likeness",
    type=click.Choice(list(LEAST)),
    default=WORDS,
    show_default=True,
    help="By what articles are alike: words, names, numbers and days; or a language model's "
    "vectors too (slow; pip install 'crosswire[vectors]').",
)
@click.option(
    "--map",
    "fields",
    callback=pairs,
    multiple=True,
    metavar="FIELD=NAME",
    help="What JSON lines and tables call a part of an article: --map text=body. Repeatable.",
)
@click.option("--outlet", help="The outlet of every article, over what it says.")
@click.option("--model", metavar="NAME|FOLDER", help="A spaCy pipeline other than the pinned one.")
@click.option(
    "--quiet", "-q", is_flag=True, help="Say nothing while it works, but what went wrong."
)
def command(  # noqa: PLR0913 - each is something that its user may want to say
    sources: tuple[str, ...],
    *,
    out: str,
    kind: str,
    workers: int | None,
    address: str | None,
    dashboard: bool,
    limit: float,
    likeness: str,
    fields: Mapping[str, str],
    outlet: str | None,
    model: str | None,
    quiet: bool,
) -> int:
    """Turn archives of news into stories, and a ledger for each, in DIR.

    SOURCE is a file, a folder, a pattern ("2031/*.warc.gz") or an address of a store: WARC,
    Parquet, JSON lines and whatever else is read. Given again, with the next day's files too, the
    command goes on where it was stopped; what was read is not read again. What DIR holds is
    described in docs/archive.md.
    """
    settings = Settings(fields, outlet, model, likeness)
    try:
        with (
            shown(quiet=quiet) as gauge,
            _engine(
                kind,
                workers=workers,
                address=address,
                dashboard=dashboard,
                limit=limit,
                tell=gauge.tell,
            ) as engine,
        ):
            found = archive(sources, out, engine=engine, settings=settings, watch=gauge)
    except KeyboardInterrupt:
        complain("stopped", f"What is done is kept; go on with: {_again()}")
        raise click.exceptions.Exit(INTERRUPTED) from None
    except OSError as error:
        complain(
            f"{error.filename or out}: {error.strerror or error}",
            f"See to it; what is done is kept. Go on with: {_again()}",
        )
        raise click.exceptions.Exit(FAILED) from None
    if not quiet:
        told(found, out)
    return PROBLEMS if found.problems else 0


def _engine(
    kind: str, *, limit: float, tell: Callable[[str], None], **of_ray: Any
) -> AbstractContextManager[Engine]:
    """What shares out the work; Ray is imported by those who want it alone."""
    if kind == "none":
        if any(of_ray.values()):
            raise click.UsageError("--workers, --address and --dashboard are of --engine ray.")
        return nullcontext(Alone(limit))
    if find_spec("ray") is None:
        remedy = "pip install 'crosswire[archive]', or do without it: --engine none"
        raise ExtraError("ray is not installed", remedy=remedy)
    from crosswire.archive.engine.ray import OnRay  # noqa: PLC0415 - it takes seconds

    return OnRay(limit=limit, tell=tell, **of_ray)


def _again() -> str:
    """The command line, to be given again."""
    return "crosswire " + shlex.join(sys.argv[1:])
