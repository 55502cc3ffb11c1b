"""The day on which a page says that it was published: "Last updated: Monday 12 May 2031, 07:40"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from crosswire.extract.time.lexeme import cut, leaves
from crosswire.extract.time.meaning import Calendar
from crosswire.extract.time.passage import grammar
from crosswire.extract.time.vocabulary import vocabulary
from crosswire.parse import Parse
from crosswire.resolve.date.anchor import Anchor
from crosswire.resolve.date.choose import fixed
from crosswire.resolve.date.granule import Granule
from crosswire.row import Span

_STATING = re.compile(
    r"^[^\w\n]*(?:(?:first|last|originally|date)\s+)?"
    r"(?:published|updated|posted|modified|revised|issued)\b(?P<date>[^\n]{6,80})",
    re.IGNORECASE | re.MULTILINE,
)
"""A line above the story that says when it was put out."""


def stated(parse: Parse) -> Anchor | None:
    """The latest full date that the lines above a story give for it; None where there is none."""
    paragraphs = (block.span.start for block in parse.blocks if block.kind == "paragraph")
    head = next(paragraphs, 0)
    found = [
        (day, Anchor(Granule.of(day), "stated publication", (Span(*match.span("date")),)))
        for match in _STATING.finditer(parse.text, 0, head)
        for day in _full_dates(parse.text, Span(*match.span("date")))
    ]
    return max(found, key=lambda one: one[0])[1] if found else None


def _full_dates(text: str, span: Span) -> Iterator[date]:
    """The days in some text whose year is written there."""
    lexemes = cut(text, span.start, span.end)
    readings = leaves(lexemes, vocabulary(), grammar().words)
    for nodes in grammar().chart(readings, 0, len(lexemes)).values():
        for node in nodes:
            value = node.value
            if isinstance(value, Calendar) and value.day and value.month and value.year:
                granule = fixed(value)
                if granule is not None and granule.window:
                    yield granule.window[0]
