"""What becomes of what comes: one document for one report, versions, embargoes, kills, problems."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest

from crosswire.desk.derive import transaction as transactions
from crosswire.desk.desk import Desk
from crosswire.desk.storage.schema import document, intake, standing
from crosswire.error import DeskError
from crosswire.read import Delivery, earlier, read
from crosswire.row import Problem
from desk.desks import (
    FERRY,
    FIRE,
    ITEM,
    LATER,
    Clock,
    add,
    article,
    item,
    kill,
    on_sqlite,
    opened,
    outcomes,
    rows,
    shown,
)

if TYPE_CHECKING:
    from spacy.language import Language

URL = "https://rovinka-post.example/ferry"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(where: str, nlp: Language, clock: Clock) -> Iterator[Desk]:
    with opened(where, nlp, clock) as found:
        yield found


def test_the_same_bytes_twice_are_one_document(desk: Desk) -> None:
    (first,), (second,) = add(desk, article()), add(desk, article())
    assert (first.outcome, second.outcome) == ("taken", "same")
    assert first.document == second.document == "a.txt"
    assert first.event == second.event
    assert [row.id for row in rows(desk, document)] == ["a.txt"]
    assert [row.outcome for row in rows(desk, intake)] == ["taken", "same"]


@on_sqlite
def test_the_same_bytes_twice_in_one_batch(desk: Desk) -> None:
    assert outcomes(add(desk, article(), article())) == ["taken", "same"]
    assert len(rows(desk, document)) == 1


@on_sqlite
def test_a_copy_of_a_file_is_the_same_document(desk: Desk) -> None:
    """Nothing tells them apart but the name: there is no second publication."""
    assert outcomes(add(desk, article("a.txt"), article("b/copy.txt"))) == ["taken", "same"]


@on_sqlite
def test_a_text_that_another_outlet_prints_is_another_document(desk: Desk) -> None:
    copies = [article("a.txt", outlet="Rovinka Post"), article("b.txt", outlet="Coast Herald")]
    assert outcomes(add(desk, *copies, event="ferry")) == ["taken", "taken"]
    statements = desk.ledger("ferry").statements
    assert len(statements) == 2
    assert len({one.origin for one in statements}) == 1


def test_a_changed_text_at_one_place_is_a_version(desk: Desk) -> None:
    (first,), (second,) = add(desk, article()), add(desk, article(text=LATER))
    assert second.outcome == "version"
    assert second.document is not None
    assert second.document.startswith("a.txt#")
    assert second.event == first.event
    _, later = desk.ledger(str(first.event)).documents
    assert (later.id, later.version_of) == (second.document, "a.txt")
    assert later.because["version_of"].rule == "changed_text"
    assert outcomes(add(desk, article(text=LATER), article())) == ["same", "same"]


def test_an_address_reached_by_two_paths_is_one_report(desk: Desk) -> None:
    other = URL.replace("https://", "HTTPS://").replace("/ferry", ":443/ferry#top")
    first = add(desk, article("a.html", url=URL))
    again = add(desk, article("saved/b.html", url=other))
    changed = add(desk, article("c.html", LATER, url=URL))
    assert outcomes([*first, *again, *changed]) == ["taken", "same", "version"]
    assert [row.version_of for row in rows(desk, document)] == [None, "a.html"]


@on_sqlite
def test_files_of_one_name_in_two_folders_are_two_reports(desk: Desk) -> None:
    """A name within a folder tells nothing of another folder's."""
    monday = article("01.txt", FERRY, found_at="/monday/01.txt")
    tuesday = article("01.txt", FIRE, found_at="/tuesday/01.txt")
    third = article("01.txt", LATER, found_at="/other/tuesday/01.txt")
    found = add(desk, monday, tuesday, third)
    assert outcomes(found) == ["taken", "taken", "taken"]
    names = [one.document for one in found]
    assert names[:2] == ["01.txt", "tuesday/01.txt"]
    assert str(names[2]).startswith("01.txt#")
    assert all(row.version_of is None for row in rows(desk, document))


