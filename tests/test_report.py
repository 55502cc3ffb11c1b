"""The report's model: what the page is given to show, row by row, in the words of the terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest

import crosswire
from bench import large
from crosswire.codec import codec
from crosswire.ledger import Ledger, without_texts
from crosswire.report import Report, report
from crosswire.row import Problem, Run, Source, Span, Witness
from crosswire.view.lookup import Lookup
from sample import sample

PROJECT = Path(__file__).parent.parent
CONTRACT = PROJECT / "web" / "src" / "model.ts"

Json = dict[str, Any]


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return crosswire.load(PROJECT / "tests" / "demo" / "ledger.jsonl")


@pytest.fixture(scope="module")
def model(ledger: Ledger) -> Json:
    return laid_out(ledger)


def laid_out(ledger: Ledger) -> Json:
    """The model as the page reads it."""
    found: Json = json.loads(json.dumps(codec(Report).encode(report(ledger))))
    return found


def interfaces() -> dict[str, dict[str, str]]:
    """The fields of each interface of the page's model, with their types."""
    code = re.sub(r"/\*.*?\*/", "", CONTRACT.read_text("utf-8"), flags=re.S)
    found: dict[str, dict[str, str]] = {}
    pattern = r"export interface (\w+)(?: extends (\w+))? \{\n(.*?)\n\}"
    for name, base, body in re.findall(pattern, code, re.S):
        own = dict(re.findall(r"^  (\w+): (.+);$", body, re.M))
        found[name] = found.get(base, {}) | own
    return found


def classes(root: type) -> Iterator[type]:
    """The dataclasses that a dataclass is made of, itself first; not those of plain values."""
    yield root
    for hint in get_type_hints(root).values():
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and is_dataclass(part) and part.__name__ in interfaces():
                yield from classes(part)


def test_the_page_and_python_have_one_model() -> None:
    told = interfaces()
    made = {one.__name__: one for one in classes(Report)}
    assert len(made) > 15
    assert told.keys() - made.keys() == {"Claim"}
    for name, one in made.items():
        hints = get_type_hints(one)
        members = {f.metadata.get("name", f.name): hints[f.name] for f in fields(one)}
        assert members.keys() == told[name].keys(), name
        optional = {member for member, hint in members.items() if NoneType in get_args(hint)}
        assert optional == {m for m, hint in told[name].items() if hint.endswith("| null")}, name


def test_the_members_are_written_as_they_are_called(model: Json) -> None:
    told = interfaces()
    assert model.keys() == told["Report"].keys()
    for member, name in {
        "documents": "Document",
        "statements": "Statement",
        "figures": "Figure",
        "questions": "Question",
        "links": "Link",
        "places": "Place",
        "parties": "Party",
        "utterances": "Utterance",
    }.items():
        assert model[member]
        assert all(row.keys() == told[name].keys() for row in model[member]), member


@pytest.mark.parametrize("size", [None, 720])
def test_nothing_denied_reads_as_asserted(size: int | None, model: Json) -> None:
    model = laid_out(large.ledger(size)) if size else model
    denied = [row for row in model["statements"] if row["act"] == "denies"]
    assert len(denied) > 5
    assert all(row["status"].startswith("DENIED BY ") for row in denied)
    inside = [
        row
        for row in model["figures"]
        if row["statement"] is not None and model["statements"][row["statement"]]["act"] == "denies"
    ]
    assert inside or size is None
    assert all(row["act"] == "denies" and "DENIED BY " in row["status"] for row in inside)


def test_an_utterance_is_shown_as_denied_where_one_report_has_it_so(model: Json) -> None:
    statements = model["statements"]
    standing = [one for one in model["utterances"] if "denied" in one["standing"]]
    assert standing
    for one in standing:
        assert statements[one["shown"]]["act"] == "denies"
    for one in model["utterances"]:
        acts = {statements[place]["act"] for place in one["statements"]}
        assert ("denies" in acts) == ("denied" in one["standing"])


def test_a_doubt_stands_in_the_status(model: Json) -> None:
    doubted = [row for row in model["statements"] if row["verification"] == "unverified"]
    assert doubted
    assert all(row["status"].endswith(", UNVERIFIED") for row in doubted)


def test_the_words_are_those_of_the_terminal(ledger: Ledger, model: Json) -> None:
    lookup = Lookup(ledger)
    for row, shown in zip(ledger.statements, model["statements"], strict=True):
        assert shown["status"] == lookup.status(row)
        assert shown["ref"] == lookup.reference(row)
    for figure, shown in zip(ledger.figures, model["figures"], strict=True):
        assert shown["status"] == lookup.source(figure)
        assert shown["origin_name"] == lookup.origin(figure.origin or "")


