"""A row in one line, of its own words and labels."""

from __future__ import annotations

from functools import singledispatch

from crosswire.ledger import Row
from crosswire.row import (
    Document,
    Entity,
    Figure,
    Link,
    Mention,
    Place,
    Problem,
    Question,
    Statement,
    Time,
)
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup, published


def headline(row: Row, lookup: Lookup) -> str:
    """What a row says, on one line: a denied statement begins with DENIED BY."""
    return one_line(_headline(row, lookup))


def told_by(row: Statement | Figure, lookup: Lookup) -> str:
    """What a row says, and by which outlet, on one line."""
    words = headline(row, lookup)
    has_outlet = isinstance(row, Figure) and row.speaker is None
    return words if has_outlet else f"{lookup.printed_in(row.document)}: {words}"


def one_line(text: str) -> str:
    """Words from a report, harmless and on one line."""
    return " ".join(inert(text).split())


@singledispatch
def _headline(row: Row, _: Lookup) -> str:
    raise TypeError(f"not a row of a ledger: {row!r}")


@_headline.register
def _(row: Document, _: Lookup) -> str:
    return f"{published(row)} {row.outlet or ''} {row.title or row.id}"


@_headline.register
def _(row: Mention, lookup: Lookup) -> str:
    return f"{row.text} = {lookup.name(row.entity)}"


@_headline.register
def _(row: Entity, _: Lookup) -> str:
    return f"{row.name} ({row.kind})"


@_headline.register
def _(row: Statement, lookup: Lookup) -> str:
    return f"{lookup.status(row)}: {row.text}"


@_headline.register
def _(row: Figure, lookup: Lookup) -> str:
    return f"{lookup.source(row)}: {row.text}" + (f" ({row.of})" if row.of else "")


@_headline.register
def _(row: Time, _: Lookup) -> str:
    return f"{row.text} = {row.value}"


@_headline.register
def _(row: Place, _: Lookup) -> str:
    return f"{row.text} = {row.name}" + (f" ({row.country})" if row.country else "")


@_headline.register
def _(row: Question, _: Lookup) -> str:
    return f"{row.text} ({row.relation})"


@_headline.register
def _(row: Link, lookup: Lookup) -> str:
    ends = (lookup.rows.get(end) for end in (row.from_id, row.to_id))
    told = (None if isinstance(end, Link) else end for end in ends)  # no rule links a link
    words = [headline(end, lookup) if end else "?" for end in told]
    return f"{words[0]} {row.kind} {words[1]}"


@_headline.register
def _(row: Problem, _: Lookup) -> str:
    return f"{row.document}: {row.reason}"
