"""The annotated events: a ledger of each, scored against what careful readers wrote down."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import relation
from bench.shared import Event, Shared

Score = Mapping[str, Mapping[str, float]]
"""What the scorer says of one event: measure, then p, r, f1 and counts, or shares."""

Row = dict[str, Any]
"""A row of a ledger, as its line says it."""

RELATION = "relation of answers"
"""The section of a score that is ours, and not the scorer's."""

READ_ALL, SOME_UNREADABLE = 0, 3


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
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.jsonl"
        command = ["ledger", str(event.articles), *map(str, more), "-o", str(path), "--quiet"]
        run = subprocess.run(
            [Path(sys.executable).with_name("crosswire"), *command],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode not in (READ_ALL, SOME_UNREADABLE) or not path.exists():
            said = "" if event.blind else run.stderr
            raise BenchError(f"no ledger of {event.name} (exit code {run.returncode})\n{said}")
        return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


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
