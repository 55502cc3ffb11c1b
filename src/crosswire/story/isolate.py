"""From a page to its story: what stands on it, paragraph by paragraph, and what that belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crosswire.row import Span
from crosswire.story.block import Block, BlockKind, Story
from crosswire.story.dateline import dateline
from crosswire.story.edge import without_between, without_head, without_tail
from crosswire.story.furniture import is_furniture, lexicon, rest
from crosswire.story.link import without_links
from crosswire.story.page import Page, Piece
from crosswire.story.paragraph import bounded, paragraphs
from crosswire.story.sentence import closes, inner_ends
from crosswire.story.topic import first_foreign

BEFORE_COMMENTS = 500
"""Characters of the story before a head of comments: above it, the word is only a button."""

BEFORE_FEW_COMMENTS = 200
"""Characters of a brief story that has more text than what stands under the head of comments."""

HEADING_WORDS = 11
"""Words of the longest heading inside a story."""


def isolate(text: str) -> Story:
    """The story of a report.

    Furniture of the page, lists of links, comments and other reports run together with this one
    are left out; headings and captions stay.
    """
    page = [Piece(span, span.of(text)) for span in paragraphs(text)]
    page = _without_comments(page)
    page = list(_without_furniture(text, page))
    page = without_tail(without_between(without_head(without_links(page))))
    left = [piece for piece in page if not piece.gone]
    left = left[: first_foreign([piece.line for piece in left])]
    blocks = tuple(
        block for number, piece in enumerate(left) for block in _blocks(text, piece, number)
    )
    return Story(blocks, _stretches(text, blocks))


def _blocks(text: str, piece: Piece, number: int) -> Iterator[Block]:
    """What a paragraph is made of: its dateline, if it has one, and the rest, in bounded parts."""
    kind = _kind(piece, number)
    start = dateline(text, piece.span) if kind == "paragraph" else None
    if start is not None:
        yield Block(Span(start.start, len(text[: start.end].rstrip())), "dateline")
    body = Span(start.end, piece.span.end) if start is not None else piece.span
    for part in bounded(text, body):
        yield Block(part, kind)


def _without_comments(page: Page) -> list[Piece]:
    """The page down to the head of its comments: "12 comments", "Leave a reply"."""
    before = 0
    after = sum(len(piece.line) for piece in page if piece.is_prose)
    for number, piece in enumerate(page):
        is_below = before >= BEFORE_COMMENTS or before >= max(BEFORE_FEW_COMMENTS, after)
        if is_below and lexicon().matches("comments", piece.line):
            return list(page[:number])
        if piece.is_prose:
            before += len(piece.line)
            after -= len(piece.line)
    return list(page)


def _without_furniture(text: str, page: Page) -> Iterator[Piece]:
    """The page without credits, buttons and the like, whole lines and parts of lines."""
    for number, piece in enumerate(page):
        left = rest(text, piece.span, is_title=number == 0)
        if is_furniture(piece.line, is_first=number == 0) or not left.spans:
            yield replace(piece, gone=True)
            continue
        for span in left.spans:
            credited = left.spans[-1].end < piece.span.end
            yield Piece(span, span.of(text), left.framed, credited)


def _kind(piece: Piece, number: int) -> BlockKind:
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
