"""One thing to judge, as a person at a terminal meets it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from crosswire.desk.review.item import Side
from crosswire.desk.review.queue import Entry, Queue
from crosswire.judgement.value import Days, Judgement
from crosswire.view.headline import one_line
from crosswire.view.inert import inert
from crosswire.view.lookup import days

HANDLE = 8
"""Digits of a judgement's id that are shown; as many as tell it apart may be given."""

TITLE = 56
"""Letters of a report's title."""

SAID = {"accept": "accepts", "reject": "rejects", "correct": "corrects", "grade": "grades"}

STATES = {"open": "", "accepted": "you accepted it", "rejected": "you rejected it"}


def render(entry: Entry, queue: Queue, place: int) -> RenderableType:
    """An entry of a queue, at its place from 1."""
    item = entry.item
    done = f"{place} of {queue.total}, {queue.done} judged"
    parts: list[RenderableType] = [
        Text.assemble((item.group, "bold"), f"  {item.topic or ''}".rstrip(), f"  ({done})")
    ]
    for number, side in enumerate(item.sides, 1):
        parts += [Text(), *_side(number, side)]
    parts += [Text(), *_asked(entry)]
    return Group(*parts)


def _side(number: int, side: Side) -> Iterator[RenderableType]:
    """A row: whose words, in which sense, in which report, and the words in their context."""
    measures = f" ({side.measures})" if side.measures else ""
    yield Text.assemble(
        (f"{number}  ", "cyan"), (f"{side.label}: " if side.label else "", "bold"),
        f"{side.words}{measures}",
    )  # fmt: skip
    where = (side.reference, side.outlet, side.day, _cut(side.title))
    yield Text("   " + "  ".join(part for part in where if part), "dim")
    context = Text.assemble(side.before, (f">>{side.words}<<", "reverse"), side.after)
    yield Padding(context, (0, 0, 0, 3))
    for line in side.also:
        yield Text(f"   also here: {line}", "dim")


def _cut(title: str) -> str:
    """A title that one line has room for."""
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def _asked(entry: Entry) -> Iterator[RenderableType]:
    """What is asked, why, and what was said of it."""
    yield Text(entry.item.ask, "bold")
    if entry.item.why:
        yield Text(f"   joined by the rule: {entry.item.why}", "dim")
    if entry.mine:
        yield Text(f"   {STATES[entry.state]}{_note(entry.mine)}")
    for one in entry.others:
        yield Text(f"   {told(one)}")
    if entry.differ:
        yield Text("   you differ: nothing follows from either")


def handle(name: str, digits: int = HANDLE) -> str:
    """As much of a judgement's id as is shown."""
    return name.removeprefix("judgement-")[:digits]


def told(one: Judgement) -> str:
    """What somebody judged, on one line, without the words of the rows."""
    if one.kind == "note":
        return f"{inert(one.by)} notes{_note(one)}"
    if one.verdict == "undo":
        return f"{inert(one.by)} undoes {handle(one.undoes or '')}{_note(one)}"
    about = (one.relation or one.kind).replace("_", " ")
    return f"{inert(one.by)} {SAID[one.verdict]} ({about}){_value(one)}{_note(one)}"


def _value(one: Judgement) -> str:
    """To what something is corrected, or as what it is graded; who is named is shown as a row."""
    if isinstance(one.value, Days):
        stretch = days(one.value.first, one.value.last) or "not known"
        return f": {one.value.field} {stretch}"
    if one.kind == "speaker":
        return "" if one.value else ": the outlet itself"
    return f": {one.value}" if one.value else ""


def _note(one: Judgement) -> str:
    return f": {one_line(one.note)}" if one.note else ""
