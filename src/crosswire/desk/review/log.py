"""The corrections log, and an agreement, as a person at a terminal reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crosswire.desk.review.agreement import Agreement, Disagreement, Measure
from crosswire.desk.review.page import handle, told
from crosswire.judgement.standing import State
from crosswire.judgement.value import Judgement
from crosswire.ledger import Row
from crosswire.row import Figure, Mention, Statement
from crosswire.view.headline import headline, one_line, told_by
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup

MINUTE = len("2031-03-04T06:30")

BECAME: dict[State, str] = {"replaced": "  (judged again since)", "undone": "  (undone)"}
"""What is told of a judgement that does not stand."""


def listed(
    judgements: Iterable[Judgement], became: Mapping[str, State], lookup: Lookup
) -> RenderableType:
    """Judgements, each with its time, its rows in their words, and what became of it."""
    return Group(*(part for one in judgements for part in _entry(one, became, lookup)))


def _entry(one: Judgement, became: Mapping[str, State], lookup: Lookup) -> Iterator[RenderableType]:
    after = BECAME.get(became[one.id], "")
    yield Text.assemble(
        (one.at[:MINUTE].replace("T", " "), "dim"), f"  {told(one)}{after}  ",
        (handle(one.id), "cyan"),
    )  # fmt: skip
    yield from _rows(one, lookup)


def _rows(one: Judgement, lookup: Lookup) -> Iterator[RenderableType]:
    """The rows of a judgement in their words."""
    named = one.value if one.kind == "speaker" and isinstance(one.value, str) else None
    for name in filter(None, (one.subject, one.other, named)):
        yield Padding(Text(_words(name, lookup)), (0, 0, 0, 4))


def _words(name: str, lookup: Lookup) -> str:
    """A row in its words, with its label; its id where the ledger does not have it."""
    row = lookup.rows.get(name)
    if row is None:
        return inert(name)
    return f"{_told(row, lookup)} [{lookup.reference(row)}]"


def _told(row: Row, lookup: Lookup) -> str:
    """A name as its report prints it: whose it is is what is judged, and may be another by now."""
    if isinstance(row, Mention):
        return f"{lookup.printed_in(row.document)}: {one_line(row.text)}"
    return told_by(row, lookup) if isinstance(row, Statement | Figure) else headline(row, lookup)


def compared(found: Agreement, lookup: Lookup) -> RenderableType:
    """An agreement: a line for each kind, then what two differ on, side by side."""
    parts: list[RenderableType] = [_table(found)] if found.measures else []
    parts += (Text(f"{inert(name)} has judged nothing here") for name in _silent(found))
    for one in found.disagreements:
        parts += [Text(), *_difference(one, lookup)]
    return Group(*parts)


def _silent(found: Agreement) -> Iterator[str]:
    """Whoever of the two has judged nothing."""
    for name, only in ((found.first, "only_first"), (found.second, "only_second")):
        if not any(one.both or getattr(one, only) for one in found.measures):
            yield name


def _table(found: Agreement) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    grid.add_column()
    for _ in range(6):
        grid.add_column(justify="right")
    only = (f"only {inert(name)}" for name in (found.first, found.second))
    grid.add_row(*(Text(name, "dim") for name in ("", "both", "same", "percent", "kappa", *only)))
    for one in found.measures:
        grid.add_row(*_cells(one))
    return grid


def _cells(one: Measure) -> tuple[str, ...]:
    """A kind's figures; a dash for what is not defined."""
    name = f"  {one.relation}" if one.relation else one.kind
    percent = "-" if one.percent is None else f"{one.percent:.1f}"
    kappa = "-" if one.kappa is None else f"{one.kappa:.2f}"
    only = (str(one.only_first), str(one.only_second))
    return name.replace("_", " "), str(one.both), str(one.same), percent, kappa, *only


def _difference(one: Disagreement, lookup: Lookup) -> Iterator[RenderableType]:
    """What two said of one matter, and its rows."""
    yield Text(f"{told(one.first)}  |  {told(one.second)}", "bold")
    yield from _rows(one.first, lookup)
