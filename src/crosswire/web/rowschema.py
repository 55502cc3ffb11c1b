"""JSON Schema (2020-12) of what `crosswire.codec` writes, from the same type hints.

Spans, windows and witnesses are lists there; every field is written, also where it is null.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from inspect import cleandoc
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from crosswire.row import Span, Window, Witness

Schema = dict[str, Any]

OFFSET: Schema = {"type": "integer", "minimum": 0}
DAY: Schema = {"type": ["string", "null"], "format": "date"}


def _list(description: str, *items: Schema) -> Schema:
    """A list of so many items."""
    size = len(items)
    return {
        "type": "array",
        "description": description,
        "prefixItems": list(items),
        "items": False,
        "minItems": size,
        "maxItems": size,
    }


ATOMS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    object: {},
}

LISTS: Mapping[type, Schema] = {
    Span: _list("Where words stand: code points of the text, the end exclusive.", OFFSET, OFFSET),
    Window: _list("From one day to another, both inclusive; an end may not be known.", DAY, DAY),
    Witness: _list("Words of a report: its id, start and end.", {"type": "string"}, OFFSET, OFFSET),
}


class Schemas:
    """The schemas of classes, as far as they were asked for, each under its name or another."""

    def __init__(self, names: Mapping[type, str] | None = None) -> None:
        self.components: dict[str, Schema] = {}
        self.names = names or {}

    def of(self, hint: Any) -> Schema:
        """The schema of a type hint; that of a class stands among the components."""
        if hint in ATOMS:
            return dict(ATOMS[hint])
        if isinstance(hint, type):
            return self.component(self.names.get(hint, hint.__name__), hint)
        origin, arguments = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"type": "string", "enum": list(arguments)}
        if origin is tuple:
            return {"type": "array", "items": self.of(arguments[0])}
        if origin is Mapping:
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if origin in (Union, types.UnionType):
            return self._optional([one for one in arguments if one is not types.NoneType])
        raise TypeError(f"there is no schema of {hint}")

    def component(self, name: str, hint: type) -> Schema:
        """A class among the components; what points to it."""
        if name not in self.components:
            self.components[name] = {}  # a class may hold itself
            made = LISTS[hint] if hint in LISTS else self.members(hint)
            self.components[name] = dict(made)
        return {"$ref": f"#/components/schemas/{name}"}

    def members(self, hint: type) -> Schema:
        """An object with a member for each field of a dataclass."""
        if not is_dataclass(hint):
            raise TypeError(f"there is no schema of {hint}")
        hints = get_type_hints(hint)
        names = {one.name: one.metadata.get("name", one.name) for one in fields(hint)}
        return {
            "type": "object",
            "description": cleandoc(hint.__doc__ or ""),
            "properties": {shown: self.of(hints[name]) for name, shown in names.items()},
            "required": list(names.values()),
            "additionalProperties": False,
        }

    def _optional(self, parts: list[Any]) -> Schema:
        """What may be null."""
        found = [self.of(part) for part in parts]
        if len(found) == 1 and isinstance(found[0].get("type"), str) and "enum" not in found[0]:
            return {**found[0], "type": [found[0]["type"], "null"]}
        return {"anyOf": [*found, {"type": "null"}]}
