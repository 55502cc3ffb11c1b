"""Which days a figure is about."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from spacy.language import Language

from crosswire import model
from crosswire.extract.figure import find as find_figures
from crosswire.extract.time import find as find_times
from crosswire.extract.time import located
from crosswire.parse import Parse
from crosswire.pipeline import collate
from crosswire.resolve.date import resolve
from crosswire.resolve.figure import settle
from crosswire.row import Window

CASES = Path(__file__).parent / "cases" / "when"


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for case in table["case"]:
            yield pytest.param(table["published"], case, id=case["phenomenon"])


@pytest.mark.parametrize(("published", "case"), list(_cases()))
def test_case(published: date, case: dict[str, Any], parsed: Callable[[str], Parse]) -> None:
    parse = parsed(case["text"])
    times = find_times(parse)
    points = [time.span for time in times if time.role in ("date", "recurrence")]
    rows = resolve(located(times), parse, document="d", anchor=published, genre="news")
    figures = settle(
        find_figures(parse, taken=points),
        parse,
        document="d",
        published=Window.day(published),
        statements=[],
        times=rows,
        places=[],
    )
    found = {figure.text: figure.when for figure in figures}
    for words, days in case["when"].items():
        assert found[words] == Window(*(_day(days[at]) for at in (0, -1)))


def _day(text: str) -> date:
    return date.fromisoformat(text)


def test_there_are_cases() -> None:
    assert len(list(_cases())) > 4


def test_the_days_of_others_are_not_those_of_what_is_said(tmp_path: Path) -> None:
    (tmp_path / "echo.txt").write_text(
        "Crane falls on the quay\n\nPublished 14 May 2031\n\n"
        "Mayor Carla Benn, who took office on Monday, said 24 houses had been lost in the flood. "
        "Her deputy said on Tuesday that nine of them could be saved.\n"
    )
    said = {row.text: row.said for row in collate([tmp_path]).statements}
    assert said["24 houses had been lost in the flood"] is None
    assert said["nine of them could be saved"] == Window.day(date(2031, 5, 13))


def test_a_year_in_passing_does_not_date_a_report_that_has_no_day(
    nlp: Language, tmp_path: Path
) -> None:
    (tmp_path / "undated.txt").write_text(
        "The hall in Varden was built in 1978. Four people were hurt when its roof fell in.",
        "utf-8",
    )
    (tmp_path / "told.txt").write_text(
        "The roof of the hall fell in on 3 May 2031. Four people were hurt, the guild said.",
        "utf-8",
    )
    with mock.patch.object(model, "load", return_value=nlp):
        found = {
            row.document: row.when
            for row in collate([tmp_path]).figures
            if row.text == "Four people"
        }
    assert found == {"undated.txt": None, "told.txt": Window.day(date(2031, 5, 3))}
