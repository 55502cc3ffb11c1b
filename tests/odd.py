"""Odd ledgers for the tests of what is written and read back: any text, any gap, no sense."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from crosswire.ledger import TYPES, Ledger, assemble, check
from crosswire.row import Document, Run, Span, Window

MOST = 3
"""Items of a list, rows of a type."""

TEXT = st.text(st.characters(exclude_categories=()), max_size=8) | st.sampled_from(
    [
        "",
        "=1+1",
        "'quoted' \"twice\"",
        "nul \0 inside",
        "\u202eesrever",
        "\ud83d",
        "👩‍🚒",
        "1e5",
        "\r\n",
    ]
)
"""Whatever a report may hold, half letters and all."""

NUMBER = st.integers(-(10**9), 10**9).map(lambda number: number / 1000) | st.sampled_from(
    [0.0, 1e15, 1e25, 0.1]
)
"""Numbers of at most ten digits, as a ledger has them."""

JSON = st.none() | st.booleans() | st.integers(-9, 9) | TEXT


def _pairs(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Two values in their order."""
    return st.tuples(values, values).map(lambda pair: tuple(sorted(pair)))


def _windows(ends: tuple[date, ...]) -> st.SearchStrategy[Window]:
    """A window with either end or none."""
    first, last = ends
    return st.sampled_from([(first, last), (None, last), (first, None), (None, None)]).map(
        lambda window: Window(*window)
    )


ATOMS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 10**6),
    float: NUMBER,
    date: st.dates(),
    Span: _pairs(st.integers(0, 10**6)).map(lambda pair: Span(*pair)),
    Window: _pairs(st.dates()).flatmap(_windows),
    object: JSON,
}


def _values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a type hint."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in ATOMS:
        return ATOMS[hint]
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=MOST).map(tuple)
    if origin is Mapping:
        return st.dictionaries(TEXT, _values(arguments[1]), max_size=MOST)
    if origin in (Union, types.UnionType):
        return st.one_of([_values(part) for part in arguments])
    return st.none() if hint is types.NoneType else _objects(hint)


def _objects(row: Any, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Any value of a dataclass."""
    hints = get_type_hints(row)
    return st.builds(
        row, **{field.name: _values(hints[field.name]) for field in fields(row)} | known
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """A ledger that the check of a ledger passes, and that says nothing else that makes sense."""
    reports = draw(st.lists(_objects(Document), max_size=MOST, unique_by=lambda row: row.id))
    rows: list[Any] = list(reports)
    for row in TYPES.values():
        names = {field.name for field in fields(row)}
        stands = names & {"span", "content"}
        if row is Document or (stands and not reports):
            continue
        known = {"document": st.sampled_from([one.id for one in reports])} if stands else {}
        found = st.lists(_objects(row, **known), max_size=MOST, unique_by=lambda one: one.id)
        rows += draw(found)
    ledger = assemble(draw(_objects(Run, format=st.just(1))), [_without_text(row) for row in rows])
    check(ledger)
    return ledger


def _without_text(row: Any) -> Any:
    """A report without its text, so that any words may stand anywhere in it."""
    if not isinstance(row, Document):
        return row
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    return Document(**values | {"text": ""})
