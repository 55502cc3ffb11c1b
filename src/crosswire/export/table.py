"""The ledger as flat tables: one for each row type, one for what stands in lists within rows.

Columns follow from the type hints of the row classes: a span is two columns (`span_start`,
`span_end`), a window two (`said_from`, `said_to`), a list a table of its own, with the id of its
row and the position in the list. All lists of spans are the table `spans`, all reasons the tables
`reasons` and `reason_spans`, whatever the type of their row.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crosswire.codec import DecodeError
from crosswire.ledger import TYPES, Ledger, Row
from crosswire.row import Reason, Run, Span, Window

Cell = str | int | float | None
Cells = tuple[Cell, ...]
Kind = Literal["text", "integer", "number", "day"]

EXACT = 2**53
"""Whole numbers above are written as floating-point numbers, which is what they were."""

TABLES = {"run": "run"} | {name: "entities" if name == "entity" else f"{name}s" for name in TYPES}
"""The tables of the row types, by the names of the types."""

REFERS = {
    "by": "entities",
    "chain": "entities",
    "document": "documents",
    "entity": "entities",
    "figures": "figures",
    "place_id": "places",
    "question": "questions",
    "side": "entities",
    "speaker": "entities",
    "statement": "statements",
    "version_of": "documents",
}
"""The table whose ids a field has, by the field's name."""

ONE = {"chain": "entity"}
"""What one item of a list is called, where that is not the list's name without its s."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `table` is the one whose ids it holds, `key` says that it tells rows apart."""

    name: str
    kind: Kind = "text"
    table: str | None = None
    key: bool = False


