"""The rows of a type as an Arrow table and back, by the type hints of the row classes.

A span is a struct of `start` and `end`, a window one of `from` and `to`, a list a list, and reasons
are a map. Imported only where pyarrow is installed: the extra `parquet`.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa

from crosswire.ledger import TYPES, Members
from crosswire.row import Run, Span, Window, Witness

ODD = b"crosswire.odd_rows"
"""The key of a table's metadata under which rows stand, by their number and as JSON, that have text
which Arrow cannot hold: half of a surrogate pair, which UTF-8 lacks."""

LISTS: dict[Any, dict[str, Any]] = {
    Span: {"start": int, "end": int},
    Window: {"from": date | None, "to": date | None},
    Witness: {"document": str, "start": int, "end": int},
}
"""What the codec tells as a list of known length, and what its items are called here."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How values of one type, as their codec encodes them, are put into Arrow and taken back."""

    type: pa.DataType
    put: Callable[[Any], Any]
    take: Callable[[Any], Any]


def table(kind: str, values: list[Members]) -> pa.Table:
    """The rows of a type, as their codec encodes them, as a table."""
    kept = _row(kind)
    cells = [kept.put(value) for value in values]
    pairs = enumerate(zip(values, cells, strict=True))
    odd = {at: value for at, (value, cell) in pairs if kept.take(cell) != value}
    schema = pa.schema(kept.type, metadata={ODD: json.dumps(odd).encode()})
    return pa.Table.from_pylist(cells, schema)


def rows(kind: str, found: pa.Table) -> Iterator[Members]:
    """The rows of a table for their codec to decode."""
    kept = _row(kind)
    odd = json.loads((found.schema.metadata or {}).get(ODD, b"{}"))
    for at, cell in enumerate(found.to_pylist()):
        yield odd[str(at)] if str(at) in odd else kept.take(cell)


def type_of(kind: str) -> pa.StructType:
    """The columns of a row type, as one type of Arrow's."""
    return _row(kind).type


def _row(kind: str) -> Kept:
    """How the rows of a type are kept."""
    return _kept(TYPES.get(kind, Run))  # type: ignore[arg-type] # a class can be hashed


@cache
def _kept(hint: Any) -> Kept:
    """How values of a type hint are kept."""
    if hint in ATOMS:
        return ATOMS[hint]
    if hint in LISTS:
        return _list_of_known_length(LISTS[hint])
    return _compound(get_origin(hint), get_args(hint)) if get_origin(hint) else _object(hint)


def _compound(origin: Any, arguments: tuple[Any, ...]) -> Kept:
    """How values of a type that has others in brackets are kept."""
    if origin in (Union, types.UnionType):
        return _optional(_kept(next(part for part in arguments if part is not types.NoneType)))
    if origin is tuple:
        return _list(_kept(arguments[0]))
    if origin is Mapping:
        return JSON if arguments[1] is object else _map(_kept(arguments[1]))
    if origin is Literal:
        return ATOMS[str]
    raise TypeError(f"a row's field cannot be a {origin}")


def _object(row: Any) -> Kept:
    """How an object is kept: a struct of its members."""
    hints = get_type_hints(row)
    parts = {f.metadata.get("name", f.name): _kept(hints[f.name]) for f in fields(row)}
    return Kept(
        pa.struct([(name, part.type) for name, part in parts.items()]),
        lambda value: {name: part.put(value[name]) for name, part in parts.items()},
        lambda cell: {name: part.take(cell[name]) for name, part in parts.items() if name in cell},
    )


def _list_of_known_length(hints: Mapping[str, Any]) -> Kept:
    """How such a list is kept: a struct with a name for each item."""
    parts = {name: _kept(hint) for name, hint in hints.items()}

    def put(values: Any) -> Any:
        items = zip(parts.items(), values, strict=True)
        return {name: part.put(value) for (name, part), value in items}

    return Kept(
        pa.struct([(name, part.type) for name, part in parts.items()]),
        put,
        lambda cell: [part.take(cell[name]) for name, part in parts.items()],
    )


def _list(item: Kept) -> Kept:
    """How a list is kept."""
    return Kept(
        pa.list_(item.type),
        lambda values: [item.put(value) for value in values],
        lambda cells: [item.take(cell) for cell in cells],
    )


def _map(item: Kept) -> Kept:
    """How a mapping from names is kept."""
    return Kept(
        pa.map_(pa.string(), item.type),
        lambda values: [(_text(name), item.put(values[name])) for name in values],
        lambda cells: {name: item.take(cell) for name, cell in cells},
    )


def _optional(some: Kept) -> Kept:
    """How a value that may be None is kept."""
    return Kept(
        some.type,
        lambda value: None if value is None else some.put(value),
        lambda cell: None if cell is None else some.take(cell),
    )


def _same(value: Any) -> Any:
    """What is kept as it is."""
    return value


def _text(text: str) -> str:
    """A text with half of a surrogate pair as an escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


ATOMS: dict[Any, Kept] = {
    str: Kept(pa.string(), _text, _same),
    int: Kept(pa.int64(), _same, _same),
    float: Kept(pa.float64(), float, _same),
    date: Kept(pa.date32(), date.fromisoformat, date.isoformat),
}

JSON = Kept(pa.string(), json.dumps, json.loads)
"""How values of any shape are kept."""
