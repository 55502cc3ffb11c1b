"""GeoJSON: valid by the geojson package, each claim once, nothing denied that reads as asserted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import geojson
import pytest

from crosswire.export.geojson import GeoJsonFormat
from crosswire.export.jsontext import whole
from exported import NAMES, again, harmful_letters, ledger, told_ids, written

ACTS = {"asserts", "denies", "intends", "evaluates"}


def features(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(GeoJsonFormat, name))["features"]
    return found


def told(name: str) -> Iterator[dict[str, Any]]:
    for feature in features(name):
        yield from feature["properties"]["claims"]


@pytest.mark.parametrize("name", NAMES)
def test_it_is_geojson(name: str) -> None:
    found = geojson.loads(written(GeoJsonFormat, name))
    assert isinstance(found, geojson.FeatureCollection)
    assert found.errors() == []
    assert all(feature.is_valid for feature in found.features)
    assert bool(found.features) is (name != "empty")


@pytest.mark.parametrize("name", NAMES)
def test_every_claim_is_there_once(name: str) -> None:
    rows = ledger(name)
    assert sorted(one["id"] for one in told(name)) == sorted(whole(one) for one in told_ids(rows))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_is_the_same_bytes(name: str) -> None:
    assert again(GeoJsonFormat, name) == written(GeoJsonFormat, name)


def test_places_have_their_point_and_how_precise_it_is() -> None:
    placed = [one for one in features("demo") if one["geometry"]]
    assert len(placed) > 15
    points = {place.gazetteer_id: place for place in ledger("demo").places if place.lat is not None}
    for feature in placed:
        place = points[feature["id"]]
        assert feature["geometry"]["coordinates"] == [place.lon, place.lat]
        assert feature["properties"]["precision"] == place.precision


def test_what_could_not_be_placed_is_told_without_a_point() -> None:
    unplaced = {one["id"]: one["properties"] for one in features("demo") if not one["geometry"]}
    assert unplaced["name:olovnitsa"]["figures"] > 20
    assert unplaced["name:olovnitsa"]["precision"] is None
    assert unplaced["nowhere"]["statements"] > 100


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_words_stand_under_their_act_alone(name: str) -> None:
    claims = list(told(name))
    assert len([one for one in claims if one["act"] == "denies"]) > 4
    for claim in claims:
        assert ACTS & claim.keys() == {claim["act"]}
        assert "words" not in claim
        assert "words" in claim[claim["act"]]
        assert ("DENIED BY" in claim["reads"]) is (claim["act"] == "denies")


def test_a_figure_in_a_denial_is_denied() -> None:
    denied = [
        one["denies"] for one in told("hostile") if "denies" in one and "low" in one["denies"]
    ]
    assert len(denied) > 3
    assert all(one["low"] == 1e30 for one in denied)


def test_hostile_words_move_nothing_and_lead_nowhere() -> None:
    text = written(GeoJsonFormat, "hostile").decode()
    assert harmful_letters(text) == set()
    claims = list(told("hostile"))
    urls = {one["url"] for one in claims}
    assert None in urls
    assert len(urls) > 3
    assert all(one is None or one.startswith("https://news.example/") for one in urls)
    assert not [one for one in urls if one and set(one) & set("<>\"' \x00")]
    assert all(feature["geometry"] is None for feature in features("hostile"))
