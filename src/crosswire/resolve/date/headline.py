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
_PUBLISHED = r"published|posted|issued|released|filed|created|first appeared|dated?"
_LABEL = re.compile(rf"(?:(?P<updated>{_UPDATED})|\b(?:{_PUBLISHED}))\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:^|[|·•∙›>/–—:;(\[]|\s-|,"
    rf"|\b(?:{_UPDATED}|{_PUBLISHED})\b(?:.{{0,20}}\b(?:on|at))?"
    r"|\d\W?(?:am|pm|a\.m\.|p\.m\.)?(?:\s(?:gmt|utc|[ecmp][sd]?t|bst|ist))?(?:\son)?)"
    r"[\s:]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,]*(?:$|[|·•∙‹<–—/;)\]]|-\s|\.$|(?:at|by)\b|\d{1,2}[:.h]\d\d|"
    rf"(?:last\s+|first\s+)?(?:{_UPDATED}|{_PUBLISHED})\b)",
    re.IGNORECASE,
)
_NAME = r"(?!(?:On|In|Of|Since|From|To|At|The|For|After|Before|And|Until)\b)[A-Z][\w.'’-]+,?\s+"
_BYLINE = re.compile(
    rf"(?i:(?:story |words )?by\s+)(?:(?:and\s+)?{_NAME}){{1,8}}|(?:{_NAME}){{2,4}}"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<one>\d{1,2})([/-])(?P<two>\d{1,2})\2(?P<year>20\d\d)(?![\d/-])"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^\n\d]{0,60}(?:\d{4}\s*[-–—]\s*)?(?P<year>\d{4})\b", re.IGNORECASE
)


_STAMP = re.compile(r"^[^.!?]{0,120}\d\s*[ap]\.m\.$")
"""A line that ends in an hour, and is no sentence."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date that stands on a line of its own: what it says, where, and under which label."""

    calendar: Calendar
    span: Span
    label: Label | None
    other: Calendar | None = None
    """What it is if month and day change places, where it is written in two numbers."""

    @property
    def day(self) -> date | None:
        """The day, where the words tell it in full; None for a day that there never was."""
        return self.in_year(self.calendar.year) if self.calendar.year and not self.other else None

    def near(self, day: date) -> date | None:
        """The nearest to a day of all the days that it can be."""
        ways = [self, Dated(self.other, self.span, self.label)] if self.other else [self]
        days = [
            found
            for one in ways
            for year in (day.year - 1, day.year, day.year + 1)
            if one.calendar.year in (None, year) and (found := one.in_year(year))
        ]
        return min(days, key=lambda one: abs((one - day).days), default=None)

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
    prose = [
        block.span
        for block in parse.blocks
        if block.kind == "paragraph"
        and not _STAMP.search(block.span.of(parse.text)[-LONGEST_LINE:])
    ]
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
        if (_BEFORE.search(before) or _BYLINE.fullmatch(before)) and _AFTER.match(after):
            yield Dated(calendar, span, _label(before))
    for found in _NUMERIC.finditer(text, line.start, line.end):
        one, two, year = (int(found[name]) for name in ("one", "two", "year"))
        before, after = text[line.start : found.start()], text[found.end() : line.end]
        if one != two and max(one, two) <= 12 and _BEFORE.search(before) and _AFTER.match(after):
            first, second = (Calendar(year, month=a, day=b) for a, b in ((two, one), (one, two)))
            yield Dated(first, Span(*found.span()), _label(before), second)


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
