"""Cuts a block of text into the words, numbers and marks that the time grammar reads.

Its own cut, since the parser's keeps "mid-2019" whole and splits "a.m." from its hour: here a
number, a word, an abbreviation with its stops and a mark are each one lexeme.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from crosswire.extract.time.chart import Node
from crosswire.extract.time.meaning import At, Calendar, Clock
from crosswire.extract.time.vocabulary import Entry, Vocabulary

EARLIEST_YEAR, LATEST_YEAR = 1000, 2199
"""Four digits outside these are no year unless an era is named."""

_PATTERN = re.compile(
    r"""
      (?P<long>[^\W\d_]{3,})
    | (?P<iso>(?<![\d-])\d{4}-\d{2}-\d{2}
        (?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<slash>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))
    | (?P<dotted>(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?!\.?\d))
    | (?P<quarter>\b[QH][1-4]\b)
    | (?P<decade>(?:(?<![\d.,])[12]?\d\d0|['’]?\b\d0)['’]?s\b)
    | (?P<ordinal>(?<![\d.,])\d{1,2}(?:st|nd|rd|th)\b)
    | (?P<short>(?<!\w)['’]\d\d(?!\d))
    | (?P<number>(?<!\w)(?<!\d[.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d|[.,]\d))
    | (?P<figures>[\d.,]*\d)
    | (?P<stops>\b(?:[ap]\.\ ?m\b\.?|[BA]\.\ ?[CD]\b\.?(?:E\b\.?)?|B\.C\.E\.|(?:[A-Za-z]\.){2,}))
    | (?P<possessive>['’]s\b|(?<=s)['’](?!\w))
    | (?P<word>[^\W\d_]+)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)

_UNIT = re.compile(r"[%‰°]|(?:pc|pct|bps?|k|m|bn|tn|kg|km|g|t|c)\b(?!\.\w)", re.IGNORECASE)
"""What stands close behind a number that measures: "18pc", "40bn"."""

_ERA = {"bc": -1, "bce": -1, "ad": 1, "ce": 1}
_MERIDIEM = {"am": 0, "pm": 12}
_CAPITALISED = frozenset({"MONTH", "MONTHSHORT", "WEEKDAY", "WEEKDAYSHORT", "WEEKDAYS", "HOLIDAY"})
_UPPER = frozenset({"ZONE", "SEASONALZONE"})
_WORDS = frozenset({"long", "word", "stops"})
_DASHES = {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "’": "'", "’s": "'s", "’S": "'s"}


class Lexeme(NamedTuple):
    """A word, number or mark; offsets are of the document, `form` its shape by the pattern."""

    start: int
    end: int
    text: str
    lower: str
    form: str


def cut(text: str, start: int, end: int) -> list[Lexeme]:
    """The lexemes of one block of a text."""
    found: list[Lexeme] = []
    for match in _PATTERN.finditer(text, start, end):
        piece = match.group()
        form = match.lastgroup or ""
        if form == "number" and _UNIT.match(text, match.end(), end):
            form = "figures"
        lower = piece.lower() if form in _WORDS else _DASHES.get(piece, piece.lower())
        found.append(Lexeme(match.start(), match.end(), piece, lower, form))
    return found


def leaves(
    lexemes: Sequence[Lexeme], vocabulary: Vocabulary, literals: frozenset[str]
) -> list[list[Node]]:
    """The readings of each lexeme, phrases of the lexicon under their first word."""
    found: list[list[Node]] = []
    for at, lexeme in enumerate(lexemes):
        readings = [Node(s, at, at + 1, v, s) for s, v in _readings(lexeme.text, lexeme.form)]
        if lexeme.lower in literals:
            readings.append(Node(lexeme.lower, at, at + 1, lexeme.lower, lexeme.lower))
        for entry in vocabulary.entries.get(lexeme.lower, ()):
            last = at + len(entry.words)
            if _stands(entry, lexemes[at:last]):
                readings.append(Node(entry.symbol, at, last, entry.value, entry.symbol))
        found.append(readings)
    return found


def _stands(entry: Entry, lexemes: Sequence[Lexeme]) -> bool:
    """Whether the words of an entry are the ones there, in the letters that it asks for."""
    if entry.symbol in _CAPITALISED and not lexemes[0].text[0].isupper():
        return False
    if entry.symbol in _UPPER and not lexemes[0].text.isupper():
        return False
    return len(entry.words) == 1 or entry.words == tuple(lexeme.lower for lexeme in lexemes)


@lru_cache(maxsize=4096)
def _readings(text: str, form: str) -> tuple[tuple[str, Any], ...]:
    """What a lexeme can be by its shape alone."""
    read = _BY_FORM.get(form)
    return tuple(read(text)) if read is not None else ()


def _number(text: str) -> Iterator[tuple[str, Any]]:
    digits = text
    yield "NUMBER", float(digits.replace(",", ""))
    if not digits.isdigit():
        return
    yield "INT", int(digits)
    if len(digits) <= 2 and 1 <= int(digits) <= 31:
        yield "DAYNUM", int(digits)
    if len(digits) == 2:
        yield "TWODIGIT", int(digits)
    if len(digits) == 4:
        if EARLIEST_YEAR <= int(digits) <= LATEST_YEAR:
            yield "YEARNUM", int(digits)
        hour, minute = divmod(int(digits), 100)
        if hour <= 24 and minute < 60:
            yield "MILITARY", Clock(hour=hour, minute=minute)


def _iso(text: str) -> Iterator[tuple[str, Any]]:
    day, _, time = text.partition("T")
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return
    calendar = Calendar(year=found.year, month=found.month, day=found.day)
    if not time:
        yield "ISO", calendar
        return
    hour, minute = int(time[:2]), int(time[3:5])
    if hour <= 24 and minute < 60:
        yield "ISO", At(Clock(hour=hour, minute=minute), calendar)


def _clock(text: str) -> Iterator[tuple[str, Any]]:
    hour, minute, *second = (int(part) for part in text.split(":"))
    yield "CLOCK", Clock(hour=hour, minute=minute, second=second[0] if second else None)


def _slash(text: str) -> Iterator[tuple[str, Any]]:
    """A date with slashes, where only one order of day and month is possible."""
    one, two, year = (int(part) for part in text.split("/"))
    year = year if year > 99 else 2000 + year
    if one > 12 >= two >= 1 and one <= 31:
        yield "ISO", Calendar(year=year, month=two, day=one)
    elif two > 12 >= one >= 1 and two <= 31:
        yield "ISO", Calendar(year=year, month=one, day=two)


def _dotted(text: str) -> Iterator[tuple[str, Any]]:
    """A date with full stops, which always starts with the day."""
    day, month, year = (int(part) for part in text.split("."))
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield "ISO", Calendar(year=year, month=month, day=day)


def _quarter(text: str) -> Iterator[tuple[str, Any]]:
    kind, number = text[0], int(text[1])
    if kind == "Q":
        yield "QUARTER", Calendar(quarter=number)
    elif number <= 2:
        yield "QUARTER", Calendar(half=number)


def _decade(text: str) -> Iterator[tuple[str, Any]]:
    digits = re.sub(r"\D", "", text)
    if len(digits) == 4:
        yield "DECADE", Calendar(decade=int(digits) // 10)
    elif len(digits) == 3:
        yield "DECADEBC", int(digits) // 10
    elif text[0] in "'’":
        yield "DECADEWORD", int(digits)


def _ordinal(text: str) -> Iterator[tuple[str, Any]]:
    number = int(text[:-2])
    yield "ORD", number
    if 1 <= number <= 31:
        yield "DAYORD", number


def _short(text: str) -> Iterator[tuple[str, Any]]:
    yield "SHORTYEAR", int(text[1:])


def _word(text: str) -> Iterator[tuple[str, Any]]:
    yield from _stops(text)
    if text.lower() in ("a", "an"):
        yield "ARTICLE", 1.0


def _stops(text: str) -> Iterator[tuple[str, Any]]:
    bare = text.lower().replace(".", "").replace(" ", "")
    if bare in _MERIDIEM:
        yield "MERIDIEM", _MERIDIEM[bare]
    if bare in _ERA and text.isupper():
        yield "ERA", _ERA[bare]


_BY_FORM = {
    "number": _number,
    "iso": _iso,
    "clock": _clock,
    "slash": _slash,
    "dotted": _dotted,
    "quarter": _quarter,
    "decade": _decade,
    "ordinal": _ordinal,
    "short": _short,
    "word": _word,
    "stops": _stops,
}
