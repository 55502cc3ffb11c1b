"""Whose words and whose figures they are, through the whole program: chains, and givers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import alone
from crosswire.ledger import Ledger
from unread import marks

CASES = [
    (f"{path.stem}-{number}", case)
    for path in sorted((Path(__file__).parent / "cases" / "speaker").glob("*.toml"))
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1)
]


@pytest.fixture(scope="module")
def ledgers() -> Mapping[str, Ledger]:
    """The ledger of each case's text, read as an event of its own."""
    texts = [case["text"] for _, case in CASES]
    return dict(zip(texts, alone.ledgers(texts), strict=True))


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=name, marks=marks(case)) for name, case in CASES]
)
def test_case(case: dict[str, Any], ledgers: Mapping[str, Ledger]) -> None:
    ledger = ledgers[case["text"]]
    name = {entity.id: entity.name for entity in ledger.entities}
    if "statements" in case:
        chains = [[one.text, [name[link] for link in one.chain]] for one in ledger.statements]
        assert chains == case["statements"]
    if "figures" in case:
        givers = [[one.text, name.get(one.speaker or "", "")] for one in ledger.figures]
        assert givers == case["figures"]


def test_cases_look_at_something() -> None:
    assert len(CASES) > 3
    assert all(case.get("statements") or case.get("figures") for _, case in CASES)
