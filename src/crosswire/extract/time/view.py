"""A parse, looked up by character: which word stands at an offset, and what is quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from crosswire.parse import Parse, Token
from crosswire.row import Span
from crosswire.story import Block

_QUOTED = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|‘[^‘’]{12,}(?:’(?!\w)|$)")


@dataclass(frozen=True, slots=True)
class View:
    """A parse together with the starts of its words."""

    parse: Parse
    starts: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse) -> View:
        """The view of a parse."""
        return cls(parse, tuple(token.start for token in parse.tokens))

    def token(self, offset: int) -> Token | None:
        """The word that holds a character, or the last one before it."""
        at = bisect_right(self.starts, offset) - 1
        return self.parse.tokens[at] if at >= 0 else None

    def block(self, offset: int) -> Span:
        """The block that holds a character."""
        at = bisect_right(self.parse.blocks, offset, key=lambda block: block.span.start) - 1
        return self.parse.blocks[max(0, at)].span

    def tokens(self, span: Span) -> tuple[Token, ...]:
        """The words that a span touches."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_right(self.starts, max(span.start, span.end - 1))
        return self.parse.tokens[first:last]

    def before(self, token: Token) -> Token | None:
        """The word before, if it is of the same sentence."""
        return self._beside(token, -1)

    def after(self, token: Token) -> Token | None:
        """The word after, if it is of the same sentence."""
        return self._beside(token, 1)

    def _beside(self, token: Token, step: int) -> Token | None:
        at = token.index + step
        if not 0 <= at < len(self.parse.tokens):
            return None
        other = self.parse.tokens[at]
        return other if other.sentence == token.sentence else None


def quotations(text: str, block: Block) -> tuple[Span, ...]:
    """What stands between quotation marks in a block; one left open runs to the block's end."""
    body = block.span.of(text)
    base = block.span.start
    return tuple(Span(base + m.start(), base + m.end()) for m in _QUOTED.finditer(body))
