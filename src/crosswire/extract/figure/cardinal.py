"""The value of numbers: of digits, of number words, of the words of a vague count.

The grammar of number words follows Huddleston & Pullum (2002), ch. 5 §7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from crosswire.extract.figure.vocabulary import load

SMALL_SCALES = frozenset(("dozen", "score", "hundred"))
"""Scales that multiply only what stands right before them: "two thousand three hundred"."""


def value_of(written: str) -> float | None:
    """The value of digits or of number words; None where the words make no number."""
    return digits(written) if written[0].isdigit() else compose(parts(written))


def digits(written: str) -> float:
    """The value of digits, their grouping taken out."""
    return float(re.sub(r"[,\s\u00a0\u2009\u202f']", "", written))


def parts(written: str) -> list[str]:
    """The lower-case words of a number."""
    return re.split(r"[\s\u00a0\u2010\u2011-]+", written.strip(" -\u00a0").lower())


def compose(words: Sequence[str]) -> float | None:
    """The value of a row of number words, or None where they make no number.

    "two hundred and six" is 206; "two six" is none.
    """
    total, current, room = 0.0, None, float("inf")
    for word in words:
        scale = scales().get(word)
        if word in ("and", "a", "an", ""):
            continue
        if word == "half":
            total, current = _add_half(total, current, room)
        elif word in SMALL_SCALES and scale is not None:
            current = (current or 1) * scale
        elif scale is not None and scale < room:
            total, current, room = total + (current or 1) * scale, None, scale
        elif scale is None and _fits(current, _smalls().get(word)):
            current = (current or 0.0) + _smalls()[word]
        else:
            return None
    return total + (current or 0) or None


def vague(written: str) -> float:
    """The lower bound of a vague count: 20,000 for "tens of thousands", 200 for "a few hundred"."""
    value = 0.0
    for word in re.findall(_vague_words(), plain(written)):
        value = value * _base(word) if value else _vague_values()[word]
    return value


def plain(written: str) -> str:
    """Lower case, single spaces."""
    return " ".join(written.lower().split())


@cache
def scales() -> Mapping[str, float]:
    """Every scale word and abbreviation."""
    table = load("figure_numeral")["scale"]
    spelled = {word: float(value) for word, value in table.items() if word != "short"}
    return {**spelled, **{word: float(value) for word, value in table["short"].items()}}


@cache
def signs() -> Mapping[str, float]:
    """The values of fraction signs."""
    table = load("figure_numeral")["fraction"]["sign"]
    return {sign: float(value) for sign, value in table.items()}


@cache
def _smalls() -> Mapping[str, float]:
    """Number words below a hundred."""
    table = load("figure_numeral")
    return {
        word: float(value) for key in ("unit", "teen", "ten") for word, value in table[key].items()
    }


def _add_half(total: float, current: float | None, room: float) -> tuple[float, float | None]:
    """ "two and a half" adds a half, "a million and a half" half a million."""
    return (total, current + 0.5) if current is not None else (total + room / 2, None)


def _fits(current: float | None, value: float | None) -> bool:
    """Whether a number word may follow: units after tens, both after hundreds."""
    if value is None or current is None or current % 100 == 0:
        return value is not None
    return value < 10 and current % 10 == 0 and current % 100 >= 20


@cache
def _vague_values() -> Mapping[str, float]:
    """What each word of a vague count stands for where it begins the count."""
    table = load("figure_numeral")
    spelled = {word: float(value) for word, value in table["scale"].items() if word != "short"}
    return {**spelled, **table["plural"], **table["vague"]}


@cache
def _vague_words() -> str:
    """The words of a vague count, longest first, as an expression."""
    longest = sorted(_vague_values(), key=lambda word: (-len(word), word))
    return rf"\b(?:{'|'.join(re.escape(word) for word in longest)})\b"


def _base(word: str) -> float:
    """What a word multiplies by where another stands before it: 1,000 for "thousands"."""
    if word == "tens":
        return 10.0
    return scales().get(word.removesuffix("s"), 1.0)
