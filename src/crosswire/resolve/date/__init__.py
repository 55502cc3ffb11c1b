"""Dates: where the temporal expressions of a document lie on the calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from crosswire.extract.time.meaning import At, Calendar, Deictic, Modified, Named
from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse
from crosswire.resolve.date.anchor import Anchor, Discourse, Genre
from crosswire.resolve.date.granule import Granule
from crosswire.resolve.date.place import Placer
from crosswire.resolve.date.placed import Placed
from crosswire.row import Because, Span, Time, identity, reason

__all__ = ["Genre", "agreed", "resolve"]


def resolve(
    timexes: Sequence[Timex], parse: Parse, *, document: str, anchor: date | None, genre: Genre
) -> tuple[Time, ...]:
    """Times with their values and days, counted from the publication or the story itself.

    `anchor` is the day of publication; a dateline that is a few days older comes before it. In a
    narrative it is the last resort, behind the time last told. A time that cannot be anchored
    keeps an underspecified TIMEX3 value and no days.
    """
    rows = _rows(timexes, parse, document, anchor, genre)
    return tuple(sorted(rows, key=lambda row: (row.span.start, row.span.end)))


def agreed(
    first: Sequence[Time], last: Sequence[Time], unknown: Sequence[Time]
) -> tuple[Time, ...]:
    """The times of a report that came out between two days: those that are the same on both.

    `first` and `last` are its times as of either day, `unknown` as of none.
    """
    return tuple(
        one if (one.value, one.first, one.last) == (two.value, two.first, two.last) else open_
        for one, two, open_ in zip(first, last, unknown, strict=True)
    )


def _rows(
    timexes: Sequence[Timex], parse: Parse, document: str, anchor: date | None, genre: Genre
) -> Iterator[Time]:
    published = Anchor(Granule.of(anchor), "publication") if anchor else None
    if genre == "news":
        published = _datelined(timexes, parse, published)
    discourse = Discourse(published, genre)
    for timex in sorted(timexes, key=_told_first):
        placed = Placer(discourse, timex).place(timex.meaning)
        if published is not None and (genre == "news" or timex.bound == "since"):
            placed = _bounded(placed, timex, published)
        yield _row(timex, placed, parse, document)
        if timex.role == "date" and placed.granule is not None:
            discourse = discourse.heard(placed.granule, timex)


def _datelined(timexes: Sequence[Timex], parse: Parse, published: Anchor | None) -> Anchor | None:
    """The day of the dateline, where the report was written in the days before it came out."""
    lines = [block.span for block in parse.blocks if block.kind == "dateline"]
    written = [timex for timex in timexes if lines and timex.span in lines[0]]
    day = published.day if published else None
    for timex in written:
        placed = Placer(Discourse(published, "news"), timex).place(timex.meaning)
        first = placed.window[0] if placed.granule and placed.granule.grain == "day" else None
        if first and (day is None or timedelta(0) <= day - first <= IN_TRANSIT):
            return Anchor(Granule.of(first), "dateline", (timex.span,))
    return published


IN_TRANSIT = timedelta(days=7)
"""How long a report may be on its way into a paper."""


def _told_first(timex: Timex) -> tuple[int, bool, int]:
    """A sentence tells when something was said before what was said can be placed."""
    return timex.sentence, timex.quoted, timex.span.start


def _bounded(placed: Placed, timex: Timex, published: Anchor) -> Placed:
    """A time after "since" runs from its start to the publication, one after "until" to its end."""
    if timex.bound == "since":
        return _since(placed, timex, published)
    last = placed.window[1]
    is_hour = isinstance(timex.meaning, At) and timex.meaning.day is None
    if last is None or is_hour or not (timex.bound == "until" or _is_deadline(timex, placed)):
        return placed
    now = placed.anchor if placed.anchor and placed.anchor.rule == "utterance" else published
    begin = now.day if now.day and last > now.day else None
    if begin is None and timex.preposition == "by":
        return placed
    return Placed(placed.value, (begin, last), placed.granule, placed.anchor or published)


def _is_deadline(timex: Timex, placed: Placed) -> bool:
    """Whether a time is what something must come before: "by the end of May", "before 3 May"."""
    meaning = timex.meaning
    is_date = isinstance(meaning, Calendar | Modified | Named | Deictic) and timex.role == "date"
    if not is_date or placed.granule is None:
        return False
    is_long = placed.granule.grain != "day"
    return timex.preposition == "before" or (timex.preposition == "by" and is_long)


def _since(placed: Placed, timex: Timex, published: Anchor) -> Placed:
    """A time from its start to the publication."""
    first, end = placed.window[0], published.day
    if timex.role == "event":
        return Placed(f"/{published.granule.value}", (None, end), anchor=published)
    if first is None or end is None or end < first:
        return placed
    return Placed(placed.value, (first, end), placed.granule, placed.anchor or published)


def _row(timex: Timex, placed: Placed, parse: Parse, document: str) -> Time:
    first, last = placed.window
    return Time(
        id=identity("time", document, timex.span.start, timex.span.end),
        document=document,
        span=timex.span,
        text=timex.span.of(parse.text),
        timex_type=timex.timex_type,
        value=placed.value,
        first=first,
        last=last,
        because=_because(timex, placed, document),
    )


def _because(timex: Timex, placed: Placed, document: str) -> Because:
    """The rule that read the words, and the anchor with the words it was read from."""
    spans: tuple[Span, ...] = (timex.span,)
    counted = timex.rule
    if placed.anchor is not None:
        counted = placed.anchor.rule
        spans += (*placed.anchor.spans, *((timex.cue,) if timex.cue else ()))
    found = {"value": reason(timex.rule, document, *spans)}
    for field, day in zip(("from", "to"), placed.window, strict=True):
        if day is not None:
            found[field] = reason(counted, document, *spans)
    return found