@dataclass(frozen=True, slots=True)
class Flat:
    """A value that is one or more cells of its row."""

    columns: tuple[Column, ...]
    put: Callable[[Any], Cells]
    take: Callable[[Cells], Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list, or a mapping from names: an item is a row of another table, under its owner's key.

    Where that table holds the lists of many, `before` and `after` the key say whose they are.
    """

    item: Shape
    before: Cells = ()
    after: Cells = ()
    by_name: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """How values of one type are rows of a table, and the lists in them rows of other tables.

    `keys` stand before the value's own columns: whose item of a list it is, and which. A part
    without a name is the value itself.
    """

    table: str
    keys: tuple[Column, ...]
    parts: tuple[tuple[str, Flat | Listed], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns of the table."""
        flat = (part.columns for _, part in self.parts if isinstance(part, Flat))
        return self.keys + tuple(column for columns in flat for column in columns)

    @property
    def lists(self) -> tuple[Listed, ...]:
        """The lists in such values."""
        return tuple(part for _, part in self.parts if isinstance(part, Listed))


@cache
def shape(kind: str) -> Shape:
    """The shape of a row type."""
    row = TYPES.get(kind, Run)
    owner = Column(kind, table=TABLES[kind], key=True)
    return Shape(TABLES[kind], (), _parts(row, (owner,)))


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes of all tables, each table once, those of the row types first."""
    found: dict[str, Shape] = {}
    waiting = [shape(kind) for kind in TABLES]
    for one in waiting:
        if one.table not in found:
            found[one.table] = one
            waiting += (listed.item for listed in one.lists)
    return tuple(found.values())


def _parts(row: Any, owner: tuple[Column, ...]) -> tuple[tuple[str, Flat | Listed], ...]:
    """The fields of a class, by the names that its codec gives them."""
    hints = get_type_hints(row)
    return tuple(
        (f.metadata.get("name", f.name), _part(f.name, hints[f.name], owner)) for f in fields(row)
    )


def _part(name: str, hint: Any, owner: tuple[Column, ...]) -> Flat | Listed:
    """How a field of some type is told by cells or by rows."""
    optional = get_origin(hint) in (Union, types.UnionType)
    if optional:
        hint = next(part for part in get_args(hint) if part is not types.NoneType)
    if get_origin(hint) is tuple:
        return _listed(name, get_args(hint)[0], owner, optional=optional)
    if get_origin(hint) is Mapping and get_args(hint)[1] is Reason:
        return Listed(_REASONS, before=(owner[0].name,), by_name=True)
    return _flat(name, hint, optional=optional)


def _listed(name: str, item: Any, owner: tuple[Column, ...], *, optional: bool) -> Listed:
    """How a list is told by the rows of a table."""
    if item is Span:
        return Listed(_SPANS, before=(owner[0].name,), after=(name,), optional=optional)
    table, one = f"{owner[-1].name}_{name}", ONE.get(name, name.removesuffix("s"))
    if is_dataclass(item):
        keys = (*owner, Column(one, "integer", key=True))
        return Listed(Shape(table, keys, _parts(item, keys)), optional=optional)
    parts = (("", _atom(one, item, REFERS.get(name))),)
    return Listed(Shape(table, (*owner, _POSITION), parts), optional=optional)


def _flat(name: str, hint: Any, *, optional: bool) -> Flat:
    """How a value is told by cells."""
    if hint is Span:
        return _several((f"{name}_start", f"{name}_end"), "integer", optional=optional)
    if hint is Window:
        return _several((f"{name}_from", f"{name}_to"), "day", optional=optional)
    if get_origin(hint) is Mapping:
        return Flat((Column(name),), lambda value: (_json(value),), lambda cells: parsed(cells[0]))
    if is_dataclass(hint):
        return _object(name, hint)
    return _atom(name, hint, REFERS.get(name))


def _atom(name: str, hint: Any, table: str | None = None) -> Flat:
    """A text, a number or a day: one cell."""
    kinds: dict[Any, Kind] = {int: "integer", float: "number", date: "day"}
    column = Column(name, kinds.get(hint, "text"), table, key=name == "id")
    return Flat((column,), lambda value: (_cell(value),), lambda cells: cells[0])


def _several(names: Sequence[str], kind: Kind, *, optional: bool) -> Flat:
    """A list of known length: a cell for each item, all empty where there is none."""

    def take(cells: Cells) -> list[Cell] | None:
        return None if optional and not any(cell is not None for cell in cells) else list(cells)

    none = (None,) * len(names)
    columns = tuple(Column(name, kind) for name in names)
    return Flat(columns, lambda value: none if value is None else tuple(value), take)


def _object(name: str, row: Any) -> Flat:
    """An object whose members are texts: a cell for each."""
    members = tuple(f.name for f in fields(row))
    return Flat(
        tuple(Column(f"{name}_{member}") for member in members),
        lambda value: tuple(_cell(value[member]) for member in members),
        lambda cells: dict(zip(members, cells, strict=True)),
    )


def _witness() -> Flat:
    """A document and a span of it: three cells."""
    columns = (
        Column("document", table="documents"),
        Column("start", "integer"),
        Column("end", "integer"),
    )
    return Flat(columns, lambda value: (_cell(value[0]), *value[1:]), list)


_POSITION = Column("position", "integer", key=True)
_OWNER = (Column("type", key=True), Column("row", key=True))
_FIELD = Column("field", key=True)
_SPANS = Shape(
    "spans",
    (*_OWNER, _FIELD, _POSITION),
    (("", _several(("start", "end"), "integer", optional=False)),),
)
_REASON_SPANS = Shape("reason_spans", (*_OWNER, _FIELD, _POSITION), (("", _witness()),))
_REASONS = Shape(
    "reasons",
    (*_OWNER, _FIELD),
    (("rule", _atom("rule", str)), ("spans", Listed(_REASON_SPANS))),
)


def _cell(value: Any) -> Cell:
    """A value as a cell; half of a surrogate pair, which UTF-8 lacks, as an escape."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, int) and abs(value) > EXACT:
        return float(value)
    return value  # type: ignore[no-any-return]


def _json(value: Any) -> str:
    """A value as JSON."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def parsed(cell: Any) -> Any:
    """A value from JSON; raises DecodeError where it is none."""
    try:
        return json.loads(str(cell))
    except (ValueError, RecursionError) as error:
        raise DecodeError(f"it is not JSON ({error})") from None


def rows_of(ledger: Ledger) -> Iterator[tuple[str, tuple[Row | Run, ...]]]:
    """The rows of each type with its name, the run row first."""
    yield "run", (ledger.run,)
    for kind in TYPES:
        yield kind, getattr(ledger, TABLES[kind])


def spread(shape: Shape, value: Any, key: Cells = ()) -> Iterator[tuple[str, Cells]]:
    """The rows, each with its table, that tell a value as its codec encodes it; its own last."""
    owner = key or (_cell(value.get("id")),)
    cells = [*key]
    for name, part in shape.parts:
        inner = value[name] if name else value
        if isinstance(part, Flat):
            cells += part.put(inner)
        else:
            yield from _spread_list(part, inner, (*part.before, *owner, *part.after))
    yield shape.table, tuple(cells)


def _spread_list(listed: Listed, values: Any, key: Cells) -> Iterator[tuple[str, Cells]]:
    """The rows of a list's items."""
    items = values.items() if listed.by_name else enumerate(values or ())
    for at, value in items:
        yield from spread(listed.item, value, (*key, _cell(at)))


Rows = Mapping[str, Mapping[Cells, Sequence[Cells]]]
"""The rows of lists by their tables, and there by their owners' keys, in the order of the list."""


def gather(shape: Shape, cells: Cells, rows: Rows) -> Any:
    """The value that a row and the rows of its lists tell, for its codec to decode."""
    at, key = len(shape.keys), cells[: len(shape.keys)]
    members: dict[str, Any] = {}
    for name, part in shape.parts:
        if isinstance(part, Flat):
            members[name] = part.take(cells[at : at + len(part.columns)])
            at += len(part.columns)
    owner = key or (members.get("id"),)
    for name, part in shape.parts:
        if isinstance(part, Listed):
            members[name] = _gather_list(part, (*part.before, *owner, *part.after), rows)
    return members.get("", members)


def _gather_list(listed: Listed, key: Cells, rows: Rows) -> Any:
    """The list, or the mapping from names, that an owner has."""
    found = rows.get(listed.item.table, {}).get(key, ())
    values = [gather(listed.item, cells, rows) for cells in found]
    if listed.by_name:
        return dict(zip((cells[len(key)] for cells in found), values, strict=True))
    return values if values or not listed.optional else None


def by_owner(shape: Shape, rows: Iterable[Cells]) -> dict[Cells, list[Cells]]:
    """The rows of a list's table by their owners' keys."""
    found: dict[Cells, list[Cells]] = {}
    for cells in rows:
        found.setdefault(cells[: len(shape.keys) - 1], []).append(cells)
    return found


def is_whole(shape: Shape, value: Any, told: Iterable[tuple[str, Cells]]) -> bool:
    """Whether rows tell all of a value: of some odd ones, as half letters, they cannot."""
    rows: dict[str, list[Cells]] = {}
    for table, cells in told:
        rows.setdefault(table, []).append(cells)
    lists = {one.table: by_owner(one, rows[one.table]) for one in shapes() if one.table in rows}
    return bool(gather(shape, rows[shape.table][0], lists) == value)
