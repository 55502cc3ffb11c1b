"""`python -m bench`: what the Makefile calls to measure crosswire."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path

import click

from bench import corpus, dump, evaluation, frame, large, measure, quality
from bench import cost as costs
from bench import desk as desks
from bench import gate as gates
from bench import page as pages
from bench import search as searches
from bench import shared as data
from bench import speed as timing
from bench import story as stories
from bench import weigh as weighing
from bench.cluster import BenchError
from bench.shared import PROJECT
from crosswire.error import ExtraError
from crosswire.ledger import save


@click.group()
def bench() -> None:
    """Measure crosswire."""


@bench.command()
def evaluate() -> None:
    """Measure all and write docs/evaluation.md, and what reports say of it."""
    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to measure on: see CROSSWIRE_SHARED")
    page = evaluation.page(measure.everything(found, timed=True))
    (PROJECT / "docs" / "evaluation.md").write_text(page, "utf-8")
    quality.write(page)
    click.echo(page)


@bench.command()
def gate() -> None:
    """Refuse a figure below its floor, or a floor that was lowered without a reason."""
    sys.exit(gates.run(data.find(), measure.everything))


@bench.command()
def weigh() -> None:
    """Print the weights of the signs of one question, fitted on our own events."""
    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to measure on: see CROSSWIRE_SHARED")
    for line in weighing.run(found):
        click.echo(line)


@bench.command()
@click.option("--vectors", is_flag=True, help="With a language model's vectors; a quarter hour.")
def story(*, vectors: bool) -> None:
    """Print how well reports are put into events, on ECB+."""
    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to measure on: see CROSSWIRE_SHARED")
    from bench import assigned  # noqa: PLC0415 - asks for what an archive needs

    try:
        lines = (
            stories.vectors(found) if vectors else chain(stories.run(found), assigned.run(found))
        )
        for line in lines:
            click.echo(line)
    except ExtraError as error:
        click.echo(f"left out: {error} ({error.remedy})")


@bench.command(name="copy")
def copy_() -> None:
    """Print which near copies are found, and what is taken for one, on recombined reports."""
    from bench import copying  # noqa: PLC0415 - asks for what an archive needs

    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to measure on: see CROSSWIRE_SHARED")
    for line in copying.run(found):
        click.echo(line)


@bench.command()
def digest() -> None:
    """Print the digest of the measuring data."""
    found = data.find()
    click.echo(found.digest() if found else "none")


@bench.command()
def speed() -> None:
    """Time the ledger against the bare parse, on one core."""
    sys.exit(timing.run(data.find()))


@bench.command()
def cost() -> None:
    """Time reconciling 10, 100 and 1,000 reports beside their parse, on one core."""
    sys.exit(costs.run())


@bench.command()
@click.option("--store", help="A PostgreSQL address; else a file of SQLite.")
def search(*, store: str | None) -> None:
    """Time searching a desk of 1,000 and of 10,000 reports, on one core."""
    for line in searches.run(store):
        click.echo(line)


@bench.command()
@click.option("--store", help="A PostgreSQL address; else a file of SQLite.")
@click.option("--most", default=desks.SIZES[-1], help="Reports of the largest event.")
def desk(*, store: str | None, most: int) -> None:
    """Time adding one report to an event of 10 to 10,000, on one core."""
    sys.exit(desks.run(store, most=most))


@bench.command()
@click.option("--throughput", default=1000, show_default=True, help="Articles of the first part.")
@click.option("--small", default=2000, show_default=True, help="Articles of the small archive.")
@click.option("--large", default=20_000, show_default=True, help="Articles of the large archive.")
@click.option("--rounds", default=2, show_default=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Where to work.")
def archive(*, throughput: int, small: int, large: int, rounds: int, keep: Path | None) -> None:
    """Make archives with and without an engine, small and large; 0 leaves one out: an hour."""
    from bench import archive as archives  # noqa: PLC0415 - asks for what an archive needs

    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to make it of: see CROSSWIRE_SHARED")
    for line in archives.run(found, archives.Sizes(throughput, small, large, rounds), keep):
        click.echo(line)


@bench.command(name="corpus")
@click.argument("articles", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--form", type=click.Choice(["jsonl", "parquet", "warc"]), help="One alone.")
def corpus_(articles: int, folder: Path, *, form: str | None) -> None:
    """Write an archive of invented events to a folder, the truth beside it."""
    found = data.find()
    if found is None:
        raise click.ClickException("there are no data to make it of: see CROSSWIRE_SHARED")
    dump.write(corpus.corpus(found, articles), folder, form=form)


@bench.command()
@click.option("--desk", "where", help="A desk that is there, or is made there; else one for once.")
@click.option("--minutes", default=1.0, show_default=True, help="How long all of them stay.")
@click.option("--reports", default=1000, show_default=True, help="Reports of a desk that is made.")
def serve(*, where: str | None, minutes: float, reports: int) -> None:
    """Serve an event of 1,000 reports to 50 readers and 5 reviewers while reports come in."""
    from bench import serve as serving  # noqa: PLC0415 - asks for what a server needs

    sys.exit(serving.run(where, seconds=60 * minutes, reports=reports))


@bench.command()
@click.option("--profile", is_flag=True, help="Tell in which functions the time is spent.")
@click.option("--rows", type=int, multiple=True, help="Other numbers of rows than 5,000, 20,000.")
def page(*, profile: bool, rows: tuple[int, ...]) -> None:
    """Trace opening and filtering the page of large ledgers in a browser."""
    sys.exit(frame.run(rows or frame.SIZES, profile=profile))


@bench.command()
def report() -> None:
    """Time the page of 200 articles beside the reading of them, on one core."""
    sys.exit(pages.run())


@bench.command(name="large")
@click.argument("claims", type=int)
@click.argument("goal", type=click.Path(dir_okay=False, path_type=Path))
def large_(claims: int, goal: Path) -> None:
    """Write an invented ledger of so many statements and figures to a file."""
    save(large.ledger(claims), goal)


@bench.command()
@click.option("--store", type=click.Choice(["sqlite", "postgresql"]), help="One of them alone.")
@click.option("--kills", type=int, default=200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
def fault(*, store: str | None, kills: int, seed: int) -> None:
    """Kill, starve and confuse the commands that write to a desk."""
    from bench.fault import harness  # noqa: PLC0415 - asks for what a desk needs
    from bench.fault.place import STORES  # noqa: PLC0415 - as above

    stores = (store,) if store else STORES
    sys.exit(harness.run(stores=stores, count=kills, seed=seed))


if __name__ == "__main__":
    try:
        bench()
    except BenchError as error:
        sys.exit(f"bench: {error}")
