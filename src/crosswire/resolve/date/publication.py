"""The day on which a report came out, where nothing given with it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from crosswire.extract.time.meaning import Calendar
from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse
from crosswire.resolve.date.headline import Dated, Label, copyright_year, dated_lines
from crosswire.resolve.date.sibling import Told, meetings, told
from crosswire.row import Reason, Span, Window, reason

SAME_EVENT = 150
"""Days between the reports of one event, at most, for one to lend another its year."""

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)([/-]?)(\d{2})\2(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Issue:
    """A report as it came out: `published` is what was given with it, `url` where it stood."""

    document: str
    parse: Parse
    times: tuple[Timex, ...]
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of a report, or the days of which one is it, and the words that tell."""

    window: Window
    because: Reason

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.window.last if self.window.first == self.window.last else None


def infer(issues: Sequence[Issue]) -> Mapping[str, Dating]:
    """The days of those reports of one event that were given none; where in doubt, none.

    A full date above the story is the day; one without a year, as in most datelines, is that of
    the year in which the other reports came out, or of the page's copyright. A page without any
    date has a window of at most seven days, where it tells what dated reports tell.
    """
    undated = [issue for issue in issues if issue.published is None]
    found = {issue.document: dating for issue in undated if (dating := _by_itself(issue))}
    known = [issue.published for issue in issues if issue.published]
    known += [dating.day for dating in found.values() if dating.day]
    for issue in undated:
        if issue.document not in found and (dating := _in_some_year(issue, known)):
            found[issue.document] = dating
    if left := [issue for issue in undated if issue.document not in found]:
        found |= _by_siblings(left, issues, found)
    return found


def _by_siblings(
    left: Sequence[Issue], issues: Sequence[Issue], found: Mapping[str, Dating]
) -> dict[str, Dating]:
    """The days of the reports that are left, from those that tell the same on a known day."""
    dated: list[Told] = []
    for issue in issues:
        dating = found.get(issue.document)
        day = issue.published or (dating.day if dating else None)
        if day is not None:
            dated += told(issue.document, issue.parse, issue.times, day)
    return {
        issue.document: dating
        for issue in left
        if (dating := _where_they_meet(_told_in(issue), dated)) is not None
    }


def _told_in(issue: Issue) -> Sequence[Told]:
    return told(issue.document, issue.parse, issue.times, None)


def _where_they_meet(here: Sequence[Told], dated: Sequence[Told]) -> Dating | None:
    """The days that all meetings with dated reports allow; None if there are none."""
    met = list(meetings(here, dated))
    firsts = [one.window.first for one in met if one.window.first]
    lasts = [one.window.last for one in met if one.window.last]
    if not met or max(firsts) > min(lasts):
        return None
    spans = (witness for one in met for witness in (one.here, one.there))
    because = Reason("told in dated reports", tuple(dict.fromkeys(spans)))
    return Dating(Window(max(firsts), min(lasts)), because)


def _by_itself(issue: Issue) -> Dating | None:
    """The full date that a page gives for itself, or its address for it."""
    lines = list(dated_lines(issue.parse))
    for label, place in _BEST:
        full = [(day, line.span) for line in lines if line.label == label and (day := line.day)]
        if full:
            day, span = full[place]
            return Dating(Window.day(day), reason("stated publication", issue.document, span))
    for line in _datelines(issue):
        if (day := line.day) is not None:
            return Dating(Window.day(day), reason("dateline", issue.document, line.span))
    named = _in_address(issue.url or "")
    return Dating(Window.day(named), Reason("day in the address")) if named else None


_BEST: tuple[tuple[Label | None, int], ...] = (("published", 0), (None, -1), ("updated", 0))
"""Which date counts: the first that says so, else the one nearest to the story."""


def _in_address(url: str) -> date | None:
    """The day in the address of a report: ".../2031/05/12/crane-falls"."""
    found = _IN_ADDRESS.search(url)
    try:
        return date(int(found[1]), int(found[3]), int(found[4])) if found else None
    except ValueError:
        return None


def _datelines(issue: Issue) -> Iterator[Dated]:
    """The dates of a report's dateline, be it in its first sentence: "Orla, 12 May - A crane"."""
    blocks = issue.parse.blocks
    lines = [block.span for block in blocks if block.kind == "dateline"]
    opening = next((block.span for block in blocks if block.kind == "paragraph"), None)
    for timex in issue.times:
        meaning, text = timex.meaning, issue.parse.text
        if not (isinstance(meaning, Calendar) and meaning.month and meaning.day):
            continue
        inside = lines and timex.span in lines[0]
        if inside or (opening and timex.span in opening and _opens(text, opening, timex.span)):
            yield Dated(meaning, timex.span, None)


def _opens(text: str, paragraph: Span, day: Span) -> bool:
    """Whether a day stands at the head of a paragraph, after names of places, before a dash."""
    before, after = text[paragraph.start : day.start], text[day.end : paragraph.end]
    return _PLACES.fullmatch(before) is not None and _DASH.match(after) is not None


_PLACES = re.compile(r"(?:\([^()\n]{2,40}\)\s*)?(?:[^\W\d_a-z][\w.'’-]*(?:,? |, ?)){0,6}\(?")
_DASH = re.compile(r"\)?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:[–—]|--?\s)")


def _in_some_year(issue: Issue, known: Sequence[date]) -> Dating | None:
    """The day of a dateline, or of a line above the story, that leaves the year open."""
    near = sorted(known)[len(known) // 2] if known else None
    lines = [*_datelines(issue), *(one for one in dated_lines(issue.parse) if not one.day)]
    for line in lines:
        if near is not None and (day := _beside(line, near)):
            return Dating(
                Window.day(day), reason("year of the other reports", issue.document, line.span)
            )
        if near is None and (found := copyright_year(issue.parse)):
            year, span = found
            if day := line.in_year(year):
                spans: tuple[Span, ...] = (line.span, span)
                return Dating(
                    Window.day(day), reason("year of the copyright", issue.document, *spans)
                )
    return None


def _beside(line: Dated, near: date) -> date | None:
    """What a line can mean next to another day, if it comes near to it."""
    best = line.near(near)
    return best if best and abs((best - near).days) <= SAME_EVENT else None
