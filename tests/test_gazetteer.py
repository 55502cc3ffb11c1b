"""The gazetteer: how it is built, kept, read, and what is in it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.error import GazetteerError
from crosswire.gazetteer import ATTRIBUTION, Country, Gazetteer, import_geonames
from crosswire.gazetteer import file as files
from crosswire.gazetteer.name import fold, short
from crosswire.gazetteer.record import Record, centre, distance, middle
from crosswire.gazetteer.store import standard
from crosswire.lexicon import load


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


ORLA = Record(
    "geonames:1", "Orla", "town", "PE", ("geonames:2",), (-12.5, -70.25), False, 900,
    ("Orla",), ("Órla Vieja", "ORL"),
)  # fmt: skip
TARN = Record("geonames:2", "Tarn", "region", "PE", (), (-12.0, -70.0), True, 900, ("Tarn",))
PERU = Country("PE", "Peru", "Lima", ("BO", "BR"), 1_285_220)


def small(path: Path) -> Path:
    files.write([ORLA, TARN], [PERU], path, name="small", version="1")
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(small(tmp_path / "a.sqlite"))
    (orla,) = gazetteer.look_up("ORLA")
    assert (orla.id, orla.country, orla.lat, orla.lon) == ("geonames:1", "PE", -12.5, -70.25)
    assert orla.within == ("geonames:2",)
    assert not orla.alias
    assert gazetteer.look_up("orla-vieja")[0].alias
    assert gazetteer.look_up("Tarn")[0].derived
    assert gazetteer.look_up("Mell") == ()
    assert gazetteer.countries == {"PE": PERU}
    assert gazetteer.capitals == {"lima"}
    assert (gazetteer.source.name, gazetteer.source.version) == ("small", "1")


def test_initials_are_found_in_capitals_only(tmp_path: Path) -> None:
    gazetteer = Gazetteer.open(small(tmp_path / "a.sqlite"))
    assert gazetteer.look_up("ORL")[0].id == "geonames:1"
    assert gazetteer.look_up("O.R.L.")[0].id == "geonames:1"
    assert gazetteer.look_up("Orl") == ()


def test_same_content_has_the_same_digest(tmp_path: Path) -> None:
    one, other = (Gazetteer.open(small(tmp_path / name)).digest for name in ("a", "b"))
    files.write([TARN, ORLA], [PERU], tmp_path / "c", name="small", version="1")
    assert one == other != Gazetteer.open(tmp_path / "c").digest


def test_the_file_carries_its_attribution(tmp_path: Path) -> None:
    with sqlite3.connect(small(tmp_path / "a.sqlite")) as file:
        meta = dict(file.execute("SELECT key, value FROM meta"))
    file.close()
    assert meta["attribution"] == ATTRIBUTION
    assert "CC BY 4.0" in ATTRIBUTION


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> list[Record]:
        raise sqlite3.OperationalError("disk full")

    path = tmp_path / "a.sqlite"
    with pytest.raises(GazetteerError) as caught:
        files.write((one for _ in [0] for one in broken()), [], path, name="x", version="1")
    assert caught.value.remedy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database at all, " * 99, None])
def test_what_is_no_gazetteer_says_so(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GazetteerError) as caught:
        Gazetteer.open(path)
    assert caught.value.remedy
    assert str(path) in str(caught.value)


def test_a_folder_that_cannot_be_made_is_one_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("CROSSWIRE_DATA", str(tmp_path / "file"))
    with pytest.raises(GazetteerError) as caught:
        small(files.folder() / "a.sqlite")
    assert "CROSSWIRE_DATA" in caught.value.remedy


def test_the_folder_is_where_it_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSWIRE_DATA", "somewhere")
    assert standard().parent == Path("somewhere")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Saint-Étienne", "St Etienne"),
        ("Łódź", "lodz"),
        ("Tromsø", "Tromso"),
        ("Xi'an", "Xi’an"),
        ("Mt. Kenya", "Mount Kenya"),
        ("Guinea–Bissau", "Guinea-Bissau"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_folding_is_settled(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("name", "left"),
    [("kent county", "kent"), ("provincia de lugo", "lugo"), ("state of ohio", "ohio"),
     ("province", "province"), ("tarn", "tarn")],
)  # fmt: skip
def test_subdivisions_without_their_noun(name: str, left: str) -> None:
    assert short(name) == left


def test_the_middle_holds_across_the_date_line() -> None:
    towns = [((60.0, 179.0), 0), ((60.0, -179.0), 0)]
    for lat, lon in (middle(towns), centre(towns)):
        assert abs(lat - 60) < 0.1
        assert abs(lon) > 179.9


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("France", "country", "FR"),
        ("U.S.", "country", "US"),
        ("Ivory Coast", "country", "CI"),
        ("DR Congo", "country", "CD"),
        ("Ontario", "region", "CA"),
        ("Saxony-Anhalt", "region", "DE"),
        ("Kent", "district", "GB"),
        ("Zurich", "town", "CH"),
        ("Kyoto", "town", "JP"),
        ("Baltic Sea", "area", None),
        ("Kivu", "area", "CD"),
        ("Asia", "continent", None),
        ("Western Africa", "area", None),
    ],
)
def test_places_of_every_kind(
    name: str, kind: str, country: str | None, gazetteer: Gazetteer
) -> None:
    assert (kind, country) in {(one.kind, one.country) for one in gazetteer.look_up(name)}


def test_points_of_regions_are_derived_and_inside(gazetteer: Gazetteer) -> None:
    bavaria = next(one for one in gazetteer.look_up("Bavaria") if one.kind == "region")
    assert bavaria.derived
    assert distance((bavaria.lat, bavaria.lon), (48.9, 11.4)) < 100
    munich = gazetteer.look_up("Munich")[0]
    assert not munich.derived
    assert bavaria.id in munich.within


def test_every_country_has_a_point_near_its_towns(gazetteer: Gazetteer) -> None:
    near: dict[str, float] = {}
    points = {code: tuple(point) for code, point in load("place_country.toml")["point"].items()}
    with sqlite3.connect(standard()) as file:
        towns = file.execute("SELECT country, lat, lon FROM place WHERE kind = 'town'").fetchall()
    file.close()
    for country, lat, lon in towns:
        if country in points:
            far = near.get(country, 1e9)
            if abs(lat - points[country][0]) * 111 < far:
                near[country] = min(far, distance((lat, lon), points[country]))
    assert len(near) > 230
    assert {code: km for code, km in near.items() if km > 650} == {}


def test_every_area_has_a_point_on_earth(gazetteer: Gazetteer) -> None:
    areas = [area for group in load("place_natural.toml").values() for area in group.values()]
    assert len(areas) > 200
    for area in areas:
        lat, lon = area["point"]
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180
        assert area.get("country", "PE") in gazetteer.countries


def line(**given: str) -> str:
    columns = {
        "id": "1", "name": "Orla", "ascii": "Orla", "other": "", "lat": "-12.5", "lon": "-70.25",
        "class": "P", "code": "PPL", "country": "PE", "cc2": "", "admin1": "07", "admin2": "01",
        "admin3": "", "admin4": "", "population": "900", "elevation": "", "dem": "", "zone": "",
        "modified": "2024-01-01",
    }  # fmt: skip
    return "\t".join({**columns, **given}.values())


def test_a_dump_becomes_a_gazetteer(tmp_path: Path) -> None:
    dump, out = tmp_path / "PE.txt", tmp_path / "peru.sqlite"
    lines = [
        line(other="Órla,オルラ"),
        line(id="2", name="Tarn Region", **{"class": "A"}, code="ADM1", admin2="", population=""),
        line(id="3", name="Mell", **{"class": "H"}, code="STM"),
        line(id="4", name="Hotel Mell", **{"class": "S"}, code="HTL"),
        "only\tthree\tcolumns",
        line(id="5", lat="north"),
        line(id="6", lat="95"),
    ]
    dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
    problems = import_geonames(dump, out)
    assert len(problems) == 3
    assert all(problem.remedy and "line" in problem.reason for problem in problems)
    gazetteer = Gazetteer.open(out)
    orla = gazetteer.look_up("Orla")[0]
    assert (orla.kind, orla.within) == ("town", ("geonames:2",))
    assert gazetteer.look_up("Tarn")[0].kind == "region"
    assert gazetteer.look_up("Mell")[0].kind == "area"
    assert gazetteer.look_up("Hotel Mell") == ()
    assert gazetteer.look_up("Black Sea")


def test_a_dump_without_a_place_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "empty.txt"
    dump.write_bytes(b"\xff\xfe\x00 no such thing\n" * 500)
    with pytest.raises(GazetteerError):
        import_geonames(dump, tmp_path / "out.sqlite")
    assert not (tmp_path / "out.sqlite").exists()
    with pytest.raises(GazetteerError):
        import_geonames(tmp_path / "missing.txt", tmp_path / "out.sqlite")
