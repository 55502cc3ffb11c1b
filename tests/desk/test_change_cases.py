"""What is told of an event when reports come and go: a case is reports before, after, and lines."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from collating import collate, read_alone
from crosswire.desk.change import Change, changes
from crosswire.desk.change.wording import lines
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger

CASES = Path(__file__).parents[1] / "cases" / "change"

BESIDE = ("new_report", "new_version")
"""Kinds that each case has, and only those list that are about them."""


def cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield pytest.param(case, id=f"{path.stem}-{case['about']}")


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


def ledgers(nlp: Language, gazetteer: Gazetteer, case: Mapping[str, Any]) -> tuple[Ledger, Ledger]:
    """The ledger before and after."""
    left = case.get("left", {})
    alone = read_alone(nlp, gazetteer, {**case.get("before", {}), **case.get("after", {})})
    before = [one for one in alone if one.document.id in case.get("before", {})]
    after = [one for one in alone if one.document.id not in left]
    return collate(gazetteer, before), collate(gazetteer, after)


def told(change: Change) -> str:
    """A change on one line."""
    topic = f" {change.topic.words}:" if change.topic else ""
    return f"{change.kind}:{topic} " + " | ".join(words.strip() for words, _ in lines(change))


@pytest.mark.parametrize("case", list(cases()))
def test_case(nlp: Language, gazetteer: Gazetteer, case: dict[str, Any]) -> None:
    before, after = ledgers(nlp, gazetteer, case)
    assert before.documents
    found = list(changes(before, after, left=case.get("left", {}), came=case.get("came", {})))
    named = any(line.startswith(BESIDE) for line in case["changes"])
    assert [told(one) for one in found if named or one.kind not in BESIDE] == case["changes"]
