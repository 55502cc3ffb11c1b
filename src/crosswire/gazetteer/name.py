"""Names as they are compared: without case, accents, apostrophes and hyphens."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from crosswire.lexicon import load

_LETTERS = {
    ord(letter): plain
    for letter, plain in {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe",
        "ı": "i", "ə": "a", "ħ": "h", "ŧ": "t", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k",
    }.items()
}  # fmt: skip
_MARKS = {ord(mark): "" for mark in "'’‘`´ʻʼʿʾ′.\u200b\u200e\u200f\u00ad"}
_BREAKS = {ord(mark): " " for mark in "-‐‑–—/_,\u00a0"}
_TABLE = _LETTERS | _MARKS | _BREAKS

_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
"""Words that names begin with in a short and in a full form."""

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,5}")
ACRONYM_MARK = "^"
"""Begins the key of an acronym: "US" is a place, "us" and "Us" are not."""


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name as it is compared: "Saint-Étienne" and "St Etienne" are both "saint etienne"."""
    if not name.isascii():
        name = "".join(
            mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark)
        )
    words = name.lower().translate(_TABLE).split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def is_acronym(name: str) -> bool:
    """Whether a name is written as initials alone ("UAE", "U.S.")."""
    return _ACRONYM.fullmatch(name) is not None


def acronym(name: str) -> str:
    """The key of an acronym, with or without its stops."""
    return ACRONYM_MARK + name.replace(".", "")


def short(folded: str) -> str:
    """A subdivision's folded name without its generic noun ("tarn county", "county of tarn")."""
    before, after = _generics()
    match = before.match(folded)
    if match and match.end() < len(folded):
        folded = folded[match.end() :]
    match = after.search(folded)
    return folded[: match.start()] if match and match.start() else folded


@cache
def _generics() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a subdivision's name may begin and end with beside the proper name."""
    words = load("place.toml")["subdivision"]
    before, after = (
        "|".join(re.escape(word) for word in sorted(words[side], key=lambda w: (-len(w), w)))
        for side in ("before", "after")
    )
    return re.compile(f"(?:{before}) "), re.compile(f" (?:{after})$")
