"""All that was measured, and the figures of it that have names.

A figure's name is its scope and its measure: "eight events / time value", "wikiwars / strict".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

from bench import apart, cluster, dating
from bench.apart import Apart
from bench.cluster import Score
from bench.cost import Cost
from bench.dating import Tally
from bench.shared import BLIND


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the tables: its name, and where the scorer's answer has it.

    `over` is the field that says how much there was to find, where it is not the usual one;
    `is_error` says that less is better.
    """

    name: str
    section: str
    field: str = "f1"
    over: str = ""
    is_error: bool = False


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
    Measure("questions, macro pairs", "questions (macro pairs)"),
    Measure("questions, B-cubed", "questions (B-cubed)"),
    Measure("relation of answers", cluster.RELATION, "right"),
    Measure(
        "origins: false independence",
        "origins",
        "false_independence",
        over="same_origin_pairs",
        is_error=True,
    ),
    Measure(
        "origins: false merge", "origins", "false_merge", over="other_origin_pairs", is_error=True
    ),
)
"""What is told of each event, and as a mean over events. All are F1 or, "on matched" and where less
is better, shares."""

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

    `own` holds the project's own events, those that are read and those that are not; `apart` what
    became of groups of events when articles of others were put in; `dating` how the days that were
    hidden in groups of events came out; `cost` what reconciling took, where it was timed.
    """

    run: Mapping[str, Any]
    digest: str
    articles: int
    events: Mapping[str, Score]
    own: Mapping[str, Mapping[str, Score]]
    sets: Mapping[str, Mapping[str, float]]
    apart: Mapping[str, Sequence[Apart]] = field(default_factory=dict)
    dating: Mapping[str, Mapping[str, Tally]] = field(default_factory=dict)
    cost: Sequence[Cost] = ()

    def scopes(self) -> dict[str, tuple[str, ...]]:
        """The groups of events over which means are taken."""
        read = tuple(name for name in self.events if name not in BLIND)
        blind = tuple(name for name in self.events if name in BLIND)
        return {"six read": read, "two blind": blind, "eight events": read + blind}

    def mean(self, names: Iterable[str], measure: Measure) -> float | None:
        """The mean of a measure over some of the events; None where there was nothing to find."""
        scores = (self.events[name] for name in names)
        return cluster.mean(scores, measure.section, measure.field, measure.over)

    def mean_of_own(self, group: str, measure: Measure, *, of: Iterable[str] = ()) -> float | None:
        """The mean of a measure over a group of the project's own events, or over some of it."""
        names = tuple(of) or tuple(self.own[group])
        scores = (self.own[group][name] for name in names)
        return cluster.mean(scores, measure.section, measure.field, measure.over)

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
        for group, mixed in self.apart.items():
            named = apart.total(mixed).items()
            found |= {f"{group}, apart / {name}": value for name, value in named}
        for group, tallies in self.dating.items():
            found[f"{group}, dating / right"] = dating.mean(tallies, "right")
            found[f"{group}, dating / wrong"] = dating.mean(tallies, "wrong", "misses")
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
