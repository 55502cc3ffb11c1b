"""Which part of the world a map shows: that where most of what is said is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, hypot, pi, radians, sin, sqrt
from typing import NamedTuple

from crosswire.row.place import Precision

WEST = -169.0
"""Where the world is cut open: in the Bering Strait, so that no continent is torn."""

_KM = 111.32
"""Kilometres in a degree of latitude."""

_MOST = 0.75
"""The share of the rows that a map shows whatever else it leaves out."""

_REACH = 2.5
"""How far beyond these, as a multiple of their radius, a place still belongs to the map."""

_EXACT = 0.25
"""The share of the rows that is placed more exactly than a country, from which they rule."""

_NEAR = 70.0
"""Kilometres from the middle of the smallest map to its edge: less would show no coast."""

_MARGIN = 1.25
_SPAN = 58.0
"""Degrees of latitude above which a plane map would distort: the world is shown."""

_POLE = 76.0
_CENTRES = 200


class Box(NamedTuple):
    """Part of the world in degrees; `east` passes 180 where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def wide(self) -> float:
        """Degrees from west to east."""
        return self.east - self.west

    @property
    def high(self) -> float:
        """Degrees from south to north."""
        return self.north - self.south

    @property
    def width_km(self) -> float:
        """Kilometres from west to east in the middle of the box."""
        return self.wide * _KM * cos(radians((self.south + self.north) / 2))

    @property
    def whole(self) -> bool:
        """Whether it goes all around the world."""
        return self.wide >= 360

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a point is inside; its longitude may be told in any turn of the world."""
        return self.south <= lat <= self.north and (lon - self.west) % 360 <= self.wide


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: degrees, how exact it is, and how many rows are said to be there."""

    lat: float
    lon: float
    precision: Precision
    rows: int


def frame(spots: Iterable[Spot]) -> Box | None:
    """The box around the places where most rows are, with a margin; None where there are none.

    Countries rule only where little is placed more exactly: a row "in Russia" is said of no point,
    and its middle should not squash the town where the event is. The middle is that place from
    which all rows are nearest (the weighted medoid); three quarters of the rows around it give a
    radius, and what is within two and a half of it is in.
    """
    placed = sorted(set(spots), key=lambda one: (-one.rows, one.lat, one.lon, one.precision))
    if not placed:
        return None
    exact = [one for one in placed if one.precision != "country"]
    weight = sum(_weight(one) for one in placed)
    ruling = exact if sum(_weight(one) for one in exact) >= _EXACT * weight else placed
    middle = min(ruling[:_CENTRES], key=lambda one: _cost(one, ruling))
    return around(middle, [one for one in ruling if _km(middle, one) <= _radius(middle, ruling)])


def around(middle: Spot, spots: Sequence[Spot]) -> Box:
    """The box of all these, counted from the middle, never too small and never near a pole."""
    east = [middle.lon + _turn(one.lon - middle.lon) for one in spots]
    north = [one.lat for one in spots]
    lat = (min(north) + max(north)) / 2
    lon = (min(east) + max(east)) / 2
    high = max((max(north) - min(north)) / 2 * _MARGIN, _NEAR / _KM)
    wide = max((max(east) - min(east)) / 2 * _MARGIN, _NEAR / _KM / cos(radians(min(abs(lat), 85))))
    if high * 2 > _SPAN or wide * 2 > _SPAN * 2 or max(map(abs, (lat - high, lat + high))) > _POLE:
        return world(spots)
    west = (lon - wide + 180) % 360 - 180
    return Box(west, lat - high, west + 2 * wide, lat + high)


def world(spots: Iterable[Spot]) -> Box:
    """The whole world; the Antarctic only where something is placed there."""
    south = -90.0 if any(one.lat < -55 for one in spots) else -58.0
    return Box(WEST, south, WEST + 360, 84.0 if all(one.lat < 82 for one in spots) else 90.0)


def _radius(middle: Spot, spots: Sequence[Spot]) -> float:
    """Kilometres around the middle within which a place belongs to the map."""
    enough = _MOST * sum(_weight(one) for one in spots)
    for one in sorted(spots, key=lambda one: _km(middle, one)):
        enough -= _weight(one)
        if enough <= 0:
            return max(_REACH * _km(middle, one), _NEAR)
    return _NEAR


def _cost(middle: Spot, spots: Sequence[Spot]) -> float:
    return sum(_weight(one) * _km(middle, one) for one in spots)


def _weight(spot: Spot) -> int:
    """A place that is named without a row still counts as one."""
    return max(spot.rows, 1)


def _turn(degrees: float) -> float:
    """The short way around: between -180 and 180."""
    return (degrees + 180) % 360 - 180


def _km(one: Spot, other: Spot) -> float:
    """The great-circle distance (haversine)."""
    high = sin(radians(other.lat - one.lat) / 2)
    wide = sin(radians(other.lon - one.lon) / 2)
    across = wide * sqrt(cos(radians(one.lat)) * cos(radians(other.lat)))
    return 2 * _KM * 180 / pi * asin(min(1.0, hypot(high, across)))