def witnesses(value: Any, name: str = "") -> Iterator[list[int]]:
    """Every witness of a model."""
    if isinstance(value, dict):
        for key, member in value.items():
            yield from witnesses(member, key)
    elif isinstance(value, list):
        whole = all(isinstance(part, int) for part in value)
        if name in ("spans", "kept", "mentions") and len(value) == 3 and whole:
            yield value
        else:
            for part in value:
                yield from witnesses(part, name)


def test_every_word_stands_where_the_model_says(model: Json) -> None:
    texts = [document["text"] for document in model["documents"]]
    found = list(witnesses(model))
    assert len(found) > 1000
    for document, start, end in found:
        assert 0 <= start <= end <= len(texts[document])
    for row in (*model["statements"], *model["figures"]):
        assert texts[row["document"]][row["start"] : row["end"]] == row["text"]


def test_rows_point_at_each_other(model: Json) -> None:
    for place, told in enumerate(model["utterances"]):
        for one in told["statements"]:
            assert model["statements"][one]["utterance"] == place
        assert told["shown"] in told["statements"]
    for place, question in enumerate(model["questions"]):
        for one in question["figures"]:
            assert model["figures"][one]["question"] == place
        for column in question["columns"]:
            assert set(column["shown"]) <= set(column["figures"]) <= set(question["figures"])
            assert {model["figures"][one]["party"] for one in column["figures"]} == {
                column["party"]
            }
    for place, spot in enumerate(model["places"]):
        for member in ("statements", "figures"):
            assert all(model[member][one]["place"] == place for one in spot[member])
    rows = {"statement": "statements", "figure": "figures", "document": "documents"}
    for link in model["links"]:
        for end in (link["from"], link["to"]):
            assert model[rows[end["kind"]]][end["index"]]


def test_every_claim_about_a_known_place_is_on_the_map(ledger: Ledger, model: Json) -> None:
    for rows in ("statements", "figures"):
        named = [one.place is not None for one in getattr(ledger, rows)]
        assert named == [one["place"] is not None for one in model[rows]]
        assert any(named)


def test_parties_are_ordered_by_their_rows(model: Json) -> None:
    rows = [party["rows"] for party in model["parties"]]
    assert rows == sorted(rows, reverse=True)
    assert sum(rows) == len(model["statements"]) + len(model["figures"])
    own = {party["kind"]: party["name"] for party in model["parties"] if party["entity"] is None}
    assert own == {"nobody": "(nobody named)", "outlets": "(the outlets)"}
    kinds = {one["kind"] for one in model["parties"] if one["entity"] is not None}
    assert kinds == {"named"}


def test_what_nobody_named_says_is_not_the_outlets_own_voice(model: Json) -> None:
    kinds = [party["kind"] for party in model["parties"]]
    silent = [row for row in model["statements"] if row["speaker"] is None]
    told = [row for row in model["figures"] if row["speaker"] is None]
    own = [row for row in told if row["statement"] is None]
    assert silent
    assert len(told) > len(own) > 0
    assert {kinds[row["party"]] for row in silent} == {"nobody"}
    assert {kinds[row["party"]] for row in own} == {"outlets"}
    assert {kinds[row["party"]] for row in told if row not in own} == {"nobody"}


def test_a_side_is_one_party_with_those_who_speak_for_it(model: Json) -> None:
    names = [entity["name"] for entity in model["entities"]]
    row = next(
        row
        for row in model["figures"]
        if row["speaker"] is not None and names[row["speaker"]] == "Desislava Koleva"
    )
    assert model["parties"][row["party"]]["name"] == "Orphea Metals"


def test_contested_questions_come_first(model: Json) -> None:
    standings = [question["standing"] for question in model["questions"]]
    order = ["contested", "changed", "agreed", "single"]
    assert standings == sorted(standings, key=order.index)
    assert set(standings) == set(order)
    first = model["questions"][0]
    assert first["text"] == "people dead"
    columns = {column["by"]: column for column in first["columns"]}
    assert columns["UNVERIFIED: Clean Arda"]["values"] == "between 15 and 20 people"
    assert columns["Hristo Zhelev"]["as_of"] == "2026-03-19"


def test_a_column_counts_the_reports_of_the_values_shown(model: Json) -> None:
    columns = [column for question in model["questions"] for column in question["columns"]]
    for column in columns:
        bounds = {(f["low"], f["high"]) for f in (model["figures"][at] for at in column["shown"])}
        rows = [model["figures"][at] for at in column["figures"]]
        told = {f["document"] for f in rows if (f["low"], f["high"]) in bounds}
        assert column["articles"] == len(told)
        assert bool(column["earlier"]) == any((f["low"], f["high"]) not in bounds for f in rows)
    assert any(column["earlier"] for column in columns)


