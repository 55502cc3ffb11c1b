"""Stories: which event each article of an archive tells of, in the order of days, beat after beat.

It is the desk's story assignment, with the same weights and the same threshold. A beat's articles
are put into stories together; they join those that are open, or begin new ones, and open ones are
never joined. A copy goes where its original went, and counts for nothing else. What a beat leaves
is written before it is noted as done, so that a run that was killed goes on as if it never was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

import pyarrow as pa

from crosswire.archive.place import Place
from crosswire.archive.story import state
from crosswire.archive.story.beat import STEP, Beat, arrivals, beats, day
from crosswire.archive.story.grouping import grouped
from crosswire.archive.story.placing import Placed, Placing
from crosswire.archive.story.state import Story
from crosswire.archive.story.window import Told, Window
from crosswire.archive.unit import Done, Unit, done
from crosswire.assignment import ALIKE, Weights

__all__ = ["FOLDER", "SCHEMA", "assign", "beats"]

FOLDER = "stories"

SHOWN = 5
"""Shared words that say why an article is of a story."""

MANY = 4
"""A beat has many articles where the largest of its run has at most so many times as many."""

DIGITS = 4
"""Decimals of what is shown."""

SCHEMA = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        ("document", pa.string()),
        pa.field("part", pa.string(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
        ("day", pa.date32()),
        pa.field("story", pa.string(), nullable=False),
        ("began", pa.date32()),
        pa.field("episode", pa.int32(), nullable=False),
        ("copy_of", pa.string()),
        ("copy_kind", pa.string()),
        ("resemblance", pa.float64()),
        ("version_of", pa.string()),
        ("nearest", pa.string()),
        ("likeness", pa.float64()),
        ("why", pa.string()),
    ]
)
"""The columns of stories/*.parquet.

`document` is the article's id in the ledger, null for what was seen before; `nearest` the key of
the article of its episode that it is most like, as alike as `likeness`, by the words in `why`.
"""


def assign(place: Place, run: str, parts: Sequence[str], *, least: float = ALIKE) -> Iterator[Done]:
    """Put the articles of a run's parts into stories: the note of each beat that was not yet done.

    `least` is what articles of one story are alike at least.
    """
    noted = done(place, STEP)
    units = [unit for unit in beats(place, run, parts) if unit.name not in noted]
    if not units:
        return
    teller = _resumed(place, noted, least)
    for unit in units:
        began = perf_counter()
        made = teller.tell(unit)
        note = Done(STEP, unit.name, made, perf_counter() - began, more=_days(unit))
        place.write(unit.note, note.written())
        state.forget_weights(place, but=unit.name)
        yield note


def _resumed(place: Place, noted: Mapping[str, Done], least: float) -> _Teller:
    """The teller after the beats that are noted."""
    told = [_told(number, noted[name]) for number, name in enumerate(sorted(noted))]
    weights = state.weights_of(place, told[-1].name if told else None)
    return _Teller(place, Window(place, told), weights, least)


def _told(number: int, note: Done) -> Told:
    """A beat that is noted."""
    first, last = day(note.more["first"]), day(note.more["last"])
    return Told(number, note.unit, first, last, note.counts["articles"])


def _days(unit: Unit) -> Mapping[str, Any]:
    """The days of a beat, as its note has them."""
    return {"first": unit.given["first"], "last": unit.given["last"]}


@dataclass(slots=True)
class _Teller:
    """Tells the story of each article, and remembers what the next beat needs."""

    place: Place
    window: Window
    weights: Weights
    least: float

    def tell(self, unit: Unit) -> Mapping[str, int]:
        """Put a beat's articles into stories, write where they went, and count them."""
        beat = Beat.of(unit.given)
        self.window.move(*self._days(unit, beat))
        found = arrivals(self.place, beat)
        groups = grouped(found, self.window, self.weights, least=self.least)
        placed = list(Placing(self.window, len(self.window.told), groups).placed(found))
        self._keep(unit, beat, placed)
        return _counts(placed)

    def _days(self, unit: Unit, beat: Beat) -> tuple[date | None, date | None]:
        """The days of a beat; of one without a day, the last one before it that has many articles.

        A single report that is dated wrongly ("2199") lies within no other's window.
        """
        if beat.first:
            return beat.first, beat.last
        run = unit.name.partition("-")[0]
        dated = [one for one in self.window.told if one.last]
        mine = [one for one in dated if one.name.partition("-")[0] == run] or dated
        many = max((one.articles for one in mine), default=0) / MANY
        last = max((one.last for one in mine if one.last and one.articles >= many), default=None)
        return last, last

    def _keep(self, unit: Unit, beat: Beat, placed: Sequence[Placed]) -> None:
        """Write where a beat's articles went, and what is remembered of them."""
        rows = [_row(one, self.window.stories[one.trace.story]) for one in placed]
        part = f"{FOLDER}/{unit.name}.parquet"
        self.place.parquet_write(part, pa.Table.from_pylist(rows, SCHEMA))
        traces = [one.trace for one in placed]
        stories = [self.window.stories[name] for name in sorted({one.story for one in traces})]
        state.keep(self.place, unit.name, traces, stories)
        state.keep_weights(self.place, unit.name, self.weights)
        number = len(self.window.told)
        told = Told(number, unit.name, beat.first, beat.last, len(placed))
        self.window.add(told, traces)


def _row(one: Placed, story: Story) -> dict[str, Any]:
    """The row of an article."""
    arrival, copy, found = one.arrival, one.copy, one.likeness
    words = (each.words for each in found.shared[:SHOWN]) if found else ()
    return {
        "key": arrival.key,
        "document": one.document,
        "part": arrival.part,
        "row": arrival.row,
        "day": arrival.day,
        "story": story.id,
        "began": story.began,
        "episode": one.trace.episode,
        "copy_of": copy and copy.of,
        "copy_kind": copy and copy.kind,
        "resemblance": copy and round(copy.resemblance, DIGITS),
        "version_of": one.earlier,
        "nearest": one.nearest,
        "likeness": found and round(found.value, DIGITS),
        "why": ", ".join(words) or None,
    }


def _counts(placed: Sequence[Placed]) -> Mapping[str, int]:
    """What a beat was, counted."""
    kinds = Counter(one.copy.kind for one in placed if one.copy)
    return {
        "articles": len(placed),
        "stories": sum(one.is_first for one in placed),
        "versions": sum(one.earlier is not None for one in placed),
        **{kind: kinds[kind] for kind in ("exact", "near", "again")},
    }
