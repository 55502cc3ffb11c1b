"""Words from reports made harmless for a terminal: they can neither move nor hide anything."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Invisible, but part of how Persian and emoji are written."""

_SHOWN = "\N{REPLACEMENT CHARACTER}"


def inert(text: str) -> str:
    """The text with its control characters (escape, bidi, ...) visible or gone, on one line.

    Line ends and tabs become spaces; what would drive the terminal becomes U+FFFD; format
    characters that change how the text around them reads (bidi overrides and isolates, zero width
    spaces, Unicode TR36) are dropped.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_harmless, text))


def _harmless(letter: str) -> str:
    """A letter as it may be shown."""
    kind = unicodedata.category(letter)
    if letter in "\t\n\v\f\r" or kind in ("Zl", "Zp", "Zs"):
        return " "
    if kind in ("Cc", "Cs"):
        return _SHOWN
    return "" if kind == "Cf" and letter not in _JOINERS else letter
