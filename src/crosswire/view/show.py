"""One row of a ledger: its words in their paragraph, its fields, the reasons for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crosswire.ledger import Row, kind_of, span_of
from crosswire.row import (
    Document,
    Entity,
    Figure,
    Link,
    Question,
    Reason,
    Span,
    Statement,
    Window,
    Witness,
)
from crosswire.view import evidence, question
from crosswire.view.evidence import Block
from crosswire.view.headline import headline, one_line
from crosswire.view.inert import inert
from crosswire.view.label import dropped, label
from crosswire.view.lookup import Lookup, published, window

AROUND = 500
"""Letters of context on each side of a row's words, where their paragraph is longer."""

LONGEST = 1_500
"""Letters of the row's own words that are shown."""

MOST = 12
"""Rows that are listed under another one."""

SHOWN_ABOVE = {"id", "document", "text", "span", "content", "spans", "story", "because"}
"""Fields that stand in the header, in the context or among the reasons."""

SHOWN_BELOW: dict[type, set[str]] = {
    Question: {"figures", "answers", "relation"},
    Figure: {"question", "origin"},
    Statement: {"origin"},
    Link: {"kind", "from_id", "to_id"},
}
"""Fields that stand with the evidence for them."""


def render(row: Row, lookup: Lookup) -> RenderableType:
    """A row as a page."""
    parts: list[RenderableType] = [_header(row, lookup)]
    told = [*_context(row, lookup), *_fields(row, lookup)]
    parts += [Text(), *told] if told else []
    blocks: list[Block] = list(_derived(row, lookup))
    for title, block in (("REASONS", _reasons(row, lookup)), ("SEE ALSO", _related(row, lookup))):
        blocks += [(title, [block])] if block is not None else []
    for title, content in blocks:
        parts += [Text(), Text(title, "bold"), *content]
    return Group(*parts)


def choices(rows: Sequence[Row], lookup: Lookup) -> RenderableType:
    """Several rows, a line for each with its reference."""
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(no_wrap=True)
    for row in rows[:MOST]:
        words = Text(headline(row, lookup), no_wrap=True, overflow="ellipsis")
        grid.add_row(Text(kind_of(row), "dim"), words, Text(lookup.reference(row), "cyan"))
    if len(rows) > MOST:
        grid.add_row(Text(""), Text(f"... and {len(rows) - MOST} more", "dim"), Text(""))
    return grid


def _header(row: Row, lookup: Lookup) -> Text:
    """What sort of row it is, whose words they are, and in which report."""
    lines = Text.assemble((kind_of(row).upper(), "bold"), "  ", (inert(row.id), "cyan"))
    document = lookup.documents.get(getattr(row, "document", row.id))
    if document is not None:
        place = (document.id, document.outlet, published(document), document.title)
        lines.append("\n" + "  ".join(one_line(part) for part in place if part))
    if isinstance(row, Statement | Figure):
        label = lookup.status(row) if isinstance(row, Statement) else lookup.source(row)
        lines.append(f"\n{label}:", "bold")
    elif not isinstance(row, Document | Link):
        lines.append(f"\n{headline(row, lookup)}", "bold")
    return lines


def _context(row: Row, lookup: Lookup) -> Iterator[RenderableType]:
    """The paragraph that a row stands in, its words marked."""
    span = span_of(row)
    document = lookup.documents.get(getattr(row, "document", ""))
    if span is None or document is None:
        return
    words = Text(no_wrap=False)
    if document.text:
        before, after = _around(document.text, span)
        words.append(inert(before))
        words.append(f">>{_cut(span.of(document.text))}<<", "reverse")
        words.append(inert(after))
    else:
        words.append(f">>{_cut(row.text)}<<", "reverse")  # type: ignore[union-attr]
        words.append("\nThe ledger was written without the reports' texts.", "dim")
    yield Padding(words, (0, 0, 1, 2))


def _around(text: str, span: Span) -> tuple[str, str]:
    """What stands before and after a span in its paragraph, cut where that is long."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    before, after = text[start : span.start], text[span.end : end]
    if len(before) > AROUND:
        before = f"…{before[-AROUND:]}"
    if len(after) > AROUND:
        after = f"{after[:AROUND]}…"
    return before, after


def _cut(words: str) -> str:
    """A row's own words, cut in the middle where they are very long."""
    half = LONGEST // 2
    return inert(words if len(words) <= LONGEST else f"{words[:half]} … {words[-half:]}")


