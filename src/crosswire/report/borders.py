"""Borders of the user's own: a GeoJSON or TopoJSON file in the place of those of Natural Earth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from crosswire.error import InputError
from crosswire.report.clip import Line, Point
from crosswire.report.topology import Shapes, shapes
from crosswire.view.headline import one_line

LARGEST = 64_000_000
"""Bytes of a file of borders: the world's countries at 1:10 million take a third of it."""

_REMEDY = (
    "Give a GeoJSON or TopoJSON file with lines or polygons in degrees of longitude and latitude "
    "(WGS 84)."
)


@dataclass(frozen=True, slots=True)
class Borders:
    """Lines to draw as borders, and the name of the file they are from."""

    name: str
    lines: tuple[Line, ...]


def read_borders(path: Path) -> Borders:
    """The lines of a file, and the edges of its polygons, each once; properties are ignored.

    Raises InputError where the file cannot be read, is larger than 64 MB, or holds no line.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{path} has more than {LARGEST // 1_000_000} MB",
                remedy="Give a simpler file: what is finer than the map's lines is not seen.",
            )
        value = json.loads(path.read_text(encoding="utf-8-sig"))
        found = shapes(value)
    except OSError as problem:
        raise InputError(f"{path} cannot be read: {problem.strerror}", remedy=_REMEDY) from problem
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as problem:
        raise InputError(f"{path} holds no borders: {_fault(problem)}", remedy=_REMEDY) from problem
    lines = tuple(_lines(found))
    if not lines:
        raise InputError(f"{path} holds no borders: no line or polygon", remedy=_REMEDY)
    return Borders(one_line(path.name), lines)


def _fault(problem: Exception) -> str:
    """What is wrong with a file in a few words, on one line."""
    match problem:
        case json.JSONDecodeError():
            return f"no JSON (line {problem.lineno}: {problem.msg})"
        case UnicodeDecodeError():
            return "no UTF-8 text"
        case ValueError():
            return " ".join(str(problem).split())[:120]
        case RecursionError():
            return "nested too deeply"
        case _:
            return "not the shape of GeoJSON or TopoJSON"


def _lines(found: Shapes) -> Iterator[Line]:
    """All lines, and the edges of rings; an edge that two neighbours share is drawn once."""
    yield from found.lines
    seen: set[tuple[Point, Point]] = set()
    for ring in found.rings:
        yield from _fresh(ring, seen)


def _fresh(ring: Line, seen: set[tuple[Point, Point]]) -> Iterator[Line]:
    """The stretches of a ring that were not seen before, in either direction."""
    run: list[Point] = []
    for edge in pairwise(ring):
        key = min(edge, edge[::-1])
        if key in seen:
            if run:
                yield run
            run = []
            continue
        seen.add(key)
        run += edge[1:] if run else edge
    if run:
        yield run
