"""The outlines under the map: cut to where the event is, small, the same on every run."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.error import InputError
from crosswire.report.borders import Borders, read_borders
from crosswire.report.clip import closed, lines_within, rings_within, simplified, unrolled
from crosswire.report.frame import Box, Spot, frame
from crosswire.report.outline import DETAIL, OVERVIEW, Outline, Sheet, outline
from crosswire.report.topology import shapes

TOWN = (Spot(53.57, -0.08, "town", 20),)
COUNTRY = tuple(Spot(lat, lon, "town", 3) for lat, lon in ((52.5, 13.4), (48.1, 11.6), (50.1, 8.7)))
ISLES = tuple(Spot(lat, lon, "town", 3) for lat, lon in ((37.0, 25.3), (36.4, 28.2), (38.9, 22.9)))
CONTINENT = tuple(
    Spot(lat, lon, "town", 3)
    for lat, lon in ((40.4, -3.7), (59.9, 30.3), (38.0, 23.7), (51.5, 0.0))
)
WORLD = tuple(
    Spot(lat, lon, "town", 3)
    for lat, lon in ((40.7, -74.0), (35.7, 139.7), (-33.9, 151.2), (6.5, 3.4))
)
FJORDS = tuple(Spot(lat, lon, "town", 3) for lat, lon in ((60.4, 5.3), (69.6, 18.9), (63.4, 10.4)))
FAR = (*TOWN, Spot(-17, -65, "country", 1))
DATELINE = (Spot(-18.1, 178.4, "town", 9), Spot(-16.8, -179.9, "town", 4))
EVENTS = {
    "town": TOWN,
    "country": COUNTRY,
    "isles": ISLES,
    "continent": CONTINENT,
    "world": WORLD,
    "fjords": FJORDS,
    "far": FAR,
    "dateline": DATELINE,
}


def drawn(spots: tuple[Spot, ...], borders: Borders | None = None) -> Outline:
    found = outline(spots, borders=borders)
    assert found is not None
    return found


def points(steps: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(accumulate(steps[0::2]), accumulate(steps[1::2]), strict=True))


def degrees(sheet: Sheet, steps: tuple[int, ...]) -> list[tuple[float, float]]:
    west, south = sheet.box.west, sheet.box.south
    return [(west + x * sheet.unit, south + y * sheet.unit) for x, y in points(steps)]


def on_land(sheet: Sheet, lon: float, lat: float) -> bool:
    """Even-odd over all rings, as the page fills them."""
    crossings = 0
    for ring in sheet.land:
        line = degrees(sheet, ring)
        for (ax, ay), (bx, by) in pairwise(line):
            if (ay > lat) != (by > lat) and lon < ax + (lat - ay) / (by - ay) * (bx - ax):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize("name", EVENTS)
def test_an_outline_is_small_and_inside_its_box(name: str) -> None:
    found = drawn(EVENTS[name])
    size = len(json.dumps(asdict(found), separators=(",", ":")))
    assert 500 < size < DETAIL + OVERVIEW + 2_000 < 72_000
    for sheet, room in zip(found.sheets, (DETAIL, OVERVIEW), strict=False):
        assert 0 < sheet.size <= room
        wide, high = sheet.box.wide / sheet.unit, sheet.box.high / sheet.unit
        assert sheet.land
        for line in (*sheet.land, *sheet.borders):
            assert len(line) >= 4
            assert len(line) % 2 == 0
            for x, y in points(line):
                assert 0 <= x <= wide + 1
                assert 0 <= y <= high + 1
        assert all(points(ring)[0] == points(ring)[-1] for ring in sheet.land)


@pytest.mark.parametrize("name", EVENTS)
def test_the_same_event_has_the_same_outline(name: str) -> None:
    assert drawn(EVENTS[name]) == drawn(tuple(reversed(EVENTS[name])))


def test_the_scale_follows_the_extent() -> None:
    for spots, scale in (
        (TOWN, "1:10 "),
        (COUNTRY, "1:10 "),
        (CONTINENT, "1:50 "),
        (WORLD, "1:110 "),
    ):
        assert scale in drawn(spots).notes[0]


def test_what_is_far_is_on_a_second_sheet() -> None:
    assert len(drawn(TOWN).sheets) == 1
    main, whole = drawn(FAR).sheets
    assert not main.frame.holds(-17, -65)
    assert whole.frame.holds(-17, -65)
    assert whole.frame.holds(53.57, -0.08)
    assert main.unit < whole.unit


def test_land_and_sea_are_where_they_are() -> None:
    sheet = drawn(ISLES).sheets[0]
    for lon, lat, land in ((24.9, 35.2, True), (22.5, 37.5, True), (26.0, 36.0, False)):
        assert on_land(sheet, lon, lat) is land
    world = drawn(WORLD).sheets[0]
    for lon, lat, land in ((25, 0, True), (100, 60, True), (-100, 40, True), (0, -30, False)):
        assert on_land(world, lon, lat) is land


def test_a_map_may_cross_the_antimeridian() -> None:
    sheet = drawn(DATELINE).sheets[0]
    assert sheet.frame.west < 180 < sheet.frame.east
    assert sheet.frame.holds(-16.8, -179.9)
    lons = [lon for ring in sheet.land for lon, _ in degrees(sheet, ring)]
    assert min(lons) < 180 < max(lons)


def test_no_place_has_no_outline() -> None:
    assert outline(()) is None


def test_countries_do_not_squash_the_town_of_the_event() -> None:
    box = frame((*TOWN, Spot(62, 97, "country", 60)))
    assert box is not None
    assert box.wide < 5
    assert box.holds(53.57, -0.08)


def test_countries_rule_where_little_is_more_exact() -> None:
    box = frame(
        (Spot(49, 32, "country", 40), Spot(62, 97, "country", 30), Spot(42, -93.6, "town", 1))
    )
    assert box is not None
    assert box.holds(49, 32)
    assert box.holds(62, 97)


spot = st.builds(
    Spot,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    precision=st.sampled_from(["point", "town", "district", "region", "country"]),
    rows=st.integers(0, 50),
)


@given(st.lists(spot, min_size=1, max_size=12))
def test_a_frame_is_a_box_of_the_world(spots: list[Spot]) -> None:
    box = frame(spots)
    assert box is not None
    assert -180 <= box.west <= 180
    assert -90 <= box.south < box.north <= 90
    assert 0 < box.wide <= 360
    assert any(box.holds(one.lat, one.lon) for one in spots)


BOX = Box(0, 0, 10, 10)


def test_a_ring_is_cut_to_the_box() -> None:
    ((*cut,),) = (
        tuple(one) for one in rings_within([(-5, -5), (5, -5), (5, 5), (-5, 5), (-5, -5)], BOX)
    )
    assert set(cut) == {(0, 0), (5, 0), (5, 5), (0, 5)}
    assert cut[0] == cut[-1]


def test_a_ring_around_the_box_fills_it() -> None:
    (cut,) = rings_within([(-50, -50), (50, -50), (50, 50), (-50, 50), (-50, -50)], BOX)
    assert set(cut) == {(0, 0), (10, 0), (10, 10), (0, 10)}


def test_a_ring_beside_the_box_is_gone() -> None:
    assert list(rings_within([(20, 0), (30, 0), (30, 10), (20, 0)], BOX)) == []


def test_a_line_is_cut_into_its_stretches() -> None:
    found = list(lines_within([(-5, 5), (15, 5), (15, 8), (-5, 8)], BOX))
    assert found == [[(0, 5), (10, 5)], [(10, 8), (0, 8)]]


def test_a_line_is_unrolled_over_the_antimeridian() -> None:
    assert unrolled([(179, 0), (-179, 1), (178, 2)]) == [(179, 0), (181, 1), (178, 2)]
    assert list(lines_within(unrolled([(179, 5), (-179, 5)]), Box(170, 0, 190, 10))) == [
        [(179, 5), (181, 5)]
    ]
    assert list(lines_within(unrolled([(179, 5), (-179, 5)]), Box(-180, 0, -170, 10))) == [
        [(-180, 5), (-179, 5)]
    ]


def test_a_ring_around_a_pole_is_led_over_it() -> None:
    ring = closed([(-180, -70), (-90, -75), (0, -70), (90, -75), (180, -70)])
    assert (180, -90) in ring
    (cut,) = rings_within(ring, Box(0, -85, 20, -60))
    assert (0, -85) in cut
    assert (20, -85) in cut


def test_a_line_is_simpler_but_keeps_its_corners() -> None:
    line = [(0, 0), (1, 0.1), (2, 0), (3, 3), (4, 0)]
    assert simplified(line, 0.5, lambda _: False) == [(0, 0), (2, 0), (3, 3), (4, 0)]
    assert simplified(line, 0.5, lambda point: point == (1, 0.1)) == line


SQUARE = [[0, 52], [2, 52], [2, 54], [0, 54], [0, 52]]
NEXT = [[2, 52], [4, 52], [4, 54], [2, 54], [2, 52]]
HOSTILE = {"name": "</script><script>alert(1)</script>"}


def write(folder: Path, value: object) -> Path:
    path = folder / "own.json"
    path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return path


def feature(kind: str, coordinates: object) -> dict[str, object]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": HOSTILE, "geometry": geometry}


def test_borders_of_the_users_own_replace_those_of_natural_earth(tmp_path: Path) -> None:
    two = {
        "type": "FeatureCollection",
        "features": [feature("Polygon", [SQUARE]), feature("Polygon", [NEXT])],
    }
    own = read_borders(write(tmp_path, two))
    assert sum(len(line) - 1 for line in own.lines) == 7
    found = drawn((Spot(53, 2, "town", 1),), own)
    (sheet,) = found.sheets
    assert any(abs(lon - 2) < 0.01 for line in sheet.borders for lon, _ in degrees(sheet, line))
    assert found.notes[1] == "Borders: own.json, given by who made this report."
    assert "script" not in json.dumps(asdict(found))


def test_a_topology_is_read_as_well(tmp_path: Path) -> None:
    topology = {
        "type": "Topology",
        "transform": {"scale": [0.5, 0.5], "translate": [0, 50]},
        "objects": {
            "a": {
                "type": "GeometryCollection",
                "geometries": [{"type": "LineString", "arcs": [0, ~1]}],
            },
            "b": {"type": "Point", "coordinates": [0, 0]},
        },
        "arcs": [[[0, 0], [2, 2]], [[6, 2], [-4, 0]]],
    }
    assert read_borders(write(tmp_path, topology)).lines == ([(0, 50), (1, 51), (3, 51)],)


def test_borders_over_the_antimeridian_are_drawn(tmp_path: Path) -> None:
    own = read_borders(write(tmp_path, feature("LineString", [[179, -17.5], [-179, -17.5]])))
    sheet = drawn(DATELINE, own).sheets[0]
    lons = [lon for line in sheet.borders for lon, _ in degrees(sheet, line)]
    assert min(lons) < 180 < max(lons)


def test_fine_borders_are_made_simpler(tmp_path: Path) -> None:
    fine = [[0.0005 * at, 53 + 0.02 * ((at * 7919) % 97) / 97] for at in range(20_000)]
    own = read_borders(write(tmp_path, feature("LineString", fine)))
    assert 0 < drawn((Spot(53, 2, "town", 1),), own).sheets[0].size <= DETAIL


BAD = {
    "no JSON": "{",
    "a text": '"text"',
    "a number": "3",
    "a list": "[]",
    "nothing": "null",
    "no geometry": {"type": "FeatureCollection", "features": []},
    "points": feature("Point", [1, 2]),
    "features that are none": {"type": "FeatureCollection", "features": [1, 2]},
    "no coordinates": {"type": "LineString"},
    "metres": feature("LineString", [[500_000, 5_000_000], [500_100, 5_000_000]]),
    "not a number": '{"type": "LineString", "coordinates": [[NaN, 1], [2, 3]]}',
    "words": feature("LineString", [["a", "b"], ["c", "d"]]),
    "arcs that are missing": {
        "type": "Topology",
        "objects": {"a": {"type": "LineString", "arcs": [4]}},
        "arcs": [],
    },
    "too deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_without_borders_is_refused_in_one_line(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"own\.json holds no borders: .+") as raised:
        read_borders(write(tmp_path, BAD[name]))
    assert "\n" not in str(raised.value)
    assert "GeoJSON" in raised.value.remedy


def test_a_file_that_is_not_there_or_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_borders(tmp_path / "none.json")
    monkeypatch.setattr("crosswire.report.borders.LARGEST", 10)
    with pytest.raises(InputError, match="MB"):
        read_borders(write(tmp_path, feature("LineString", SQUARE)))


def test_shapes_leave_points_and_properties_out() -> None:
    found = shapes(
        {
            "type": "FeatureCollection",
            "features": [feature("Point", [1, 2]), feature("Polygon", [SQUARE])],
        }
    )
    assert len(found.rings) == 1
    assert found.lines == ()
