"""What a desk tells when reports come, come again, are killed and are removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from spacy.language import Language

from collating import article
from crosswire import model
from crosswire.desk.change import since
from crosswire.desk.change.journal import last
from crosswire.desk.change.wording import headline
from crosswire.desk.derive.rebuild import rebuild
from crosswire.desk.desk import Desk
from crosswire.read import Article
from crosswire.read.delivery import Delivery
from crosswire.read.notice import Notice

DAM = "The Veld dam above Tarrow broke late on Monday after three days of rain."
MORNING = f"{DAM}\n\nMayor Ilse Brandvold said on Tuesday that 15 people had drowned in Tarrow."
COUNT = f"{DAM}\n\nThe Veld Dam Company said on Tuesday that nine people had drowned in Tarrow."
CHURCH = "The bishop Knut Aamodt said that the flood in Tarrow had reached the church."
RIVAL = f"{COUNT}\n\n{CHURCH}"

Told = Callable[[], list[str]]


@pytest.fixture
def desk(nlp: Language, tmp_path: Path) -> Iterator[Desk]:
    with (
        mock.patch.object(model, "load", return_value=nlp),
        Desk.open(tmp_path / "desk.sqlite", create=True) as opened,
    ):
        yield opened


@pytest.fixture
def told(desk: Desk) -> Told:
    """What is new since it was asked last."""
    mark = 0

    def new() -> list[str]:
        nonlocal mark
        with desk.store.reading() as connection:
            found, mark = since(connection, mark), last(connection)
        return [headline(one.change) for one in found]

    return new


def report(name: str, text: str, outlet: str) -> Article:
    """A report; one whose name ends in the number of a version came over a wire."""
    item, _, version = name.partition("#")
    delivery = Delivery(item=item, version=version) if version else Delivery()
    one = article(name, {"text": text, "outlet": outlet})
    return replace(one, delivery=delivery, found_at=f"/reports/{name}")


def add(desk: Desk, *inputs: Article | Notice, event: str | None = "Flood") -> list[str]:
    return [one.outcome for one in desk.add(inputs, event=event)]


@pytest.fixture
def filled(desk: Desk) -> Desk:
    """A desk with two reports that contradict each other."""
    assert add(desk, report("a.txt", MORNING, "Harbour Gazette"), event=None) == ["taken"]
    (event,) = desk.events()
    desk.rename(event.id, "Flood")
    assert add(desk, report("urn:item:b#1", RIVAL, "Evening Ferry")) == ["taken"]
    return desk


def test_reports_are_told_as_they_come(filled: Desk, told: Told) -> None:
    found = told()
    assert "NEW CLAIM: SAID BY Ilse Brandvold: 15 people had drowned in Tarrow" in found
    assert "NOW CONTESTED: people drowned" in found
    assert [one for one in found if one.startswith("NEW REPORT")] == [
        "NEW REPORT: a.txt",
        "NEW REPORT: urn:item:b#1",
    ]


def test_the_same_again_and_a_rebuild_are_no_news(filled: Desk, told: Told) -> None:
    told()
    assert add(filled, report("a.txt", MORNING, "Harbour Gazette")) == ["same"]
    with filled.store.writing() as connection:
        rebuild(connection, filled._workshop)
    assert told() == []


def test_one_more_report_of_the_same_is_one_line(filled: Desk, told: Told) -> None:
    told()
    assert add(filled, report("c.txt", MORNING, "Tarrow Echo")) == ["taken"]
    assert told() == ["NEW REPORT: c.txt"]


def test_of_a_report_that_is_killed_no_word_is_told(filled: Desk, told: Told) -> None:
    told()
    kill = Notice.of_item("kill.json", Delivery(item="urn:item:b", version="2"), "canceled")
    assert add(filled, kill) == ["withdrawn"]
    found = told()
    assert found[0] == "REPORT WITHDRAWN: urn:item:b#1"
    assert "NO LONGER CONTESTED: people drowned" in found
    with filled.store.reading() as connection:
        every = [headline(one.change) for one in since(connection, 0)]
    assert not [one for one in every if "nine people" in one or "the church" in one]
    assert [one for one in every if "15 people" in one]


def test_of_a_report_that_is_removed_no_word_is_kept(filled: Desk, told: Told) -> None:
    told()
    filled.remove(["urn:item:b#1"])
    assert told()[0] == "REPORT WITHDRAWN: urn:item:b#1"
    with filled.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT data FROM change").scalars().all()
    assert rows
    assert not [row for row in rows if "nine people" in row or "the church" in row]


def test_what_a_new_version_dropped_is_told(filled: Desk, told: Told) -> None:
    told()
    again = report("urn:item:b#2", COUNT, "Evening Ferry")
    assert add(filled, again) == ["version"]
    assert told() == [
        "DROPPED: SAID BY Knut Aamodt: the flood in Tarrow had reached the church",
        "NEW VERSION: urn:item:b#2",
    ]


def test_a_report_that_is_put_elsewhere_is_told_as_moved(filled: Desk, told: Told) -> None:
    told()
    filled.split("Flood", ["urn:item:b#1"], title="Church")
    found = told()
    assert found.count("REPORT MOVED: urn:item:b#1") == 2
    assert "NO LONGER CONTESTED: people drowned" in found
    assert not [one for one in found if one.startswith(("NEW CLAIM", "CLAIM WITHDRAWN"))]
    filled.merge("Flood", ["Church"])
    found = told()
    assert found.count("REPORT MOVED: urn:item:b#1") == 1
    assert "NOW CONTESTED: people drowned" in found
