"""What stands above and below a report: menus, days, authors, labels, the page's last words.

These are told by where they stand and by their neighbours more than by their words: a label among
furniture is furniture, and so is a name beside it above the report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crosswire.story.furniture import is_bar, is_stamp, lexicon
from crosswire.story.page import Page, Piece, first_prose, last_prose, without
from crosswire.story.topic import shared, stands

MENU = 3
"""Labels in a row that make a menu."""

TAIL = 4
"""Paragraphs at the end where a page may say who its author is."""

HEAD = 12
"""Lines below the first sentence in which a page may still tell the author and the day."""

SENTENCE_WORDS = 6
"""Words of the shortest sentence below which labels may end the page."""

BYLINE_WORDS = 10
"""Words of the longest line of authors."""

ISLANDS = 12
"""Sentences among furniture that are looked at, from the end of the page up."""

_CAPITALISED = r"[^\W\d_a-z][\w.’'-]*"
_PARTICLE = r"(?:(?i:de|da|du|van|von|der|den|la|le|al|bin|el|ter) ){0,2}"
_PERSON = rf"{_CAPITALISED}(?: {_PARTICLE}{_CAPITALISED}){{1,2}}"
_AT = rf"(?:,? (?:in|for|at) {_CAPITALISED}(?: {_CAPITALISED})?)?"
_PERSON_ALONE = re.compile(rf"{_PERSON}{_AT}")
_AUTHORS = re.compile(rf"{_PERSON}(?:(?:, | and | AND | & |, and |; ){_PERSON})+{_AT}")

_SAID = re.compile(r"\b(?:said|says|told|according to)\b")


def without_head(page: Page) -> list[Piece]:
    """The page without what only stands above a report."""
    title = _title(page)
    start = _body(page)
    first = first_prose(page)
    page = without(page, lambda now, at: at < start and _is_of_head(now[at], at, title))
    page = without(page, lambda now, at: at < first and _is_menu(now, at))
    return without(page, lambda now, at: title != at < start and _is_beside(now, at, at > title))


def _title(page: Page) -> int:
    """The number of the headline of the report: the first line that may be one."""
    above = enumerate(page[: first_prose(page)])
    left = [at for at, piece in above if not (piece.gone or _is_of_head(piece, at, -1))]
    return next((at for at in left if page[at].is_headline), left[0] if left else -1)


def _body(page: Page) -> int:
    """Where the text has surely begun: at its first two paragraphs in a row."""
    first = first_prose(page)
    pairs = range(first, min(len(page) - 1, first + HEAD))
    return next((at for at in pairs if page[at].is_prose and page[at + 1].is_prose), first)


def _is_of_head(piece: Piece, number: int, title: int) -> bool:
    """Whether a line above a report is a day, an hour or its author, with or without a place."""
    line = piece.line
    return number != title and (is_stamp(line) or is_bar(line) or lexicon().matches("head", line))


def _is_menu(page: Page, number: int) -> bool:
    """Whether a label stands among labels: "Home", "World", "Sport", "Weather"."""
    if not page[number].is_label:
        return False
    end = min(first_prose(page), number + MENU)
    around = page[max(0, number - MENU + 1) : end]
    return sum(piece.is_label for piece in around if not piece.gone) >= MENU


def _is_beside(page: Page, number: int, is_below: bool) -> bool:
    """Whether a label, or under the title a line of names, stands beside furniture."""
    piece = page[number]
    if piece.credited or piece.framed:
        return False
    if is_below and len(piece.line.split()) <= BYLINE_WORDS and _AUTHORS.fullmatch(piece.line):
        return True
    return _has_gone_neighbour(page, number) and (
        piece.is_label or (is_below and _PERSON_ALONE.fullmatch(piece.line) is not None)
    )


def _has_gone_neighbour(page: Page, number: int) -> bool:
    """Whether the line above or the line below is furniture."""
    return any(piece.gone for piece in page[max(0, number - 1) : number + 2])


def without_between(page: Page) -> list[Piece]:
    """The page without labels inside the text that have furniture on both sides."""
    first = first_prose(page)
    return without(page, lambda now, at: first < at < len(now) - 1 and _is_shut_in(now, at))


def _is_shut_in(page: Page, number: int) -> bool:
    """Whether a label has furniture above and below it: "Share", "Enter email", "Sign me up"."""
    return page[number].is_label and page[number - 1].gone and page[number + 1].gone


def without_tail(page: Page) -> list[Piece]:
    """The page without what only stands below a report."""
    ending = max(first_prose(page) + 1, last_prose(page) + 1 - TAIL)
    page = without(page, lambda now, at: at >= ending and _tells_author(now[at]))
    page = _without_islands(page)
    last = _last_sentence(page)
    if last < 0:
        return list(page)
    page = without(page, lambda now, at: at > last and _is_mark(now[at]))
    below = next((at for at in range(last + 1, len(page)) if page[at].gone), len(page))
    return without(page, lambda now, at: at > below and _is_left_over(now[at]))


def _tells_author(piece: Piece) -> bool:
    """Whether a line near the end says who the author is, and where to find him."""
    return lexicon().matches("tail", piece.line)


def _is_mark(piece: Piece) -> bool:
    """Whether a line is a label, a row of them, or a day."""
    return piece.is_label or is_stamp(piece.line) or is_bar(piece.line)


def _last_sentence(page: Page) -> int:
    """The number of the last line that is a sentence of some length, or -1."""
    numbers = range(len(page) - 1, -1, -1)
    return next((at for at in numbers if _is_sentence(page[at])), -1)


def _is_sentence(piece: Piece) -> bool:
    """Whether a line is a sentence, and no question or cry."""
    is_cry = piece.line.endswith(("?", "!"))
    return not (piece.gone or piece.is_open or is_cry) and len(piece.line.split()) >= SENTENCE_WORDS


def _is_left_over(piece: Piece) -> bool:
    """Whether a line far below the last sentence is neither a sentence nor a caption."""
    return not _is_sentence(piece) and not (piece.framed or piece.credited)


def _without_islands(page: Page) -> list[Piece]:
    """The page without sentences below the report that stand alone among furniture.

    Such a sentence goes only where it shares no word with the report above it.
    """
    left = list(page)
    for _ in range(ISLANDS):
        last = last_prose(left)
        story = [piece.line for piece in left[: max(last, 0)] if not piece.gone]
        if not (_is_island(left, last) and stands(story)) or shared(story, [left[last].line]):
            break
        left[last] = replace(left[last], gone=True)
    return left


def _is_island(page: Page, number: int) -> bool:
    """Whether the two lines above a sentence and the one below it are furniture.

    What somebody said is no furniture.
    """
    if number < 0 or _SAID.search(page[number].line):
        return False
    above = page[max(0, number - 2) : number]
    below = page[number + 1 : number + 2]
    return len(above) + len(below) > 2 and all(piece.gone for piece in (*above, *below))
