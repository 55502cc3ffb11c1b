"""What changed as pages for a person: one for each event, what must be told first in front."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rich.console import Group, RenderableType
from rich.text import Text

from crosswire.desk.change.value import KINDS, Change, Field, Logged, Telling
from crosswire.desk.change.wording import kind_words, lines, place
from crosswire.ledger import TYPES
from crosswire.view.brief import Brief
from crosswire.view.headline import one_line
from crosswire.view.page import render as laid_out
from crosswire.view.section import REFERENCE, Entry, Section
from crosswire.view.section import Line as Cells

DIGITS = 8
"""Letters of an id that make a reference; `crosswire show` lists the rows where several fit."""

DAY = 16
"""Letters of a day, or of a few days: "2031-03-18/03-19"."""

MOST = 40
"""Changes of one kind that are listed, unless all are asked for."""

CUT = "  "
"""What stands between a title and how many of its changes are listed."""

GONE = frozenset(("report_withdrawn", "withdrawn_claim", "question_withdrawn"))
"""Changes of rows that are no longer there to be shown."""


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
    for event, mine in _by_event(logged):
        called = one_line(names.events.get(event, event))
        sections = tuple(_sections(mine, names, extent.most))
        page = Brief(called, f"{counted(len(mine))} since {extent.since}", sections)
        parts += [laid_out(page, whole=True, ledger=f"{names.desk} --event {event}"), Text()]
        if any(CUT in section.title for section in sections):
            again = f"crosswire changes {names.desk} --event {event} --since {extent.mark} --all"
            parts[-1:] = [Text(one_line(again), "dim"), Text()]
    return Group(*parts[:-1])


def counted(number: int) -> str:
    """So many changes."""
    return f"{number} change" + ("" if number == 1 else "s")


def _by_event(logged: Iterable[Logged]) -> list[tuple[str, list[Change]]]:
    """The changes of each event; what must be told first comes first."""
    found: dict[str, list[Change]] = {}
    for one in logged:
        found.setdefault(one.event, []).append(one.change)
    return sorted(found.items(), key=lambda each: min(map(_rank, each[1])))


def _rank(change: Change) -> int:
    return KINDS.index(change.kind)


def _netted(changes: Iterable[Change]) -> list[Change]:
    """The changes, with one line for a question's origins: first and last, if they differ.

    What came between is in the log; who reads what happened since yesterday asks where it stands.
    """
    found: dict[object, Change] = {}
    for number, change in enumerate(changes):
        key = change.row if change.kind == "origins_changed" else number
        found[key] = _joined(found[key], change) if key in found else change
    return [one for one in found.values() if one.kind != "origins_changed" or _is_moved(one)]


def _joined(first: Change, last: Change) -> Change:
    """Two changes of one question's origins as one, for the reason of the last."""
    pairs = zip(first.fields, last.fields, strict=False)
    return replace(last, fields=tuple(Field(b.name, a.before, b.after) for a, b in pairs))


def _is_moved(change: Change) -> bool:
    return any(one.before != one.after for one in change.fields)


def _sections(changes: Sequence[Change], names: Names, most: int | None) -> Iterator[Section]:
    """A section for each kind of change; a claim that left with its report is counted there."""
    left = {one.row for one in changes if one.kind == "report_withdrawn"}
    changes = _netted(changes)
    for kind in KINDS:
        mine = [one for one in changes if one.kind == kind and not _is_counted(one, left)]
        if mine:
            entries = tuple(_entry(one, names) for one in mine[:most])
            cut = f"{CUT}{len(entries)} of {len(mine)}" if len(entries) < len(mine) else ""
            title = kind_words(kind)["title"] + cut
            columns = ("", "in", "as of", "")
            yield Section(title, columns, (0, 24, DAY, REFERENCE), entries, wraps=True)


def _is_counted(change: Change, left: Collection[str | None]) -> bool:
    """Whether a claim that is gone is told with its report: nothing of it is left to be shown."""
    hidden = all(one.hidden for one in change.before)
    return change.kind == "withdrawn_claim" and hidden and change.document in left


def _entry(change: Change, names: Names) -> Entry:
    """A change under the words of its question, if it is about one."""
    told = tuple(_cells(words, row, change, names) for words, row in lines(change))
    if change.topic is None:
        return Entry(told)
    topic = one_line(change.topic.words) or "(a question)"
    opens = "" if change.kind in GONE else reference(change.topic, names)
    return Entry(tuple((f"  {words}", *rest) for words, *rest in told), (topic, opens))


def _cells(words: str, row: Telling | None, change: Change, names: Names) -> Cells:
    """A line: words, outlet, day, and what `crosswire show` opens."""
    if row is None:
        return words, "", "", ""
    opens = not (row.hidden or (change.kind in GONE and row in change.before))
    return words, *place(row), reference(row, names) if opens else ""


def reference(row: Telling, names: Names) -> str:
    """What `crosswire show` takes for a row."""
    if row.type == "document":
        return one_line(names.documents.get(row.row, row.row))
    kind, _, rest = row.row.partition("-")
    return one_line(rest[:DIGITS] if kind in TYPES and rest else row.row)
