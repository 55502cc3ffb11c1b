"""A place on its way into the gazetteer's file, and the middle of places that carry no point."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin, sqrt

from crosswire.gazetteer.entry import Kind
from crosswire.gazetteer.name import acronym, fold, is_acronym

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Record:
    """A place with all its names: those of its own first, then its `aliases`.

    `located` is the kind of place that `point` is the point of, where it is not the place itself.
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    within: tuple[str, ...]
    point: Point
    derived: bool
    population: int
    names: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    located: Kind | None = None

    def index(self) -> dict[str, bool]:
        """Each key under which the place is found, and whether it is only an alias."""
        found: dict[str, bool] = {}
        for names, alias in ((self.names, False), (self.aliases, True)):
            for name in names:
                key = acronym(name) if is_acronym(name) else fold(name)
                if len(key) > 1 and _is_latin(key):
                    found.setdefault(key, alias)
        return found


def _is_latin(key: str) -> bool:
    """Whether a folded name can stand in an English text."""
    return key.isascii() and any(mark.isalpha() for mark in key)


def middle(towns: Iterable[tuple[Point, int]]) -> Point:
    """The point in the middle of towns, each weighted by its inhabitants.

    The mean of the unit vectors, so that it holds across the date line.
    """
    x = y = z = 0.0
    for (lat, lon), population in towns:
        weight = population + 1
        phi, lam = radians(lat), radians(lon)
        x += weight * cos(phi) * cos(lam)
        y += weight * cos(phi) * sin(lam)
        z += weight * sin(phi)
    return round(degrees(atan2(z, sqrt(x * x + y * y))), 4), round(degrees(atan2(y, x)), 4)


def centre(towns: Iterable[tuple[Point, int]]) -> Point:
    """The point halfway between the outermost towns, north and south, east and west.

    For large regions it lies nearer to where maps put their names than the middle of the
    inhabitants does. Longitudes are counted from the middle, so that it holds across the date line.
    """
    points = [point for point, _ in towns]
    zero = middle((point, 0) for point in points)[1]
    lats = [lat for lat, _ in points]
    lons = [(lon - zero + 180) % 360 - 180 for _, lon in points]
    lon = (zero + (min(lons) + max(lons)) / 2 + 180) % 360 - 180
    return round((min(lats) + max(lats)) / 2, 4), round(lon, 4)


EARTH = 6371.0
"""Mean radius in km."""


def distance(a: Point, b: Point) -> float:
    """The great-circle distance between two points, in km (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*a, *b))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(h)))
