"""Frozen values as JSON and back, from their type hints, exactly: what one report says, in rows.

A finding becomes an object of the fields that are not their defaults; what is inside it a list of
its fields in their order, and where a hint leaves the choice between several classes, the class's
name before that list. Unlike `codec`, which writes the ledger for everybody, nothing is rounded
here, and nothing is checked again: only what this program wrote is read.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crosswire.row import Span

Convert = Callable[[Any], Any]

ATOMS = (str, int, float, bool)


@dataclass(frozen=True, slots=True)
class Packing:
    """How values of one type become JSON, and JSON such values; None where they are JSON."""

    pack: Convert | None
    unpack: Convert | None


PLAIN = Packing(None, None)


@cache
def packing(hint: Any) -> Packing:
    """The packing of a type hint: atoms, tuples, mappings from names, dataclasses, choices."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in ATOMS or origin is Literal:
        return PLAIN
    if hint is Span:
        return Packing(lambda span: (span.start, span.end), lambda found: Span(*found))
    if isinstance(hint, type) and is_dataclass(hint):
        return _lazy(hint)
    if origin in COMPOUND:
        return COMPOUND[origin](arguments)
    raise TypeError(f"nothing says how a {hint} is packed")


def _lazy(kind: type) -> Packing:
    """The packing of a dataclass, made when it is first used: classes may hold themselves."""

    def pack(value: Any) -> Any:
        return _record(kind)[0](value)

    def unpack(found: Any) -> Any:
        return _record(kind)[1](found)

    return Packing(pack, unpack)


@cache
def _record(kind: type) -> tuple[Convert, Convert]:
    """The packing of a dataclass as a list of its fields, without the last that are defaults."""
    parts = _parts(kind)
    made = [(at, part.unpack) for at, (_, _, part) in enumerate(parts) if part.unpack]

    def pack(value: Any) -> list[Any]:
        found = [(getattr(value, name), default, part) for name, default, part in parts]
        while found and _is_same(*found[-1][:2]):
            found.pop()
        return [_by(part.pack, one) for one, _, part in found]

    def unpack(found: list[Any]) -> Any:
        size = len(found)
        for at, convert in made:
            if at < size:
                found[at] = convert(found[at])
        return kind(*found)

    return pack, unpack


@cache
def named(kind: type) -> tuple[Convert, Convert]:
    """A dataclass as an object of the fields that are not their defaults, and back."""
    parts = _parts(kind)
    made = [(name, part.unpack) for name, _, part in parts if part.unpack]

    def pack(value: Any) -> dict[str, Any]:
        found = [(name, getattr(value, name), default, part) for name, default, part in parts]
        return {
            name: _by(part.pack, one)
            for name, one, default, part in found
            if not _is_same(one, default)
        }

    def unpack(found: dict[str, Any]) -> Any:
        for name, convert in made:
            if name in found:
                found[name] = convert(found[name])
        return kind(**found)

    return pack, unpack


def _parts(kind: type) -> list[tuple[str, Any, Packing]]:
    """The fields of a dataclass: name, default, packing."""
    hints = get_type_hints(kind)
    return [(one.name, _default(one), packing(hints[one.name])) for one in fields(kind)]


def _is_same(value: Any, default: Any) -> bool:
    """Whether a value is the default and no other that equals it: 0 is not False."""
    return type(value) is type(default) and bool(value == default)


def _default(field: Field[Any]) -> Any:
    """What a field holds where nothing is said; MISSING where something must be."""
    factory = field.default_factory
    return field.default if factory is MISSING else factory()


def _tuple(arguments: tuple[Any, ...]) -> Packing:
    """The packing of a tuple: of any length and one type, or of a type for each place."""
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        item = packing(arguments[0])
        pack, unpack = item.pack, item.unpack
        return Packing(
            (lambda values: [pack(value) for value in values]) if pack else list,
            (lambda found: tuple([unpack(value) for value in found])) if unpack else tuple,
        )
    items = [packing(argument) for argument in arguments]
    if all(item is PLAIN for item in items):
        return Packing(list, tuple)
    return Packing(
        lambda values: [_by(item.pack, one) for item, one in zip(items, values, strict=True)],
        lambda found: tuple(_by(item.unpack, one) for item, one in zip(items, found, strict=True)),
    )


def _by(convert: Convert | None, value: Any) -> Any:
    """The value converted, where it is not JSON as it is."""
    return convert(value) if convert else value


def _mapping(arguments: tuple[Any, ...]) -> Packing:
    """The packing of a mapping from names, in its own order."""
    item = packing(arguments[1])
    pack, unpack = item.pack, item.unpack
    return Packing(
        lambda values: {name: _by(pack, value) for name, value in values.items()},
        lambda found: {name: _by(unpack, value) for name, value in found.items()},
    )


def _choice(arguments: tuple[Any, ...]) -> Packing:
    """The packing of one of several classes, or of a value that may be None."""
    kinds = [part for part in arguments if part is not types.NoneType]
    if len(kinds) == 1:
        return _optional(packing(kinds[0]))
    if all(packing(kind) is PLAIN for kind in kinds):
        return PLAIN
    by_name = {kind.__name__: packing(kind) for kind in kinds}

    def pack(value: Any) -> list[Any] | None:
        name = type(value).__name__
        return None if value is None else [name, _by(by_name[name].pack, value)]

    def unpack(found: list[Any] | None) -> Any:
        return None if found is None else _by(by_name[found[0]].unpack, found[1])

    return Packing(pack, unpack)


def _optional(some: Packing) -> Packing:
    """The packing of a value that may be None."""
    pack, unpack = some.pack, some.unpack
    return Packing(
        (lambda value: None if value is None else pack(value)) if pack else None,
        (lambda found: None if found is None else unpack(found)) if unpack else None,
    )


COMPOUND: dict[Any, Callable[[tuple[Any, ...]], Packing]] = {
    tuple: _tuple,
    Mapping: _mapping,
    Union: _choice,
    types.UnionType: _choice,
}
"""How hints with hints inside them are packed, by their origin."""


def shape(hint: Any) -> str:
    """All that decides how values of a type are packed, as text: another text, another packing."""
    seen: dict[str, str] = {}
    _describe(hint, seen)
    return repr(sorted(seen.items()))


def _describe(hint: Any, seen: dict[str, str]) -> None:
    """Notes the fields of every dataclass that a hint reaches."""
    if isinstance(hint, type) and is_dataclass(hint) and _full_name(hint) not in seen:
        hints = get_type_hints(hint)
        seen[_full_name(hint)] = repr(
            [(one.name, repr(hints[one.name]), _told(one)) for one in fields(hint)]
        )
        for part in hints.values():
            _describe(part, seen)
    for argument in get_args(hint):
        _describe(argument, seen)


def _told(field: Field[Any]) -> str:
    """A field's default as text, the same in every process."""
    default = _default(field)
    return "" if default is MISSING else repr(default)


def _full_name(kind: type) -> str:
    """A class's name with that of its module: two modules may each have a `Reference`."""
    return f"{kind.__module__}.{kind.__qualname__}"
