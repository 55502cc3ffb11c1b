"""The list of what is read wrongly, beside the figures: each of its examples is held by a case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import quality
from bench.evaluation import ERROR_FILE
from bench.shared import PROJECT
from crosswire.report.quality import quality as told

TABLE = tomllib.loads(ERROR_FILE.read_text("utf-8"))
ERRORS = TABLE["error"]
CASES = Path(__file__).parent / "cases"


def _reports(case: Mapping[str, Any]) -> list[str]:
    return list(case["reports"].values()) if "reports" in case else [case["text"]]


def unread() -> Iterator[str]:
    """The text of every case that is expected to fail, its documents one after another."""
    for path in CASES.glob("*/*.toml"):
        for case in tomllib.loads(path.read_text("utf-8")).get("case", ()):
            if "unread" in case:
                texts = case.get("texts") or case.get("documents") or _reports(case)
                yield "\n".join(texts)


def test_there_are_twenty_errors_commonest_first() -> None:
    assert len(ERRORS) == 20
    seen = [error["seen"] for error in ERRORS]
    assert seen == sorted(seen, reverse=True)
    assert seen[-1] > 0
    assert sum(seen) <= TABLE["over"]


def test_every_error_says_all_and_none_stands_twice() -> None:
    for error in ERRORS:
        assert error.keys() == {"phenomenon", "area", "seen", "wrong", "example"}
        assert 2 <= len(error["phenomenon"].split()) <= 5
        assert error["wrong"].endswith(".")
    for key in ("phenomenon", "wrong", "example"):
        assert len({error[key] for error in ERRORS}) == len(ERRORS)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error["phenomenon"])
def test_a_case_holds_the_example(error: dict[str, str]) -> None:
    assert any(error["example"] in text for text in unread())


def test_the_figures_in_the_package_are_those_of_the_page() -> None:
    page = (PROJECT / "docs" / "evaluation.md").read_text("utf-8")
    assert quality.quality(page) == quality.FILE.read_text("utf-8")


def test_a_reader_is_told_what_was_never_read_first() -> None:
    shown = told()
    assert [words.split()[0].rstrip(",") for words in shown.sets] == ["unseen"] * 2 + ["seen"] * 2
    assert shown.sets[0] == "unseen, real (2)"
    assert shown.unseen == 2
    assert len(shown.rows) == len(quality.SHOWN)
    for row in shown.rows:
        assert len(row.values) == len(shown.sets)
        assert row.values[0] is not None
        assert all(value is None or 0 <= value <= 1 for value in row.values)


def test_a_reader_is_told_what_is_read_badly() -> None:
    shown = told()
    weak = [row for row in shown.rows if row.weak]
    assert 0 < len(weak) < len(shown.rows) / 2
    for row in shown.rows:
        blind = [value for value in row.values[: shown.unseen] if value is not None]
        bad = max(blind) > 1 / 3 if "less is better" in row.measure else min(blind) < 1 / 2
        assert row.weak == bad
    assert shown.rows[shown.relation].what == "how the answers to a question relate"
