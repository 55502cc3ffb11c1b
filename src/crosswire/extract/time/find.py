"""Finds the temporal expressions of a document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from crosswire.extract.time.event import events, with_event
from crosswire.extract.time.mark import mark
from crosswire.extract.time.passage import Passage
from crosswire.extract.time.timex import Timex
from crosswire.extract.time.view import View, quotations
from crosswire.extract.time.vocabulary import vocabulary
from crosswire.parse import Parse, Token
from crosswire.row import Span
from crosswire.story import Block

REACH = 72
"""Characters on either side of a word that can carry an expression in which the rest of it lies."""

_CARRYING_NUMBER = re.compile(r"\d{4}|\d[:/.]\d|\d0['’]?s|^[QH]\d$|^\d{1,2}(?:st|nd|rd|th)$")


def find(parse: Parse) -> tuple[Timex, ...]:
    """The temporal expressions of a document, in its order, still without a place in time.

    Each expression carries its meaning as far as its own words give it, the tense it stands
    under and the rule that read it. Resolve them with `crosswire.resolve.date.resolve`.
    """
    view = View.of(parse)
    core = vocabulary().core
    carrying = [token.start for token in parse.tokens if _carries(token, core)]
    marked = [timex for block in parse.blocks for timex in _in_block(view, block, carrying)]
    found = [with_event(timex, view, marked) for timex in marked]
    found.extend(events(parse, found))
    return tuple(sorted(found, key=lambda timex: (timex.span.start, timex.span.end)))


def _carries(token: Token, core: frozenset[str]) -> bool:
    """Whether a word can carry an expression: elsewhere the text is not even cut."""
    if token.lower.rstrip(".") in core:
        return True
    return not token.lower.isalpha() and _CARRYING_NUMBER.search(token.text) is not None


def _in_block(view: View, block: Block, carrying: Sequence[int]) -> Iterator[Timex]:
    first, last = (bisect_left(carrying, at) for at in (block.span.start, block.span.end))
    if first == last:
        return
    quoted = quotations(view.parse.text, block)
    for part in _around(view.parse.text, block.span, carrying[first:last]):
        passage = Passage.of(view, part, quoted)
        for node in passage.phrases():
            yield from mark(node, passage)


def _around(text: str, block: Span, carrying: Sequence[int]) -> Iterator[Span]:
    """The stretches around the words that can carry a time, from white space to white space."""
    current: Span | None = None
    for at in carrying:
        near = Span(max(block.start, at - REACH), min(block.end, at + REACH))
        if current is not None and near.start > current.end:
            yield current
            current = None
        start = current.start if current else text.rfind(" ", block.start, near.start)
        end = text.find(" ", near.end, block.end)
        current = Span(max(start, block.start), block.end if end < 0 else end)
    if current is not None:
        yield current
