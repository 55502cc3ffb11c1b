"""A row as JSON and back, as its type hints say: no row has code of its own here.

A row becomes an object with its fields in their order, under the name that a field's metadata
gives it (`from` cannot name a field in Python). Spans, windows and witnesses are lists. Numbers
are written with ten significant digits, whole ones without a point.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crosswire.row import Span, Window, Witness

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]

SIGNIFICANT_DIGITS = 10
"""Enough for a dollar in a billion; too few for the noise of a conversion between units."""

MAX_NUMBER = 1e30
"""What no report counts; the largest that is still read back."""


class DecodeError(ValueError):
    """JSON that is not the row it should be."""


@dataclass(frozen=True, slots=True)
class Codec:
    """How values of one type become JSON, and JSON such values."""

    encode: Encode
    decode: Decode


def codec(hint: Any) -> Codec:
    """The codec of a type hint: of a row class, or of anything that a row's field may hold."""
    return _made(hint)


@cache
def _made(hint: Any) -> Codec:
    """The codec of a type hint, made once."""
    if hint in _ATOMS:
        return _ATOMS[hint]
    if isinstance(hint, type):
        return _object(hint) if is_dataclass(hint) else _record(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Codec(_same, _member(frozenset(arguments)))
    if origin is tuple:
        return _sequence(codec(arguments[0]))
    if origin is Mapping:
        return _mapping(codec(arguments[1]))
    if origin in (Union, types.UnionType):
        return _optional(codec(next(part for part in arguments if part is not types.NoneType)))
    raise TypeError(f"a row's field cannot be a {hint}")


def _object(row: type) -> Codec:
    """The codec of a dataclass: an object with a member for each field."""
    hints = get_type_hints(row)
    parts = [(f, f.metadata.get("name", f.name), codec(hints[f.name])) for f in fields(row)]
    required = {
        f.name for f in fields(row) if f.default is MISSING and f.default_factory is MISSING
    }

    def encode(value: Any) -> dict[str, Any]:
        return {name: part.encode(getattr(value, f.name)) for f, name, part in parts}

    def decode(found: Any) -> Any:
        members = _expect(found, dict, "an object")
        values = {}
        for f, name, part in parts:
            if name in members:
                values[f.name] = _inside(name, part.decode, members[name])
            elif f.name in required:
                raise DecodeError(f"{name!r} is missing")
        return _built(row, **values)

    return Codec(encode, decode)


def _record(row: type) -> Codec:
    """The codec of a named tuple: a list of its fields, without their names."""
    if not issubclass(row, tuple):
        raise TypeError(f"a row's field cannot be a {row}")
    parts = [codec(hint) for hint in get_type_hints(row).values()]

    def decode(found: Any) -> Any:
        members = _list_of(found, len(parts), f"{len(parts)} values")
        return row(*(part.decode(value) for part, value in zip(parts, members, strict=True)))

    return Codec(
        lambda value: [part.encode(one) for part, one in zip(parts, value, strict=True)], decode
    )


def _sequence(item: Codec) -> Codec:
    """The codec of a tuple whose items are all of one type."""
    return Codec(
        lambda values: [item.encode(value) for value in values],
        lambda found: tuple(item.decode(value) for value in _expect(found, list, "a list")),
    )


def _mapping(item: Codec) -> Codec:
    """The codec of a mapping from names; sorted, so that the same content is the same bytes."""

    def decode(found: Any) -> dict[str, Any]:
        members = _expect(found, dict, "an object")
        return {name: _inside(name, item.decode, members[name]) for name in members}

    return Codec(
        lambda values: {name: item.encode(values[name]) for name in sorted(values)}, decode
    )


def _optional(some: Codec) -> Codec:
    """The codec of a value that may be None."""
    return Codec(
        lambda value: None if value is None else some.encode(value),
        lambda found: None if found is None else some.decode(found),
    )


def _member(allowed: frozenset[Any]) -> Decode:
    """Accepts only the words of a closed vocabulary."""

    def decode(found: Any) -> Any:
        if not isinstance(found, str) or found not in allowed:
            raise DecodeError(f"{found!r} is none of {', '.join(sorted(allowed))}")
        return found

    return decode


def _same(value: Any) -> Any:
    """What is JSON already."""
    return value


def _number(value: float) -> float:
    """A number without the noise of its computation; a whole one as an integer."""
    rounded = float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    return int(rounded) if rounded.is_integer() else rounded


def _expect(found: Any, kind: type | tuple[type, ...], words: str) -> Any:
    """The value, if it is of that kind; JSON's true and false are no numbers."""
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        raise DecodeError(f"{words} is expected, not {found!r:.60}")
    return found


def _inside(name: str, decode: Decode, found: Any) -> Any:
    """Decodes a member, and says which one it was where that fails."""
    try:
        return decode(found)
    except DecodeError as error:
        raise DecodeError(f"{name}: {error}") from None


def _built(row: Callable[..., Any], /, *values: Any, **members: Any) -> Any:
    """The value class filled; what it refuses itself (a span that runs backward) is a fault too."""
    try:
        return row(*values, **members)
    except ValueError as error:
        raise DecodeError(str(error)) from None


def _finite(found: Any) -> float:
    """A number that is one: neither infinite nor too large."""
    number = _expect(found, (int, float), "a number")
    if not -MAX_NUMBER < number < MAX_NUMBER:
        raise DecodeError(f"a number is expected, not {number!r:.60}")
    return float(number)


def _day(found: Any) -> date:
    """A day from its ISO form."""
    try:
        return date.fromisoformat(_expect(found, str, "a day"))
    except ValueError:
        raise DecodeError(f"a day (YYYY-MM-DD) is expected, not {found!r:.60}") from None


def _list_of(found: Any, size: int, words: str) -> list[Any]:
    """A list of exactly so many items."""
    if not isinstance(found, list) or len(found) != size:
        raise DecodeError(f"{words} is expected, not {found!r:.60}")
    return found


def _span(found: Any) -> Span:
    """A span from `[start, end]`."""
    ends = _list_of(found, 2, "[start, end]")
    return _built(Span, *(_expect(end, int, "an offset") for end in ends))  # type: ignore[no-any-return]


def _window(found: Any) -> Window:
    """A window from `[from, to]`."""
    ends = _list_of(found, 2, "[from, to]")
    return _built(Window, *(None if end is None else _day(end) for end in ends))  # type: ignore[no-any-return]


def _witness(found: Any) -> Witness:
    """A witness from `[document, start, end]`."""
    document, *ends = _list_of(found, 3, "[document, start, end]")
    return Witness(_expect(document, str, "a document's id"), _span(ends))


def _iso(day: date | None) -> str | None:
    """A day in its ISO form."""
    return day.isoformat() if day else None


_ATOMS: dict[Any, Codec] = {
    str: Codec(_same, lambda found: _expect(found, str, "a text")),
    bool: Codec(_same, lambda found: _expect(found, bool, "true or false")),
    int: Codec(_same, lambda found: _expect(found, int, "a whole number")),
    float: Codec(_number, _finite),
    date: Codec(_iso, _day),
    object: Codec(_same, _same),
    Span: Codec(lambda span: [span.start, span.end], _span),
    Window: Codec(lambda window: [_iso(window.first), _iso(window.last)], _window),
    Witness: Codec(lambda it: [it.document, it.span.start, it.span.end], _witness),
}
