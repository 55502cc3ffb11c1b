"""Words as they are compared over reports: what house style changes makes no difference."""

from __future__ import annotations

import re
from functools import cache

from crosswire.parse import Token

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'"})

_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"our(?=$|s$|ed$|ing$|able$|ly$|ful$|less$|er)", "or"),
        (r"is(?=e$|es$|ed$|ing$|ation|er)", "iz"),
        (r"ys(?=e$|ed$|ing$)", "yz"),
        (r"tre(?=$|s$)", "ter"),
        (r"ence(?=$|s$|less$)", "ense"),
        (r"ll(?=ed$|ing$|er$|ers$)", "l"),
        (r"ogue$", "og"),
    )
)
"""How British and American spelling differ (Webster 1828). A word that only looks like a variant
("hour") is changed in all reports alike, which does no harm."""

_LONG = 6
"""Letters of a word from which its spelling may be a variant."""


def is_word(token: Token) -> bool:
    """Whether a token is a word or number, not a mark."""
    return token.text.isalnum() or any(mark.isalnum() for mark in token.text)


def folded(token: Token) -> str:
    """A word as it is compared: in small letters, with plain apostrophes, in American spelling.

    "Armoured" and "armored", "metres" and "meters" are one word.
    """
    return _fold(token.lower)


@cache
def _fold(lower: str) -> str:
    word = lower.translate(_QUOTES)
    if len(word) >= _LONG:
        for british, american in _SPELLINGS:
            word = british.sub(american, word)
    return word
