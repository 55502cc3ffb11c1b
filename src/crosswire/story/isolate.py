"""From a page to its story: what stands on it, paragraph by paragraph, and what that belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.row import Span
from crosswire.story.block import Block, BlockKind, Story
from crosswire.story.dateline import dateline
from crosswire.story.furniture import is_furniture, lexicon, rest
from crosswire.story.paragraph import bounded, paragraphs
from crosswire.story.sentence import closes, inner_ends
from crosswire.story.topic import first_foreign

LINK = 160
"""Characters of the longest headline in a list of links."""

BEFORE_COMMENTS = 500
"""Characters of the story before a head of comments: above it, the word is only a button."""

LABEL_WORDS = 3
"""Words of an item of navigation, or of a label under a page."""

MENU = 3
"""Labels in a row that make a menu."""

TAIL = 3
"""Paragraphs at the end where a page may say who its author is."""

HEADING_WORDS = 11
"""Words of the longest heading inside a story."""

PROSE = 60
"""Characters of a sentence, at least, that tell text from headlines and labels."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is left of a paragraph; `framed` where it stood in the frame of a picture."""

    span: Span
    line: str
    framed: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence or more, and no headline or label."""
        return len(self.line) >= PROSE and closes(self.line)


def isolate(text: str) -> Story:
    """The story of a report.

    Furniture of the page, lists of links, comments and other reports run together with this one
    are left out; headings and captions stay.
    """
    pieces = [_Piece(span, span.of(text)) for span in paragraphs(text)]
    pieces = _without_comments(pieces)
    pieces = _without_links(pieces)
    pieces = list(_without_furniture(text, pieces))
    pieces = _without_edges(pieces)
    pieces = pieces[: first_foreign([piece.line for piece in pieces])]
    blocks = tuple(
        block for number, piece in enumerate(pieces) for block in _blocks(text, piece, number)
    )
    return Story(blocks, _stretches(text, blocks))


def _blocks(text: str, piece: _Piece, number: int) -> Iterator[Block]:
    """What a paragraph is made of: its dateline, if it has one, and the rest, in bounded parts."""
    kind = _kind(piece, number)
    start = dateline(text, piece.span) if kind == "paragraph" else None
    if start is not None:
        yield Block(Span(start.start, len(text[: start.end].rstrip())), "dateline")
    body = Span(start.end, piece.span.end) if start is not None else piece.span
    for part in bounded(text, body):
        yield Block(part, kind)


def _without_comments(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The page down to the head of its comments: "12 comments", "Leave a reply"."""
    before = 0
    for number, piece in enumerate(pieces):
        if before >= BEFORE_COMMENTS and lexicon().matches("comments", piece.line):
            return list(pieces[:number])
        before += len(piece.line) if piece.is_prose else 0
    return list(pieces)


def _without_links(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The page without its lists of links: "Read more:" and the headlines under it."""
    long = [number for number, piece in enumerate(pieces) if len(piece.line) > LINK]
    open_ = [number for number, piece in enumerate(pieces) if not closes(piece.line)]
    # Below the last long line all may be links, down to the last one that is no sentence.
    last_links = range(long[-1] + 1 if long else 0, open_[-1] if open_ else 0)
    kept: list[_Piece] = []
    in_list = False
    for number, piece in enumerate(pieces):
        if lexicon().matches("links", piece.line):
            in_list = True
        elif not (in_list and (number in last_links or _is_link(piece.line))):
            in_list = False
            kept.append(piece)
    return kept


def _is_link(line: str) -> bool:
    """Whether a line in a list of links is one wherever the list stands: it is no statement."""
    return len(line) <= LINK and (not closes(line) or line.endswith(("?", "!")))


def _without_furniture(text: str, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The page without credits, buttons and the like, whole lines and parts of lines."""
    for number, piece in enumerate(pieces):
        if is_furniture(piece.line):
            continue
        left = rest(text, piece.span, is_title=number == 0)
        for span in left.spans:
            yield _Piece(span, span.of(text), left.framed)


def _without_edges(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The page without what only stands above or below a report: menus, days, authors, labels."""
    prose = [number for number, piece in enumerate(pieces) if piece.is_prose]
    if not prose:
        return list(pieces)
    first, last = prose[0], prose[-1] + 1
    ending = max(first + 1, last - TAIL)
    head = [piece for piece in pieces[:first] if not lexicon().matches("head", piece.line)]
    body = pieces[first:ending]
    end = [
        piece
        for number, piece in enumerate(pieces[ending:], ending)
        if not lexicon().matches("tail", piece.line) and (number < last or not _is_label(piece))
    ]
    return [*_without_menus(head), *body, *end]


def _without_menus(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The lines above a report without runs of labels: "Home", "World", "Sport", "Weather"."""
    labels = [_is_label(piece) for piece in pieces]
    kept = []
    for number, piece in enumerate(pieces):
        around = labels[max(0, number - MENU + 1) : number + MENU]
        if not (labels[number] and sum(around) >= MENU):
            kept.append(piece)
    return kept


_LABEL_WORD = re.compile(r"[A-Z0-9#&|/>»·•–—-][\w’'&./-]*|and|of|the|in|for|on|&")


def _is_label(piece: _Piece) -> bool:
    """Whether a line is a name of a section or topic: few words, capitals, no sentence."""
    words = piece.line.split()
    return (
        not piece.framed
        and len(words) <= LABEL_WORDS
        and not closes(piece.line)
        and all(_LABEL_WORD.fullmatch(word) for word in words)
    )


def _kind(piece: _Piece, number: int) -> BlockKind:
    """What the piece of that number is: an open line is a heading, or, if long, a caption."""
    if piece.framed:
        return "caption"
    if closes(piece.line) or piece.line.endswith((":", ",")) or inner_ends(piece.line):
        return "paragraph"
    is_brief = number == 0 or len(piece.line.split()) <= HEADING_WORDS
    return "heading" if is_brief else "caption"


def _stretches(text: str, blocks: tuple[Block, ...]) -> tuple[Span, ...]:
    """Neighbouring blocks as one stretch where only white space stands between them."""
    stretches: list[Span] = []
    for block in blocks:
        if stretches and not text[stretches[-1].end : block.span.start].strip():
            stretches[-1] = stretches[-1].cover(block.span)
        else:
            stretches.append(block.span)
    return tuple(stretches)
