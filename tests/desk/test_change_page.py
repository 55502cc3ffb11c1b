"""The page of changes: what it leaves to the log."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from crosswire.desk.change.page import Extent, Names, render
from crosswire.desk.change.value import Change, Field, Logged, Telling

NAMES = Names("desk.sqlite", {"event-f": "Flood at Tarrow"}, {})


def origins(question: str, before: str, after: str, *, reason: str = "came") -> Change:
    return Change(
        kind="origins_changed",
        type="question",
        row=question,
        question=question,
        topic=Telling("question", question, words="drowned"),
        fields=(Field("origins", before, after),),
        reason=reason,
    )


def shown(*changes: Change) -> str:
    logged = [
        Logged(seq, "2031-03-04T00:00:00Z", "event-f", one) for seq, one in enumerate(changes)
    ]
    console = Console(width=100, record=True, file=StringIO())
    console.print(render(logged, NAMES, Extent("the beginning", 0)))
    return console.export_text()


def test_the_origins_of_a_question_are_one_line() -> None:
    page = shown(
        origins("question-a", "2", "3"),
        origins("question-b", "1", "2"),
        origins("question-a", "3", "5"),
        origins("question-a", "5", "4", reason="left"),
    )
    assert page.count("origins:") == 2
    assert "origins: 2 → 4" in page and "origins: 1 → 2" in page
    assert "a report left" in page


def test_origins_that_are_as_they_were_are_not_told() -> None:
    page = shown(origins("question-a", "2", "3"), origins("question-a", "3", "2", reason="left"))
    assert "Flood at Tarrow" in page and "ORIGINS" not in page
