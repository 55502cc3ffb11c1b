"""Stories: reports into events, on ECB+ (two events of one kind a topic), undated and dated.

The threshold is the one that is best on other data, none of which is ECB+: the annotated events
that may be read, our own, and the halves of other reports (every second sentence against the rest),
which are of one event without anybody's annotation.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from statistics import fmean
from typing import Any
from unittest import mock

from bench.shared import Event, Shared
from crosswire.archive import encoder
from crosswire.assignment import (
    ALIKE,
    Embedding,
    MemoryShelf,
    Profile,
    Vector,
    Weights,
    assign,
    partition,
    profile,
    unpack,
)
from crosswire.read import Article, read

GOLD = "bench/story/ecbplus.jsonl"
NEWS = "bench/attribution/polnear_train.jsonl"
WIKINEWS = "bench/place/geovirus.jsonl"

THRESHOLDS = [step / 100 for step in range(10, 25)]

PARTS = [0.0, 0.1, 0.25, 0.5]
"""Parts that a language model's word is given of a likeness, to see what it is worth."""

THRESHOLDS_EMBEDDED = [step / 100 for step in range(10, 41)]
"""With the cosine of two vectors in it, any two reports are more alike."""

LIKENESS = import_module("crosswire.assignment.likeness")
"""The module: its package has a function of that name."""

BATCH = 32
"""Reports that a desk takes in at once."""

SPREAD = 6
"""Days over which the reports of an event are spread where days are made up."""

LEFT_OUT = {
    "all": (),
    "without days": ("days",),
    "nor numbers": ("days", "numbers"),
    "nor pairs of names": ("days", "numbers", "pairs"),
    "terms alone": ("days", "numbers", "pairs", "names"),
    "names and pairs alone": ("days", "numbers", "terms"),
}
"""What is left out of the profiles to see what it is worth."""


@dataclass(frozen=True, slots=True)
class Told:
    """A report's profile, the event that it is of, its text, and where a model places that."""

    event: str
    profile: Profile
    text: str = ""
    embedding: Embedding | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """B-cubed precision and recall (Bagga and Baldwin 1998), as the set's scorer has it."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"


def run(shared: Shared) -> Iterator[str]:
    """The figures, line by line."""
    began = time.perf_counter()
    reports = ecb(shared)
    each = (time.perf_counter() - began) / len(reports)
    yield f"{len(reports)} reports, {each * 1000:.2f} ms for a profile"
    others = other(shared)
    for name, kinds in LEFT_OUT.items():
        left = without(reports, kinds)
        least = tuned([without(one, kinds) for one in others])
        yield f"{name:<22} at {least:.2f}  {score(left, at_once(left, least))}"
    yield f"as it is, at {ALIKE:.2f}"
    for name, stream in streams(reports).items():
        yield f"{name:<32} one by one   {score(stream, in_turn(stream, 1))}"
        yield f"{'':<32} {BATCH} at a time {score(stream, in_turn(stream, BATCH))}"


def vectors(shared: Shared) -> Iterator[str]:
    """The figures with a language model's vectors, by their part of a likeness, line by line."""
    encoded = encoder.load()
    began = time.perf_counter()
    reports = _placed(ecb(shared), encoded)
    each = (time.perf_counter() - began) / len(reports)
    others = [_placed(one, encoded) for one in other(shared)]
    yield f"{len(reports)} reports, {each * 1000:.1f} ms to place one"
    for part in PARTS:
        with mock.patch.object(LIKENESS, "EMBEDDED", part):
            least = tuned(others, THRESHOLDS_EMBEDDED)
            found, worth = score(reports, at_once(reports, least)), _worth(others, least)
            yield f"{part:.2f} of it at {least:.2f} ({worth:.3f} on the other data)  {found}"
            for name, stream in streams(reports).items():
                for size in (1, BATCH):
                    found = score(stream, in_turn(stream, size, least))
                    yield f"    {name:<32} {size:>2} at a time {found}"


def _placed(reports: Iterable[Told], encoded: encoder.Encoder) -> Sequence[Told]:
    """The reports, each placed by a language model."""
    return [replace(one, embedding=unpack(encoded(one.text))) for one in reports]


def figures(shared: Shared) -> dict[str, float]:
    """B-cubed F1 of the reports all at once, and as the streams of which the days are made up."""
    reports = ecb(shared)
    told = {
        f"in turn, {BATCH} at a time, {name}: B-cubed F1": score(one, in_turn(one, BATCH)).f1
        for name, one in streams(reports).items()
    }
    return {"all at once: B-cubed F1": score(reports, at_once(reports, ALIKE)).f1, **told}


def ecb(shared: Shared) -> list[Told]:
    """The reports of ECB+."""
    rows = shared.lines(GOLD)
    return [_told(row["event"], row["text"], title=row["title"]) for row in rows]


def other(shared: Shared) -> Sequence[Sequence[Told]]:
    """The data that the threshold is chosen on: annotated events, halves of news, of Wikinews."""
    events = [event for event in (*shared.events(), *shared.own()) if not event.blind]
    return [[*_articles(events)], [*_halves(shared, NEWS)], [*_halves(shared, WIKINEWS)]]


