"""Judgements as tests make them: of rows that are not there, by people who are not either."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from crosswire.judgement.signing import signed, undoing
from crosswire.judgement.value import Draft, Judgement

ADA, BO = "Ada Example", "Bo Example"


def row(kind: str, number: int) -> str:
    """The id of a row."""
    return f"{kind}-{number:016x}"


def at(minute: int) -> str:
    return f"2031-03-04T05:{minute:02}:00.000000Z"


def answer(verdict: Any = "accept", *, pair: int = 0, by: str = ADA, minute: int = 0) -> Judgement:
    """What somebody says of two figures."""
    figures = row("figure", 2 * pair), row("figure", 2 * pair + 1)
    draft = Draft(kind="question", subject=figures[0], other=figures[1], verdict=verdict)
    return signed(draft, by=by, at=at(minute))


def undo(one: Judgement, *, by: str | None = None, minute: int = 30) -> Judgement:
    return signed(undoing(one), by=by or one.by, at=at(minute))


@st.composite
def histories(draw: Any) -> list[Judgement]:
    """Judgements of a few matters by two people, some of them undone, some undoes undone."""
    made: list[Judgement] = []
    for minute in range(draw(st.integers(1, 12))):
        mine = [one for one in made if one.by == ADA]
        if mine and draw(st.booleans()):
            made.append(undo(draw(st.sampled_from(mine)), minute=minute))
        else:
            verdict, pair = draw(st.sampled_from(["accept", "reject"])), draw(st.integers(0, 2))
            by = draw(st.sampled_from([ADA, BO]))
            made.append(answer(verdict, pair=pair, by=by, minute=minute))
    return made
