"""The sections of a brief: lines of cells under a title, and how many lines each takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from rich.cells import cell_len

PAGE = 100
"""Columns of a page."""

SCREENS = 90
"""Lines of two screens."""

REFERENCE = 99
"""The width of references, which are never cut."""

FRAME = 2
"""Lines of a section beside its entries: one that is empty, and the title."""

SHORT = 6
"""Lines that an entry has in a short brief."""

Line = tuple[str, ...]
"""Cells, the last of which is a reference."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Lines that belong together, under a heading with its reference where they need one."""

    lines: tuple[Line, ...]
    heading: Line | None = None

    @property
    def is_long(self) -> bool:
        """Whether a short brief leaves out some of the lines."""
        return len(self.lines) > SHORT


@dataclass(frozen=True, slots=True)
class Section:
    """One block of the brief.

    `widths` are the most that each column may take; the one with 0 takes what the others leave.
    The title stands in the place of the first column's name. Where a section wraps, words run on
    over several lines, else they are cut. `weight` is its share of what two screens hold.
    """

    title: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    entries: tuple[Entry, ...]
    wraps: bool = False
    weight: int = 1

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of all entries, with their headings."""
        return tuple(
            line
            for entry in self.entries
            for line in ((entry.heading,) if entry.heading else ()) + entry.lines
        )

    @property
    def filled(self) -> tuple[Line, ...]:
        """The lines that have a cell in each column."""
        return tuple(line for entry in self.entries for line in entry.lines)

    def laid(self, page: int, lines: Sequence[Line]) -> tuple[int, ...]:
        """The widths of the columns that hold some lines, on a page of so many columns.

        None is wider than what stands in it. Narrow columns and references are never cut; of the
        room that they leave, no column takes more than its part, unless the others need less.
        """
        longest = [max(map(_length, cells), default=0) for cells in zip(*lines, strict=True)]
        wanted = [min(width, length) for width, length in zip(self.widths, longest, strict=True)]
        wide = [at for at, width in enumerate(self.widths[:-1]) if width > NARROW]
        taken = sum(width for at, width in enumerate(wanted) if at not in wide)
        room = max(1, page - taken - len(wanted) + 1)
        open_to_all = self.widths.index(0)
        part = room // (len(wide) + 1)
        spare = max(0, part - longest[open_to_all]) // max(1, len(wide))
        for at in wide:
            wanted[at] = max(1, min(wanted[at], part + spare))
        wanted[open_to_all] = max(1, room - sum(wanted[at] for at in wide))
        return tuple(wanted)

    def height(self, entry: Entry, widths: Sequence[int]) -> int:
        """The lines that an entry takes in a short brief, where the columns are so wide."""
        lines = (self._height(line, widths) for line in entry.lines[:SHORT])
        return sum(lines) + (entry.heading is not None) + entry.is_long

    def _height(self, line: Line, widths: Sequence[int]) -> int:
        return max(map(_wrapped, line, widths)) if self.wraps else 1


NARROW = 12
"""The width up to which a column holds no more than a day or a number."""


def _length(cell: str) -> int:
    """The columns that a cell takes."""
    return max(map(cell_len, cell.split("\n")))


def _wrapped(cell: str, width: int) -> int:
    """The lines that a cell takes at most: words are not broken, so that a line may end early."""
    full = max(1, width - LONG_WORD)
    return sum(1 if len(part) <= width else ceil(len(part) / full) for part in cell.split("\n"))


LONG_WORD = 12
"""Letters of a word that are left over at the end of a line."""


def plain(*lines: Line) -> tuple[Entry, ...]:
    """An entry for each line."""
    return tuple(Entry((line,)) for line in lines)


def shares(sections: Sequence[Section], room: int) -> tuple[int, ...]:
    """How many entries of each section some lines have room for.

    The sections grow alike, by lines and in proportion to their weights, as long as the room lasts.
    """
    growing = [_Growing(section, section.laid(PAGE, section.filled)) for section in sections]
    room -= FRAME * len(sections)
    for level in range(1, room + 1):
        for one in growing:
            while one.lines < level * one.section.weight and 0 < one.next <= room:
                room -= one.next
                one.grow()
    return tuple(one.entries for one in growing)


@dataclass(slots=True)
class _Growing:
    """A section with the entries and the lines that it has so far."""

    section: Section
    widths: Sequence[int]
    entries: int = 0
    lines: int = 0

    @property
    def next(self) -> int:
        """The lines of its next entry; 0 where there is none."""
        left = self.section.entries[self.entries : self.entries + 1]
        return self.section.height(left[0], self.widths) if left else 0

    def grow(self) -> None:
        """Take the next entry."""
        self.lines += self.next
        self.entries += 1
