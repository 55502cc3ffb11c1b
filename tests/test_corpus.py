"""What must hold of every event, on the project's own annotated ones."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from crosswire import Ledger, collate
from crosswire.ledger import span_of

CORPUS = Path(__file__).parent / "corpus"
KINDS = ("mentions", "statements", "figures", "times", "places")
EVENTS = ("bushfire", "election", "recall")
"""Events in which reports name places and people that only other reports explain."""


def rows(ledger: Ledger, *, without: str) -> set[tuple[str, str, str]]:
    """The extraction rows of all reports but one: kind, document and id."""
    return {
        (kind, row.document, row.id)
        for kind in KINDS
        for row in getattr(ledger, kind)
        if row.document != without
    }


def articles() -> Iterator[Path]:
    for event in EVENTS:
        yield from sorted((CORPUS / event / "articles").glob("*.txt"))


@cache
def together(folder: Path) -> Ledger:
    """The ledger of all reports of an event."""
    return collate(sorted(folder.glob("*.txt")))


@pytest.mark.parametrize(
    "path", list(articles()), ids=lambda path: f"{path.parts[-3]}-{path.stem[:2]}"
)
def test_without_a_report_exactly_its_rows_are_gone(path: Path) -> None:
    others = [one for one in sorted(path.parent.glob("*.txt")) if one != path]
    whole = rows(together(path.parent), without=path.name)
    assert len(whole) > 50
    assert rows(collate(others), without=path.name) == whole


def test_every_row_stands_where_it_says() -> None:
    ledger = together(CORPUS / "recall" / "articles")
    texts = {document.id: document.text for document in ledger.documents}
    checked = 0
    for kind in KINDS:
        for row in getattr(ledger, kind):
            span = span_of(row)
            assert span is not None
            assert span.of(texts[row.document]) == row.text
            checked += 1
    assert checked > 100
