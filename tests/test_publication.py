"""The day of publication: what a page and its siblings tell of it, where nothing is given."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.extract.time import find
from crosswire.parse import Parse
from crosswire.pipeline import collate
from crosswire.resolve.date.publication import Issue, infer
from crosswire.story import Story

CASES = Path(__file__).parent / "cases" / "publication"

Parsed = Callable[[str], Parse]


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
            yield pytest.param(case, id=f"{path.stem}-{number}")


def _issue(name: str, parse: Parse, published: date | None, url: str | None) -> Issue:
    return Issue(name, parse, find(parse), published, url)


def _sibling(parsed: Parsed, other: str | dict[str, str]) -> Issue:
    """Another report, dated or not, with or without a text that matters."""
    if isinstance(other, str):
        return _issue(other, parsed("Nothing was said."), date.fromisoformat(other), None)
    day = date.fromisoformat(other["day"]) if "day" in other else None
    return _issue(f"other of {day}", parsed(other["text"]), day, None)


@pytest.mark.parametrize("case", list(_cases()))
def test_case(parsed: Parsed, case: dict[str, Any]) -> None:
    parse = parsed(case["text"].lstrip("\n"))
    others = [_sibling(parsed, other) for other in case.get("others", [])]
    found = infer([_issue("report", parse, None, case.get("url")), *others])
    window = case.get("window", [case["day"]] * 2 if "day" in case else None)
    days = found["report"].window if "report" in found else None
    assert ([str(days.first), str(days.last)] if days else None) == window
    if "words" in case:
        witness = found["report"].because.spans[0]
        assert witness.span.of(parse.text) == case["words"]


def test_there_are_cases() -> None:
    assert len(list(_cases())) > 10


def test_what_was_given_is_never_inferred(parsed: Parsed) -> None:
    parse = parsed("Crane falls\n\nPublished 12 May 2031\n\nA crane fell on the quay on Sunday.\n")
    assert infer([_issue("report", parse, None, None)])["report"].day == date(2031, 5, 12)
    assert not infer([_issue("report", parse, date(2031, 5, 14), None)])


@given(st.text(max_size=200))
def test_any_page(text: str) -> None:
    parse = Parse(text, Story((), ()).blocks, (), (), (), ())
    found = infer([Issue("report", parse, ())])
    assert set(found) <= {"report"}


def test_a_page_states_its_day_and_its_times_count_from_it(tmp_path: Path) -> None:
    (tmp_path / "echo.txt").write_text(
        "Crane falls on the quay\n\nPublished 11 May 2031\n\n"
        "Last updated: Tuesday 13 May 2031, 07:40 GMT\n\n"
        "A crane fell on the quay of Langford on Sunday, the harbour master said. Nobody was hurt "
        "when it came down across two empty sheds, he told the council in the town hall.\n"
    )
    ledger = collate([tmp_path])
    (document,) = ledger.documents
    assert (document.published, document.dated_by) == (date(2031, 5, 11), "inferred")
    assert document.because["published"].rule == "stated publication"
    found = {row.text: row for row in ledger.times}
    assert found["Sunday"].first == found["Sunday"].last == date(2031, 5, 11)


def test_times_that_hold_whichever_day_it_was(tmp_path: Path) -> None:
    told = "The harbour master of Langford said on Monday that the crane would {} be lifted."
    (tmp_path / "a.txt").write_text("Published 13 May 2031\n\n" + told.format("now") + "\n")
    (tmp_path / "b.txt").write_text(told.format("not") + " Nobody came yesterday.\n")
    ledger = collate([tmp_path])
    undated = ledger.documents[1]
    assert undated.published is None
    assert (undated.published_from, undated.published_to) == (date(2031, 5, 12), date(2031, 5, 18))
    assert (undated.dated_by, len(undated.because["published_from"].spans)) == ("inferred", 2)
    found = {row.text: row.first for row in ledger.times if row.document == undated.id}
    assert found == {"Monday": date(2031, 5, 12), "yesterday": None}
