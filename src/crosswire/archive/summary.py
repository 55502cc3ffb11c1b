"""What an archive holds and what a run over it cost, for a researcher at the end of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crosswire.archive.engine.child import most
from crosswire.archive.place import Place
from crosswire.archive.problem import Trouble, troubles
from crosswire.archive.source.harvest import LANGUAGE
from crosswire.archive.unit import Done, done
from crosswire.codec import codec

NAME = "summary.json"
STEPS = ("read", "story", "ledger")

ROWS = "rows."
PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a step of a run did: parts, articles, seconds; all 0 where nothing was left to do."""

    step: str
    parts: int = 0
    articles: int = 0
    seconds: float = 0.0

    @property
    def rate(self) -> float | None:
        """Articles in a second."""
        return self.articles / self.seconds if self.articles and self.seconds else None


@dataclass(frozen=True, slots=True)
class Summary:
    """All runs over an archive counted together, and what the last one cost.

    `languages` counts articles that were not kept, as they are in none that is read; `exact` and
    `near` are copies that other articles had been before them, `again` what was given twice and
    counts once; `memory` is the most that this process took, in bytes, `worker_memory` the most
    that one of those took that work for it.
    """

    runs: int
    articles: int
    languages: Mapping[str, int]
    exact: int
    near: int
    again: int
    stories: int
    rows: Mapping[str, int]
    problems: tuple[Trouble, ...]
    steps: tuple[Pace, ...]
    memory: int
    worker_memory: int

    @property
    def problem_count(self) -> int:
        """All problems."""
        return sum(trouble.count for trouble in self.problems)


def summary(place: Place, steps: Iterable[Pace]) -> Summary:
    """What an archive holds by the notes in it; `steps` is what this run did."""
    read, story, ledger = (_Total.of(done(place, step).values()) for step in STEPS)
    return Summary(
        runs=len(done(place, "run")),
        articles=read.counts["articles"],
        languages=dict(read.under(LANGUAGE)),
        exact=story.counts["exact"],
        near=story.counts["near"],
        again=story.counts["again"],
        stories=story.counts["stories"],
        rows={kind: count for kind, count in ledger.under(ROWS) if count and kind != PROBLEM},
        problems=troubles(place),
        steps=tuple(steps),
        memory=most(),
        worker_memory=max(read.memory, ledger.memory),
    )


def keep(place: Place, found: Summary) -> None:
    """Write a summary into its archive."""
    content = codec(Summary).encode(found)
    place.write(NAME, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())


@dataclass(frozen=True, slots=True)
class _Total:
    """The notes of a step, added up."""

    counts: Counter[str]
    memory: int

    @classmethod
    def of(cls, notes: Iterable[Done]) -> _Total:
        """All of some notes."""
        counts, memory = Counter[str](), 0
        for note in notes:
            counts.update(note.counts)
            memory = max(memory, note.memory)
        return cls(counts, memory)

    def under(self, prefix: str) -> Iterator[tuple[str, int]]:
        """The counts whose names begin so, by the rest of their names."""
        for name in sorted(self.counts):
            if name.startswith(prefix):
                yield name.removeprefix(prefix), self.counts[name]
