"""Who is who over several documents."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from crosswire.extract.mention import Reference, find
from crosswire.parse import Parse
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.entity import Roll, resolve
from crosswire.resolve.name import alike, initials, same_person, skeleton, unglued, words_of
from crosswire.resolve.party import Cast
from crosswire.resolve.site import places
from crosswire.row import Place, Span

ATLAS = Atlas({"norway": "NO", "sweden": "SE"}, {"oslo": "NO", "stockholm": "SE"})
CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases" / "entity").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def roll_of(parses: Sequence[Parse], references: Sequence[tuple[Reference, ...]] = ()) -> Roll:
    given = [*references, *[() for _ in parses[len(references) :]]]
    casts = [
        Cast(f"{number}.txt", parse, find(parse), given[number])
        for number, parse in enumerate(parses)
    ]
    return resolve(casts, ATLAS)


@pytest.mark.parametrize(
    "case", [case for _, case in CASES], ids=[f"{area}: {c['phenomenon']}" for area, c in CASES]
)
def test_case(case: dict[str, Any], parsed: Callable[[str], Parse]) -> None:
    roll = roll_of([parsed(text) for text in case["documents"]])
    of = {form: entity.id for entity in roll.entities for form in entity.variants}
    for forms in case.get("same", ()):
        assert set(forms) <= of.keys()
        assert len({of[form] for form in forms}) == 1
    for forms in case.get("apart", ()):
        assert set(forms) <= of.keys()
        assert len({of[form] for form in forms}) == len(forms)


def test_cases_look_at_something() -> None:
    assert len(CASES) > 15
    assert all(case.get("same") or case.get("apart") for _, case in CASES)


def test_rows_agree_with_their_text_and_come_out_the_same_again(
    parsed: Callable[[str], Parse],
) -> None:
    texts = [text for _, case in CASES for text in case["documents"]]
    parses = [parsed(text) for text in texts]
    roll = roll_of(parses)
    ids = {entity.id for entity in roll.entities}
    assert len(ids) == len(roll.entities) > 10
    for mention in roll.mentions:
        text = texts[int(mention.document.removesuffix(".txt"))]
        assert mention.span.of(text) == mention.text
        assert mention.entity in ids
        assert mention.because["entity"].rule
    assert len({mention.id for mention in roll.mentions}) == len(roll.mentions)
    assert roll == roll_of(parses)


def test_an_added_document_leaves_ids_alone(parsed: Callable[[str], Parse]) -> None:
    texts = ["Governor Oskar Lindqvist spoke.", "Mr Lindqvist and Governor Ana Ibarra spoke."]
    first = roll_of([parsed(texts[0])])
    both = roll_of([parsed(text) for text in texts])
    assert {entity.id for entity in first.entities} <= {entity.id for entity in both.entities}


def test_side_is_read_from_the_text(parsed: Callable[[str], Parse]) -> None:
    text = (
        "Norway's army chief Oskar Lindqvist spoke. Susan Penrose, a lawyer for Lumovia Inc.,"
        " spoke. Harold Mottram spoke."
    )
    roll = roll_of([parsed(text)])
    by_id = {entity.id: entity for entity in roll.entities}
    by_name = {entity.name: entity for entity in roll.entities}
    chief, lawyer = by_name["Oskar Lindqvist"], by_name["Susan Penrose"]
    assert chief.side and by_id[chief.side].kind == "government"
    assert chief.because["side"].spans[0].span.of(text) == "Norway"
    assert lawyer.side and by_id[lawyer.side].name == "Lumovia Inc."
    assert by_name["Harold Mottram"].side is None


def place(document: str, start: int, text: str, found: str | None) -> Place:
    span = Span(start, start + len(text))
    return Place(f"{document}{start}", document, span, text, "Osk", "NO", None, None, None, found)


def test_places_with_one_gazetteer_id_are_one() -> None:
    rows = [place("b", 0, "Osk town", "7"), place("a", 5, "Osk", "7"), place("a", 0, "X", "8")]
    entities = places(rows)
    assert [entity.variants for entity in entities] == [("X",), ("Osk", "Osk town")]
    assert {entity.kind for entity in entities} == {"place"}


def test_a_part_and_a_town_are_not_the_region() -> None:
    texts = ["Osk region", "Osk", "eastern Osk", "Osk city", "Osk region"]
    entities = places([place("a", 20 * n, text, "7") for n, text in enumerate(texts)])
    assert sorted(entity.variants for entity in entities) == [
        ("Osk city",),
        ("Osk region", "Osk"),
        ("eastern Osk",),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Danylenko", "Danilenko"), ("Yusuf", "Yousuf"), ("Chekhov", "Chehov"), ("Zahra", "Zahrah")],
)
def test_skeleton_undoes_romanisation(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_names_compare_with_care() -> None:
    assert alike("Karimi", "Kareemi")
    assert not alike("Mario", "Maria")
    assert not alike("Lang", "Long")
    assert not same_person(words_of("Peter Hall"), words_of("Peter Gall"))
    assert same_person(words_of("A. Lindqvist"), words_of("Ana Lindqvist"))
    assert not same_person(words_of("Lindqvist"), words_of("Ana Lindqvist"))
    assert initials(["Board", "of", "Marine", "Safety"]) == {"BMS", "BOMS"}
    assert unglued("#SaveOurBay") == "Save Our Bay"
    assert unglued("@MRuiz") == "M Ruiz"


def test_a_country_and_who_is_named_after_it_are_two(parsed: Callable[[str], Parse]) -> None:
    text = (
        "Four men rammed a shop in the latest of many robberies in Norway.\n\n"
        '"They are not afraid," Ruben Orlat, the insurer, told Norway Maltz. '
        "Norwegian police said on Monday that the car was found."
    )
    entities = roll_of([parsed(text)]).entities
    assert [one.name for one in entities if "Norway" in one.variants] == ["Norway Maltz", "Norway"]
    assert len({one.id for one in entities}) == len(entities)
