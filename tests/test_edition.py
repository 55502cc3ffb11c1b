"""Versions of one article: who is described alike in them is one source, and one origin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from crosswire import Ledger
from crosswire.collation import collated
from crosswire.gazetteer import Gazetteer
from crosswire.read import Article
from crosswire.reading import readings, report
from crosswire.resolve.edition import first_versions
from crosswire.row import Run, Source
from crosswire.view.lookup import Lookup

if TYPE_CHECKING:
    from spacy.language import Language

NOWHERE = Source("none", "0", "0")

FIRST = "The barge Ondine sank off Velden. Rescuers said 31 sailors had drowned."
SECOND = "The barge Ondine sank off Velden. Rescuers said 28 sailors had drowned."


def _ledger(nlp: Language, texts: Mapping[str, str], before: Mapping[str, str]) -> Ledger:
    found = [
        report(
            Article(
                name,
                text,
                "0" * 64,
                outlet=f"Gazette {name[0]}",
                published=date(2031, 5, 14),
                dated_by="given",
            ),
            before=before.get(name),
        )
        for name, text in sorted(texts.items())
    ]
    gazetteer = Gazetteer.open()
    run = Run("test", "0", NOWHERE, NOWHERE)
    return collated(run, list(readings(nlp, found, gazetteer)), gazetteer)


def test_a_source_of_two_versions_is_one_and_one_origin(nlp: Language) -> None:
    ledger = _ledger(nlp, {"a": FIRST, "a#2": SECOND}, {"a#2": "a"})
    told = [row for row in ledger.figures if row.unit == "person"]
    assert [row.low for row in told] == [31, 28]
    assert len({row.speaker for row in told}) == 1
    assert len({row.origin for row in told}) == 1
    [question] = [one for one in ledger.questions if told[0].id in one.figures]
    assert len(question.answers) == 1
    lookup = Lookup(ledger)
    assert [lookup.printed_in(row.document) for row in told] == [
        "earlier version: Gazette a",
        "Gazette a",
    ]


def test_a_source_of_two_articles_stays_two(nlp: Language) -> None:
    ledger = _ledger(nlp, {"a": FIRST, "b": SECOND}, {})
    told = [row for row in ledger.figures if row.unit == "person"]
    assert [row.low for row in told] == [31, 28]
    assert len({row.speaker for row in told}) == 2


def test_versions_of_versions_lead_to_the_first_that_is_here() -> None:
    before = {"a": None, "b": "a", "c": "b", "d": "gone", "e": "f", "f": "e"}
    found = first_versions(before)
    assert {name: found[name] for name in "abcd"} == {"a": "a", "b": "a", "c": "a", "d": "d"}
    assert set(found) == set(before)
