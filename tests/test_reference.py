"""Whom the source of a statement is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from crosswire.extract.mention import Reference, find
from crosswire.parse import Parse
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.entity import resolve
from crosswire.resolve.party import Cast
from unread import marks

ATLAS = Atlas({"norway": "NO", "sweden": "SE"}, {"oslo": "NO"})
CASES = [
    (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases" / "reference").glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def reference_to(parse: Parse, words: str, occurrence: int) -> Reference:
    """The reference that stands at these words of the text, its head the topmost word."""
    start = -1
    for _ in range(occurrence):
        start = parse.text.index(f"{words}", start + 1)
        while parse.text[start - 1 : start].isalpha():
            start = parse.text.index(words, start + 1)
    inside = [t for t in parse.tokens if start <= t.start and t.end <= start + len(words)]
    first, last = inside[0].index, inside[-1].index + 1
    heads = [t.index for t in inside if not first <= t.head < last or t.head == t.index]
    return Reference(first, last, heads[0])


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=f"{area}: {case['phenomenon']}", marks=marks(case))
        for area, case in CASES
    ],
)
def test_case(case: dict[str, Any], parsed: Callable[[str], Parse]) -> None:
    parse = parsed(case["text"])
    wanted = [(reference_to(parse, words, n), name) for words, n, name in case["sources"]]
    cast = Cast("a.txt", parse, find(parse), tuple(sorted(r for r, _ in wanted)))
    others = [parsed(text) for text in case.get("others", ())]
    casts = [Cast(f"b{n}.txt", other, find(other), ()) for n, other in enumerate(others)]
    roll = resolve([cast, *casts], ATLAS)
    names = {entity.id: entity.name for entity in roll.entities}
    for reference, name in wanted:
        assert names[roll.of["a.txt", reference]] == name
        assert roll.why["a.txt", reference].spans


def test_cases_look_at_something() -> None:
    assert len(CASES) > 25
    assert all(case["sources"] for _, case in CASES)


ODD = [
    "“He” said ‘they’ 🙂 — the its who. Police, which one? @x #y said: us, it, US's his.",
    "”32 Octember. tweeted; ‘) a third of it.insisted tweeted that says/J. R. Ito",
]


@pytest.mark.parametrize("text", ODD)
def test_every_noun_phrase_of_an_odd_text_resolves_or_not_but_never_fails(
    text: str, parsed: Callable[[str], Parse]
) -> None:
    parse = parsed(text)
    references = tuple(
        Reference(first, last, head)
        for first in range(len(parse.tokens))
        for last in range(first + 1, min(first + 5, len(parse.tokens)) + 1)
        for head in range(first, last)
    )
    assert len(references) > 50
    roll = resolve([Cast("a", parse, find(parse), references)], Atlas())
    assert roll == resolve([Cast("a", parse, find(parse), references)], Atlas())
    assert set(roll.of.values()) <= {entity.id for entity in roll.entities}
