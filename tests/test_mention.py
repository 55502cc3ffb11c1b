"""Names in one document: where they stand, of what kind, with which roles."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.extract.mention import find
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Parse

CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases" / "mention").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


@pytest.mark.parametrize(
    "case", [case for _, case in CASES], ids=[f"{area}: {c['phenomenon']}" for area, c in CASES]
)
def test_case(case: dict[str, Any], parsed: Callable[[str], Parse]) -> None:
    parse = parsed(case["text"])
    namings = find(parse)
    found = {f"{naming.kind}: {naming.text}" for naming in namings}
    assert set(case.get("names", ())) <= found
    assert not set(case.get("absent", ())) & found
    for name, roles in case.get("roles", {}).items():
        held = [r for n in namings if n.text == name for r in n.roles]
        assert {parse.span(r.first, r.last).of(parse.text) for r in held} >= set(roles)
    for name, sex in case.get("sex", {}).items():
        assert {n.gender for n in namings if n.text == name} == {sex}


def test_cases_look_at_something() -> None:
    assert len(CASES) > 30
    assert all("names" in case or "absent" in case for _, case in CASES)


ODD = ["José", "\u200fשלום", "🙂", "“Ana”", "O'Neill's", "@x", "#y", "Mr", ".", "The", "of", "U.S."]
ODD += ["(ABC)", "I'm", "—", "al-Q", "\u202e", "\u00a0", "said", "Police", "Ministry", "\n"]


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(st.sampled_from(ODD), max_size=14))
def test_any_words_give_true_spans(words: list[str], parsed: Callable[[str], Parse]) -> None:
    parse = parsed(" ".join(words))
    namings = find(parse)
    for naming in namings:
        assert parse.text[naming.span.start : naming.span.end] == naming.text
        assert naming.reach[0] <= naming.first < naming.last <= naming.reach[1]
        assert naming.first <= naming.head < naming.last
    assert namings == find(parse)


def test_vocabulary_has_no_word_on_both_sides() -> None:
    words = vocabulary()
    assert words.title and words.person and words.institution and words.group
    assert not words.given_male & words.given_female
    assert not words.male & words.female
    assert not words.male_honorific & words.female_honorific
    assert not words.person & words.thing
    assert words.part <= words.common_institution | words.common_body
    assert words.descriptive <= words.common_institution


def test_vocabulary_tells_people_from_things() -> None:
    words = vocabulary()
    assert words.person_noun("seismologist") and words.person_noun("nurse")
    assert not words.person_noun("weather") and not words.person_noun("carmaker")
    assert words.body_noun("carmaker") and words.body_noun("ministry")


def test_nouns_that_stand_for_one_another_are_nouns_of_their_kind() -> None:
    words = vocabulary()
    assert len(words.alike) > 20 and len(words.stands_for) > 10 and len(words.short_for) > 50
    assert all(words.person_noun(noun) for noun in words.alike)
    assert all(noun not in like for noun, like in words.alike.items())
    assert all(words.body_noun(noun) for noun in words.stands_for)
    assert all(noun not in like for noun, like in words.stands_for.items())
    assert all(noun not in names for noun, names in words.short_for.items())
    assert words.any_firm <= words.common_company
    assert words.gathering <= words.band.keys()


def test_an_office_has_one_holder() -> None:
    words = vocabulary()
    assert not words.office & words.post
    assert not words.past & words.praise
    assert words.office_noun["prime minister"] in words.office
    assert all(to not in words.office_noun for to in words.office_noun.values())
    assert not words.abbreviation & {"un", "eu", "us", "uk", "who", "fbi"}
