"""Lines and rings in degrees: unrolled over the antimeridian, cut to a box, made simpler."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from crosswire.report.frame import Box

Point = tuple[float, float]
Line = Sequence[Point]


def unrolled(line: Line) -> list[Point]:
    """The line without jumps over the antimeridian: its longitudes may pass 180 or -180."""
    found: list[Point] = []
    turn = 0.0
    last = line[0][0] if line else 0.0
    for lon, lat in line:
        if abs(lon - last) > 180:
            turn += 360 if lon < last else -360
        last = lon
        found.append((lon + turn, lat))
    return found


def closed(ring: Line) -> list[Point]:
    """A ring unrolled; one that goes around a pole is led over it."""
    found = unrolled(ring)
    first, last = found[0], found[-1]
    if abs(last[0] - first[0]) < 180:
        return found
    pole = -90.0 if sum(lat for _, lat in found) < 0 else 90.0
    return [*found, (last[0], pole), (first[0], pole), first]


def rings_within(ring: Line, box: Box) -> Iterator[list[Point]]:
    """What of an unrolled ring's area is inside the box, in each turn of the world."""
    for turned in _turns(ring, box):
        cut = _cut(turned, box)
        if len(cut) > 2:
            yield [*cut, cut[0]]


def lines_within(line: Line, box: Box) -> Iterator[list[Point]]:
    """The stretches of an unrolled line that are inside the box, in each turn of the world."""
    for turned in _turns(line, box):
        run: list[Point] = []
        for start, end in pairwise(turned):
            inside = _segment(start, end, box)
            if inside is None:
                continue
            if not run or run[-1] != inside[0]:
                if len(run) > 1:
                    yield run
                run = [inside[0]]
            run.append(inside[1])
        if len(run) > 1:
            yield run


def simplified(line: Line, tolerance: float, pinned: Callable[[Point], bool]) -> list[Point]:
    """The line without the points that are nearer than the tolerance to the line without them.

    Douglas and Peucker 1973, between the points that must stay.
    """
    last = len(line) - 1
    stops = [at for at, point in enumerate(line) if at in (0, last) or pinned(point)]
    kept = set(stops)
    todo = list(pairwise(stops))
    while todo:
        start, end = todo.pop()
        far, at = _farthest(line, start, end)
        if far > tolerance * tolerance:
            kept.add(at)
            todo += [(start, at), (at, end)]
    return [line[at] for at in sorted(kept)]


def _farthest(line: Line, start: int, end: int) -> tuple[float, int]:
    """The squared distance of the point that is farthest from a segment, and its place."""
    (x, y), (to_x, to_y) = line[start], line[end]
    dx, dy = to_x - x, to_y - y
    long = dx * dx + dy * dy
    best, found = -1.0, start
    for at in range(start + 1, end):
        px, py = line[at][0] - x, line[at][1] - y
        along = min(1.0, max(0.0, (px * dx + py * dy) / long)) if long else 0.0
        far = (px - along * dx) ** 2 + (py - along * dy) ** 2
        if far > best:
            best, found = far, at
    return best, found


def _turns(line: Line, box: Box) -> Iterator[Line]:
    """The line in each turn of the world in which it may reach the box."""
    west, east = min(lon for lon, _ in line), max(lon for lon, _ in line)
    south, north = min(lat for _, lat in line), max(lat for _, lat in line)
    if south > box.north or north < box.south:
        return
    for turn in (-720.0, -360.0, 0.0, 360.0, 720.0):
        if west + turn < box.east and east + turn > box.west:
            yield [(lon + turn, lat) for lon, lat in line] if turn else line


def _cut(ring: Line, box: Box) -> list[Point]:
    """The ring cut to the box, one side after the other (Sutherland and Hodgman 1974)."""
    for axis, limit, sign in (
        (0, box.west, 1),
        (0, box.east, -1),
        (1, box.south, 1),
        (1, box.north, -1),
    ):
        ring = _half(ring, axis, limit, sign)
        if not ring:
            break
    return list(ring)


def _half(ring: Line, axis: int, limit: float, sign: int) -> list[Point]:
    """What of a ring is on one side of a straight line."""
    found: list[Point] = []
    if not ring:
        return found
    before = ring[-1]
    was = (before[axis] - limit) * sign >= 0
    for point in ring:
        now = (point[axis] - limit) * sign >= 0
        if now != was:
            found.append(_crossing(before, point, axis, limit))
        if now:
            found.append(point)
        before, was = point, now
    return found


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    """Where a segment meets a line of longitude (axis 0) or latitude (axis 1)."""
    part = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + part * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _segment(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a segment that is inside the box (Liang and Barsky 1984)."""
    (x, y), (to_x, to_y) = start, end
    dx, dy = to_x - x, to_y - y
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, x - box.west),
        (dx, box.east - x),
        (-dy, y - box.south),
        (dy, box.north - y),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    return (
        start if enter == 0 else (x + enter * dx, y + enter * dy),
        end if leave == 1 else (x + leave * dx, y + leave * dy),
    )


def joined(lines: Iterable[Line]) -> list[Point]:
    """Lines that follow one another as one, without the points where they meet told twice."""
    found: list[Point] = []
    for line in lines:
        found += line[1:] if found else line
    return found
