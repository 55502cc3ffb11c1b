"""The articles within a window of days: what a new one is compared with, and no others.

What is in it depends on the days alone, and not on the way there: a run that goes on after it was
killed, or with the days of weeks ago, finds what one that never stopped would have.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from crosswire.archive.place import Place
from crosswire.archive.story import state
from crosswire.archive.story.shelf import Kept, WindowShelf
from crosswire.archive.story.state import Story, Trace
from crosswire.assignment.shelf import WINDOW

UNDATED = 8
"""The latest beats of articles without a day, which are in every window."""

POSITIONS = 16
"""Bits of an article's number in its beat."""


@dataclass(frozen=True, slots=True)
class Told:
    """A beat that was put into stories: its number among all, its name, its days and its size."""

    number: int
    name: str
    first: date | None
    last: date | None
    articles: int = 0

    def is_within(self, first: date | None, last: date | None) -> bool:
        """Whether one of its days is near one of these."""
        if not (self.first and self.last and first and last):
            return False
        return self.last >= _later(first, -WINDOW) and self.first <= _later(last, WINDOW)


@dataclass(slots=True)
class Window:
    """The articles near some days, by their numbers, and the stories that they tell."""

    place: Place
    told: list[Told]
    shelf: WindowShelf = field(default_factory=WindowShelf)
    stories: dict[str, Story] = field(default_factory=dict)
    _traces: dict[int, Trace] = field(default_factory=dict)
    _texts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _held: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def move(self, first: date | None, last: date | None) -> None:
        """Hold what is near these days, and nothing else."""
        dated = {one.number for one in self.told if one.is_within(first, last)}
        undated = [one.number for one in self.told if one.first is None][-UNDATED:]
        wanted = dated | set(undated)
        left = sorted(self._held.keys() - wanted)
        for number in left:
            self._let_go(number)
        if left:
            open_ = {one.story for one in self._traces.values()}
            self.stories = {name: one for name, one in self.stories.items() if name in open_}
        fresh = sorted(wanted - self._held.keys())
        for number in fresh:
            one = self.told[number]
            self._hold(number, state.traces(self.place, one.name))
            self._know(state.stories(self.place, one.name, number))
        for one in self.told[fresh[0] + 1 :] if fresh else ():
            if one.number not in wanted:  # days of a later run: their stories may have gone on
                self._know(state.stories(self.place, one.name, one.number, of=self.stories))

    def add(self, one: Told, traces: Sequence[Trace]) -> None:
        """Hold a beat's articles, which stand on the shelf already."""
        self.told.append(one)
        for trace in traces:
            self._note(serial(one.number, trace.at), trace)
        self._held[one.number] = tuple(trace.at for trace in traces)

    def of_text(self, digest: int) -> Trace | None:
        """The first article of a text."""
        return self._first(self._texts.get(digest))

    def of_key(self, key: str) -> Trace | None:
        """The first article of a key."""
        return self._first(self._keys.get(key))

    def _first(self, serials: Sequence[int] | None) -> Trace | None:
        """The first of some articles."""
        return self._traces[serials[0]] if serials else None

    def _hold(self, number: int, traces: Iterable[Trace]) -> None:
        """Hold a beat's articles."""
        positions = []
        for one in traces:
            at = serial(number, one.at)
            put(self.shelf, at, one)
            self._note(at, one)
            positions.append(one.at)
        self._held[number] = tuple(positions)

    def _note(self, at: int, one: Trace) -> None:
        """Note an article under its text and key; its vector stands on the shelf."""
        self._traces[at] = Trace(
            one.at,
            one.key,
            one.digest,
            one.story,
            one.episode,
            one.day,
            one.original,
        )
        insort(self._texts[one.digest], at)
        insort(self._keys[one.key], at)

    def _let_go(self, number: int) -> None:
        """Let a beat's articles go."""
        for position in self._held.pop(number):
            at = serial(number, position)
            one = self._traces.pop(at)
            _drop(self._texts, one.digest, at)
            _drop(self._keys, one.key, at)
            if one.original is None:
                self.shelf.take(one.day, at)

    def _know(self, found: Iterable[Story]) -> None:
        """Know stories as they are, of two states the later one."""
        for one in found:
            known = self.stories.get(one.id)
            if known is None or known.number < one.number:
                self.stories[one.id] = one


def serial(number: int, position: int) -> int:
    """The number of an article among all, by its beat's and its own in it."""
    return number << POSITIONS | position


def put(shelf: WindowShelf, at: int, one: Trace) -> None:
    """Put an article onto a shelf; a copy does not stand there."""
    if one.packed is not None:
        kept = Kept(one.key, f"{one.story}/{one.episode}", one.day, one.packed, one.sketch or b"")
        shelf.put(at, kept)


def _drop(table: dict[Any, list[int]], key: object, at: int) -> None:
    """Take a number from a table's row, and the row with its last one."""
    table[key].remove(at)
    if not table[key]:
        del table[key]


def _later(day: date, by: timedelta) -> date:
    """A day so much later, as far as days go."""
    number = day.toordinal() + by.days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))
