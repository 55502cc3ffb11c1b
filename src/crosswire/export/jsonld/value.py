"""What stands within a node: bounds, stretches of days, and nothing that says nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from crosswire.codec import codec
from crosswire.row import Answer, Figure, Window

Node = dict[str, Any]

_NUMBER = codec(float | None)


def bare(node: Node) -> Node:
    """A node without the members that say nothing."""
    return {name: value for name, value in node.items() if value not in (None, [], "")}


def quantity(row: Figure | Answer, unit: str | None) -> Node:
    """Bounds; an end that is open is left out."""
    bounds = {"minValue": _NUMBER.encode(row.low), "maxValue": _NUMBER.encode(row.high)}
    return bare({"type": "QuantitativeValue", **bounds, "unitText": unit})


def interval(window: Window | None) -> str | None:
    """Days as schema.org writes them: an ISO 8601 interval, ".." for an end that is not known."""
    return days(window.first, window.last) if window else None


def days(first: date | None, last: date | None) -> str | None:
    """From one day to another, as in an interval; of a time they may run backward."""
    if not (first or last):
        return None
    ends = dict.fromkeys(day.isoformat() if day else ".." for day in (first, last))
    return "/".join(ends)