@on_sqlite
def test_what_comes_through_standard_input_is_never_a_version(desk: Desk) -> None:
    found = add(desk, article("-", FERRY, found_at=None), article("-", FIRE, found_at=None))
    assert outcomes(found) == ["taken", "taken"]
    assert outcomes(add(desk, article("-", FERRY, found_at=None))) == ["same"]


def test_versions_of_a_wire_out_of_order(desk: Desk) -> None:
    """They end up as `crosswire ledger` has them when it reads them all at once."""
    texts = {name: FERRY.replace("Four", name) for name in ("Two", "Nine", "Ten")}
    versions = [item("10", texts["Ten"]), item("2", texts["Two"]), item("9", texts["Nine"])]
    for one in versions:
        add(desk, one)
    (event,) = desk.events()
    told = {one.id: one.version_of for one in desk.ledger(event.id).documents if one.version_of}
    assert told == earlier(versions)
    assert len(told) == 2
    assert [(one.before, one.after) for one in desk.versions(f"{ITEM}#9")] == [
        (f"{ITEM}#2", f"{ITEM}#9"),
        (f"{ITEM}#9", f"{ITEM}#10"),
    ]


class TestKill:
    """A provider takes an item back."""

    def test_withdraws_all_versions_from_every_view(self, desk: Desk) -> None:
        add(desk, item("1"), item("2", LATER), article("other.txt", FIRE), event="all")
        (receipt,) = add(desk, kill("3"))
        assert (receipt.outcome, receipt.locator) == ("withdrawn", ITEM)
        assert shown(desk) == ["other.txt"]
        assert {row.state for row in rows(desk, standing)} == {"withdrawn"}
        assert len(rows(desk, document)) == 3
        assert rows(desk, intake)[-1].outcome == "withdrawn"
        assert not [one for one in desk.ledger("all").statements if "aground" in one.text]

    def test_takes_its_headline_too(self, desk: Desk) -> None:
        add(desk, item("1", title="Ferry sinks"), item("2", LATER))
        assert [one.name for one in desk.events()] == ["Ferry sinks"]
        add(desk, kill())
        (event,) = desk.events()
        assert (event.name, event.reports) == (event.id, 0)
        with pytest.raises(DeskError, match="canceled by its provider"):
            desk.versions(f"{ITEM}#1")

    def test_holds_for_what_comes_after_it(self, desk: Desk) -> None:
        found = add(desk, kill("3"), item("1"), item("4", LATER), article("b.txt", FIRE))
        assert outcomes(found) == ["withdrawn", "withdrawn", "withdrawn", "taken"]
        assert shown(desk) == ["b.txt"]
        assert outcomes(add(desk, item("1"))) == ["withdrawn"]

    @on_sqlite
    def test_reaches_a_page_by_its_address(self, desk: Desk, tmp_path: Path) -> None:
        add(desk, article("a.html", url=URL))
        record = {"url": URL, "text": FERRY, "pubStatus": "canceled"}
        (tmp_path / "kill.json").write_text(json.dumps(record))
        assert outcomes(list(desk.add(read([tmp_path / "kill.json"])))) == ["withdrawn"]
        assert shown(desk) == []

    @on_sqlite
    def test_that_names_nothing_is_a_problem(self, desk: Desk) -> None:
        notice = kill(of="a.json")
        unnamed = type(notice).of_item("a.json", Delivery(), "canceled")
        assert outcomes(add(desk, unnamed)) == ["problem"]


@on_sqlite
def test_a_withheld_item_waits_for_a_later_version(desk: Desk) -> None:
    add(desk, item("1"), item("2", LATER))
    assert shown(desk) == [f"{ITEM}#1", f"{ITEM}#2"]
    assert outcomes(add(desk, kill("3", status="withheld"))) == ["held"]
    assert shown(desk) == []
    assert outcomes(add(desk, item("3", FERRY.replace("Four", "Six")))) == ["held"]
    assert outcomes(add(desk, item("4", FERRY.replace("Four", "Seven")))) == ["version"]
    assert shown(desk) == [f"{ITEM}#{version}" for version in "1234"]


