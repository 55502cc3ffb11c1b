"""JSON-LD: read by rdflib without a network; quotations are found with their selectors, by SPARQL,
and the selectors find their words in the articles; nobody is the creator of what he denies."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from crosswire.export.jsonld import JsonLdFormat
from crosswire.export.jsonld.context import TERM, context
from crosswire.export.jsontext import whole
from exported import NAMES, again, harmful_letters, ledger, told_ids, written

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
"""rdflib's own parser of JSON-LD still uses it."""

PREFIXES = """
PREFIX schema: <https://schema.org/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX cw: <urn:crosswire:term:>
"""

SCHEMA = Namespace("https://schema.org/")
CW = Namespace(TERM)
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")

QUOTATIONS = """SELECT ?text ?speaker ?body ?start ?end ?exact ?prefix ?suffix WHERE {
    ?quotation a schema:Quotation ; schema:text ?text ;
        schema:spokenByCharacter/schema:name ?speaker .
    ?annotation a oa:Annotation ; oa:hasBody ?quotation ; oa:hasTarget ?target .
    ?target oa:hasSource/schema:articleBody ?body ; oa:hasSelector ?position, ?quote .
    ?position oa:start ?start ; oa:end ?end .
    ?quote oa:exact ?exact ; oa:prefix ?prefix ; oa:suffix ?suffix }"""

ANSWERS = """SELECT ?question ?value ?name ?origin WHERE {
    ?question cw:relation "conflict" ; schema:suggestedAnswer ?answer .
    ?answer schema:creator ?by ; cw:origin ?origin ; cw:value ?value .
    ?by schema:name ?name }"""

LINKS = """SELECT ?from ?predicate ?to WHERE {
    ?link a rdf:Statement ; rdf:subject ?from ; rdf:predicate ?predicate ; rdf:object ?to }"""


def refuse(*_: object, **__: object) -> NoReturn:
    raise AssertionError("the network was asked for")


@cache
def graph(name: str) -> Graph:
    """The graph, read where there is no network; rdflib logs what is no proper IRI."""
    heard: list[str] = []
    listener = logging.Handler()
    listener.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger("rdflib").addHandler(listener)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", refuse)
        found = Graph().parse(data=written(JsonLdFormat, name), format="json-ld")
    logging.getLogger("rdflib").removeHandler(listener)
    assert heard == []
    return found


def asked(name: str, query: str) -> list[Any]:
    return list(graph(name).query(PREFIXES + query))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_graph_of_iris(name: str) -> None:
    found = graph(name)
    assert len(found) > {"empty": 5, "sample": 100, "bare": 100}.get(name, 1000)
    iris = {str(term) for triple in found for term in triple if isinstance(term, URIRef)}
    assert {urlsplit(iri).scheme for iri in iris} <= {"urn", "http", "https"}
    assert {term for iri in iris for term in iri if term in '<>"{}|\\^` '} == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_is_the_same_bytes(name: str) -> None:
    assert again(JsonLdFormat, name) == written(JsonLdFormat, name)


def test_a_quotation_is_found_with_its_selectors() -> None:
    rows = asked("demo", QUOTATIONS)
    quoted = [
        row
        for row in ledger("demo").statements
        if row.kind != "indirect" and row.act != "denies" and row.speaker
    ]
    assert len(rows) == len(quoted) > 40
    one = next(row for row in rows if str(row.exact) == "The crack was as wide as my hand")
    assert str(one.text) == str(one.exact)
    assert str(one.speaker) == "A retired mine surveyor"
    assert len(one.prefix) == len(one.suffix) == 32


def test_the_query_of_the_documentation_finds_quotations() -> None:
    page = (Path(__file__).parents[1] / "docs" / "export.md").read_text("utf-8")
    query = page.partition("```sparql\n")[2].partition("```")[0]
    rows: list[Any] = list(graph("demo").query(query))
    assert len(rows) > 40
    texts = {one.text for one in ledger("demo").documents}
    for _, text, start, end in rows:
        assert any(body[int(start) : int(end)] == str(text) for body in texts)


