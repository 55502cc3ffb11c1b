"""How the answers to a question relate: agree, update, conflict, mixed, as careful readers saw it.

A question of the annotation with two or more figures is met where one question of the ledger holds
at least half of them; it is right where that question's relation is the annotation's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bench.shared import Shared

OVERLAP = 0.6
"""How much of the shorter span two figures must share to be one, as the scorer has it."""

Row = dict[str, Any]


def score(shared: Shared, gold: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, float]:
    """The share of the annotation's questions whose relation is right, and how many there are."""
    told = {row["key"]: row["relation"] for row in gold["cluster"]["questions"]}
    found = {row["id"]: row["relation"] for row in rows if row["type"] == "question"}
    asked = list(_asked(gold, matched(shared, gold, rows)))
    right = sum(found.get(mine or "") == told.get(key) for key, mine in asked)
    return {"right": right / len(asked) if asked else 0.0, "items": len(asked)}


def matched(shared: Shared, gold: Mapping[str, Any], rows: Sequence[Row]) -> dict[int, Row]:
    """The ledger's figure for each of the annotation's, by its number, where there is one."""
    pair_up = shared.scorer("score.py", "pair_up")
    inside = shared.scorer("score.py", "inside")
    figures = [row for row in rows if row["type"] == "figure"]
    pairs = pair_up(gold["figure"], figures, "span", "span", OVERLAP, inside)
    return {one: figures[other] for one, other in pairs}


def _asked(gold: Mapping[str, Any], mine: Mapping[int, Row]) -> Iterator[tuple[str, str | None]]:
    """Each question of the annotation with two figures or more, and the ledger's that meets it."""
    members: dict[str, list[int]] = {}
    for number, figure in enumerate(gold["figure"]):
        if figure.get("question"):
            members.setdefault(figure["question"], []).append(number)
    for key, figures in members.items():
        if len(figures) > 1:
            yield key, _met(figures, mine)


def _met(figures: Sequence[int], mine: Mapping[int, Row]) -> str | None:
    """The question of the ledger that holds at least half of some figures."""
    votes = Counter(mine[one]["question"] for one in figures if one in mine)
    best = max(votes, key=lambda question: (votes[question], question), default=None)
    return best if best and 2 * votes[best] >= len(figures) else None