@on_sqlite
@pytest.mark.parametrize("status", ["canceled", "withheld"])
def test_the_order_of_arrival_does_not_matter(desk: Desk, status: str) -> None:
    """A late notice, or a late version, ends as if all had come in time."""
    names = ["a", "b", "c", "d", "e", "f"]
    for name, order in zip(names, permutations(["1", "3", "notice"]), strict=True):
        inputs = {
            "1": item("1", of=name),
            "3": item("3", LATER, of=name),
            "notice": kill("2", of=name, status=status),
        }
        add(desk, *(inputs[one] for one in order))
    ends = [f"{name}#{version}" for name in names for version in "13"]
    assert shown(desk) == ([] if status == "canceled" else ends)


class TestEmbargo:
    """A provider holds a report back until a time."""

    UNTIL = "2031-03-04T18:00:00+01:00"

    def test_is_kept_until_it_ends(self, desk: Desk, clock: Clock) -> None:
        (receipt,) = add(desk, item("1", embargoed=self.UNTIL))
        assert receipt.outcome == "held"
        assert receipt.reason == "under an embargo until 2031-03-04T17:00:00.000000Z"
        assert desk.events() == ()
        assert desk.tick() == ()
        clock.forward(hours=5)
        (released,) = desk.tick()
        assert (released.outcome, released.document) == ("released", f"{ITEM}#1")
        assert shown(desk) == [f"{ITEM}#1"]
        assert desk.tick() == ()

    @on_sqlite
    def test_ends_with_the_next_addition_too(self, desk: Desk, clock: Clock) -> None:
        add(desk, item("1", embargoed=self.UNTIL))
        clock.forward(days=1)
        assert outcomes(add(desk, article("b.txt", FIRE))) == ["released", "taken"]
        assert shown(desk) == ["b.txt", f"{ITEM}#1"]

    @on_sqlite
    def test_keeps_the_event_that_a_person_wanted(self, desk: Desk, clock: Clock) -> None:
        """And whoever adds something when it ends does not take it along."""
        add(desk, item("1", embargoed=self.UNTIL), event="Ferry")
        add(desk, item("1", FIRE, of="urn:fire", embargoed=self.UNTIL))
        assert [(one.name, one.reports) for one in desk.events()] == [("Ferry", 0)]
        clock.forward(days=1)
        found = add(desk, article("c.txt", LATER + FIRE), event="Other")
        assert outcomes(found) == ["released", "released", "taken"]
        held = {
            one.name: [each.id for each in desk.ledger(one.id).documents] for one in desk.events()
        }
        assert held == {
            "Ferry": [f"{ITEM}#1"],
            "Other": ["c.txt"],
            "Mill burns in Tarnow": ["urn:fire#1"],
        }

    @on_sqlite
    def test_that_is_over_holds_nothing(self, desk: Desk, clock: Clock) -> None:
        clock.forward(hours=5)
        assert outcomes(add(desk, item("1", embargoed=self.UNTIL))) == ["taken"]

    @on_sqlite
    def test_is_lifted_when_the_same_text_comes_without(self, desk: Desk) -> None:
        add(desk, item("1", embargoed=self.UNTIL))
        assert outcomes(add(desk, item("2"))) == ["same"]
        assert shown(desk) == [f"{ITEM}#1"]

    @on_sqlite
    def test_without_an_end_that_can_be_told_is_kept(self, desk: Desk, clock: Clock) -> None:
        assert outcomes(add(desk, item("1", embargoed="noon"))) == ["held"]
        clock.forward(days=1000)
        assert desk.tick() == ()

    @on_sqlite
    def test_a_kill_outlasts_it(self, desk: Desk, clock: Clock) -> None:
        add(desk, item("1", embargoed=self.UNTIL), kill())
        clock.forward(days=1)
        assert desk.tick() == ()
        assert shown(desk) == []


