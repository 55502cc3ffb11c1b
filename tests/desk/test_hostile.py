"""Odd letters and endless words: both databases take what the other takes, and give it back."""

from __future__ import annotations

import random
import string
from typing import TYPE_CHECKING

import pytest

from crosswire.desk.storage import schema
from desk.desks import FERRY, add, article, opened, outcomes, rows

if TYPE_CHECKING:
    from spacy.language import Language

WORD = "".join(random.Random(7).choices(string.ascii_letters, k=6000))  # noqa: S311 - not secret


@pytest.mark.parametrize(
    "odd", ["\0", "\u202e", "\x1b[2J", "'\";--", WORD, f"{WORD[:3000]} {WORD[3000:]}"],
    ids=["nul", "bidi", "terminal", "sql", "endless", "two"],
)  # fmt: skip
def test_a_report_with_odd_words_is_taken(where: str, nlp: Language, odd: str) -> None:
    text = FERRY.replace("Lena", f"Lena{odd}").replace("Monday", f"Monday at the Port{odd} of Rov")
    told = f"Ferry{odd} aground"
    known = {"title": told, "outlet": f"Delmar{odd} Echo", "url": f"https://news.example/{odd}"}
    with opened(where, nlp) as desk:
        (one,) = add(desk, article(f"a{odd[:9]}.txt", text, **known))
        assert (one.outcome, one.reason) == ("taken", None)
        assert one.event
        (row,) = desk.ledger(one.event).documents
        assert (row.text, row.title, row.outlet) == (text, told, known["outlet"])
        assert len(desk.changes()) > 0
        assert outcomes(add(desk, article(f"a{odd[:9]}.txt", text, **known))) == ["same"]
        assert one.document
        assert [gone.id for gone in desk.remove([one.document])] == [one.document]
        assert rows(desk, schema.finding) == []
