"""What changed as JSON lines: an object for each change, its fields as docs/desk.md has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from crosswire.codec import codec
from crosswire.desk.change.value import Change, Logged


def rendered(logged: Iterable[Logged]) -> bytes:
    """The lines, in the order of the log."""
    return b"".join(_lines(logged))


def members(one: Logged) -> dict[str, Any]:
    """A change as an object of JSON."""
    return {"seq": one.seq, "at": one.at, "event": one.event, **codec(Change).encode(one.change)}


def _lines(logged: Iterable[Logged]) -> Iterator[bytes]:
    for one in logged:
        told = members(one)
        line = json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        yield line.encode("utf-8", "backslashreplace") + b"\n"
