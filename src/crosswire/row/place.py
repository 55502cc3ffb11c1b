"""A place that a report names, with its point on the map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.span import Span

Precision = Literal["point", "town", "district", "region", "country"]


@dataclass(frozen=True, slots=True)
class Place:
    """One mention of a place; what the gazetteer does not hold stays named, without a point."""

    id: str
    document: str
    span: Span
    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    gazetteer_id: str | None
    because: Because = field(default_factory=dict, hash=False)
