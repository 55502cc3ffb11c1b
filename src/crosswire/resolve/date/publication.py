"""The day on which a report came out, where nothing given with it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from crosswire.extract.time.meaning import Calendar
from crosswire.resolve.date import cluster
from crosswire.resolve.date.headline import Dated, Label, copyright_year, dated_lines
from crosswire.resolve.date.issue import Dating, Issue
from crosswire.resolve.date.subject import Subject
from crosswire.row import Reason, Span, Window, reason

__all__ = ["Dating", "Issue", "infer"]

SAME_EVENT = 150
"""Days between the reports of one event, at most, for one to lend another its year."""

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d|19\d\d)([/-]?)(\d{2})\2(\d{2})(?!\d)")


def infer(issues: Sequence[Issue]) -> Mapping[str, Dating]:
    """The days of those reports of one event that were given none; where in doubt, none.

    A full date above the story is the day; one without a year, as in most datelines, is that of
    the year in which the other reports came out, or of the page's copyright. A page without any
    date has the day, or a window of at most seven days, that what it tells leaves it beside the
    dated reports (`crosswire.resolve.date.cluster`).
    """
    undated = [issue for issue in issues if issue.published is None]
    found = {issue.document: dating for issue in undated if (dating := _by_itself(issue))}
    dated = [one for issue in issues if (one := _with(issue, found.get(issue.document))).published]
    open_ = [issue for issue in undated if issue.document not in found and _yearless(issue)]
    known = [(one.published, Subject.of(one)) for one in dated if one.published] if open_ else []
    for issue in open_:
        if dating := _in_some_year(issue, known):
            found[issue.document] = dating
    if dated and len(found) < len(undated):
        found |= cluster.infer([_with(issue, found.get(issue.document)) for issue in issues])
    return found


def _with(issue: Issue, dating: Dating | None) -> Issue:
    """A report with the day that it tells itself."""
    return replace(issue, published=dating.day) if dating and dating.day else issue


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


def _yearless(issue: Issue) -> Sequence[Dated]:
    """The datelines, and the dates on lines above the story, that leave the year open."""
    return [*_datelines(issue), *(one for one in dated_lines(issue.parse) if not one.day)]


def _in_some_year(issue: Issue, known: Sequence[Known]) -> Dating | None:
    """The day of a dateline, or of a line above the story, that leaves the year open."""
    near = _near(issue, known)
    for line in _yearless(issue):
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


def _near(issue: Issue, known: Sequence[Known]) -> date | None:
    """A day in the midst of those of dated reports: of those about the same, if there are any."""
    subject = Subject.of(issue)
    akin = [day for day, other in known if subject.is_akin(other)]
    days = sorted(akin or (day for day, _ in known))
    return days[len(days) // 2] if days else None


Known = tuple[date, Subject]
"""The day of a dated report, and what it is about."""


def _beside(line: Dated, near: date) -> date | None:
    """What a line can mean next to another day, if it comes near to it."""
    best = line.near(near)
    return best if best and abs((best - near).days) <= SAME_EVENT else None
