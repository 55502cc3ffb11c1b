"""What changed as JSON lines: an object for each change, its fields as docs/desk.md has them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from crosswire.codec import codec
from crosswire.desk.change.value import Change, Logged


def rendered(logged: Iterable[Logged]) -> bytes:
    """The lines, in the order of the log."""
    return b"".join(_lines(logged))


def _lines(logged: Iterable[Logged]) -> Iterator[bytes]:
    for one in logged:
        members = {"seq": one.seq, "at": one.at, "event": one.event}
        members |= codec(Change).encode(one.change)
        line = json.dumps(members, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        yield line.encode("utf-8", "backslashreplace") + b"\n"
