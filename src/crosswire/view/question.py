"""One question: how its answers stand to each other, each side's bounds, every figure's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from crosswire.row import Question
from crosswire.view.answer import figures_of
from crosswire.view.evidence import Block, listed, together, why
from crosswire.view.giver import bounds, given_by
from crosswire.view.headline import one_line
from crosswire.view.label import label
from crosswire.view.lookup import Lookup, window


def blocks(question: Question, lookup: Lookup) -> Iterator[Block]:
    """Why the answers stand so to each other, the answers, the figures, and why they are of it."""
    reason = question.because.get("relation")
    if reason is not None:
        yield question.relation.upper(), list(why("relation", reason, lookup))
    if question.answers:
        yield "ANSWERS", [_answers(question, lookup)]
    yield "FIGURES", [_figures(question, lookup)]
    yield "ORIGINS", list(_origins(question, lookup))
    yield from together(question, lookup)


def _answers(question: Question, lookup: Lookup) -> RenderableType:
    """The bounds of each side's answer, as of when, by how many origins and articles."""
    grid = _grid(("by", one_line(question.unit or ""), "as of", "origins", "articles"))
    for answer in question.answers:
        reports = {lookup.figures[one].document for one in answer.figures if one in lookup.figures}
        cells = (
            given_by(answer, lookup),
            bounds(answer),
            window(answer.as_of) or "not known",
            str(len(answer.origins)),
            str(len(reports)),
        )
        grid.add_row(*map(Text, cells))
    return grid


def _figures(question: Question, lookup: Lookup) -> RenderableType:
    """Every figure in its report's words."""
    grid = _grid(("", "by", "in", "as of", ""))
    for figure in figures_of(question, lookup):
        cells = (
            one_line(figure.text),
            lookup.source(figure),
            lookup.printed_in(figure.document),
            lookup.as_of(figure),
        )
        grid.add_row(*map(Text, cells), Text(lookup.reference(figure), "cyan"))
    return grid


def _grid(names: Sequence[str]) -> Table:
    """A table with names over its columns."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    for number, _ in enumerate(names):
        last = number == len(names) - 1
        grid.add_column(no_wrap=last)
    grid.add_row(*(Text(name, "dim") for name in names))
    return grid


def _origins(question: Question, lookup: Lookup) -> Iterator[RenderableType]:
    """The origins of the answers: whose account each is, and what rests on it."""
    by_origin: dict[str | None, list[str]] = {}
    for figure in figures_of(question, lookup):
        reason = figure.because.get("origin")
        rule = f" ({label('origin', reason.rule)})" if reason else ""
        words = f"  {lookup.printed_in(figure.document)}: {one_line(figure.text)}{rule}"
        by_origin.setdefault(figure.origin, []).append(words)
    for number, (origin, lines) in enumerate(by_origin.items(), 1):
        first = lookup.rows.get(origin or "")
        words = f"{number}. {lookup.origin(origin or '')}"
        yield listed(words, lookup.reference(first) if first else "")
        yield from map(Text, dict.fromkeys(lines))
