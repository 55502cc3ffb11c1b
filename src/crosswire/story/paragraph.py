"""Where the paragraphs of a plain text are, hard-wrapped ones and endless ones included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from crosswire.row import Span
from crosswire.story.sentence import closes

LONGEST = 10_000
"""Characters of a block: the parser's memory grows with the longest text that it is given."""

WIDEST = 120
"""Characters of the longest line that is taken for a hard-wrapped one."""

FEWEST_BREAKS = 5
"""Line breaks inside paragraphs that a text must have before it is taken for hard-wrapped."""

_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_FIRST_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s")


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, without the white space around them.

    A line is a paragraph, unless the text is hard-wrapped: then lines are joined up to the one
    that ends before the margin though the next word would have fitted.
    """
    lines = [span for found in _LINE.finditer(text) if (span := _trimmed(text, found.span()))]
    return _unwrapped(text, lines) if _is_wrapped(text, lines) else lines


def bounded(text: str, span: Span) -> Iterator[Span]:
    """A paragraph in pieces of at most LONGEST characters, cut at the ends of sentences."""
    start = span.start
    while span.end - start > LONGEST:
        end = _cut(text, start, start + LONGEST)
        if piece := _trimmed(text, (start, end)):
            yield piece
        start = end
    if rest := _trimmed(text, (start, span.end)):
        yield rest


def _cut(text: str, start: int, limit: int) -> int:
    """Where to end a piece: after the last sentence before the limit, else word, else there."""
    half = (start + limit) // 2
    ends = [found.end() for found in _SENTENCE_END.finditer(text, half, limit)]
    if ends:
        return ends[-1]
    blank = max(text.rfind(mark, half, limit) for mark in " \t\u00a0\u3000")
    return blank + 1 if blank >= 0 else limit


def _trimmed(text: str, bounds: tuple[int, int]) -> Span | None:
    """The span without white space at its ends, or None where there is nothing else."""
    start, end = bounds
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether most lines inside paragraphs end at the margin, in mid-sentence."""
    inside = [(one, two) for one, two in pairwise(lines) if _adjacent(text, one, two)]
    if len(inside) < FEWEST_BREAKS or max(map(len, lines)) > WIDEST:
        return False
    width = _width(lines)
    broken = [
        (one, two)
        for one, two in inside
        if _is_full(text, one, two, width) and not closes(one.of(text))
    ]
    return len(broken) >= len(inside) / 2


def _width(lines: list[Span]) -> int:
    """The margin: the length that one line in twenty passes, so that a stray line makes none."""
    lengths = sorted(map(len, lines))
    return lengths[int(len(lengths) * 0.95)]


def _unwrapped(text: str, lines: list[Span]) -> list[Span]:
    """The lines joined into paragraphs."""
    width = _width(lines)
    joined = lines[:1]
    for before, line in pairwise(lines):
        if _adjacent(text, before, line) and _is_full(text, before, line, width):
            joined[-1] = joined[-1].cover(line)
        else:
            joined.append(line)
    return joined


def _is_full(text: str, line: Span, after: Span, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this one."""
    word = _FIRST_WORD.match(text, after.start)
    return word is not None and len(line) + 1 + len(word.group()) > width


def _adjacent(text: str, one: Span, two: Span) -> bool:
    """Whether no empty line stands between two lines."""
    between = text[one.end : two.start].replace("\r\n", "\n")
    return len(_BREAK.findall(between)) == 1


_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
