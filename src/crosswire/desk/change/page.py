"""What changed as pages for a person: one for each event, what must be told first in front."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.text import Text

from crosswire.desk.change.sheet import GONE, by_event, by_kind, reference
from crosswire.desk.change.value import Change, Logged, Telling
from crosswire.desk.change.wording import kind_words, lines, place
from crosswire.view.brief import Brief
from crosswire.view.count import counted
from crosswire.view.headline import one_line
from crosswire.view.page import render as laid_out
from crosswire.view.section import REFERENCE, Entry, Section
from crosswire.view.section import Line as Cells

DAY = 16
"""Letters of a day, or of a few days: "2031-03-18/03-19"."""

MOST = 40
"""Changes of one kind that are listed, unless all are asked for."""

CUT = "  "
"""What stands between a title and how many of its changes are listed."""


@dataclass(frozen=True, slots=True)
class Names:
    """What a page calls things: events by their ids, and reports in as few letters as needed."""

    desk: str
    events: Mapping[str, str]
    documents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Extent:
    """Since when, in words and by the number of the last change before; whether all are listed."""

    since: str
    mark: int
    whole: bool = False

    @property
    def most(self) -> int | None:
        """How many changes of a kind are listed."""
        return None if self.whole else MOST


def render(logged: Sequence[Logged], names: Names, extent: Extent) -> RenderableType:
    """The changes, the event first of which the most important is told."""
    parts: list[RenderableType] = []
    for event, mine in by_event(logged):
        called = one_line(names.events.get(event, event))
        sections = tuple(_sections(mine, names, extent.most))
        page = Brief(called, f"{counted(len(mine), 'change')} since {extent.since}", sections)
        parts += [laid_out(page, whole=True, ledger=f"{names.desk} --event {event}"), Text()]
        if any(CUT in section.title for section in sections):
            again = f"crosswire changes {names.desk} --event {event} --since {extent.mark} --all"
            parts[-1:] = [Text(one_line(again), "dim"), Text()]
    return Group(*parts[:-1])


def _sections(logged: Sequence[Logged], names: Names, most: int | None) -> Iterator[Section]:
    """A section for each kind of change."""
    for kind, mine in by_kind(logged):
        entries = tuple(_entry(one.change, names) for one in mine[:most])
        cut = f"{CUT}{len(entries)} of {len(mine)}" if len(entries) < len(mine) else ""
        title = kind_words(kind)["title"] + cut
        columns = ("", "in", "as of", "")
        yield Section(title, columns, (0, 24, DAY, REFERENCE), entries, wraps=True)


def _entry(change: Change, names: Names) -> Entry:
    """A change under the words of its question, if it is about one."""
    told = tuple(_cells(words, row, change, names) for words, row in lines(change))
    if change.topic is None:
        return Entry(told)
    topic = one_line(change.topic.words) or "(a question)"
    opens = "" if change.kind in GONE else reference(change.topic, names.documents)
    return Entry(tuple((f"  {words}", *rest) for words, *rest in told), (topic, opens))


def _cells(words: str, row: Telling | None, change: Change, names: Names) -> Cells:
    """A line: words, outlet, day, and what `crosswire show` opens."""
    if row is None:
        return words, "", "", ""
    opens = not (row.hidden or (change.kind in GONE and row in change.before))
    return words, *place(row), reference(row, names.documents) if opens else ""
