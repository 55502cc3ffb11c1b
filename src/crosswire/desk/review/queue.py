"""The queue of one reviewer: what there is to judge, and what was judged of it until now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.desk.review.item import Item, ItemKind
from crosswire.judgement.standing import by_matter
from crosswire.judgement.value import Judgement

State = Literal["open", "accepted", "rejected"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An item with what the reviewer said of it, and what others did, unless he is blind to it."""

    item: Item
    mine: Judgement | None = None
    others: tuple[Judgement, ...] = ()

    @property
    def state(self) -> State:
        """What the reviewer said."""
        if self.mine is None:
            return "open"
        return "accepted" if self.mine.verdict == "accept" else "rejected"

    @property
    def differ(self) -> bool:
        """Whether those who judged it say different things: then nothing follows from any."""
        said = (*((self.mine,) if self.mine else ()), *self.others)
        return len({one.verdict for one in said}) > 1


@dataclass(frozen=True, slots=True)
class Queue:
    """The entries, and how many of them the reviewer has judged."""

    entries: tuple[Entry, ...]

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    @property
    def done(self) -> int:
        """How many of them the reviewer has judged."""
        return sum(entry.mine is not None for entry in self.entries)


def queue(
    items: Sequence[Item],
    judgements: Iterable[Judgement],
    *,
    by: str,
    kinds: Collection[ItemKind] = (),
    blind: bool = False,
) -> Queue:
    """What a reviewer is asked, of some kinds where these are given.

    Who is `blind` sees nothing of what others said, so that two judge independently.
    """
    said = by_matter(judgements)
    return Queue(
        tuple(
            _entry(item, said.get(item.matter, ()), by=by, blind=blind)
            for item in items
            if not kinds or item.kind in kinds
        )
    )


def _entry(item: Item, said: Iterable[Judgement], *, by: str, blind: bool) -> Entry:
    mine, others = None, []
    for one in said:
        if one.by == by:
            mine = one
        elif not blind:
            others.append(one)
    return Entry(item, mine, tuple(others))