def _fields(row: Row, lookup: Lookup) -> Iterator[RenderableType]:
    """A row's other fields by the names that the ledger gives them."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    elsewhere = SHOWN_ABOVE | SHOWN_BELOW.get(type(row), set())
    for part in fields(row):
        value = getattr(row, part.name)
        if part.name not in elsewhere and value != ():
            name = part.metadata.get("name", part.name)
            grid.add_row(Text(name), Text(_value(value, row, lookup)))
    if grid.row_count:
        yield grid


def _value(value: object, row: Row, lookup: Lookup) -> str:
    """A field's value: the words of a span, the words for a row that it names."""
    match value:
        case None:
            words = "not known"
        case Span():
            words = _words(Witness(getattr(row, "document", row.id), value), lookup)
        case Window():
            words = window(value)
        case tuple():
            words = "; ".join(_value(item, row, lookup) for item in value)
        case float():
            words = f"{value:.10g}"
        case _:
            words = _named(str(value), lookup)
    return words


def _named(value: str, lookup: Lookup) -> str:
    """A text as it is; for the id of a row what that row says, and its reference."""
    row = lookup.rows.get(value)
    if row is None or isinstance(row, Document):
        return one_line(value)
    return f"{headline(row, lookup)} [{lookup.reference(row)}]"


def _reasons(row: Row, lookup: Lookup) -> RenderableType | None:
    """Which rule gave each derived field its value, and the words that the rule looked at."""
    because: dict[str, Reason] = dict(getattr(row, "because", {}))
    names = sorted(set(because) - SHOWN_BELOW.get(type(row), set()) - set(dropped(because)))
    if not names:
        return None
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for name in names:
        grid.add_row(Text(inert(name)), Text(label(name, because[name].rule)))
        for witness in because[name].spans:
            grid.add_row(Text(), Text(_witness(witness, lookup)))
    return grid


def _witness(witness: Witness, lookup: Lookup) -> str:
    """A reason's words, and where they stand."""
    place = f"{one_line(witness.document)} {witness.span.start}-{witness.span.end}"
    return f"{_words(witness, lookup)}  {place}"


def _words(witness: Witness, lookup: Lookup) -> str:
    """What a document says at a span."""
    document = lookup.documents.get(witness.document)
    words = one_line(witness.span.of(document.text)[:AROUND]) if document else ""
    return f"“{words}”" if words else f"{witness.span.start}-{witness.span.end}"


def _derived(row: Row, lookup: Lookup) -> Iterator[Block]:
    """Why a row belongs with others: its question, its origin, its utterance, its links."""
    match row:
        case Question():
            yield from question.blocks(row, lookup)
        case Figure():
            yield from evidence.asked(row, lookup)
            yield from evidence.one_origin(row, lookup)
            yield from evidence.linked(row, lookup)
        case Statement():
            yield from evidence.wordings(row, lookup)
            yield from evidence.one_origin(row, lookup)
            yield from evidence.linked(row, lookup)
        case Link():
            yield from evidence.between(row, lookup)
        case Document():
            yield "ROWS", [_counts(row, lookup)]


def _counts(row: Document, lookup: Lookup) -> Text:
    """How many rows of each type a report has, and to how many questions it gives an answer."""
    found = Counter(
        kind_of(each) for each in lookup.ledger if getattr(each, "document", "") == row.id
    )
    asked = {f.question for f in lookup.ledger.figures if f.document == row.id and f.question}
    parts = [f"{kind} {number}" for kind, number in found.items()]
    parts += [f"question {len(asked)}"] if asked else []
    return Text(" · ".join(parts))


def _related(row: Row, lookup: Lookup) -> RenderableType | None:
    """The rows that rest on this one, or on which it rests."""
    ledger = lookup.ledger
    found: list[Row] = []
    if isinstance(row, Entity):
        found += [s for s in ledger.statements if s.speaker == row.id or row.id in s.chain]
        found += [f for f in ledger.figures if f.speaker == row.id and f.statement is None]
        found += [m for m in ledger.mentions if m.entity == row.id]
    elif isinstance(row, Statement):
        found += [f for f in ledger.figures if f.statement == row.id]
    elif isinstance(row, Document):
        found += [s for s in ledger.statements if s.document == row.id]
        found += [f for f in ledger.figures if f.document == row.id]
    return choices(found, lookup) if found else None
