"""Stretches between quotation marks, whatever the marks, closed or not.

Marks are paired inside a block. A quotation that is never closed runs to the end of its block when
the next block reopens it (the convention for speech over several paragraphs) and else to the end
of its sentence, so that one bad mark never swallows a page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.parse import Parse
from crosswire.row import Span

_DOUBLE_OPEN = "“„«‟❝"
_DOUBLE_CLOSE = "”»❞"
_STRAIGHT = '"＂'
_SINGLE = "'‘’‚‛"
_MARK = re.compile(r"``|''|’’|‘‘|[“”„«»‟❝❞\"＂'‘’‚‛]")
_ENDS_SENTENCE = re.compile(r"[.!?…](?=\s|$)")
LONGEST_SINGLE = 1500
"""How far the closing mark of a quotation in single marks may stand from its opening one."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between marks: `outer` with the marks, `inner` without; words `first` to `last`.

    `reopened` where the quotation goes on in the next block without having been closed.
    """

    outer: Span
    inner: Span
    first: int
    last: int
    block: int
    closed: bool
    reopened: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    text: str
    opens: bool
    closes: bool
    single: bool


def find(parse: Parse) -> tuple[Quotation, ...]:
    """All outermost quotations of a story, in the order of the text."""
    found: list[Quotation] = []
    starts = _word_starts(parse)
    opening = [_opens_with_mark(block.span.of(parse.text)) for block in parse.blocks]
    for number, block in enumerate(parse.blocks):
        next_opens = number + 1 < len(opening) and opening[number + 1]
        for outer, inner, closed in _pair(parse.text, block.span, next_opens=next_opens):
            first, last = _words(parse, starts, number, inner)
            if first < last:
                reopened = not closed and next_opens and outer.end == block.span.end
                found.append(Quotation(outer, inner, first, last, number, closed, reopened))
    return tuple(found)


def numbered(parse: Parse, quotations: Sequence[Quotation]) -> list[int]:
    """For each word the number of the quotation that it stands in, its marks included, or -1."""
    inside = [-1] * len(parse.tokens)
    for number, quotation in enumerate(quotations):
        first, last = quotation.first, quotation.last
        while first and parse.tokens[first - 1].start >= quotation.outer.start:
            first -= 1
        while last < len(inside) and parse.tokens[last].end <= quotation.outer.end:
            last += 1
        inside[first:last] = [number] * (last - first)
    return inside


def _word_starts(parse: Parse) -> list[tuple[int, int]]:
    """For each block the range of its words."""
    ranges = [(0, 0)] * len(parse.blocks)
    for sentence in parse.sentences:
        first, last = ranges[sentence.block]
        start = first if last else sentence.first
        ranges[sentence.block] = (start, sentence.last)
    return ranges


def _words(parse: Parse, ranges: list[tuple[int, int]], block: int, inner: Span) -> tuple[int, int]:
    """The words of a block that lie inside `inner`, as a range."""
    low, high = ranges[block]
    first = low
    while first < high and parse.tokens[first].start < inner.start:
        first += 1
    last = first
    while last < high and parse.tokens[last].end <= inner.end:
        last += 1
    return first, last


def _opens_with_mark(text: str) -> bool:
    """Whether a block begins with a double quotation mark that can open one."""
    return text[:1] in _DOUBLE_OPEN + _STRAIGHT + "”" or text[:2] in ("``", "''", "‘‘")


def _marks(text: str, span: Span) -> list[_Mark]:
    """The quotation marks of a block, with what each can do."""
    return [
        mark
        for match in _MARK.finditer(text, span.start, span.end)
        if (mark := _read_mark(text, span, match.start(), match.end()))
    ]


def _read_mark(text: str, span: Span, start: int, end: int) -> _Mark | None:
    """What the mark at `start` can do; None for an apostrophe inside a word or a foot mark."""
    mark = text[start:end]
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    single = len(mark) == 1 and mark in _SINGLE
    if single and before.isalnum() and after.isalnum():
        return None
    measure = len(mark) == 1 and mark in _STRAIGHT + "'’" and before.isdigit()
    if measure and not after.isalnum() and text.rfind(mark, span.start, start) < 0:
        return None
    opens, closes = _directions(mark, before, after, at_start=start == span.start)
    return _Mark(start, end, mark, opens, closes, single)


def _directions(mark: str, before: str, after: str, *, at_start: bool) -> tuple[bool, bool]:
    """Whether a mark can open and whether it can close, by its shape and its neighbours."""
    opens = not after.isspace() and (before.isspace() or not before.isalnum())
    closes = not before.isspace()
    if mark in _DOUBLE_OPEN or mark in ("``", "‘‘"):
        return True, False
    if mark in _DOUBLE_CLOSE:
        return at_start, not at_start
    if mark in ("''", "’’"):
        return opens and before.isspace(), closes
    return opens and mark != "’", closes and mark != "‘"


def _pair(text: str, span: Span, *, next_opens: bool) -> list[tuple[Span, Span, bool]]:
    """The outermost pairs of a block as outer span, inner span and whether it was closed."""
    marks = _marks(text, span)
    pairs: list[tuple[Span, Span, bool]] = []
    at = 0
    while at < len(marks):
        mark = marks[at]
        at += 1
        if not mark.opens:
            continue
        closing = _closing(text, marks, at, mark)
        if closing is not None:
            close = marks[closing]
            pairs.append((Span(mark.start, close.end), Span(mark.end, close.start), True))
            at = closing + 1
        elif not mark.single:
            end = _unclosed_end(text, span, marks[at:], mark, next_opens=next_opens)
            pairs.append((Span(mark.start, end), Span(mark.end, end), False))
            while at < len(marks) and marks[at].start < end:
                at += 1
    return pairs


def _closing(text: str, marks: list[_Mark], at: int, opening: _Mark) -> int | None:
    """The number of the mark that closes `opening`, or None."""
    if opening.single:
        return _closing_single(text, marks, at, opening)
    depth = 0
    for number in range(at, len(marks)):
        mark = marks[number]
        if mark.single:
            continue
        if opening.text in _STRAIGHT and mark.text in _STRAIGHT:
            return None if _reopens(text, mark) else number
        if mark.text in _DOUBLE_OPEN and opening.text not in _STRAIGHT:
            depth += 1
            if depth > 1 or _reopens(text, mark):
                return None
        elif mark.closes and _fits(opening, mark):
            if depth and number + 1 < len(marks) and _closes_later(marks, number + 1):
                depth -= 1
                continue
            return number if not depth else None
    return None


def _reopens(text: str, mark: _Mark) -> bool:
    """Whether a mark opens a new quotation behind a sentence of one that was not closed.

    Paragraphs of one speech that a page has run together: "... home. “The roof fell." A mark set
    apart from the comma before it ("... home, "she said) closes all the same.
    """
    before = text[max(0, mark.start - 3) : mark.start].rstrip()
    following = text[mark.end : mark.end + 1]
    return mark.opens and not mark.closes and before[-1:] in set(".!?…") and not following.islower()


def _closes_later(marks: list[_Mark], at: int) -> bool:
    """Whether the next double mark closes rather than opens."""
    following = next((mark for mark in marks[at:] if not mark.single), None)
    return following is not None and following.closes and not following.opens


def _fits(opening: _Mark, closing: _Mark) -> bool:
    """Whether the two marks may stand for one pair; straight and curly ones are often mixed."""
    return not closing.single and (opening.text != "«" or closing.text == "»")


def _closing_single(text: str, marks: list[_Mark], at: int, opening: _Mark) -> int | None:
    """The mark that closes a quotation in single marks: first one behind punctuation, else a word.

    A plural possessive ("the miners’ lamps") looks like a closing mark; it is taken for one only
    where nothing better follows.
    """
    second: int | None = None
    for number in range(at, len(marks)):
        mark = marks[number]
        if mark.start - opening.end > LONGEST_SINGLE:
            break
        if not mark.single:
            continue
        if mark.opens and not mark.closes:
            break
        if not mark.closes:
            continue
        if text[mark.start - 1] in ".,!?…":
            return number
        if second is None and not _possessive(text, mark):
            second = number
    return second


def _possessive(text: str, mark: _Mark) -> bool:
    """Whether the mark may end a plural possessive: behind an s, before a small letter."""
    after = text[mark.end : mark.end + 2]
    return text[mark.start - 1] in "sz" and after[:1] == " " and after[1:].islower()


def _unclosed_end(
    text: str, span: Span, later: list[_Mark], mark: _Mark, *, next_opens: bool
) -> int:
    """Where a quotation that is never closed ends."""
    limit = next((m.start for m in later if not m.single and m.opens), span.end)
    if limit == span.end and (next_opens or mark.start == span.start):
        return span.end
    if limit < span.end and text[:limit].rstrip()[-1:] in set(".!?…"):
        return len(text[:limit].rstrip())
    ended = _ENDS_SENTENCE.search(text, mark.end, limit)
    return ended.end() if ended else limit
