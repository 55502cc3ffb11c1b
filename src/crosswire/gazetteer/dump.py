"""A full GeoNames dump as a gazetteer: thirteen million places instead of a quarter of one.

The format is that of GeoNames' readme for `allCountries.txt` and for each country's file: 19
columns parted by tabs, UTF-8, no quotes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from crosswire.error import GazetteerError
from crosswire.gazetteer import file as files
from crosswire.gazetteer import package
from crosswire.gazetteer.entry import Kind
from crosswire.gazetteer.record import Record
from crosswire.lexicon import load
from crosswire.row import Problem

COLUMNS = 19
NAME = "geonames-dump"
MOST_PROBLEMS = 100
"""Bad lines that are told one by one; the rest are counted."""

REMEDY = "Give a GeoNames dump as it comes unpacked: 19 columns parted by tabs, in UTF-8."

_ADMIN: dict[str, Kind] = {
    "ADM1": "region", "ADM2": "district", "ADM3": "district", "ADM4": "district",
}  # fmt: skip
_COUNTRY = frozenset({"PCLI", "PCLD", "PCLF", "PCLS", "PCLIX", "PCL", "TERR"})
_NATURAL = frozenset("HTLVU")
"""Feature classes of waters, mountains, regions, forests and what lies under the sea; roads and
single buildings are left out, whose names are those of persons and firms as well."""

_LATIN = 0x250
"""Names with letters beyond extended Latin cannot stand in an English report."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a dump that is a place of use here."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: Kind
    lat: float
    lon: float
    country: str | None
    admin: tuple[str, str]
    population: int


def import_geonames(
    path: Path, out: Path, *, progress: package.Progress = package.unwatched
) -> tuple[Problem, ...]:
    """Write the places of a GeoNames dump to a gazetteer; returns the lines that are none.

    The dump is read twice, a line at a time. Raises GazetteerError where it cannot be read, holds
    no place at all, or `out` cannot be written.
    """
    problems: list[Problem] = []
    progress("subdivisions", 0, 2)
    regions = _regions(_lines(path, []))
    progress("places", 1, 2)
    lines = _lines(path, problems)
    first = next(lines, None)
    if first is None:
        raise GazetteerError(f"{path} holds no place", remedy=REMEDY)
    records = (_record(line, regions) for line in chain([first], lines))
    files.write(
        chain(package.areas(), records), package.countries(), out, name=NAME, version=path.name
    )
    progress("places", 2, 2)
    return tuple(problems)


def _lines(path: Path, problems: list[Problem]) -> Iterator[Line]:
    """The places of a dump; what is wrong with other lines is added to `problems`."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as dump:
            for number, text in enumerate(dump, 1):
                try:
                    line = _read(text)
                except ValueError as problem:
                    _tell(problems, path, f"line {number} is no place: {problem}")
                    continue
                if line:
                    yield line
    except OSError as problem:
        raise GazetteerError(f"{path} cannot be read: {problem}", remedy=REMEDY) from problem


def _tell(problems: list[Problem], path: Path, reason: str) -> None:
    if len(problems) < MOST_PROBLEMS:
        problems.append(Problem.of(path.name, reason, REMEDY))
    elif len(problems) == MOST_PROBLEMS:
        problems.append(Problem.of(path.name, "more lines are no places", REMEDY))


def _read(text: str) -> Line | None:
    """A line's place, None where it is of a class that is left out; ValueError where it is bad."""
    row = text.rstrip("\r\n").split("\t")
    if len(row) != COLUMNS:
        raise ValueError(f"{len(row)} columns, not {COLUMNS}")
    lat, lon = float(row[4]), float(row[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"no point on earth: {row[4]}, {row[5]}")
    kind = _kind(row[6], row[7])
    if kind is None or not row[1]:
        return None
    names = [row[2], *row[3].split(",")]
    latin = tuple(name for name in names if name and ord(max(name)) < _LATIN)
    return Line(
        f"geonames:{int(row[0])}", row[1], latin, kind, lat, lon, row[8] or None,
        (row[10], row[11]), int(row[14] or 0),
    )  # fmt: skip


def _kind(feature_class: str, code: str) -> Kind | None:
    """What a place of a feature class and code is here, None for what is left out."""
    if code in _COUNTRY:
        return "country"
    if feature_class == "A":
        return _ADMIN.get(code)
    if feature_class == "P":
        return "town"
    if code == "CONT":
        return "continent"
    return "area" if feature_class in _NATURAL else None


Regions = dict[tuple[str | None, str, str], str]
"""The id of a subdivision by its country and its codes of the first and second order."""


def _regions(lines: Iterator[Line]) -> Regions:
    """The subdivisions of the first and second order."""
    found: Regions = {}
    for line in lines:
        first, second = line.admin
        if line.kind == "region" and first:
            found[line.country, first, ""] = line.id
        elif line.kind == "district" and second:
            found.setdefault((line.country, first, second), line.id)
    return found


def _record(line: Line, regions: Regions) -> Record:
    """A place of the dump for the gazetteer; countries also under their names in the news."""
    first, second = line.admin
    around = (regions.get((line.country, first, second)), regions.get((line.country, first, "")))
    within = tuple(one for one in dict.fromkeys(around) if one and one != line.id)
    names: tuple[str, ...] = (line.name,)
    if line.kind == "country":
        names += tuple(load("place_country.toml")["name"].get(line.country, ()))
    elif line.kind in {"region", "district"}:
        names += package.short_names(line.name)
    return Record(
        line.id, line.name, line.kind, line.country, within if line.kind != "country" else (),
        (line.lat, line.lon), False, line.population, names, line.aliases,
    )  # fmt: skip
