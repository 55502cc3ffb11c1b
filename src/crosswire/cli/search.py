"""`crosswire search`: words in the claims and articles of a desk, and who carried a quotation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

import click

from crosswire.cli.newsroom import desk_first
from crosswire.cli.option import to
from crosswire.cli.setting import configured
from crosswire.cli.terminal import complain
from crosswire.codec import codec
from crosswire.desk.config.config import Config
from crosswire.desk.desk import Desk
from crosswire.desk.search.carrier import Carrier, Carriers
from crosswire.desk.search.search import LIMIT, MOST, Hit, Part, Results
from crosswire.row import Span
from crosswire.view.headline import one_line
from crosswire.view.inert import inert

DIGITS = 8
"""Letters of an id that `crosswire show` takes for a row."""


@click.command(name="search")
@click.argument("arguments", nargs=-1, metavar="[DESK] WORDS...")
@click.option("--event", metavar="EVENT", help="Only of this event: an id, its beginning, a name.")
@click.option(
    "--in",
    "part",
    type=click.Choice(get_args(Part)),
    default="claims",
    show_default=True,
    help="In what people claim, or in what reports print.",
)
@click.option("--carriers", is_flag=True, help="Every report that prints the words as they stand.")
@click.option("--row", metavar="ROW", help="Every report that carries what this row says.")
@click.option("--all", "everything", is_flag=True, help=f"All hits, not the first {LIMIT}.")
@to("text", "jsonl", words="For a person, or a program: a hit or carrier a line.")
@configured
def command(  # noqa: PLR0913 - each is an option of the command
    arguments: tuple[str, ...],
    *,
    event: str | None,
    part: Part,
    carriers: bool,
    row: str | None,
    everything: bool,
    form: str,
    config: Config,
) -> int:
    """Find words at a DESK: claims or articles that have all of them, the newest report first.

    "Words in quotation marks" follow each other, a star stands for any end of a word (dam*), a
    minus leaves out what has it (put all of it into quotes for your shell: 'dam -drill'). Each hit
    has its label, the words marked >>so<<, and a reference that `crosswire show DESK` opens.
    """
    desk, rest = desk_first(arguments, config)
    words = " ".join(rest)
    if bool(words) == (row is not None):
        raise click.UsageError("Give words to look for, or a --row.")
    with Desk.open(desk, model=config.reading.model) as opened:
        if row is not None:
            _carriers(opened.carriers_of(row, event=event), form)
        elif carriers:
            _carriers(opened.carriers(words, event=event), form)
        else:
            pages = _pages(opened, words, event=event, part=part, everything=everything)
            _hits(pages, form, everything=everything)
    return 0


def _pages(
    desk: Desk, words: str, *, event: str | None, part: Part, everything: bool
) -> Iterator[Results]:
    """The first page, or all."""
    page = desk.search(words, event=event, part=part, limit=MOST if everything else LIMIT)
    yield page
    while everything and page.after:
        page = desk.search(words, event=event, part=part, limit=MOST, after=page.after)
        yield page


def _hits(pages: Iterable[Results], form: str, *, everything: bool) -> None:
    """Say what was found, or how the words were understood by which nothing was."""
    count, page = 0, None
    for page in pages:
        count += len(page.hits)
        for hit in page.hits:
            _say(Hit, hit, _hit(hit), form)
    if page and not count:
        complain(f"nothing has {page.query.words or 'no words'}")
    elif page and page.after and not everything:
        complain("there is more", "Ask for it with --all.")


def _carriers(found: Carriers, form: str) -> None:
    """Say who carried a quotation."""
    for one in found.carriers:
        _say(Carrier, one, _carrier(one), form)
    if not found.carriers:
        complain(f"no report prints {found.words}")
    elif not found.is_whole:
        complain("there are more than these, which are the earliest")


def _say(kind: type, row: Any, told: Iterable[str], form: str) -> None:
    """Write one hit or carrier."""
    if form == "jsonl":
        click.echo(json.dumps(codec(kind).encode(row)))
    else:
        for line in told:
            click.echo(line)


def _hit(hit: Hit) -> Iterator[str]:
    """A hit as lines: where and when, then the words under their label."""
    told = hit.telling
    yield _place(told.day, hit.outlet, told.type, told.row)
    if told.type == "document":
        yield f"    {one_line(hit.title)}"
        yield from _passage(hit)
    else:
        words = _marked(told.words, hit.span, hit.spans)
        of = f" ({one_line(told.facts['of'])})" if "of" in told.facts else ""
        yield f"    {told.label}: {words}{of}"
        if told.type == "figure":
            yield from _passage(hit)


def _passage(hit: Hit) -> Iterator[str]:
    """The words around a hit, and how those of them stand that are somebody's."""
    yield f"    … {_marked(hit.excerpt.text, hit.excerpt.span, hit.spans)} …"
    yield from (f"    | {one.label}" for one in hit.labels)


def _carrier(one: Carrier) -> Iterator[str]:
    """A carrier as lines: where and when, the words, what it left out."""
    told = one.telling
    yield _place(told.day, told.outlet or told.document, told.type, told.row)
    yield f"    {told.label}: {_marked(told.words, told.span, one.marks)}"
    for lost in one.dropped:
        kept = ", ".join(
            dict.fromkeys(f"{each.outlet}: {one_line(each.words)}" for each in lost.kept)
        )
        yield f"    dropped {lost.what} ({kept})"


def _place(day: str | None, outlet: str | None, kind: str, row: str) -> str:
    """Where and when something stood, and what opens it."""
    opens = row if kind == "document" else row.partition("-")[2][:DIGITS]
    return f"{day or '':<16}  {one_line(outlet or ''):<24}  {inert(opens)}"


def _marked(words: str, place: Span | None, marks: Sequence[Span]) -> str:
    """Words on one line, with the stretches marked that lie in them."""
    start = place.start if place else 0
    parts, done = [], 0
    for mark in marks if place else ():
        first, last = max(mark.start - start, done), mark.end - start
        if done <= first < last <= len(words):
            parts += [words[done:first], ">>", words[first:last], "<<"]
            done = last
    return one_line("".join((*parts, words[done:])))
