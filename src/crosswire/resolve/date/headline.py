"""Dates on the lines around a story: "By A. Bell | 12 May 2031 | 4 min read", "Updated 13 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from crosswire.extract.time.lexeme import cut, leaves
from crosswire.extract.time.meaning import At, Calendar, Meaning
from crosswire.extract.time.passage import grammar
from crosswire.extract.time.vocabulary import vocabulary
from crosswire.parse import Parse
from crosswire.row import Span

Label = Literal["published", "updated"]

HEAD_PARAGRAPHS = 3
"""Paragraphs above which a line may still belong to the head of a story."""

LONGEST_LINE = 200
"""Characters of the longest line that only says who wrote when."""

_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
_UPDATED = r"updated|modified|revised|corrected"
_PUBLISHED = r"published|posted|issued|released|filed|created|first appeared|date"
_LABEL = re.compile(rf"(?:(?P<updated>{_UPDATED})|\b(?:{_PUBLISHED}))\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:^|[|·•∙›>/–—:;(\[]|\s-|,"
    rf"|\b(?:{_UPDATED}|{_PUBLISHED}|on|at|am|pm|a\.m\.|p\.m\.|gmt|utc|[ecmp][sd]?t|bst|ist))"
    r"[\s:]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,]*(?:$|[|·•∙‹<–—/;)\]]|-\s|\.$|at\b|\d{1,2}[:.h]\d\d|"
    rf"(?:last\s+|first\s+)?(?:{_UPDATED}|{_PUBLISHED})\b)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,60}(?:\d{4}\s*[-–—]\s*)?(?P<year>\d{4})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that stands on a line of its own: what it says, where, and under which label."""

    calendar: Calendar
    span: Span
    label: Label | None

    @property
    def day(self) -> date | None:
        """The day, where the year is written too; None for a day that there never was."""
        return self.in_year(self.calendar.year) if self.calendar.year else None

    def in_year(self, year: int) -> date | None:
        """The day in a year, if it has it and its weekday is the one that is written."""
        try:
            found = date(year, self.calendar.month or 0, self.calendar.day or 0)
        except ValueError:
            return None
        return found if self.calendar.weekday in (None, found.isoweekday()) else None


def dated_lines(parse: Parse) -> Iterator[Dated]:
    """The dates on the lines above a story, and those below it that say what they are the day of.

    A date inside a sentence or a headline is none: it must stand apart from the words around it.
    """
    prose = [block.span for block in parse.blocks if block.kind == "paragraph"]
    head = prose[HEAD_PARAGRAPHS - 1].start if len(prose) >= HEAD_PARAGRAPHS else len(parse.text)
    for line in _LINE.finditer(parse.text):
        span = Span(*line.span())
        if len(span) > LONGEST_LINE or any(span.overlaps(block) for block in prose):
            continue
        for dated in _in_line(parse.text, span):
            if dated.label or span.start < head:
                yield dated


def copyright_year(parse: Parse) -> tuple[int, Span] | None:
    """The year of the page's last copyright line, and where it stands."""
    lines = list(_COPYRIGHT.finditer(parse.text))
    return (int(lines[-1]["year"]), Span(*lines[-1].span("year"))) if lines else None


def _in_line(text: str, line: Span) -> Iterator[Dated]:
    """The dates of a line that stand apart from its other words."""
    if not any(mark.isdigit() for mark in line.of(text)):
        return
    for calendar, span in _dates(text, line):
        before, after = text[line.start : span.start], text[span.end : line.end]
        if _BEFORE.search(before) and _AFTER.match(after):
            yield Dated(calendar, span, _label(before))


def _label(before: str) -> Label | None:
    """What the last label before a date says of it."""
    labels = list(_LABEL.finditer(before))
    if not labels:
        return None
    return "updated" if labels[-1]["updated"] else "published"


def _dates(text: str, line: Span) -> Iterator[tuple[Calendar, Span]]:
    """The days of the calendar on a line, the longest reading of each."""
    lexemes = cut(text, line.start, line.end)
    chart = grammar().chart(leaves(lexemes, vocabulary(), grammar().words), 0, len(lexemes))
    nodes = [node for column in chart.values() for node in column]
    end = 0
    for node in sorted(nodes, key=lambda node: (node.first, -node.last)):
        day = _calendar(node.value)
        if day is not None and node.first >= end:
            end = node.last
            yield day, Span(lexemes[node.first].start, lexemes[node.last - 1].end)


def _calendar(value: Meaning) -> Calendar | None:
    """The date that a reading is, with or without an hour."""
    day = value.day if isinstance(value, At) else value
    return day if isinstance(day, Calendar) and day.day and day.month else None
