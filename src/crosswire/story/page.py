"""A page as its lines, each with what has been told about it so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crosswire.row import Span
from crosswire.story.sentence import closes, inner_ends

PROSE = 60
"""Characters of a sentence, at least, that tell text from headlines and labels."""

LABEL_WORDS = 3
"""Words of an item of navigation, or of a label under a page."""

HEADLINE_WORDS = 4
"""Words of a headline, at least; fewer are a label, or a heading inside the story."""

_LABEL_WORD = re.compile(r"[A-Z0-9#&|/>»·•–—-][\w’'&./-]*|and|of|the|in|for|on|&")


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or what is left of one.

    `framed` where it stood in the frame of a picture, `credited` where a credit followed it,
    `gone` where it is no story: it then only tells what its neighbours may be.
    """

    span: Span
    line: str
    framed: bool = False
    credited: bool = False
    gone: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it ends as no sentence does: a headline, a label, a caption."""
        return not closes(self.line)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence or more, and no headline or label."""
        return not self.gone and len(self.line) >= PROSE and closes(self.line)

    @property
    def is_label(self) -> bool:
        """Whether it is a name of a section or topic: few words, capitals, no sentence."""
        words = self.line.split()
        return (
            not self.framed
            and len(words) <= LABEL_WORDS
            and self.is_open
            and all(_LABEL_WORD.fullmatch(word) for word in words)
        )

    @property
    def is_headline(self) -> bool:
        """Whether it is as long as a headline, and no sentence."""
        is_open = self.is_open and not self.line.endswith((":", ","))
        return is_open and len(self.line.split()) >= HEADLINE_WORDS and not inner_ends(self.line)


Page = Sequence[Piece]
Judge = Callable[[Page, int], bool]


def without(page: Page, judge: Judge) -> list[Piece]:
    """The page with the lines gone that the judge tells, each seen among its neighbours."""
    return [
        replace(piece, gone=True) if not piece.gone and judge(page, number) else piece
        for number, piece in enumerate(page)
    ]


def first_prose(page: Page) -> int:
    """The number of the first line of text, or of all lines where there is none."""
    return next((at for at, piece in enumerate(page) if piece.is_prose), len(page))


def last_prose(page: Page) -> int:
    """The number of the last line of text, or -1 where there is none."""
    return next((at for at in range(len(page) - 1, -1, -1) if page[at].is_prose), -1)