def tuned(sets: Sequence[Sequence[Told]], thresholds: Sequence[float] = THRESHOLDS) -> float:
    """The threshold that is best on these sets."""
    return max(thresholds, key=lambda least: (_worth(sets, least), -least))


def without(reports: Sequence[Told], kinds: Sequence[str]) -> Sequence[Told]:
    """The reports without some kinds of features."""
    left: Any = {kind: {} for kind in kinds}
    return [replace(one, profile=replace(one.profile, **left)) for one in reports]


def _worth(sets: Sequence[Sequence[Told]], least: float) -> float:
    """What a threshold is worth on the sets: annotated events count as much as all halves."""
    annotated, *halves = (score(one, at_once(one, least)).f1 for one in sets)
    return (annotated + fmean(halves)) / 2


def at_once(reports: Sequence[Told], least: float = ALIKE) -> Mapping[str, str]:
    """The groups of reports that are there all at once, by their number."""
    weights = Weights()
    for one in reports:
        weights.add(one.profile)
    found = {_name(at): _vector(weights, one) for at, one in enumerate(reports)}
    return partition(found, least=least)


def _vector(weights: Weights, one: Told) -> Vector:
    """What a report is compared by."""
    return replace(weights.vector(one.profile), embedding=one.embedding)


def in_turn(reports: Sequence[Told], size: int, least: float = ALIKE) -> Mapping[str, str]:
    """The groups of reports that come in turn, so many at a time, with what is known by then."""
    weights, shelf, found = Weights(), MemoryShelf(), dict[str, str]()
    for first in range(0, len(reports), size):
        batch = range(first, min(first + size, len(reports)))
        for at in batch:
            weights.add(reports[at].profile)
        fresh = {_name(at): _vector(weights, reports[at]) for at in batch}
        if size == 1:
            [(name, vector)] = fresh.items()
            groups: Mapping[str, str] = {name: assign(vector, shelf, least=least).group or name}
        else:
            groups = partition(fresh, shelf, least=least)
        for name, vector in fresh.items():
            shelf.add(name, groups[name], vector)
        found |= groups
    return found


def score(reports: Sequence[Told], groups: Mapping[str, str]) -> Score:
    """How well groups fit the events."""
    pairs = Counter((one.event, groups[_name(at)]) for at, one in enumerate(reports))
    events, found = Counter[str](), Counter[str]()
    for (event, group), number in pairs.items():
        events[event] += number
        found[group] += number
    precision = sum(n * n / found[group] for (_, group), n in pairs.items()) / len(reports)
    recall = sum(n * n / events[event] for (event, _), n in pairs.items()) / len(reports)
    return Score(precision, recall)


def streams(reports: Sequence[Told]) -> Mapping[str, Sequence[Told]]:
    """The reports as streams.

    ECB+ tells no days. In the hard stream both events of a topic begin on one day, in the other
    each event begins on a day of its year; either way its reports come within six days.
    """
    dice = random.Random(1)  # noqa: S311 - nothing is secret
    mixed = dice.sample(list(reports), len(reports))
    return {
        "mixed, no days": mixed,
        "look-alikes on the same days": _dated(reports, dice, lambda event: event.rstrip("p")),
        "each event in its days": _dated(reports, dice, lambda event: event),
    }


def _dated(
    reports: Iterable[Told], dice: random.Random, key: Callable[[str], str]
) -> Sequence[Told]:
    """The reports with made-up days, in their order."""
    begins: dict[str, date] = defaultdict(lambda: date(2031, 1, 1) + timedelta(dice.randrange(365)))
    dated = [
        replace(
            one,
            profile=replace(
                one.profile, day=begins[key(one.event)] + timedelta(dice.randrange(SPREAD))
            ),
        )
        for one in reports
    ]
    return sorted(dated, key=lambda one: one.profile.day or date.min)


def _articles(events: Iterable[Event]) -> Iterator[Told]:
    """The articles of annotated events."""
    for event in events:
        for one in read([event.articles]):
            if isinstance(one, Article):
                yield _told(event.name, one.text, title=one.title, day=one.published)


def _halves(shared: Shared, path: str) -> Iterator[Told]:
    """Every second sentence of a report and the rest; of reports of one day only one."""
    seen = set()
    for row in shared.lines(path):
        name = row.get("id") or row["doc"]
        day = re.search(r"\d{4}-\d\d-\d\d", name)
        if (day[0] if day else name) in seen:
            continue
        seen.add(day[0] if day else name)
        sentences = re.split(r"(?<=[.!?”])\s+", row["text"])
        for half in (sentences[::2], sentences[1::2]):
            yield _told(name, " ".join(half))


def _told(event: str, text: str, *, title: str | None = None, day: date | None = None) -> Told:
    """A report by its text."""
    told = text if not title or text.lstrip().startswith(title) else f"{title}\n\n{text}"
    return Told(event, profile(text, title=title, day=day), told)


def _name(at: int) -> str:
    """The id of a report by its number."""
    return f"{at:05}"
