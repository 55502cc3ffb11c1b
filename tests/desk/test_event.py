"""Events as people put them right: renamed, split, merged, and reports moved; ids stay."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy.event import listen

from crosswire.desk.desk import Desk
from crosswire.desk.event.event import find
from crosswire.desk.storage.schema import assignment
from crosswire.error import DeskError
from desk.desks import (
    FERRY,
    FIRE,
    ITEM,
    LATER,
    add,
    article,
    item,
    on_sqlite,
    opened,
    outcomes,
    rows,
)

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as found:
        add(found, article("a.txt", FERRY), article("b.txt", LATER), event="Ferry")
        add(found, article("c.txt", FIRE), event="Mill")
        yield found


def held(desk: Desk) -> dict[str, list[str]]:
    """The reports of each event by its name."""
    return {
        event.name: [one.id for one in desk.ledger(event.id).documents] for event in desk.events()
    }


def test_an_event_has_an_id_a_beginning_of_it_and_a_name(desk: Desk) -> None:
    ferry, _ = desk.events()
    for told in (ferry.id, ferry.id[:14], ferry.id[6:12], "Ferry", "FERRY"):
        assert len(desk.ledger(told).documents) == 2
    with pytest.raises(DeskError, match="no event 'Storm'"):
        desk.ledger("Storm")
    desk.rename("Mill", "Ferry")
    with pytest.raises(DeskError, match="fits 2 events"):
        desk.ledger("ferry")


def test_a_name_is_found_without_regard_to_capitals(desk: Desk) -> None:
    desk.rename("Mill", "Überflutung")
    assert len(desk.ledger("ÜBERFLUTUNG").documents) == 1
    assert len(desk.ledger("mill").documents) == 1, "it was called so"
    assert add(desk, article("d.txt", FIRE + "More."), event="überflutung")[0].event in {
        one.id for one in desk.events() if one.reports == 2
    }
    with pytest.raises(DeskError, match="no event"):
        desk.ledger("event-")


@on_sqlite
def test_no_look_for_an_event_goes_through_all_of_them(desk: Desk) -> None:
    asked: list[tuple[str, Any]] = []
    with desk.store.reading() as connection:
        listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2:4]))
        assert find(connection, "ferry")
        assert find(connection, "event-0") == find(connection, "Storm") is None
        looks = tuple(asked)
        plans = [
            row.detail
            for statement, values in looks
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert len(plans) >= len(looks) > 4
    assert [one for one in plans if not one.startswith("SEARCH event USING")] == []


@on_sqlite
def test_a_new_name_is_a_person_s(desk: Desk) -> None:
    before = desk.events()[0]
    assert desk.rename("Ferry", "  Ferry\naground ") == before.id
    after = desk.events()[0]
    assert (after.id, after.name, after.named_by) == (before.id, "Ferry aground", "person")
    assert add(desk, article("d.txt", LATER + FIRE), event="Ferry")[0].event == before.id
    desk.rename("Mill", "Ferry")
    assert desk.ledger("Ferry").documents[0].id == "c.txt"
    with pytest.raises(DeskError, match="needs a name"):
        desk.rename(before.id, " \n")


def test_split(desk: Desk) -> None:
    ferry = desk.events()[0]
    new = desk.split("Ferry", ["b.txt"], title="Another ferry")
    assert held(desk) == {"Ferry": ["a.txt"], "Mill": ["c.txt"], "Another ferry": ["b.txt"]}
    assert desk.events()[0].id == ferry.id
    assert desk.events()[2].id == new
    assert desk.events()[2].split_from == ferry.id
    said = {one.document: (one.by, one.reason) for one in rows(desk, assignment)}
    assert said["b.txt"] == ("person", "split")


@on_sqlite
def test_a_split_needs_reports_of_the_event_and_leaves_some(desk: Desk) -> None:
    with pytest.raises(DeskError, match="not in this event"):
        desk.split("Ferry", ["c.txt"])
    with pytest.raises(DeskError, match="all reports"):
        desk.split("Ferry", ["a.txt", "b.txt"])
    with pytest.raises(DeskError, match=r"no report 'x\.txt'"):
        desk.split("Ferry", ["x.txt"])
    assert len(desk.events()) == 2


def test_merge_keeps_the_other_s_id_as_another_name(desk: Desk) -> None:
    ferry, mill = desk.events()
    assert desk.merge("Ferry", ["Mill"]) == ferry.id
    assert held(desk) == {"Ferry": ["a.txt", "b.txt", "c.txt"]}
    assert desk.ledger(mill.id) == desk.ledger(ferry.id)
    (receipt,) = add(desk, article("d.txt", FIRE + "Brand said more."), event="Mill")
    assert receipt.event == ferry.id
    with pytest.raises(DeskError, match="that event already"):
        desk.merge("Ferry", [mill.id])


@on_sqlite
def test_what_was_split_off_and_merged_again_is_as_before(desk: Desk) -> None:
    before = desk.ledger("Ferry")
    assert before.figures
    desk.split("Ferry", ["b.txt"], title="B")
    desk.merge("Ferry", ["B"])
    assert desk.ledger("Ferry") == before


@on_sqlite
def test_move_takes_all_versions_along(desk: Desk) -> None:
    add(desk, item("1", FIRE), item("2", FIRE.replace("Two", "Six")), event="Ferry")
    mill = desk.events()[1]
    assert desk.move([ITEM], "Mill") == mill.id
    assert held(desk)["Mill"] == ["c.txt", f"{ITEM}#1", f"{ITEM}#2"]
    assert outcomes(add(desk, item("3", FIRE.replace("Two", "Ten")))) == ["version"]
    assert len(held(desk)["Mill"]) == 4


@on_sqlite
def test_what_is_held_cannot_be_moved(desk: Desk) -> None:
    add(desk, item("1", embargoed="2040-01-01T00:00:00Z"))
    with pytest.raises(DeskError, match="in no event"):
        desk.move([f"{ITEM}#1"], "Mill")
