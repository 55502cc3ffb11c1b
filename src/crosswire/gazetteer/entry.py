"""What the gazetteer knows of one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["continent", "country", "region", "district", "town", "area"]
"""Region and district are subdivisions of the first and second order; an area is a sea, river,
range, desert, island or wider region that no country's subdivisions hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: what it is, where it lies, what it lies within, how many live there.

    `country` is an ISO 3166-1 alpha-2 code, None where there is not one alone; `within` holds the
    ids of the enclosing subdivisions, nearest first. `derived` marks a point that was computed
    from the towns inside; `located` is the kind of place that it is the point of: a wider one than
    `kind` where the place itself holds no town. `alias` says that the name looked up is not the
    place's first name.
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    within: tuple[str, ...]
    lat: float
    lon: float
    derived: bool
    population: int
    located: Kind
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166-1 alpha-2 code: capital, neighbours' codes, area in km2."""

    code: str
    name: str
    capital: str | None
    neighbours: tuple[str, ...]
    area: int
