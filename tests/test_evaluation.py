"""The list of what is read wrongly, beside the figures: each of its examples is held by a case."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.evaluation import ERROR_FILE

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
