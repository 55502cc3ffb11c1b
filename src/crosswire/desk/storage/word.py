"""Words as they are searched: how they are spelt, accented and marked makes no difference.

Both databases are given words that are folded here, and split nothing themselves, so that they find
alike. A word is a run of letters and digits; what is written on a letter (accents, points) belongs
to it, and so does what cannot be seen (soft hyphens, directions). Letters are folded by Unicode's
own tables: case folding and compatibility decomposition without marks (UAX 15), and a few Latin
letters that it does not take apart (UTS 39 calls them confusable: "ø", "ł").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crosswire.row import Span

LONGEST = 64
"""Letters of a word that count: no language's are longer, but what is pasted may be."""

_RUN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\W_]+")
"""Letters and digits; "12,000" is one number."""

_UNSEEN = frozenset("\u00ad\u200c\u200d\u2060\ufeff\u061c\u200e\u200f") | frozenset(
    map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)
"""Soft hyphens, joiners and marks of direction, which may stand inside a word."""

_WHOLE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe"}
    | {"ı": "i", "ȷ": "j", "ƀ": "b", "ɨ": "i", "ʉ": "u"}
)
"""Letters that no decomposition takes apart, as they are written where a keyboard has none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a text: where it stands, and the form by which it is searched."""

    span: Span
    form: str


def words(text: str, span: Span | None = None) -> Iterator[Word]:
    """The words of a text, or of a stretch of it, in their order; offsets count in the text."""
    at, end = (span.start, span.end) if span else (0, len(text))
    while run := _RUN.search(text, at, end):
        at = _end(text, run.end(), end)
        if form := folded(text[run.start() : at]):
            yield Word(Span(run.start(), at), form)


def forms(text: str) -> list[str]:
    """The words of a text as they are searched."""
    return [word.form for word in words(text)]


def _end(text: str, at: int, end: int) -> int:
    """Where a word ends that has letters up to a place: behind its marks, and what they join."""
    while at < end and _is_attached(text[at]):
        more = _RUN.match(text, at + 1, end)
        at = more.end() if more else at + 1
    return at


def _is_attached(letter: str) -> bool:
    """Whether something stands on the letter before it, or cannot be seen."""
    return letter in _UNSEEN or (not letter.isascii() and unicodedata.category(letter)[0] == "M")


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """The form by which a word is searched: "Łódź" is "lodz", "12,000" is "12000"."""
    if word.isascii():
        plain = word.lower().replace(",", "")
    else:
        plain = "".join(map(_folded_letter, word.casefold())).translate(_WHOLE)
    return plain[:LONGEST]


@lru_cache(maxsize=1 << 12)
def _folded_letter(letter: str) -> str:
    """A letter without its marks; "" for what is a mark, or not to be seen."""
    parts = "".join(filter(_counts, unicodedata.normalize("NFKD", letter))).casefold()
    if parts and all(map(_counts, parts)) and len(parts) == len(_apart(letter)):
        return parts
    return letter if _counts(letter) else ""


def _apart(letter: str) -> str:
    """A letter taken apart, without marks: "½" has a stroke between its numbers."""
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in apart if not unicodedata.combining(part)).casefold()


def _counts(letter: str) -> bool:
    """Whether it is a letter, a digit, or a vowel that is written on a letter (as in Hindi)."""
    if letter.isalnum():
        return True
    return unicodedata.category(letter)[0] == "M" and not unicodedata.combining(letter)
