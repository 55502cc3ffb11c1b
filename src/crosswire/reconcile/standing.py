"""How two sources stand to each other: one, a body and who speaks for it, or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from crosswire.row import Entity

Standing = Literal["same", "speaks_for", "alike", "unknown", "apart"]
"""`speaks_for`: one is the body, or above the body, for which the other speaks. `alike`: two that
are described by one word ("a fisherman"). `unknown`: one of the two is not named, so that he may be
the other."""

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Sources:
    """The entities as sources of statements."""

    entities: Mapping[str, Entity]

    def standing(self, one: str | None, other: str | None) -> Standing:
        """How two sources stand to each other."""
        if one is not None and one == other:
            return "same"
        named = self.named(one), self.named(other)
        if not all(named):
            return "alike" if not any(named) and self._described_alike(one, other) else "unknown"
        if one in self._above(other) or other in self._above(one):
            return "speaks_for"
        return "apart"

    def named(self, source: str | None) -> bool:
        """Whether a source is somebody with a name."""
        entity = self.entities.get(source or "")
        return entity is not None and entity.kind != "described"

    def described_as(self, one: str | None, other: str | None) -> bool:
        """Whether two sources are described alike: "officials" and "Norwegian officials"."""
        if one is None or other is None or self.named(one) or self.named(other):
            return False
        mine, others = self._words(one), self._words(other)
        return bool(mine and others) and (mine <= others or others <= mine)

    def _described_alike(self, one: str | None, other: str | None) -> bool:
        """Whether two are described by one word, of one person or body: plurals are many."""
        mine, others = (self._words(source) for source in (one, other))
        return any(not word.endswith("s") for word in mine & others)

    def _words(self, source: str | None) -> frozenset[str]:
        entity = self.entities.get(source or "")
        return frozenset(_WORD.findall(entity.name.lower())) if entity else frozenset()

    def house(self, source: str | None) -> str:
        """The highest body for which a source speaks: itself, where it speaks for none."""
        return (source or "", *self._above(source))[-1]

    def _above(self, source: str | None) -> tuple[str, ...]:
        """The bodies for which a source speaks, nearest first."""
        return tuple(self._climb(source))

    def _climb(self, source: str | None) -> Iterator[str]:
        seen = {source}
        entity = self.entities.get(source or "")
        while entity is not None and entity.side is not None and entity.side not in seen:
            seen.add(entity.side)
            yield entity.side
            entity = self.entities.get(entity.side)
