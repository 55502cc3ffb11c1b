"""The world's land and borders: Natural Earth at three scales, vendored by web/outline.js.

An asset holds a topology whose arcs are flat lists (x, y of the first point, then the steps to each
next one), which is read three times as fast as the pairs of TopoJSON.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from importlib.resources import files
from itertools import accumulate
from typing import Literal

from crosswire.report.clip import Line
from crosswire.report.frame import Box
from crosswire.report.topology import Shapes, stitched

Scale = Literal["10m", "50m", "110m"]

SOURCE = "Natural Earth 4.1.0, 1:{scale} million (public domain), by way of world-atlas 2.0.2"


def atlas(scale: Scale, box: Box) -> Shapes:
    """Land as rings and borders as lines, at one scale.

    Told in full where they may come into the box; else so that they draw the same there.
    """
    packed = files("crosswire.report").joinpath("asset", f"outline-{scale}.json.gz").read_bytes()
    held = json.loads(gzip.decompress(packed))
    scaling = (held["scale"], held["translate"])
    arcs = [_arc(one, scaling, box) for one in held["arcs"]]
    rings, lines = ([stitched(one, arcs) for one in held[name]] for name in ("land", "borders"))
    return Shapes(tuple(one for one in rings if len(one) > 3), tuple(lines))


def _arc(steps: Sequence[int], scaling: tuple[Sequence[float], Sequence[float]], box: Box) -> Line:
    """An arc in degrees; one that is all on one outer side of the box by its ends alone."""
    (wide, high), (west, south) = scaling
    xs, ys = list(accumulate(steps[0::2])), list(accumulate(steps[1::2]))
    lons = (west + wide * min(xs), west + wide * max(xs))
    lats = (south + high * min(ys), south + high * max(ys))
    if _beside(lons, lats, box):
        xs, ys = [xs[0], xs[-1]], [ys[0], ys[-1]]
    return [(west + wide * x, south + high * y) for x, y in zip(xs, ys, strict=True)]


def _beside(lons: tuple[float, float], lats: tuple[float, float], box: Box) -> bool:
    """Whether an extent is all on one outer side of a box, in each turn of the world.

    One that goes half around the world is not: its ends alone wouldn't tell which way it goes.
    """
    if lons[1] - lons[0] >= 180:
        return False
    if lats[1] < box.south or lats[0] > box.north:
        return True
    return all(
        lons[1] + turn < box.west or lons[0] + turn > box.east for turn in (-360, 0, 360, 720)
    )
