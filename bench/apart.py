"""Events apart: articles of other events are put into an event's folder.

Recall is the share of their figures that stay out of the questions which hold this event's figures;
harm is what the annotation joins, and the ledger joined before they came, and does no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import cluster
from bench.relation import Row, matched
from bench.shared import PROJECT, Event, Shared

DEMO = PROJECT / "src" / "crosswire" / "demo"

STRANGERS = 2
"""Articles of another event that are put into each."""

ALIKE = {
    "aceh": "quake",
    "quake": "volcano",
    "croydon": "ferry",
    "ferry": "tanker",
    "kursk": "border",
    "border": "airstrike",
    "chibok": "airstrike",
    "equifax": "ransom",
    "broadcom": "rates",
    "oilsanctions": "sanctions",
    "costarica": "airliner",
    "outbreak": "recall",
    "election": "protest",
}
"""Events of like kind, the hard case: all articles of the one are put into the other's folder."""


@dataclass(frozen=True, slots=True)
class Apart:
    """What became of one event's questions when other articles were put in."""

    event: str
    strangers: str
    figures: int
    kept_out: int
    pairs: int
    lost: int

    @property
    def recall(self) -> float:
        """The share of the other articles' figures that stayed out of this event's questions."""
        return self.kept_out / self.figures if self.figures else 1.0


def injected(
    shared: Shared, events: Sequence[Event], ledgers: Mapping[str, Sequence[Row]]
) -> list[Apart]:
    """Each event with the first articles of the next one, and the demo's."""
    following = [*events[1:], events[0]]
    return [
        _mixed(shared, one, ledgers[one.name], other.name, [*_articles(other)[:STRANGERS], DEMO])
        for one, other in zip(events, following, strict=True)
    ]


def alike(
    shared: Shared, events: Iterable[Event], ledgers: Mapping[str, Sequence[Row]]
) -> list[Apart]:
    """Events with all articles of one of like kind."""
    of = {event.name: event for event in events}
    return [
        _mixed(shared, of[one], ledgers[one], other, _articles(of[other]))
        for one, other in ALIKE.items()
        if one in of and other in of
    ]


def total(found: Sequence[Apart]) -> dict[str, float]:
    """The recall over all, and the pairs that were lost."""
    figures = sum(one.figures for one in found)
    kept = sum(one.kept_out for one in found)
    lost = sum(one.lost for one in found)
    return {"recall": kept / figures if figures else 1.0, "gold pairs lost": lost}


def _mixed(
    shared: Shared, event: Event, plain: Sequence[Row], strangers: str, paths: Sequence[Path]
) -> Apart:
    """An event's questions with other articles in its folder, beside those without."""
    rows = cluster.ledger(event, *paths)
    gold = shared.scorer("score.py", "load_gold")(event.gold, event.articles)
    before = _joined(gold, matched(shared, gold, plain))
    after = _joined(gold, matched(shared, gold, rows))
    own = {row["question"] for row in _figures(rows) if row["document"] in gold["text"]}
    other = [row for row in _figures(rows) if row["document"] not in gold["text"]]
    return Apart(
        event=event.name,
        strangers=strangers,
        figures=len(other),
        kept_out=sum(row["question"] not in own for row in other),
        pairs=len(before),
        lost=len(before - after),
    )


def _articles(event: Event) -> list[Path]:
    """The article files of an event, in order."""
    return sorted(path for path in event.articles.iterdir() if path.name != "meta.json")


def _figures(rows: Iterable[Row]) -> Iterator[Row]:
    """The figures of a ledger."""
    return (row for row in rows if row["type"] == "figure")


def _joined(gold: Mapping[str, Any], mine: Mapping[int, Row]) -> set[tuple[int, int]]:
    """Pairs of figures that answer one question, in the annotation and in the ledger."""
    asked = {number: figure.get("question") for number, figure in enumerate(gold["figure"])}
    return {
        (one, other)
        for one, other in combinations(sorted(mine), 2)
        if asked[one] and asked[one] == asked[other]
        if mine[one]["question"] == mine[other]["question"]
    }