def test_who_speaks_for_a_side_is_named_with_it(model: Json) -> None:
    columns = [column for question in model["questions"] for column in question["columns"]]
    assert any(column["by"].endswith(", for Bulgaria") for column in columns)
    assert "Bulgaria" not in {column["by"] for column in columns}


def test_what_is_denied_by_others_stands_with_its_column(model: Json) -> None:
    columns = [column for question in model["questions"] for column in question["columns"]]
    against = [model["links"][at] for column in columns for at in column["against"]]
    assert against
    assert {link["kind"] for link in against} <= {"denies", "disowns"}


def test_what_a_carrier_dropped_stands_with_the_column(model: Json) -> None:
    column = model["questions"][0]["columns"][0]
    told = {
        (model["documents"][drop["document"]]["outlet"], drop["what"]) for drop in column["drops"]
    }
    assert ("The Inland Messenger", "that it could not be verified") in told
    for drop in column["drops"]:
        assert all(document != drop["document"] for document, _, _ in drop["kept"])


def test_figures_say_how_sure_they_are(model: Json) -> None:
    shown = {row["text"]: row for row in model["figures"]}
    assert shown["at least four people"]["hedged"]
    assert shown["at least four people"]["high"] is None
    assert not shown["Four"]["hedged"]


def test_without_texts_excerpts_are_left(ledger: Ledger) -> None:
    model = laid_out(without_texts(ledger))
    assert all(document["text"] is None for document in model["documents"])
    assert model["statements"][0]["text"] == ledger.statements[0].text


def test_an_empty_ledger_is_a_report(ledger: Ledger) -> None:
    model = laid_out(Ledger(ledger.run))
    assert model["outline"] is None
    assert not any(
        model[name] for name in ("documents", "parties", "questions", "statements", "links")
    )


def test_what_could_not_be_read_is_told() -> None:
    problem = Problem.of("scan.txt", "it holds no text", "Give it a text layer.")
    model = laid_out(replace(sample(), problems=(problem,)))
    assert model["problems"] == [
        {
            "document": "scan.txt",
            "reason": "it holds no text",
            "remedy": "Give it a text layer.",
        }
    ]


def test_only_addresses_of_the_web_become_links() -> None:
    ledger = sample()
    first, *rest = ledger.documents
    for url, shown in {
        "https://post.example/a?b=c": "https://post.example/a?b=c",
        "javascript:alert(1)": None,
        " https://post.example": None,
        "https://post.example/\u202egnp": None,
        "data:text/html,x": None,
        "": None,
    }.items():
        model = laid_out(replace(ledger, documents=(replace(first, url=url), *rest)))
        assert model["documents"][0]["url"] == shown


def test_settings_and_hashes_are_told(model: Json, ledger: Ledger) -> None:
    run = Run("crosswire", "9", Source("m", "1", "aa"), Source("g", "2", "bb"), {"b": 1, "a": "x"})
    told = laid_out(replace(ledger, run=run))["run"]
    assert told["settings"] == [["a", "x"], ["b", "1"]]
    assert told["model"] == {"name": "m", "version": "1", "digest": "aa"}
    assert [one["raw_sha256"] for one in model["documents"]] == [
        one.raw_sha256 for one in ledger.documents
    ]


def test_a_ledger_whose_rows_name_none_of_its_own_is_still_a_report(ledger: Ledger) -> None:
    """Ledgers are read back from files, and ids in them may lead nowhere."""
    statement = replace(ledger.statements[0], speaker="x", chain=("y",), origin="z", place="q")
    figure = replace(ledger.figures[2], statement="x", question="y", place_id="z", speaker="w")
    astray = replace(figure.because["unit"], spans=(Witness("nowhere", Span(0, 9)),))
    figure = replace(figure, because={**figure.because, "unit": astray})
    model = laid_out(replace(ledger, entities=(), statements=(statement,), figures=(figure,)))
    assert model["statements"][0]["speaker"] is None
    assert model["figures"][0]["question"] is None
    assert not model["links"]


def test_a_large_ledger_has_the_shape_of_a_real_one() -> None:
    made = large.ledger(720)
    assert made == large.ledger(720)
    assert 700 <= len(made.statements) + len(made.figures) <= 740
    model = laid_out(made)
    assert {question["standing"] for question in model["questions"]} == {
        "contested",
        "changed",
        "agreed",
        "single",
    }
    assert max(len(one["statements"]) for one in model["utterances"]) > 3
    assert any(place["lat"] is None for place in model["places"])
