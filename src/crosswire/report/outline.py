"""The land and the borders under the map, cut to where the event is.

Natural Earth (public domain), by way of world-atlas 2.0.2 (ISC), vendored at three scales by
web/outline.js. A map takes some kilobytes of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.report.atlas import SOURCE, Scale, atlas
from crosswire.report.borders import Borders
from crosswire.report.clip import (
    Line,
    Point,
    closed,
    lines_within,
    rings_within,
    simplified,
    unrolled,
)
from crosswire.report.frame import Box, Spot, around, frame, world

DETAIL = 44_000
OVERVIEW = 24_000
"""Characters that the outlines of a sheet may take in the page, in detail and for the whole."""

_SCALES: tuple[tuple[float, Scale], ...] = ((1_600, "10m"), (9_000, "50m"))
"""The width of a map in kilometres below which each scale is taken."""

_SCREEN = 3_600
"""Units across a sheet: some times as many as a screen has points, for who looks closer."""

_CAVEAT = (
    "They show no borders of regions, and draw disputed borders one way: no judgement of this "
    "report's. A report can be written with others (--borders)."
)
_OWN = "Borders: {name}, given by who made this report."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Outlines inside a box, as the page takes them (`Sheet` in web/src/model.ts).

    Lines are whole units of `unit` degrees from the box's south-west corner: x, y of the first
    point, then how far on each next one is.
    """

    frame: Box
    box: Box
    unit: float
    land: tuple[tuple[int, ...], ...]
    borders: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Characters of its outlines in the page."""
        return len(json.dumps([self.land, self.borders], separators=(",", ":")))


@dataclass(frozen=True, slots=True)
class Outline:
    """What lies under the map: a sheet where most is, and one of all where some is outside."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]


def outline(spots: Iterable[Spot], *, borders: Borders | None = None) -> Outline | None:
    """The outlines around the places where rows are, else those named; None where there are none.

    At most some 70,000 characters in the page, whatever the event and the borders.
    """
    named = tuple(spots)
    placed = tuple(one for one in named if one.rows) or named
    main = frame(placed)
    if main is None:
        return None
    frames = [main]
    if not all(main.holds(one.lat, one.lon) for one in placed):
        frames.append(_whole(placed))
    scales = [_scale(one) for one in frames]
    sheets = [
        _sheet(one, scale, borders, room=room)
        for one, scale, room in zip(frames, scales, (DETAIL, OVERVIEW), strict=False)
    ]
    return Outline(tuple(sheets), tuple(_notes(scales, borders)))


def _whole(placed: Sequence[Spot]) -> Box:
    """The box that holds all places."""
    box = around(placed[0], placed)
    return box if all(box.holds(one.lat, one.lon) for one in placed) else world(placed)


def _notes(scales: Sequence[Scale], borders: Borders | None) -> Iterator[str]:
    told = " and 1:".join(dict.fromkeys(one.removesuffix("m") for one in scales))
    if borders is None:
        yield f"Land and borders: {SOURCE.format(scale=told)}."
        yield _CAVEAT
    else:
        yield f"Land: {SOURCE.format(scale=told)}."
        yield _OWN.format(name=borders.name)


def _scale(box: Box) -> Scale:
    """The scale at which a map of such a box shows as much as one can see."""
    if not box.whole:
        for width, scale in _SCALES:
            if box.width_km < width:
                return scale
    return "110m"


def _sheet(view: Box, scale: Scale, borders: Borders | None, *, room: int) -> Sheet:
    """The outlines in and around a view, as exact as there is room for."""
    box = _wider(view)
    vendored = atlas(scale, box)
    rings = [cut for ring in vendored.rings for cut in rings_within(closed(ring), box)]
    known = vendored.lines if borders is None else borders.lines
    lines = [cut for line in known for cut in lines_within(unrolled(line), box)]
    unit = box.wide / _SCREEN
    sheet = _drawn(view, box, rings, lines, unit=unit)
    while sheet.size > room:
        unit *= 1.4
        sheet = _drawn(view, box, rings, lines, unit=unit)
    return sheet


def _wider(view: Box) -> Box:
    """Room around a view, so that a screen of any shape is filled and can be moved a little."""
    if view.whole:
        return view
    west, south, east, north = view
    high = max(view.high, view.wide * 0.75) * 1.3
    wide = min(max(view.wide, view.high * 2.6) * 1.3, 350.0)
    lon, lat = (west + east) / 2, (south + north) / 2
    return Box(
        lon - wide / 2, max(lat - high / 2, -80.0), lon + wide / 2, min(lat + high / 2, 84.0)
    )


def _drawn(
    view: Box, box: Box, rings: Iterable[Line], lines: Iterable[Line], *, unit: float
) -> Sheet:
    """Shapes in whole units; what is smaller than one is gone."""
    size = (round(box.wide / unit), round(box.high / unit))

    def edge(point: Point) -> bool:
        return point[0] in (0, size[0]) or point[1] in (0, size[1])

    def steps(drawn: Iterable[Line], least: int) -> tuple[tuple[int, ...], ...]:
        snapped = (_snapped(one, box, unit) for one in drawn)
        simpler = (simplified(one, 0.75, edge) for one in snapped if len(one) >= least)
        return tuple(_steps(one) for one in simpler if len(one) >= least)

    west, south = box.west, box.south
    exact = Box(west, south, west + size[0] * unit, south + size[1] * unit)
    return Sheet(_short(view), _short(exact), unit, steps(rings, 4), steps(lines, 2))


def _short(box: Box) -> Box:
    """Degrees to ten metres."""
    return Box(*(round(side, 4) for side in box))


def _snapped(line: Line, box: Box, unit: float) -> list[Point]:
    """Points in whole units, each once in a row."""
    found: list[Point] = []
    for lon, lat in line:
        point = (round((lon - box.west) / unit), round((lat - box.south) / unit))
        if not found or found[-1] != point:
            found.append(point)
    return found


def _steps(line: Line) -> tuple[int, ...]:
    first = (int(line[0][0]), int(line[0][1]))
    moves = ((int(to[0] - at[0]), int(to[1] - at[1])) for at, to in pairwise(line))
    return (*first, *(step for move in moves for step in move))