def test_times_are_annotated_with_their_days() -> None:
    rows = asked(
        "demo",
        """SELECT ?time ?value ?days ?exact WHERE {
        ?time a cw:Time ; cw:timexValue ?value . OPTIONAL { ?time schema:temporalCoverage ?days }
        ?annotation oa:hasBody ?time ; oa:hasTarget/oa:hasSelector/oa:exact ?exact }""",
    )
    times = {f"urn:crosswire:{one.id}": one for one in ledger("demo").times}
    assert {str(row.time) for row in rows} == times.keys()
    for row in rows:
        time = times[str(row.time)]
        assert (str(row.value), str(row.exact)) == (time.value, time.text)
        known = [str(day) for day in dict.fromkeys((time.first, time.last)) if day]
        assert (str(row.days).replace("..", "").strip("/").split("/") if row.days else []) == known


def test_an_answer_in_doubt_says_so() -> None:
    rows = asked(
        "demo",
        """SELECT ?label ?doubt WHERE { ?question schema:suggestedAnswer ?answer .
        ?answer rdfs:label ?label . OPTIONAL { ?answer cw:verification ?doubt } }""",
    )
    assert len(rows) == sum(len(one.answers) for one in ledger("demo").questions)
    doubted = [str(row.label) for row in rows if row.doubt]
    assert len(doubted) > 3
    assert all(str(row.label).startswith("UNVERIFIED: ") is bool(row.doubt) for row in rows)


@pytest.mark.parametrize(("name", "least"), [("demo", 600), ("hostile", 100), ("sample", 5)])
def test_every_selector_finds_its_words(name: str, least: int) -> None:
    found = graph(name)
    quotes = list(found.subject_objects(OA.exact))
    assert len(quotes) >= least
    for quote, exact in quotes:
        target = found.value(predicate=OA.hasSelector, object=quote)
        place = next(one for one in found.objects(target, OA.hasSelector) if one != quote)
        body = str(found.value(found.value(target, OA.hasSource), SCHEMA.articleBody))
        start, end = (int(str(found.value(place, one))) for one in (OA.start, OA.end))
        assert body[start:end] == str(exact)
        assert body[max(0, start - 32) : start] == str(found.value(quote, OA.prefix))
        assert body[end : end + 32] == str(found.value(quote, OA.suffix))


def test_every_statement_and_figure_is_annotated() -> None:
    rows = ledger("demo")
    found = asked(
        "demo", "SELECT ?body WHERE { ?a oa:motivatedBy oa:describing ; oa:hasBody ?body }"
    )
    assert {str(row.body) for row in found} == {f"urn:crosswire:{one}" for one in told_ids(rows)}


def test_without_texts_the_quote_is_left_and_what_stands_around_it_is_not() -> None:
    assert list(graph("bare").subject_objects(OA.prefix)) == []
    assert len(list(graph("bare").subject_objects(OA.exact))) > 5
    assert b"articleBody" not in written(JsonLdFormat, "bare").partition(b"@graph")[2]


@pytest.mark.parametrize("name", ["demo", "sample", "hostile"])
def test_nobody_claims_what_he_denies(name: str) -> None:
    found = graph(name)
    denials = set(found.subjects(RDF.type, CW.Denial))
    assert denials
    propositions = {what for one in denials for what in found.objects(one, SCHEMA.object)}
    for one in denials | propositions:
        assert not set(found.objects(one, SCHEMA.creator))
        assert not set(found.objects(one, SCHEMA.spokenByCharacter))
    for one in denials:
        assert (one, RDF.type, SCHEMA.DisagreeAction) in found
        assert (one, RDF.type, SCHEMA.Claim) not in found
        assert not set(found.objects(one, SCHEMA.text)) | set(found.objects(one, CW.value))
    labels = asked(name, "SELECT ?label WHERE { ?denial a cw:Denial ; rdfs:label ?label }")
    assert all("DENIED BY" in str(row.label) for row in labels)


