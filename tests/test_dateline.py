"""The dateline of a report stands apart from its first sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from crosswire.row import Span
from crosswire.story import isolate
from crosswire.story.dateline import dateline

CASES = tomllib.loads((Path(__file__).parent / "cases/dateline/dateline.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"][:20])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = dateline(text, Span(0, len(text)))
    assert (found.of(text).rstrip() if found else None) == case.get("dateline")


def test_a_dateline_is_a_block_of_its_own() -> None:
    text = "Ferry runs aground\n\nOSLO (Orbis) - A ferry ran aground on Monday off Bergen."
    kinds = [(block.kind, block.span.of(text)) for block in isolate(text).blocks]
    assert kinds[1:] == [
        ("dateline", "OSLO (Orbis) -"),
        ("paragraph", "A ferry ran aground on Monday off Bergen."),
    ]
