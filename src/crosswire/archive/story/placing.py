"""Where each article of a beat goes: its story, its episode, and its id in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from crosswire.archive.story.beat import Arrival
from crosswire.archive.story.copy import Copy
from crosswire.archive.story.grouping import Grouped
from crosswire.archive.story.packing import pack
from crosswire.archive.story.state import Story, Trace
from crosswire.archive.story.window import Window, put, serial
from crosswire.assignment import (
    EPISODE,
    Candidate,
    Extent,
    Likeness,
    Vector,
    alike,
    chosen,
    closeness,
    likeness,
)
from crosswire.assignment.episode import NEWEST, is_whole
from crosswire.read.delivery import named
from crosswire.row.identity import identity


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article went; `trace` is what is remembered of it.

    `document` is its id in the ledger, None where it was seen before; `earlier` the id under which
    an earlier version of it is known; `nearest` the key of the article of its episode that it is
    most like. `is_first` says that it began its story.
    """

    arrival: Arrival
    trace: Trace
    is_first: bool = False
    document: str | None = None
    earlier: str | None = None
    copy: Copy | None = None
    nearest: str | None = None
    likeness: Likeness | None = None


@dataclass(slots=True)
class Placing:
    """Places the articles of one beat, the `number`th, in their order."""

    window: Window
    number: int
    grouped: Grouped
    homes: dict[str, Trace] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)

    def placed(self, found: Sequence[Arrival]) -> Iterator[Placed]:
        """Where the articles go, one after the other."""
        for at, one in enumerate(found):
            copy = self.grouped.copies.get(at)
            made = self._copied(at, one, copy) if copy else self._joined(at, one)
            self.homes.setdefault(one.key, made.trace)
            yield made

    def _copied(self, at: int, one: Arrival, copy: Copy) -> Placed:
        """Where a copy goes: to its original, as long as there is room."""
        home = self._home(copy.of)
        story = self._touched(home.story)
        if copy.kind == "again":
            return Placed(one, _copied(at, one, home, copy), copy=copy)
        near = [(story.episodes[home.episode], copy.resemblance)]
        trace = _copied(at, one, replace(home, episode=_episode(story, one, near)), copy)
        return Placed(one, trace, False, *_document(story, one), copy=copy)

    def _joined(self, at: int, one: Arrival) -> Placed:
        """Where an article goes that is no copy: to the story of its group."""
        vector, group = self.grouped.vectors[at], self.grouped.groups[at]
        is_first = not _is_open(group) and group not in self.begun
        story = self._of_group(group, one)
        episode = self._episode(story, one, vector)
        nearest = self._nearest(story.id, episode, vector)
        packed = pack(vector)
        trace = replace(_trace(at, one, story.id, episode), packed=packed, sketch=one.sketch)
        put(self.window.shelf, serial(self.number, at), trace)
        return Placed(one, trace, is_first, *_document(story, one), None, *nearest)

    def _home(self, key: str) -> Trace:
        """Where an earlier article went."""
        found = self.homes.get(key) or self.window.of_key(key)
        if found is None:
            raise KeyError(key)
        return found

    def _of_group(self, group: str, first: Arrival) -> Story:
        """The story of a group; a new one that this article begins, where it has none."""
        if _is_open(group):
            return self._touched(group.partition("/")[0])
        if group not in self.begun:
            story = Story(self._id(first), first.day)
            self.begun[group] = story.id
            self.window.stories[story.id] = story
        return self._touched(self.begun[group])

    def _id(self, first: Arrival) -> str:
        """The id of the story that an article begins.

        An article that comes again after the window has passed begins another story. Its day tells
        the two apart; where it has none, its beat does.
        """
        when = first.day.isoformat() if first.day else str(self.number)
        return identity("story", first.key, when)

    def _touched(self, name: str) -> Story:
        """A story to which something is added now."""
        story = self.window.stories[name]
        story.number = self.number
        return story

    def _episode(self, story: Story, one: Arrival, vector: Vector) -> int:
        """The episode of a story that an article joins; what it is like is asked where need be."""
        if not story.episodes or is_whole(story.episodes, bound=EPISODE):
            return _episode(story, one, ())
        shelf = self.window.shelf
        near = [each for each in shelf.near(vector) if each.group.partition("/")[0] == story.id]
        members = {name: other for each in near for name, other in each.members}
        liked = sorted(
            ((_number(each.group), _likest(vector, each)) for each in near),
            key=lambda found: (-found[1], found[0]),
        )
        extents = [(story.episodes[number], value) for number, value in liked]
        return _episode(story, one, extents, close=closeness(vector, members))

    def _nearest(
        self, story: str, episode: int, vector: Vector
    ) -> tuple[str, Likeness] | tuple[()]:
        """The article of an episode that one is most like, and how like; none where it is empty."""
        members = self.window.shelf.members(f"{story}/{episode}", vector.day)
        if not members:
            return ()
        key, other = max(members, key=lambda each: (alike(vector, each[1]), each[0]))
        return key, likeness(vector, other)


def _episode(
    story: Story, one: Arrival, near: Iterable[tuple[Extent, float]], *, close: float = 0.0
) -> int:
    """The number of the episode that an article joins, which has one article more now."""
    newest = story.episodes[: -NEWEST - 1 : -1]
    found = chosen(newest, near, day=one.day, close=close, bound=EPISODE)
    if found is None:
        found = Extent(str(len(story.episodes)))
        story.episodes.append(found)
    number = int(found.name)
    story.episodes[number] = found.joined(one.day)
    return number


def _document(story: Story, one: Arrival) -> tuple[str, str | None]:
    """The id of an article in its story's ledger, and that of the earlier version, if any."""
    name = one.id
    if _digest(name) not in story.ids:
        story.ids.add(_digest(name))
        return name, None
    name = named(one.id, one.fetched, one.id)
    count = 2
    while _digest(name) in story.ids:
        name, count = f"{one.id}#{count}", count + 1
    story.ids.add(_digest(name))
    return name, one.id


def _trace(at: int, one: Arrival, story: str, episode: int) -> Trace:
    """What is remembered of an article that is no copy, but for its words."""
    return Trace(at, one.key, one.digest, story, episode, one.day)


def _copied(at: int, one: Arrival, home: Trace, copy: Copy) -> Trace:
    """What is remembered of a copy."""
    trace = _trace(at, one, home.story, home.episode)
    return replace(trace, original=copy.of)


def _likest(one: Vector, candidate: Candidate) -> float:
    """How like an article is to the likest of some."""
    return max(alike(one, other) for _, other in candidate.members)


def _is_open(group: str) -> bool:
    """Whether a group is an episode that is open."""
    return "/" in group


def _number(group: str) -> int:
    """The number of an open episode."""
    return int(group.rpartition("/")[2])


def _digest(name: str) -> int:
    """An id in eight bytes."""
    data = blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data)
