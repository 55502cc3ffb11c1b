"""Places: which names are, and where they are on the map."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.extract.place import find
from crosswire.extract.place.vocabulary import demonyms, vocabulary
from crosswire.gazetteer import Gazetteer
from crosswire.lexicon import load
from crosswire.parse import Parse
from crosswire.resolve.place import resolve
from crosswire.row import Place
from unread import marks

CASES = Path(__file__).parent / "cases" / "place"


def cases(name: str) -> list[Any]:
    found = tomllib.loads((CASES / name).read_text("utf-8"))["case"]
    assert found
    return [pytest.param(case, id=case["phenomenon"], marks=marks(case)) for case in found]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


Read = Callable[[str], Parse]


def placed(texts: list[str], parsed: Read, gazetteer: Gazetteer) -> tuple[Place, ...]:
    parses = [(f"{at}.txt", parsed(text)) for at, text in enumerate(texts)]
    return resolve([(name, one, find(one, gazetteer)) for name, one in parses], gazetteer)


@pytest.mark.parametrize("case", cases("found.toml"))
def test_found(case: dict[str, Any], parsed: Read, gazetteer: Gazetteer) -> None:
    found = [toponym.text for toponym in find(parsed(case["text"]), gazetteer)]
    assert list(dict.fromkeys(found)) == case["places"]


@pytest.mark.parametrize("case", cases("resolved.toml"))
def test_resolved(case: dict[str, Any], parsed: Read, gazetteer: Gazetteer) -> None:
    rows = placed(case["texts"], parsed, gazetteer)
    for form, country in case["want"].items():
        mine = [row for row in rows if row.text == form]
        assert mine, f"{form} is not found"
        assert {row.country or "" for row in mine} == {country}
    for form, precision in case.get("precision", {}).items():
        mine = [row for row in rows if row.text == form]
        assert {row.precision or "" for row in mine} == {precision}
        assert all((row.lat is None) == (precision == "") for row in mine)


def test_two_towns_of_one_name_stay_two(parsed: Read, gazetteer: Gazetteer) -> None:
    rows = placed(
        ["She moved from Springfield, Illinois, to Springfield, Missouri."], parsed, gazetteer
    )
    towns = [row for row in rows if row.text == "Springfield"]
    assert len(towns) == 2
    assert towns[0].gazetteer_id != towns[1].gazetteer_id


def test_every_derived_field_says_why(parsed: Read, gazetteer: Gazetteer) -> None:
    rows = placed(["A dam broke near Arequipa in southern Peru."], parsed, gazetteer)
    assert [row.text for row in rows] == ["Arequipa", "southern Peru"]
    for row in rows:
        assert {"country", "lat", "lon", "precision", "gazetteer_id"} <= set(row.because)
        assert all(reason.rule for reason in row.because.values())


def test_a_derived_point_is_marked(parsed: Read, gazetteer: Gazetteer) -> None:
    (row,) = placed(["Snow fell in Saxony-Anhalt."], parsed, gazetteer)
    assert row.precision == "region"
    assert "middle" in row.because["lat"].rule


def test_a_report_tells_alone_which_of_its_words_are_places(
    parsed: Read, gazetteer: Gazetteer
) -> None:
    texts = ["The mine is in the town of Ombreda.", "Ombreda miners were trapped."]
    rows = placed(texts, parsed, gazetteer)
    alone = [row for at in (0, 1) for row in placed(texts[at : at + 1], parsed, gazetteer)]
    assert len(rows) == len(alone) == 1
    assert [row.text for row in rows] == ["Ombreda"]


def test_same_bytes_on_another_run(parsed: Read, gazetteer: Gazetteer) -> None:
    texts = ["Crews from Florida, Georgia and Alabama met in Paris, Texas, near Dallas."]
    assert repr(placed(texts, parsed, gazetteer)) == repr(placed(texts, parsed, gazetteer))


NAMES = st.sampled_from(
    ["Paris", "Orla", "in", "of", ",", "and", "north", "the", "Lake", "U.S.", "'s", "-", "City",
     "(", "\u202e", "🌋", '"', "Mt.", "Saint", "Peruvian", "County", "$", "é", "St.", "KYRGYZSTAN"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.lists(NAMES, max_size=14))
def test_spans_are_the_text(words: list[str], parsed: Read, gazetteer: Gazetteer) -> None:
    text = " ".join(words)
    parse = parsed(text)
    for toponym in find(parse, gazetteer):
        assert toponym.span.of(parse.text) == toponym.text
        assert parse.span(toponym.head, toponym.foot) in toponym.span
    for row in resolve([("a", parse, find(parse, gazetteer))], gazetteer):
        assert row.span.of(text) == row.text


def test_every_demonym_names_a_country_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    codes = {code for codes in demonyms().values() for code in codes}
    assert len(codes) > 200
    assert codes <= set(gazetteer.countries)


def test_no_country_of_size_lacks_a_demonym(gazetteer: Gazetteer) -> None:
    lacking = set(gazetteer.countries) - set(load("demonym.toml"))
    for code in lacking:
        found = gazetteer.look_up(gazetteer.countries[code].name)
        (country,) = (one for one in found if one.kind == "country" and one.country == code)
        assert country.population < 150_000, code


@pytest.mark.parametrize("path", ["place.toml"])
def test_lexicon_holds_no_word_twice(path: str) -> None:
    lists = {
        (section, name): words
        for section, table in load(path).items()
        for name, words in table.items()
        if section not in {"abbreviation", "generic"}
    }
    assert len(lists) > 15
    for key, words in lists.items():
        assert len(words) == len(set(words)), key
        assert all(word == word.lower() for word in words), key


def test_nouns_beside_a_name_are_generic() -> None:
    words = vocabulary()
    assert words.after | words.before <= set(words.generic)
    assert len(words.after) > 50
