"""Copies are found and linked; what only looks like one is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from archive.filed import Row, article, by_document, run, told
from archive.sample import BANK
from crosswire.read import Article

DAY = date(2031, 5, 6)

SPILL = (
    "ROTHAVEN, Canada - A barge carrying diesel struck a pier at Rothaven on Tuesday and leaked "
    "about 40,000 litres into Tansy Inlet, the harbour master said.",
    "Booms were laid across the mouth of the inlet before dusk. “We have most of it,” said Corinne "
    "Ashdale, who leads the clean-up for the firm Pellworth Marine.",
    "Fishermen in the village of Low Tansy said that they had seen oil on the mussel beds. The "
    "barge's owner, Grendon Lines, denied that its crew had been warned of the current.",
    "The provincial government said it would close the beds for a month and pay those who live by "
    "them. Three volunteers were treated for nausea at the clinic in Rothaven.",
    "A ferry that runs to Orrin Island was turned back, and about 200 people spent the night in "
    "the school's gymnasium, according to the town's mayor, Hugh Lavallee.",
)

QUOTES = (
    "“Nobody who saw that river this morning will ever forget it,” said the rescuer Petra Volny, "
    "who has worked there for 30 years.",
    "“We asked for a second bridge nine times, and nine times we were told to wait,” she said.",
)


def _kinds(rows: Sequence[Row]) -> dict[str, str | None]:
    """Of each document, which kind of copy it is."""
    return {name: row["copy_kind"] for name, row in by_document(rows).items()}


def _changed(text: str, each: int) -> str:
    """A text in which one word of so many is another."""
    words = text.split(" ")
    words[1::each] = [f"{word[:2]}ly" for word in words[1::each]]
    return " ".join(words)


def test_a_wire_that_three_print(tmp_path: Path) -> None:
    """The same text is an exact copy, one with a sentence more a near one, in one story."""
    found = by_document(run(tmp_path, map(told, BANK)))
    assert {name: row["copy_kind"] for name, row in found.items()} == {
        "coast-echo/bank": None,
        "fjord-wire/bank": "exact",
        "morning-tide/bank": "near",
        "kesselvik-post/heron": None,
    }
    first = found["coast-echo/bank"]
    copies = [row for row in found.values() if row["copy_kind"]]
    assert {row["copy_of"] for row in copies} == {first["key"]}
    assert {row["story"] for row in copies} == {first["story"]}
    assert all(0.4 < row["resemblance"] <= 1 for row in copies)


@pytest.mark.parametrize("each", [20, 12])
def test_words_changed(tmp_path: Path, each: int) -> None:
    """A copy in which every twentieth or twelfth word is another is one."""
    text = "\n\n".join(SPILL)
    articles = [article("a", text, DAY), article("b", _changed(text, each), DAY)]
    assert _kinds(run(tmp_path, articles)) == {"a": None, "b": "near"}


def test_a_paragraph_cut(tmp_path: Path) -> None:
    articles = [article("a", "\n\n".join(SPILL), DAY), article("b", "\n\n".join(SPILL[:4]), DAY)]
    assert _kinds(run(tmp_path, articles)) == {"a": None, "b": "near"}


def test_two_reports_that_quote_the_same(tmp_path: Path) -> None:
    """What they quote alone is the same: neither is a copy, and both are of one story."""
    one = (
        "OLMSDORF, Austria - The Grelle burst its banks at Olmsdorf before dawn on Tuesday and "
        "carried away the only road bridge, leaving 1,400 people cut off.",
        *QUOTES,
        "Helicopters brought drinking water. The district said that it had found no one dead.",
    )
    other = (
        "Two campers are missing after the river Grelle tore down the bridge of Olmsdorf, officers "
        "said on Tuesday as soldiers searched the shore with dogs.",
        *QUOTES,
        "The army is to put up a footbridge by the weekend, the defence ministry in Vienna said.",
    )
    articles = [article("a", "\n\n".join(one), DAY), article("b", "\n\n".join(other), DAY)]
    rows = run(tmp_path, articles)
    assert _kinds(rows) == {"a": None, "b": None}
    assert len({row["story"] for row in rows}) == 1


def test_bulletins_of_one_form(tmp_path: Path) -> None:
    """The same sentences of another place, another day and other figures are no copy."""

    def bulletin(name: str, place: str, near: str, size: str, deep: str) -> Article:
        return article(
            name,
            f"An earthquake of magnitude {size} was felt in {place} on Tuesday, the survey said. "
            f"It struck {deep} kilometres below {near}. There were no reports of people injured "
            "or of buildings damaged, and no warning of a wave was given. The survey said that "
            f"weaker ones may follow in the coming days. People in {place} left their houses.",
            DAY,
        )

    rows = run(
        tmp_path,
        [
            bulletin("a", "Port Lusaro", "Cape Menda", "4.6", "31"),
            bulletin("b", "Karuvik", "Mount Aslen", "5.2", "112"),
        ],
    )
    assert _kinds(rows) == {"a": None, "b": None}


def test_seen_twice(tmp_path: Path) -> None:
    """The same text under the same id is no other report, in one run or in the next."""
    text = "\n\n".join(SPILL)
    rows = run(tmp_path, [article("a", text, DAY)], [article("a", text, DAY)])
    assert [row["copy_kind"] for row in rows] == [None, "again"]
    assert [row["document"] for row in rows] == ["a", None]
    assert len({row["story"] for row in rows}) == 1


def test_a_version(tmp_path: Path) -> None:
    """Another text under the same id is a version: it has an id of its own."""
    articles = [
        article("a", "\n\n".join(SPILL), DAY),
        article("a", "\n\n".join(SPILL[:4]), DAY + timedelta(1)),
        article("a", "\n\n".join(SPILL[:3]), DAY + timedelta(2)),
    ]
    rows = run(tmp_path, articles)
    assert [row["document"] for row in rows] == ["a", "a#2", "a#3"]
    assert [row["version_of"] for row in rows] == [None, "a", "a"]


def test_a_copy_of_a_copy(tmp_path: Path) -> None:
    """What has the text of a near copy is an exact one, of that; all are in one story."""
    text, changed = "\n\n".join(SPILL), _changed("\n\n".join(SPILL), 20)
    articles = [article(name, body, DAY) for name, body in (("a", text), ("b", changed))]
    later = [article("c", changed, DAY + timedelta(3))]
    for number, runs in enumerate(([articles, later], [[*articles, *later]])):
        found = by_document(run(tmp_path / str(number), *runs))
        assert [found["b"]["copy_of"], found["b"]["copy_kind"]] == [found["a"]["key"], "near"]
        assert [found["c"]["copy_of"], found["c"]["copy_kind"]] == [found["b"]["key"], "exact"]
        assert len({row["story"] for row in found.values()}) == 1


def test_a_short_follow_up(tmp_path: Path) -> None:
    """Two short reports of one event share names and a title, and are two reports."""
    one = (
        "The ferry Alder Queen ran aground near Rothaven on Wednesday with 312 people on board, "
        "the coast guard said. Piet Varga, a captain of the port, said nobody was hurt."
    )
    other = (
        "The ferry Alder Queen that ran aground near Rothaven on Wednesday was refloated on "
        "Friday, the coast guard said. Piet Varga, a captain of the port, said it would sail soon."
    )
    rows = run(tmp_path, [article("a", one, DAY), article("b", other, DAY + timedelta(2))])
    assert _kinds(rows) == {"a": None, "b": None}
    assert len({row["story"] for row in rows}) == 1


@pytest.mark.parametrize("name", ["a", "b"])
def test_behind_the_window(tmp_path: Path, name: str) -> None:
    """What was told two months ago is no longer looked at, be it the very same page."""
    text = "\n\n".join(SPILL)
    rows = run(tmp_path, [article("a", text, DAY)], [article(name, text, DAY + timedelta(60))])
    assert [row["document"] for row in rows] == ["a", name]
    assert [row["copy_kind"] for row in rows] == [None, None]
    assert len({row["story"] for row in rows}) == 2
