"""The annotated events: a ledger of each, scored against what careful readers wrote down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from bench import relation
from bench.library import library
from bench.shared import Event, Shared
from crosswire.error import CrosswireError
from crosswire.ledger import write

Score = Mapping[str, Mapping[str, float]]
"""What the scorer says of one event: measure, then p, r, f1 and counts, or shares."""

Row = dict[str, Any]
"""A row of a ledger, as its line says it."""

RELATION = "relation of answers"
"""The section of a score that is ours, and not the scorer's."""


class BenchError(Exception):
    """A measurement that could not be made."""


def score(
    shared: Shared, events: Iterable[Event], ledgers: Mapping[str, Sequence[Row]]
) -> dict[str, Score]:
    """The scores of annotated events, by their names, from the rows of their ledgers."""
    load_gold = shared.scorer("score.py", "load_gold")
    compare = shared.scorer("score.py")
    scores: dict[str, Score] = {}
    for event in events:
        gold, rows = load_gold(event.gold, event.articles), ledgers[event.name]
        scores[event.name] = {**compare(gold, rows), RELATION: relation.score(shared, gold, rows)}
    return scores


def ledger(event: Event, *more: Path) -> list[Row]:
    """The rows of an event's ledger, as the command writes them; `more` are put in beside it."""
    try:
        found = library().ledger([event.articles, *more])
    except CrosswireError as error:
        raise BenchError(f"no ledger of {event.name}" + _told(event, str(error))) from None
    if not found.documents:
        said = "\n".join(f"{one.document}: {one.reason}" for one in found.problems)
        raise BenchError(f"no ledger of {event.name}" + _told(event, said))
    written = BytesIO()
    write(found, written)
    return [json.loads(line) for line in written.getvalue().split(b"\n") if line]


def _told(event: Event, said: str) -> str:
    """What went wrong, of an event that may be read."""
    return "" if event.blind else f"\n{said}"


def mean(scores: Iterable[Score], measure: str, field: str, over: str = "") -> float | None:
    """The mean of a measure over the events where there was anything to find, or None.

    `over` is what says how much there was, where it is not the count of gold rows or items.
    """
    values = [
        one[measure][field]
        for one in scores
        if one[measure].get(over or "gold", one[measure].get("items", 1))
    ]
    return sum(values) / len(values) if values else None


def pooled(scores: Iterable[Score], measure: str) -> dict[str, float]:
    """Precision, recall and F1 of a rare thing, over all events as if they were one."""
    found = [one[measure] for one in scores]
    right, system, gold = (sum(one[key] for one in found) for key in ("tp", "system", "gold"))
    precision = right / system if system else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * right / (system + gold) if system + gold else 0.0
    return {"p": precision, "r": recall, "f1": f1, "tp": right, "gold": gold, "system": system}
