"""The documentation of changes says what the program does: kinds, fields, reasons."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from crosswire.desk.change import KINDS, Change, Logged, Telling
from crosswire.lexicon import load

TEXT = (Path(__file__).parents[2] / "docs" / "desk.md").read_text("utf-8")


def test_every_kind_is_described_in_its_order() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+) \|$", TEXT, re.MULTILINE)
    table = load("change.toml")["kind"]
    told = [(kind, says) for kind, says in rows if kind in table]
    assert told == [(kind, table[kind]["says"]) for kind in KINDS]


def test_every_field_is_described() -> None:
    names = {one.name for of in (Change, Telling, Logged) for one in fields(of)} - {"change"}
    assert {name for name in names if f"`{name}`" not in TEXT} == set()


def test_every_reason_is_described() -> None:
    assert {name for name in load("change.toml")["reason"] if f"`{name}`" not in TEXT} == set()