def test_the_object_of_a_denial_is_a_proposition_and_not_its_negation() -> None:
    found = asked("demo", "SELECT ?text WHERE { ?d a cw:Denial ; schema:object/schema:text ?text }")
    propositions = {str(row.text) for row in found}
    assert "the mud contained cyanide" in propositions
    assert "There is no cyanide in this pond and there never was" not in propositions
    words = asked("demo", "SELECT ?words WHERE { ?denial cw:denialWords ?words }")
    assert "There is no cyanide in this pond and there never was" in {
        str(row.words) for row in words
    }


def test_a_denied_figure_has_a_denied_value() -> None:
    assert len(list(graph("hostile").subject_objects(CW.deniedValue))) > 4
    assert not [
        one
        for one, _ in graph("hostile").subject_objects(CW.value)
        if (one, RDF.type, CW.Denial) in graph("hostile")
    ]


def test_questions_have_answers_none_of_which_is_accepted() -> None:
    rows = asked("demo", ANSWERS)
    assert len({row.question for row in rows}) > 1
    for kind, of in (("question", SCHEMA.Question), ("value", SCHEMA.QuantitativeValue)):
        assert all((row[kind], RDF.type, of) in graph("demo") for row in rows)
    assert all((row.origin, RDF.type, CW.Origin) in graph("demo") for row in rows)
    assert len({row.name for row in rows}) > 5
    assert not list(graph("demo").subject_objects(SCHEMA.acceptedAnswer))


def test_reasons_are_derivations_from_words() -> None:
    found = graph("demo")
    reasons = list(found.objects(None, PROV.qualifiedDerivation))
    assert len(reasons) > 1000
    assert all((one, RDF.type, PROV.Derivation) in found for one in reasons)
    rules = [found.value(one, CW.rule) for one in reasons if (one, PROV.entity, None) in found]
    assert len(rules) > 1000
    assert None not in rules


def test_links_stand_at_their_rows_and_with_their_reasons() -> None:
    rows = asked("demo", LINKS)
    assert len(rows) == len(ledger("demo").links) > 100
    found = graph("demo")
    assert all((row["from"], row.predicate, row.to) in found for row in rows)


def test_the_first_appearance_is_that_of_the_first_dated_report() -> None:
    rows = asked("demo", "SELECT ?claim ?article WHERE { ?claim schema:firstAppearance ?article }")
    assert rows
    for row in rows:
        days = asked(
            "demo",
            f"SELECT ?first ?own WHERE {{ <{row.article}> schema:datePublished ?first . "
            f"<{row.claim}> schema:appearance/schema:datePublished ?own }}",
        )
        assert all(str(day.first) <= str(day.own) for day in days)


def test_the_context_refers_to_no_other() -> None:
    words = list(_strings(context()))
    assert len(words) > 100
    assert {one for one in words if "://" in one} == {
        "https://schema.org/",
        "http://www.w3.org/ns/oa#",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
        "http://www.w3.org/2001/XMLSchema#",
    }


def _strings(value: object) -> Iterator[str]:
    """Every string in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)


def test_every_member_is_a_term_of_the_context() -> None:
    terms = context().keys()
    found = json.loads(written(JsonLdFormat, "demo"))["@graph"]
    used = set(_members(found))
    assert len(used) > 50
    assert used <= terms


def _members(value: object) -> Iterator[str]:
    """Every member's name in a value."""
    if isinstance(value, dict):
        yield from value
    inside: Iterable[object] = value.values() if isinstance(value, dict) else ()
    for one in value if isinstance(value, list) else inside:
        yield from _members(one)


def test_hostile_words_move_nothing_and_lead_nowhere() -> None:
    assert harmful_letters(written(JsonLdFormat, "hostile").decode()) == set()
    urls = [str(one) for one in graph("hostile").objects(None, SCHEMA.url)]
    assert len(urls) > 4
    assert all(one.startswith("https://news.example/") for one in urls)
    texts = {str(one) for one in graph("hostile").objects(None, SCHEMA.articleBody)}
    assert texts == {whole(one.text) for one in ledger("hostile").documents}
