"""Reports find their events by themselves, and what is kept for that goes when they go."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, func, insert, select

from crosswire.assignment import Weights, assign, profile
from crosswire.assignment.shelf import MEMBERS
from crosswire.desk.event.shelf import DeskShelf
from crosswire.desk.storage.schema import assignment, document, episode, frequency, posting
from crosswire.desk.storage.schema import event as events
from crosswire.desk.storage.schema import profile as profiles
from crosswire.desk.storage.store import Store
from desk.desks import FERRY, FIRE, ITEM, LATER, add, article, item, kill, opened, rows

if TYPE_CHECKING:
    from spacy.language import Language
    from sqlalchemy import Connection

CASES = Path(__file__).parent.parent / "cases" / "assignment"

TEXT = "The Selma Brisk sits on the reef off Orvane, Captain Jorun Aasgard of Brandvold said."


def _cases() -> list[Any]:
    """The first cases of each file: test_assignment has them all, and needs no desk."""
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"][:2]:
            found.append(pytest.param(case, id=case["phenomenon"]))
    return found


@pytest.mark.parametrize("case", _cases())
def test_reports_of_a_folder_find_their_events(
    case: Mapping[str, Any], where: str, nlp: Language
) -> None:
    reports = [
        article(one["id"], f"{one['title']}\n\n{one['text']}", published=one.get("day"))
        for one in case["report"]
    ]
    with opened(where, nlp) as desk:
        found: dict[str | None, list[str]] = defaultdict(list)
        for receipt in add(desk, *reports):
            found[receipt.event].append(receipt.document or "")
        assert sorted(map(sorted, found.values())) == sorted(map(sorted, case["events"]))


def test_a_report_that_comes_later_joins_and_tells_why(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        first, other = add(desk, article("a.txt", FERRY), article("c.txt", FIRE))
        (later,) = add(desk, article("b.txt", LATER))
        assert later.event == first.event != other.event
        reasons = {row.document: row.reason for row in rows(desk, assignment)}
        assert reasons["a.txt"] == reasons["c.txt"] == "first"
        assert reasons["b.txt"].startswith("like a.txt (0.")
        assert "rovinka" in reasons["b.txt"]


def test_what_was_withdrawn_attracts_nothing(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        (first,) = add(desk, item("1"))
        add(desk, kill(of=ITEM))
        (later,) = add(desk, article("b.txt", LATER))
        assert later.event != first.event


def test_a_report_that_a_person_placed_attracts_others(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        (first,) = add(desk, article("a.txt", FERRY), event="Ferries")
        (later,) = add(desk, article("b.txt", LATER))
        assert later.event == first.event


def test_removal_leaves_nothing_of_a_report(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        add(desk, article("a.txt", FERRY))
        before = [rows(desk, table) for table in (frequency, posting, profiles)]
        assert all(before)
        add(desk, article("c.txt", FIRE))
        desk.remove(["c.txt"])
        assert [rows(desk, table) for table in (frequency, posting, profiles)] == before
        desk.remove(["a.txt"])
        assert not any(rows(desk, table) for table in (frequency, posting, profiles))


def _stand(connection: Connection, number: int, home: str, day: date) -> None:
    """A report on the shelf, without what else a desk has of it."""
    name = f"{number:05}"
    connection.execute(
        insert(document).values(
            id=name, seq=number, at="", locator=name, sha256="", raw_sha256="", row="{}", text=b""
        )
    )
    connection.execute(
        insert(assignment).values(
            document=name, event="e", episode=home, by="rule", at="", reason="first"
        )
    )
    shelf = DeskShelf(connection)
    made = profile(f"{TEXT} {number} of {number * 7}.", day=day)
    weights = shelf.weights([made])
    shelf.add(name, "e", weights.vector(made))


def test_what_is_looked_at_does_not_grow_with_the_desk(store: Store) -> None:
    asked: list[str] = []
    with store.writing() as connection:
        event.listen(connection, "before_cursor_execute", lambda *told: asked.append(told[2]))
        connection.execute(insert(events).values(id="e", seq=1, name="", named_by="rule", at=""))
        for number in range(6):
            connection.execute(
                insert(episode).values(id=f"h{number}", seq=number, event="e", reports=0)
            )
        counts = []
        for number in range(120):
            _stand(connection, number, f"h{number % 6}", date(2031, 1, 1) + timedelta(number // 10))
            if number in (20, 119):
                one = Weights().vector(profile(TEXT, day=date(2031, 1, 5)))
                asked.clear()
                found = DeskShelf(connection).near(one)
                counts.append(len(asked))
                assert all(len(each.members) <= MEMBERS for each in found)
        assert counts == [4, 4]
        assert assign(one, DeskShelf(connection)).group in {f"h{number}" for number in range(6)}
        total = select(frequency.c.reports).where(frequency.c.term == "")
        assert connection.execute(total).scalar() == 120
        assert connection.execute(select(func.count()).select_from(profiles)).scalar() == 120


def test_a_report_without_words_stands_alone(where: str, nlp: Language) -> None:
    with opened(where, nlp) as desk:
        odd = [
            article(f"{at}.txt", text)
            for at, text in enumerate(("…", "\u202e\U0001f30a", "x" * 5000))
        ]
        found = add(desk, *odd)
        assert len({receipt.event for receipt in found}) == 3
