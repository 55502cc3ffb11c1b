"""What changed as a page of the desk shows it: event by event, what must be told first in front.

The order and the words are those of `crosswire changes`; here each stands by itself, so that a page
can set them: a label is never without its words, nor the words without their label.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.desk.change.value import KINDS, Field, Kind, Logged, Telling
from crosswire.desk.change.wording import HIDDEN, kind_words, notes, place, told
from crosswire.ledger import TYPES
from crosswire.view.headline import one_line

DIGITS = 8
"""Letters of an id that make a reference; `crosswire show` lists the rows where several fit."""

GONE = frozenset(("report_withdrawn", "withdrawn_claim", "question_withdrawn"))
"""Changes of rows that are no longer there to be shown."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row as a line tells it: `sign` before it ("→", "denies"), its label, its words, its place.

    `opens` is the row that the line leads to, None where it is not there any more; `reference` what
    `crosswire show` takes for it. `measures` is what a figure counts.
    """

    sign: str
    label: str
    words: str
    measures: str
    outlet: str
    day: str
    type: str
    opens: str | None
    reference: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """The question that a change is about, in its words, and what opens it."""

    words: str
    opens: str | None
    reference: str


@dataclass(frozen=True, slots=True)
class Item:
    """One change: its number, when it was written (UTC), the lines and what is said beside them."""

    seq: int
    at: str
    topic: Topic | None
    lines: tuple[Told, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one kind under its title, so many of them as are listed; `changes` are all."""

    kind: Kind
    title: str
    changes: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What changed in one event; `changes` counts all, those too that are netted into one line."""

    event: str
    name: str
    changes: int
    parts: tuple[Part, ...]


def sheets(
    logged: Iterable[Logged],
    events: Mapping[str, str],
    documents: Mapping[str, str],
    *,
    most: int | None = None,
) -> tuple[Sheet, ...]:
    """The changes event by event, that one first of which the most important is told.

    `events` has their names by id, `documents` the fewest letters that mean a report; `most` is
    how many changes of a kind are listed.
    """
    return tuple(
        Sheet(event, one_line(events.get(event, event)), len(mine), _parts(mine, documents, most))
        for event, mine in by_event(logged)
    )


def _parts(
    logged: Sequence[Logged], documents: Mapping[str, str], most: int | None
) -> tuple[Part, ...]:
    return tuple(
        Part(kind, kind_words(kind)["title"], len(mine), _items(mine[:most], documents))
        for kind, mine in by_kind(logged)
    )


def _items(logged: Iterable[Logged], documents: Mapping[str, str]) -> tuple[Item, ...]:
    return tuple(_item(one, documents) for one in logged)


def _item(logged: Logged, documents: Mapping[str, str]) -> Item:
    change = logged.change
    is_gone = change.kind in GONE
    of = change.topic.words if change.topic else ""
    lines = (
        _told(sign, row, documents, gone=is_gone and row in change.before, of=of)
        for sign, row in told(change)
    )
    topic = _topic(change.topic, documents, gone=is_gone) if change.topic else None
    return Item(logged.seq, logged.at, topic, tuple(lines), tuple(map(one_line, notes(change))))


def _topic(row: Telling, documents: Mapping[str, str], *, gone: bool) -> Topic:
    words = one_line(row.words) or "(a question)"
    return Topic(words, None if gone else row.row, "" if gone else reference(row, documents))


def _told(sign: str, row: Telling, documents: Mapping[str, str], *, gone: bool, of: str) -> Told:
    """A row as it is told; what it measures is left out where that is the topic, `of`."""
    outlet, day = place(row)
    opens = not (row.hidden or gone)
    title = row.words or (row.row if row.type == "document" else "")
    measures = row.facts.get("of", "")
    is_hidden = row.hidden and row.type != "document"
    return Told(
        sign=sign.strip().rstrip(":"),
        label=one_line(row.label),
        words=HIDDEN if is_hidden else one_line(title),
        measures="" if measures == of else one_line(measures),
        outlet=outlet,
        day=day,
        type=row.type,
        opens=row.row if opens else None,
        reference=reference(row, documents) if opens else "",
        hidden=row.hidden,
    )


def reference(row: Telling, documents: Mapping[str, str]) -> str:
    """What `crosswire show` takes for a row."""
    if row.type == "document":
        return one_line(documents.get(row.row, row.row))
    kind, _, rest = row.row.partition("-")
    return one_line(rest[:DIGITS] if kind in TYPES and rest else row.row)


def by_event(logged: Iterable[Logged]) -> list[tuple[str, list[Logged]]]:
    """The changes of each event; what must be told first comes first."""
    found: dict[str, list[Logged]] = {}
    for one in logged:
        found.setdefault(one.event, []).append(one)
    return sorted(found.items(), key=lambda each: min(map(_rank, each[1])))


def _rank(logged: Logged) -> int:
    return KINDS.index(logged.change.kind)


def by_kind(logged: Sequence[Logged]) -> Iterator[tuple[Kind, list[Logged]]]:
    """The changes of each kind that are told; a claim that left with its report counts there."""
    left = {one.change.row for one in logged if one.change.kind == "report_withdrawn"}
    netted = _netted(logged)
    for kind in KINDS:
        if mine := [
            one for one in netted if one.change.kind == kind and not _is_counted(one, left)
        ]:
            yield kind, mine


def _is_counted(logged: Logged, left: Collection[str | None]) -> bool:
    """Whether a claim that is gone is told with its report: nothing of it is left to be shown."""
    change = logged.change
    hidden = all(one.hidden for one in change.before)
    return change.kind == "withdrawn_claim" and hidden and change.document in left


def _netted(logged: Iterable[Logged]) -> list[Logged]:
    """The changes, with one line for a question's origins: first and last, if they differ.

    What came between is in the log; who reads what happened since yesterday asks where it stands.
    """
    found: dict[object, Logged] = {}
    for number, one in enumerate(logged):
        key = one.change.row if one.change.kind == "origins_changed" else number
        found[key] = _joined(found[key], one) if key in found else one
    return [one for one in found.values() if one.change.kind != "origins_changed" or _is_moved(one)]


def _joined(first: Logged, last: Logged) -> Logged:
    """Two changes of one question's origins as one, for the reason of the last."""
    pairs = zip(first.change.fields, last.change.fields, strict=False)
    fields = tuple(Field(b.name, a.before, b.after) for a, b in pairs)
    return replace(last, change=replace(last.change, fields=fields))


def _is_moved(logged: Logged) -> bool:
    return any(one.before != one.after for one in logged.change.fields)
