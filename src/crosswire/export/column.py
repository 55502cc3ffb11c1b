"""Rows as Arrow columns straight from their values: what `arrow.table` makes of their JSON, sooner.

The leaves of all rows are laid out in one list each and turned into an array at once; what lists
and reasons hold is found by offsets. Imported only where pyarrow is installed.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from crosswire.codec import codec
from crosswire.export.arrow import type_of
from crosswire.ledger import TYPES, Row
from crosswire.row import Span, Window, Witness

Build = Callable[[Sequence[Any]], pa.Array]
"""Makes an array of values, some of which may be None."""

PARTS: dict[Any, tuple[tuple[str, Any], ...]] = {
    Span: (("start", int), ("end", int)),
    Window: (("first", date | None), ("last", date | None)),
    Witness: (("document", str), ("span.start", int), ("span.end", int)),
}
"""What is kept as a struct with other names than the value's own: what its members are."""


def table(kind: str, rows: Sequence[Row]) -> pa.Table:
    """The rows of a type as a table, equal to that of `arrow.table`.

    Raises UnicodeEncodeError where a text has half of a surrogate pair, which that can note.
    """
    row: Any = TYPES[kind]
    made = _build(row, type_of(kind))(rows)
    return pa.Table.from_arrays(made.flatten(), schema=pa.schema(made.type))


@cache
def _build(hint: Any, kept: pa.DataType) -> Build:
    """How an array of a type is made of the values of a type hint."""
    if hint in PARTS:
        return _members(PARTS[hint], kept)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        return _members(tuple((f.name, hints[f.name]) for f in fields(hint)), kept)
    return _compound(hint, kept) if get_origin(hint) else _atom(hint, kept)


def _atom(hint: Any, kept: pa.DataType) -> Build:
    """An array of texts, numbers or days."""
    if hint is not float:
        return lambda values: pa.array(values, kept)
    number = codec(float).encode
    return lambda values: pa.array(
        [None if value is None else number(value) for value in values], kept
    )


def _compound(hint: Any, kept: pa.DataType) -> Build:
    """An array of what has other types in brackets."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _build(next(part for part in arguments if part is not types.NoneType), kept)
    if origin is tuple:
        return _lists(_build(arguments[0], kept.value_type), kept)
    if origin is Mapping and arguments[1] is not object:
        return _maps(_build(arguments[1], kept.item_type), kept)
    if origin is Literal:
        return lambda values: pa.array(values, kept)
    return lambda values: pa.array(map(json.dumps, values), kept)


def _members(parts: Sequence[tuple[str, Any]], kept: pa.DataType) -> Build:
    """An array of structs, each member an array of its own."""
    own = [kept.field(at) for at in range(kept.num_fields)]
    made = [
        (attrgetter(name), _build(hint, field.type))
        for (name, hint), field in zip(parts, own, strict=True)
    ]

    def build(values: Sequence[Any]) -> pa.Array:
        there = [value for value in values if value is not None]
        columns = [member([get(value) for value in there]) for get, member in made]
        found = pa.StructArray.from_arrays(columns, fields=own)
        return found if len(there) == len(values) else _spread(found, values)

    return build


def _spread(found: pa.Array, values: Sequence[Any]) -> pa.Array:
    """An array of those that are there, with None where nothing is."""
    numbers = accumulate(value is not None for value in values)
    places = [None if value is None else at - 1 for value, at in zip(values, numbers, strict=True)]
    return found.take(pa.array(places, pa.int32()))


def _lists(item: Build, kept: pa.DataType) -> Build:
    """An array of lists."""

    def build(values: Sequence[Any]) -> pa.Array:
        items = item(list(chain.from_iterable(value for value in values if value)))
        return pa.ListArray.from_arrays(_offsets(values), items, type=kept)

    return build


def _maps(item: Build, kept: pa.DataType) -> Build:
    """An array of mappings from names, these in order."""

    def build(values: Sequence[Mapping[str, Any]]) -> pa.Array:
        inside = [sorted(value.items()) if len(value) > 1 else value.items() for value in values]
        names = pa.array([name for one in inside for name, _ in one], kept.key_type)
        items = item([value for one in inside for _, value in one])
        return pa.MapArray.from_arrays(_offsets(values), names, items, type=kept)

    return build


def _offsets(values: Sequence[Any]) -> pa.Array:
    """Where each value's items begin, and where the last one's end; None for one that is None."""
    ends = [0, *accumulate(len(value) if value is not None else 0 for value in values)]
    if any(value is None for value in values):
        starts = zip(values, ends, strict=False)
        return pa.array(
            [*(None if value is None else at for value, at in starts), ends[-1]], pa.int32()
        )
    return pa.array(ends, pa.int32())
