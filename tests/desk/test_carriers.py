"""Every report that carries a quotation, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from crosswire.desk.desk import Desk
from crosswire.desk.search.carrier import Carrier, Carriers
from crosswire.error import SearchError
from crosswire.row import Statement
from desk.desks import FIRE, add, article, empty, item, kill, on_sqlite, opened
from desk.test_plan import BY_TYPE, executed, walked
from desk.test_search_words import ODD

if TYPE_CHECKING:
    from spacy.language import Language

HEAD = "Barge sinks at Velmar lock\n\nA barge sank at the Velmar lock on Monday, police said.\n\n"
WIRE = HEAD + (
    "“The lock gates were never closed that night,” keeper Dora Lindqvist told Coast Newswire.\n"
)
AGAIN = HEAD + "'The lock gates were never closed that night,' Dora Lindqvist said.\n"
BROKEN = HEAD + "“The lock gates,” Dora Lindqvist said, “were never closed that night.”\n"
BARE = HEAD + "The LOCK\u00a0gates were never\nclosed that night. Divers searched the canal.\n"
NO = HEAD + "The canal company denied that the lock gates were never closed that night.\n"
ELSEWHERE = FIRE + "“The lock gates were never closed that night,” a fireman recalled.\n"


def told(day: int, text: str, outlet: str, **more: Any) -> Any:
    name = f"{outlet.split(maxsplit=1)[0].lower()}.txt"
    return article(name, text, outlet=outlet, published=date(2031, 3, day), **more)


def fill(desk: Desk) -> Desk:
    late, early = told(6, AGAIN, "Delmar Echo"), told(4, WIRE, "Coast Herald")
    broken, bare = told(5, BROKEN, "Bay Courier"), told(7, BARE, "Late Post")
    add(desk, late, early, broken, bare, told(8, NO, "Nay Times"), event="barge")
    add(desk, told(9, ELSEWHERE, "Tarnow Echo"), event="mill")
    return desk


@pytest.fixture(scope="module")
def desk(nlp: Language, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that no test writes to, but with what it does not look at."""
    where = tmp_path_factory.mktemp("carriers") / "desk.sqlite"
    where.write_bytes(empty())
    with opened(str(where), nlp) as found:
        yield fill(found)


QUOTATION = "the lock gates were never closed that night"


def checked(desk: Desk, found: Carriers) -> list[Carrier]:
    """The carriers, each with its words where it says."""
    events = {one.event for one in found.carriers}
    texts = {one.id: one.text for event in events for one in desk.ledger(event).documents}
    for one in found.carriers:
        text = texts[one.telling.document or ""]
        assert one.telling.span
        assert one.spans
        assert all(span.of(text).strip() for span in one.spans)
        for place in (kept for each in one.dropped for kept in each.kept):
            assert place.span.of(texts[place.document]) == place.words
            assert place.document != one.telling.document
    return list(found.carriers)


def listed(found: list[Carrier]) -> list[tuple[str | None, str]]:
    return [(one.telling.outlet, one.telling.label) for one in found]


def test_all_carriers_the_earliest_first(desk: Desk) -> None:
    """However they write quotation marks, capitals, spaces and line ends; over all events."""
    found = desk.carriers(f"“{QUOTATION.upper()}”!")
    assert listed(checked(desk, found)) == [
        ("Coast Herald", "SAID BY Dora Lindqvist via Coast Newswire"),
        ("Bay Courier", "SAID BY Dora Lindqvist"),
        ("Delmar Echo", "SAID BY Dora Lindqvist"),
        ("Late Post", "PRINTED IN Late Post"),
        ("Nay Times", "DENIED BY The canal company"),
        ("Tarnow Echo", "SAID BY a fireman"),
    ]
    assert {one.match for one in found.carriers} == {"verbatim"}
    assert (found.reports, found.is_whole) == (6, True)
    broken = found.carriers[1]
    assert len(broken.spans) == 2
    assert broken.telling.span
    assert found.carriers[0].is_first
    assert found.carriers[0].chain == ("Coast Newswire",)


