"""A brief laid out for a person: what fits on two screens, or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from crosswire.view.brief import Brief
from crosswire.view.inert import inert
from crosswire.view.section import SCREENS, SHORT, Entry, Line, Section, shares

AROUND = 6
"""Lines of a brief beside its sections."""


def render(brief: Brief, *, whole: bool = False, ledger: str | None = None) -> RenderableType:
    """The brief as a page; `whole` leaves no line out, `ledger` is the file that holds its rows."""
    event = Text(brief.event, "bold", no_wrap=True, overflow="ellipsis")
    parts: list[RenderableType] = [event, Text(brief.extent)]
    shown = shares(brief.sections, SCREENS - AROUND)
    for section, share in zip(brief.sections, shown, strict=True):
        parts.append(_Shown(section, len(section.entries) if whole else share, whole))
    return Group(*parts, Text(), Text(_hint(brief, shown, ledger, whole=whole), "dim"))


def _hint(brief: Brief, shown: Sequence[int], ledger: str | None, *, whole: bool) -> str:
    """How to see what a reference stands for, and what was left out."""
    file = inert(ledger) if ledger else "LEDGER"
    again = inert(ledger) if ledger else "PATH"
    origin = "" if ledger else " (written by crosswire brief -o LEDGER)"
    cut = any(share < len(each.entries) for share, each in zip(shown, brief.sections, strict=True))
    rest = "" if whole or not cut else f"\ncrosswire brief {again} --all"
    return f"crosswire show {file} REFERENCE{origin}{rest}"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A section with so many of its entries, as wide as the page is."""

    section: Section
    share: int
    whole: bool

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> RenderResult:
        entries = self.section.entries[: self.share]
        frame = self._frame(entries, options.max_width)
        yield Text()
        yield frame.head(self.section.columns, _title(self.section, self.share))
        for titled, group in groupby(entries, key=lambda entry: entry.heading is not None):
            if titled:
                for entry in group:
                    yield from _headed(frame, entry, whole=self.whole)
            else:
                yield frame.table([line for one in group for line in one.lines])

    def _frame(self, entries: Sequence[Entry], page: int) -> _Frame:
        """The columns, for all that is shown: names, lines, references, the title."""
        blank = ("",) * (len(self.section.widths) - 1)
        lines = [self.section.columns] if self.section.columns else []
        lines += [line for entry in entries for line in entry.lines]
        lines += [(*blank, entry.heading[-1]) for entry in entries if entry.heading]
        lines.append((_title(self.section, self.share).plain, *blank))
        return _Frame(self.section.laid(page, lines), self.section.wraps)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The columns of a section."""

    widths: tuple[int, ...]
    wraps: bool

    def head(self, columns: Line, title: Text) -> RenderableType:
        """The title, with the columns' names where there are any."""
        if not columns:
            return title
        grid = self._grid()
        grid.add_row(title, *(Text(name, "dim", no_wrap=True) for name in columns[1:]))
        return grid

    def table(self, lines: Sequence[Line]) -> Table:
        """Lines laid out; words are cut to the width, references never."""
        grid = self._grid()
        for line in lines:
            words = (Text(cell, no_wrap=not self.wraps, overflow="ellipsis") for cell in line[:-1])
            grid.add_row(*words, Text(line[-1], "cyan"))
        return grid

    def _grid(self) -> Table:
        grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
        for width in self.widths:
            grid.add_column(width=width)
        return grid


def _title(section: Section, share: int) -> Text:
    """A section's title, and of how many entries how many are shown."""
    every = len(section.entries)
    count = f"  {share} of {every}" if share < every else ""
    return Text.assemble((section.title, "bold"), (count, "dim"), no_wrap=True)


def _headed(frame: _Frame, entry: Entry, *, whole: bool) -> Iterator[RenderableType]:
    """An entry under its heading; a short one says how many lines are left out."""
    words, target = entry.heading or ("", "")
    *others, reference = frame.widths
    heading = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    heading.add_column(width=sum(others) + len(others) - 1)
    heading.add_column(width=reference)
    heading.add_row(Text(words, no_wrap=True, overflow="ellipsis"), Text(target, "cyan"))
    shown = entry.lines if whole else entry.lines[:SHORT]
    yield from (heading, frame.table(shown))
    if len(shown) < len(entry.lines):
        yield Text(f"  ... and {len(entry.lines) - len(shown)} more", "dim")
