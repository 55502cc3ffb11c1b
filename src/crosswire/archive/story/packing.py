"""A report's vector as bytes: a tenth of what it takes as a table of words, and the same again."""

from __future__ import annotations

import struct
from array import array
from datetime import date

from crosswire.assignment import Vector, embedding

_HEAD = struct.Struct("<i?HHH")
"""The day's number (0 for none), whether anybody is named, how many words and marks, and how many
bytes of an embedding."""

_WEIGHT = "f"
_PARTS = "\n"
"""Stands between two features; in none of them."""


def pack(one: Vector) -> bytes:
    """A vector as bytes; its weights keep seven digits."""
    day = one.day.toordinal() if one.day else 0
    weights = array(_WEIGHT, [*one.words.values(), *one.marks.values()])
    keys = _PARTS.join([*one.words, *one.marks])
    placed = one.embedding.numbers.tobytes() if one.embedding else b""
    head = _HEAD.pack(day, one.named, len(one.words), len(one.marks), len(placed))
    return head + weights.tobytes() + placed + keys.encode("utf-8", "surrogatepass")


def unpack(data: bytes) -> Vector:
    """The vector of some bytes."""
    day, named, words, marks, placed = _HEAD.unpack_from(data)
    weights = array(_WEIGHT)
    end = _HEAD.size + (words + marks) * weights.itemsize
    weights.frombytes(data[_HEAD.size : end])
    keys = data[end + placed :].decode("utf-8", "surrogatepass").split(_PARTS)
    return Vector(
        date.fromordinal(day) if day else None,
        named,
        dict(zip(keys[:words], weights[:words], strict=True)) if words else {},
        dict(zip(keys[words:], weights[words:], strict=True)) if marks else {},
        embedding.unpack(data[end : end + placed]),
    )
