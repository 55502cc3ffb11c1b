"""Rings and lines out of GeoJSON (RFC 7946) and TopoJSON (topojson-specification, version 1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from crosswire.report.clip import Line, Point, joined


@dataclass(frozen=True, slots=True)
class Shapes:
    """Rings of polygons (their first point told again at the end) and lines, in degrees."""

    rings: tuple[Line, ...]
    lines: tuple[Line, ...]


def shapes(value: Mapping[str, Any]) -> Shapes:
    """All rings and lines of a GeoJSON or TopoJSON object; points and properties are left out.

    What is not as the formats say raises KeyError, TypeError, IndexError, AttributeError or
    ValueError.
    """
    arcs = _arcs(value) if value.get("type") == "Topology" else None
    found = value["objects"].values() if arcs is not None else [value]
    rings: list[Line] = []
    lines: list[Line] = []
    for geometry in (one for each in found for one in _geometries(each)):
        coordinates = geometry["coordinates"] if arcs is None else geometry.get("arcs", ())
        match geometry["type"]:
            case "Polygon":
                rings += [_line(one, arcs) for one in coordinates]
            case "MultiPolygon":
                rings += [_line(one, arcs) for each in coordinates for one in each]
            case "LineString":
                lines.append(_line(coordinates, arcs))
            case "MultiLineString":
                lines += [_line(one, arcs) for one in coordinates]
    return Shapes(
        tuple(one for one in rings if len(one) > 3), tuple(one for one in lines if len(one) > 1)
    )


def _geometries(value: Any) -> Iterator[Mapping[str, Any]]:
    """The simple geometries inside an object, however they are collected."""
    todo = [value]
    while todo:
        one = todo.pop()
        if one is None or one.get("type") is None:
            continue
        match one["type"]:
            case "FeatureCollection":
                todo += reversed(one["features"])
            case "Feature":
                todo.append(one["geometry"])
            case "GeometryCollection":
                todo += reversed(one["geometries"])
            case _:
                yield one


def _line(value: Any, arcs: Sequence[Line] | None) -> Line:
    """A line from its points, or from the numbers of its arcs (~n is arc n backwards)."""
    return [_point(one) for one in value] if arcs is None else stitched(value, arcs)


def stitched(numbers: Iterable[int], arcs: Sequence[Line]) -> Line:
    """A line from the numbers of its arcs: ~n is arc n backwards."""
    return joined(arcs[one] if one >= 0 else arcs[~one][::-1] for one in numbers)


def _point(value: Any) -> Point:
    lon, lat = float(value[0]), float(value[1])
    if not (-360 <= lon <= 360 and -90 <= lat <= 90):
        raise ValueError(f"{value[0]}, {value[1]} are no degrees of longitude and latitude")
    return lon, lat


def _arcs(topology: Mapping[str, Any]) -> list[Line]:
    """The arcs of a topology in degrees; quantised ones are told as steps."""
    transform = topology.get("transform")
    if transform is None:
        return [[_point(one) for one in arc] for arc in topology["arcs"]]
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    found: list[Line] = []
    for arc in topology["arcs"]:
        lons = accumulate(step[0] for step in arc)
        lats = accumulate(step[1] for step in arc)
        points = [(west + wide * x, south + high * y) for x, y in zip(lons, lats, strict=True)]
        found.append([_point(one) for one in points])
    return found
