"""A full GeoNames dump as a gazetteer."""

from __future__ import annotations

from pathlib import Path


def import_geonames(path: Path, out: Path) -> None:
    raise NotImplementedError
