"""All that was measured, and the figures of it that have names.

A figure's name is its scope and its measure: "eight events / time value", "wikiwars / strict".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from bench import cluster
from bench.cluster import Score
from bench.shared import BLIND


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the tables: its name, and where the scorer's answer has it."""

    name: str
    section: str
    field: str = "f1"


MEASURES = (
    Measure("statement content", "statement content"),
    Measure("statement content + speaker", "statement content + speaker"),
    Measure("near-exact span, on matched", "on matched statements", "near_exact"),
    Measure("kind, on matched", "on matched statements", "kind"),
    Measure("act and verification, on matched", "on matched statements", "status"),
    Measure("chain, on matched", "on matched statements", "chain"),
    Measure("figure found", "figure found"),
    Measure("figure value + unit + speaker", "figure value + unit + speaker"),
    Measure("figure value, on matched", "on matched figures", "value"),
    Measure("figure when, on matched", "on matched figures", "when"),
    Measure("time found", "time found"),
    Measure("time value", "time value"),
    Measure("place found", "place found"),
    Measure("place within reach", "place within 161 km"),
    Measure("not-story characters", "not-story characters"),
    Measure("entity variants, pairs", "entity variants (pairs)"),
    Measure("entity variants, B-cubed", "entity variants (B-cubed)"),
)
"""What is told of each event, and as a mean over events. All are F1 or, "on matched", shares."""

POOLED = (
    "confirmed, denied, unverified",
    "not-story characters",
    "same statement (pairs)",
    "contradicts",
    "confirms",
)
"""What is so rare in one event that only all events together say anything."""


@dataclass(frozen=True, slots=True)
class Result:
    """Scores of each event and each public set, and what they were measured with.

    `own` holds the project's own events, those that are read and those that are not.
    """

    run: Mapping[str, Any]
    digest: str
    articles: int
    events: Mapping[str, Score]
    own: Mapping[str, Mapping[str, Score]]
    sets: Mapping[str, Mapping[str, float]]

    def scopes(self) -> dict[str, tuple[str, ...]]:
        """The groups of events over which means are taken."""
        read = tuple(name for name in self.events if name not in BLIND)
        blind = tuple(name for name in self.events if name in BLIND)
        return {"six read": read, "two blind": blind, "eight events": read + blind}

    def mean(self, names: Iterable[str], measure: Measure) -> float | None:
        """The mean of a measure over some of the events; None where there was nothing to find."""
        return cluster.mean((self.events[name] for name in names), measure.section, measure.field)

    def mean_of_own(self, group: str, measure: Measure, *, of: Iterable[str] = ()) -> float | None:
        """The mean of a measure over a group of the project's own events, or over some of it."""
        names = tuple(of) or tuple(self.own[group])
        scores = (self.own[group][name] for name in names)
        return cluster.mean(scores, measure.section, measure.field)

    def pooled(self, names: Iterable[str], measure: str) -> dict[str, float]:
        """Precision, recall, F1 and counts of a rare thing over some of the events as one."""
        return cluster.pooled((self.events[name] for name in names), measure)

    def figures(self) -> dict[str, float]:
        """Every figure that a floor can be set under, by its name."""
        groups = self.scopes() | {name: (name,) for name in self.events}
        found = {
            f"{scope} / {measure.name}": self.mean(names, measure)
            for scope, names in groups.items()
            for measure in MEASURES
        }
        for group in self.own:
            for measure in MEASURES:
                found[f"{group} / {measure.name}"] = self.mean_of_own(group, measure)
        for scope, names in self.scopes().items():
            for name in POOLED:
                found[f"{scope}, pooled / {name}"] = self.pooled(names, name)["f1"]
        for scope, figures in self.sets.items():
            found |= {f"{scope} / {name}": value for name, value in figures.items()}
        return {name: value for name, value in found.items() if value is not None}

    def versions(self) -> dict[str, str]:
        """What the figures were measured with, and the digest of what they were measured on."""
        made_with = {
            kind: f"{self.run[kind]['name']} {self.run[kind]['version']} "
            f"(SHA-256 {self.run[kind]['digest'][:16]})"
            for kind in ("model", "gazetteer")
        }
        program = f"{self.run['program']} {self.run['version']}, spaCy {version('spacy')}"
        return {"program": program, **made_with, "measuring data": f"SHA-256 {self.digest[:16]}"}
