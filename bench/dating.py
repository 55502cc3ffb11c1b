"""Dating: of each event all days but one are taken away, each choice in turn, and inferred again.

The truth is what `meta.json` gives. Addresses are taken away with the days; what a page states of
its own day stays, and is counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations
from typing import Literal

from bench.library import library
from bench.shared import Event
from crosswire.resolve.date.publication import Dating, Issue, infer
from crosswire.resolve.date.relative import Elapsed, since_onset

Outcome = Literal["right", "holds", "nothing", "misses", "wrong"]
"""The day; a window with the day in it; no answer; a window without it; another day."""

OUTCOMES: tuple[Outcome, ...] = ("right", "holds", "nothing", "misses", "wrong")


@dataclass(frozen=True, slots=True)
class Tally:
    """How often days were told right, over `trials` hidden days.

    `copied` are those that the one known day would be right for, `stated` those that the page
    itself states. `pairs` are counted with all days hidden: of two reports, whether the days
    counted from the onset are as far apart as they were.
    """

    days: Counter[Outcome]
    copied: int
    stated: int
    pairs: Counter[Outcome]

    @property
    def trials(self) -> int:
        """How many days were hidden."""
        return self.days.total()

    def share(self, *outcomes: Outcome) -> float:
        """The share of the hidden days that came out so."""
        found = sum(self.days[outcome] for outcome in outcomes)
        return found / self.trials if self.trials else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.days + other.days,
            self.copied + other.copied,
            self.stated + other.stated,
            self.pairs + other.pairs,
        )


NONE = Tally(Counter(), 0, 0, Counter())


def score(events: Iterable[Event]) -> dict[str, Tally]:
    """The tally of each event, by its name."""
    return {event.name: tally(issues(event)) for event in events}


def total(tallies: Iterable[Tally]) -> Tally:
    """All events as one."""
    return sum(tallies, NONE)


def mean(tallies: Mapping[str, Tally], *outcomes: Outcome) -> float:
    """The mean over the events in which a day can be hidden at all."""
    shares = [one.share(*outcomes) for one in tallies.values() if one.trials]
    return sum(shares) / len(shares) if shares else 0.0


def issues(event: Event) -> list[Issue]:
    """The reports of an event with the days that were given with them, without their addresses."""
    return [
        Issue(one.document.id, one.parse, one.times, one.document.published)
        for one in library().alone([event.articles])
    ]


def tally(reports: Sequence[Issue]) -> Tally:
    """How the days of an event come out, each one known in turn."""
    truth = {one.document: one.published for one in reports if one.published}
    bare = [replace(one, published=None) for one in reports]
    stated = {one.document for one in bare if infer([one])}
    days: Counter[Outcome] = Counter()
    for known, day in truth.items():
        told = infer(
            [replace(one, published=day if one.document == known else None) for one in bare]
        )
        days.update(_outcome(truth[one], told.get(one)) for one in truth if one != known)
    pairs = list(permutations(truth, 2))
    return Tally(
        days,
        copied=sum(truth[one] == truth[other] for one, other in pairs),
        stated=sum(other in stated for _, other in pairs),
        pairs=Counter(_apart(truth, since_onset(bare), pairs)),
    )


def _outcome(truth: date, told: Dating | None) -> Outcome:
    """How a day came out."""
    if told is None or told.window.first is None or told.window.last is None:
        return "nothing"
    if told.day is not None:
        return "right" if told.day == truth else "wrong"
    return "holds" if told.window.first <= truth <= told.window.last else "misses"


def _apart(
    truth: Mapping[str, date],
    counted: Mapping[str, Elapsed],
    pairs: Iterable[tuple[str, str]],
) -> Iterator[Outcome]:
    """Whether reports are as many days apart as the days from the onset say."""
    for one, other in pairs:
        if one not in counted or other not in counted:
            yield "nothing"
            continue
        first, last = counted[one], counted[other]
        least, most = last.first - first.last, last.last - first.first
        is_held = least <= (truth[other] - truth[one]).days <= most
        if least == most:
            yield "right" if is_held else "wrong"
        else:
            yield "holds" if is_held else "misses"


def page(groups: Mapping[str, Mapping[str, Tally]]) -> str:
    """The tallies of groups of events as a table, a line for each group."""
    lines = [
        "| | hidden days | " + " | ".join(OUTCOMES) + " | mean over events: right, wrong "
        "| copying the known day | stated on the page |",
        "| --- " * (len(OUTCOMES) + 5) + "|",
    ]
    for name, tallies in groups.items():
        found = total(tallies.values())
        shares = " | ".join(f"{found.share(outcome):.3f}" for outcome in OUTCOMES)
        means = f"{mean(tallies, 'right'):.3f}, {mean(tallies, 'wrong', 'misses'):.3f}"
        number = found.trials or 1
        rest = f"{found.copied / number:.3f} | {found.stated / number:.3f}"
        lines.append(f"| {name} | {found.trials} | {shares} | {means} | {rest} |")
    return "\n".join(lines)
