"""A quantity that measures something about the event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.span import Span
from crosswire.row.window import Window

Comparator = Literal[
    "exactly",
    "about",
    "at least",
    "more than",
    "at most",
    "up to",
    "less than",
    "range",
    "vague",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count or measure: bounds in `unit`, what is measured, and who gives it.

    `speaker` is None where the outlet speaks in its own voice.
    """

    id: str
    document: str
    span: Span
    text: str
    low: float | None
    high: float | None
    unit: str | None
    comparator: Comparator
    of: str | None
    statement: str | None = None
    speaker: str | None = None
    when: Window | None = None
    place: str | None = None
    place_id: str | None = None
    origin: str | None = None
    question: str | None = None
    because: Because = field(default_factory=dict, hash=False)
