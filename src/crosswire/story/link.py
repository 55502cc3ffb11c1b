"""What leads to other pages: lists of their headlines, and their teasers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crosswire.story.furniture import is_age, lexicon
from crosswire.story.page import HEADLINE_WORDS, PROSE, Page, Piece, first_prose
from crosswire.story.topic import shared

LINK = 160
"""Characters of the longest headline in a list of links."""

SENTENCES = 2
"""Of a list's lines, for each sentence, so many at least are none."""

RUN = 3
"""Headlines in a row that make a list without a head."""

OWN_WORDS = 0.4
"""Of the words of a list without a head, the story has at most this part."""

_SHOUT = re.compile(r"(?:[A-Z][A-Z’'!?-]+ ){2,4}[‘“'\"]?[A-Z][a-z’']+ ")
_CUT = (" ...", " …", "[...]", "[…]")
_BULLETS = ("•", "-", "–", "—", "*", "·", "▪", "◦")


def without_links(page: Page) -> list[Piece]:
    """The page without its lists of links, with a head or without one, and without teasers."""
    for found in (_lists, _teasers, _beginnings, _runs):
        gone = set(found(page))
        page = [
            replace(piece, gone=True) if number in gone else piece
            for number, piece in enumerate(page)
        ]
    return list(page)


def _lists(page: Page) -> Iterator[int]:
    """The lines of lists with a head: "Read more:" and the headlines under it."""
    above = first_prose(page)
    below = _last_long(page)
    for head, piece in enumerate(page):
        if lexicon().matches("links", piece.line):
            yield head
            yield from _items(page, head, above, below)
        elif lexicon().matches("link", piece.line):
            yield head
            if above < head < len(page) - 1 and page[head + 1].is_headline:
                yield head + 1


def _last_long(page: Page) -> int:
    """The number of the last line that is too long for a headline: below it all may be links."""
    return next((at for at in range(len(page) - 1, -1, -1) if len(page[at].line) > LINK), -1)


def _items(page: Page, head: int, above: int, below: int) -> Iterator[int]:
    """The lines of the list that begins under a head."""
    sentences = _sentence_items(page, head) if head > below else range(0)
    for number in range(head + 1, len(page)):
        piece = page[number]
        if lexicon().matches("links", piece.line):
            return
        is_inside = _is_item(piece) or number in sentences or _is_between(page, number)
        if not (piece.gone or (piece.is_label if number < above else is_inside)):
            return
        yield number


def _is_item(piece: Piece) -> bool:
    """Whether a line in a list of links is one wherever the list stands: it is no statement."""
    return len(piece.line) <= LINK and (piece.is_open or piece.line.endswith(("?", "!")))


def _is_between(page: Page, number: int) -> bool:
    """Whether a short sentence stands between two headlines: "The beach was clean. Then oil."."""
    around = page[number - 1 : number + 2]
    is_short = len(page[number].line) < PROSE
    return is_short and len(around) > RUN - 1 and _is_item(around[0]) and _is_item(around[-1])


def _sentence_items(page: Page, head: int) -> range:
    """The lines under a head where most are headlines, down to the last: the rest are, too."""
    segment: list[Piece] = []
    for piece in page[head + 1 :]:
        is_text = bool(segment) and segment[-1].is_prose and not piece.is_open
        if is_text or piece.gone or lexicon().matches("links", piece.line):
            break
        segment.append(piece)
    open_ = [at for at, piece in enumerate(segment) if piece.is_open]
    if not open_ or (len(segment) - len(open_)) * SENTENCES > len(open_):
        return range(0)
    return range(head + 1, head + 2 + open_[-1])


def _teasers(page: Page) -> Iterator[int]:
    """Headlines inside the text with the age that stands under them: "2 hours ago"."""
    for number in range(first_prose(page) + 1, len(page) - 1):
        piece = page[number]
        is_short = len(piece.line) <= LINK and not piece.is_prose
        if is_short and is_age(page[number + 1].line):
            yield from (number, number + 1)


def _beginnings(page: Page) -> Iterator[int]:
    """Headlines of others with what the page shows of their reports: "He said that ..."."""
    for number in range(first_prose(page) + 1, len(page)):
        above = number - 1
        if not _is_cut(page[number]):
            continue
        start = above if _may_be_headline(page[above]) else number
        is_led = start == above or page[above].gone
        if is_led and start and _is_of_others(page, start, number + 1):
            yield from range(start, number + 1)


def _is_cut(piece: Piece) -> bool:
    """Whether a line is cut short, and long enough for the beginning of a report."""
    is_long = len(piece.line.split()) >= HEADLINE_WORDS
    return not piece.gone and piece.line.endswith(_CUT) and is_long


def _runs(page: Page) -> Iterator[int]:
    """Rows of headlines in the text that no line introduces, about other matters."""
    start = first_prose(page) + 1
    while start < len(page):
        end = _run_end(page, start)
        if _is_list(page[start:end]) and _is_of_others(page, start, end):
            yield from range(start, end - _leads_on(page, end))
        start = max(end, start + 1)


def _is_list(pieces: Page) -> bool:
    """Whether headlines are enough for a list: three, or two with a tabloid's shout before each."""
    if all(_SHOUT.match(piece.line) for piece in pieces):
        return len(pieces) >= RUN - 1
    return len(pieces) >= RUN and sum(piece.is_open for piece in pieces) >= RUN - 1


def _run_end(page: Page, start: int) -> int:
    """Where the headlines end that follow each other from a line on."""
    end = start
    while end < len(page) and _may_be_headline(page[end]):
        end += 1
    return end


def _leads_on(page: Page, end: int) -> bool:
    """Whether the last of the headlines is the question that the next paragraph answers."""
    return page[end - 1].line.endswith("?") and end < len(page) and page[end].is_prose


def _may_be_headline(piece: Piece) -> bool:
    """Whether a line may be a headline, a question or a cry included, and is no item of a list."""
    return (
        not (piece.gone or piece.framed or piece.credited)
        and _is_item(piece)
        and len(piece.line.split()) >= HEADLINE_WORDS
        and not piece.line.startswith(_BULLETS)
        and not piece.line.endswith((":", ",", ";"))
    )


def _is_of_others(page: Page, start: int, end: int) -> bool:
    """Whether lines that no line introduces have few of the story's words."""
    if page[start - 1].line.endswith(":"):
        return False
    rest = [piece.line for piece in (*page[:start], *page[end:]) if not piece.gone]
    return shared(rest, [piece.line for piece in page[start:end]]) <= OWN_WORDS