def test_a_problem_stops_nobody(desk: Desk) -> None:
    """Neither one that the readers found, nor what only the model or the database chokes on."""
    problem = Problem.of("b.txt", "not found", "Check the name.")
    broken = article("c.txt", FERRY.replace("people", "\ud83d people"))
    found = add(desk, article("a.txt"), problem, broken, article("d.txt", FIRE))
    assert outcomes(found) == ["taken", "problem", "problem", "taken"]
    assert found[1].reason == "not found"
    assert str(found[2].reason).startswith("could not be taken in (UnicodeEncodeError")
    assert [row.id for row in rows(desk, document)] == ["a.txt", "d.txt"]


@pytest.mark.parametrize("name", ["nul\0.txt", "\u202etxt.a", "x" * 900, "👩\u200d🚒.txt"])
def test_hostile_names_and_facts(desk: Desk, name: str) -> None:
    facts = {"outlet": f"o\0{name}", "title": f"t\0{name}", "url": f"https://a.example/{name}"}
    assert outcomes(add(desk, article(name, **facts), article("b.txt", FIRE))) == ["taken", "taken"]
    assert outcomes(add(desk, article(name, **facts))) == ["same"]
    assert outcomes(add(desk, article(name, LATER, **facts))) == ["version"]
    assert len(shown(desk)) == 3


@on_sqlite
def test_a_person_says_which_event(desk: Desk) -> None:
    (first,) = add(desk, article(), event="Ferry aground")
    (second,) = add(desk, article("b.txt", FIRE), event="FERRY AGROUND")
    (third,) = add(desk, article("c.txt", LATER), event=str(first.event)[6:14])
    assert first.event == second.event == third.event
    (event,) = desk.events()
    assert (event.name, event.named_by, event.reports) == ("Ferry aground", "person", 3)
    (fourth,) = add(desk, article("e.txt", FIRE + FERRY), event=str(first.event)[6:9])
    assert fourth.event != first.event
    with pytest.raises(DeskError, match="there is no event"):
        add(desk, article("d.txt", LATER + FIRE), event="event-0000")


def test_two_that_add_the_same_add_it_once(desk: Desk, where: str, nlp: Language) -> None:
    """While one reads, another adds the same report, and another text at the same place."""
    read_alone = Desk._read

    def meanwhile(self: Desk, found: Any) -> Any:
        with mock.patch.object(Desk, "_read", read_alone), opened(where, nlp) as other:
            assert outcomes(add(other, article(), article("b.txt", FIRE))) == ["taken", "taken"]
        return read_alone(self, found)

    with mock.patch.object(Desk, "_read", meanwhile):
        found = add(desk, article(), article("b.txt", LATER))
    assert outcomes(found) == ["same", "version"]
    ids = [row.id for row in rows(desk, document)]
    assert sorted(ids) == sorted(["a.txt", "b.txt", str(found[1].document)])
    assert shown(desk) == sorted(ids)
    for event in desk.events():
        for statement in desk.ledger(event.id).statements:
            witnesses = [one for why in statement.because.values() for one in why.spans]
            assert {one.document for one in witnesses} <= {statement.document}


def test_a_receipt_is_given_when_all_is_kept(desk: Desk, where: str, nlp: Language) -> None:
    for receipt in desk.add([article()]):
        with opened(where, nlp) as other:
            assert shown(other) == [receipt.document]


def test_what_fails_half_way_is_not_there(desk: Desk) -> None:
    with (
        mock.patch.object(transactions, "derive", side_effect=DeskError("no", remedy="No.")),
        pytest.raises(DeskError),
    ):
        add(desk, article())
    assert rows(desk, document) == []
    assert rows(desk, intake) == []
    assert outcomes(add(desk, article())) == ["taken"]
