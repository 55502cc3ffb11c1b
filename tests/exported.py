"""What all export formats are tried on: the demo, a ledger made by hand with and without texts, one
of an event without reports, and one whose every word means harm."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from crosswire.export import choose, export
from crosswire.export.format import Format
from crosswire.ledger import Ledger, load
from hostile import hostile
from sample import run, sample

DEMO = Path(__file__).parent / "demo" / "ledger.jsonl"

NAMES = ("demo", "bare", "sample", "empty", "hostile")


@cache
def ledger(name: str) -> Ledger:
    """One of the ledgers, by its name."""
    if name == "demo":
        return load(DEMO)
    if name == "bare":
        documents = tuple(replace(one, text="") for one in sample().documents)
        return replace(sample(), documents=documents)
    if name == "sample":
        return sample()
    return hostile() if name == "hostile" else Ledger(run())


@cache
def written(form: type[Format], name: str) -> bytes:
    """What a format makes of one of the ledgers."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        form().write(ledger(name), path)
        return path.read_bytes()


def again(form: type[Format], name: str) -> bytes:
    """What it makes of it a second time."""
    return written.__wrapped__(form, name)


def told_ids(found: Ledger) -> list[str]:
    """The ids of all claims: of statements and figures."""
    return [row.id for row in found.statements] + [row.id for row in found.figures]


MOVING = [*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]


def harmful_letters(text: str) -> set[str]:
    """Control and direction characters of a text, other than line ends."""
    found = {letter for letter in text if letter < " " or ord(letter) in MOVING}
    return found - {"\r", "\n"}


LISTS = {
    "answer_figures",
    "answer_origins",
    "document_credit",
    "entity_roles",
    "entity_variants",
    "question_answers",
    "question_figures",
    "reason_spans",
    "reasons",
    "spans",
    "statement_chain",
}
"""The tables for what stands in lists within rows."""


def sheets(ledger: Ledger, folder: Path) -> dict[str, list[dict[str, str]]]:
    """The sheets of an export to CSV, as Python's own reader has them."""
    export(ledger, choose("csv"), folder)
    found = {}
    for path in folder.iterdir():
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.stem] = list(csv.DictReader(file, strict=True))
    return found