def test_both_databases_have_the_same_carriers(desk: Desk, where: str, nlp: Language) -> None:
    with opened(where, nlp) as other:
        row = _said(fill(other), "coast.txt").id
        assert other.carriers(QUOTATION) == desk.carriers(QUOTATION)
        assert other.carriers_of(row, event="barge") == desk.carriers_of(row, event="barge")


def test_what_a_retelling_dropped(desk: Desk) -> None:
    found = {one.telling.outlet: one for one in desk.carriers(QUOTATION).carriers}
    (lost,) = found["Delmar Echo"].dropped
    assert (lost.rule, lost.what) == ("dropped_carrier", "who carried it")
    assert [(one.outlet, one.words) for one in lost.kept] == [("Coast Herald", "Coast Newswire")]
    assert found["Coast Herald"].dropped == ()


def test_the_carriers_of_a_row_are_those_of_its_words(desk: Desk) -> None:
    ledger = desk.ledger("barge")
    rows = [row for row in ledger.statements if "never closed" in row.text]
    assert len(rows) == 4
    for row in rows:
        found = desk.carriers_of(row.id)
        assert found.asked
        assert found.asked.row == row.id
        assert len(checked(desk, found)) == 6
    (figure, *_) = desk.ledger("mill").figures
    assert desk.carriers_of(figure.id).reports == 1


@on_sqlite
def test_nearly_the_same_words_by_the_links_of_an_event(where: str, nlp: Language) -> None:
    near = AGAIN.replace("that night,'", "on that bitter night,'")
    with opened(where, nlp) as desk:
        add(desk, told(4, WIRE, "Coast Herald"), told(3, near, "Ante Post"), event="barge")
        (first, _) = checked(desk, desk.carriers_of(_said(desk, "coast.txt").id))
        assert (first.telling.outlet, first.match) == ("Ante Post", "same statement")
        texts = {one.id: one.text for one in desk.ledger("barge").documents}
        assert [span.of(texts["ante.txt"]) for span in first.marks] == ["on", "bitter"]


def _said(desk: Desk, document: str) -> Statement:
    rows = desk.ledger("barge").statements
    return next(one for one in rows if one.document == document and "gates" in one.text)


def test_one_event_alone(desk: Desk) -> None:
    assert desk.carriers(QUOTATION, event="mill").reports == 1
    assert desk.carriers(QUOTATION, event="barge").reports == 5


@on_sqlite
def test_what_is_withdrawn_or_removed_carries_nothing(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, item("1", WIRE), told(5, AGAIN, "Delmar Echo"), event="barge")
        assert desk.carriers(QUOTATION).reports == 2
        add(desk, kill())
        (left,) = desk.carriers(QUOTATION).carriers
        assert left.dropped == ()
        desk.remove(["delmar.txt"])
        assert desk.carriers(QUOTATION).carriers == ()


@on_sqlite
def test_all_versions_carry(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, told(4, WIRE, "Coast Herald"))
        add(desk, told(9, WIRE + "Nobody was hurt.\n", "Coast Herald"))
        first, second = desk.carriers(QUOTATION).carriers
        assert second.version_of == first.telling.document


@pytest.mark.parametrize("row", ["", "x", "statement-", "statement-0", "entity-1", "a.txt", "\0"])
def test_what_is_no_row_is_told(desk: Desk, row: str) -> None:
    with pytest.raises(SearchError):
        desk.carriers_of(row)


@settings(max_examples=40)
@given(ODD)
def test_no_words_are_an_error(desk: Desk, words: str) -> None:
    assert desk.carriers(words).reports <= 6


def test_no_table_is_walked_through(desk: Desk) -> None:
    with executed(desk) as statements:
        desk.carriers(QUOTATION)
        desk.carriers_of(_said(desk, "coast.txt").id, event="barge")
    others = {words: values for words, values in statements.items() if "count(" not in words}
    assert len(others) > 5
    assert walked(desk, others, among=BY_TYPE) == []
