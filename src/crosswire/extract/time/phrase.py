"""A phrase of the time grammar where it stands, with the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crosswire.extract.time.lexeme import Lexeme
from crosswire.extract.time.meaning import Meaning
from crosswire.extract.time.view import View
from crosswire.parse import Token
from crosswire.row import Span

_NAME_TAGS = frozenset({"NNP", "NNPS"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may tell a time; `first` and `last` are the parser's words at its ends."""

    meaning: Meaning
    words: Sequence[Lexeme]
    view: View
    first: Token
    last: Token

    @classmethod
    def of(cls, meaning: Meaning, words: Sequence[Lexeme], view: View) -> Phrase | None:
        """The phrase of some lexemes; None where the parser saw no word."""
        first, last = view.token(words[0].start), view.token(words[-1].start)
        return None if first is None or last is None else cls(meaning, words, view, first, last)

    @property
    def span(self) -> Span:
        """The characters that the phrase takes up."""
        return Span(self.words[0].start, self.words[-1].end)

    @property
    def before(self) -> Token | None:
        """The word before it in its sentence."""
        return self.view.before(self.first)

    @property
    def after(self) -> Token | None:
        """The word after it in its sentence."""
        return self.view.after(self.last)

    @property
    def previous(self) -> str:
        """The word before it in small letters, or ""."""
        return self.before.lower if self.before else ""

    @property
    def following(self) -> str:
        """The characters that follow it."""
        return self.view.parse.text[self.span.end : self.span.end + 12]

    @property
    def single(self) -> bool:
        """Whether it is one word."""
        return len(self.words) == 1

    @property
    def modifies(self) -> bool:
        """Whether it only describes the noun behind it: "a cold winter night"."""
        if self.last.dep not in ("compound", "nmod", "amod", "npadvmod"):
            return False
        head = self.view.parse.tokens[self.last.head]
        return head.index > self.last.index and head.pos in ("NOUN", "PROPN")


def is_name(token: Token) -> bool:
    """Whether the parser takes a word for part of a name."""
    return token.tag in _NAME_TAGS
