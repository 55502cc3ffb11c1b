"""An event told as another: invented names for its own, other numbers, other days."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from zlib import crc32

from crosswire.assignment.word import fold

WORD = re.compile(r"[^\W\d_]+")

LONGEST = 10
"""Digits of a checksum."""

_MONTHS = month_name[1:]
_MONTH = "|".join([*_MONTHS, *(name[:3] for name in _MONTHS)])
_TOLD = re.compile(
    rf"(?P<day>\b(?:{_MONTH})\.? \d\d?\b(?!,\d))"
    r"|(?P<number>(?<![\d.,:])\d+(?:[.,]\d+)*(?![\d:]))"
    rf"|(?P<word>{WORD.pattern})"
)
_YEARS = range(1900, 2030)
_LATER = 18
"""Years after those of the benchmark."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """What stands for the names, numbers and days of an event in one story made of it."""

    names: Mapping[str, str]
    shift: int
    begins: date

    def of(self, text: str) -> str:
        """The text with the invented names, other numbers and days."""
        return _TOLD.sub(self._other, text)

    def _other(self, found: re.Match[str]) -> str:
        """What stands for a day, a number or a word."""
        kinds = {"day": self._day, "number": self._number, "word": self._name}
        return kinds[found.lastgroup or "word"](found[0])

    def _name(self, written: str) -> str:
        name = self.names.get(fold(written)) if written[0].isupper() else None
        if name is None:
            return written
        return name.upper() if written.isupper() and len(written) > 1 else name

    def _number(self, written: str) -> str:
        """A number of as many digits: none of one digit, a year that is years later."""
        if len(written) == 1:
            return written
        if written.isdecimal() and int(written) in _YEARS:
            return str(int(written) + _LATER + self.shift % 4)
        dice = str(crc32(f"{self.shift} {written}".encode())).zfill(LONGEST)
        first = str(1 + int(dice[0]) % 9)
        told = zip(written[1:], cycle(dice[1:]))
        return first + "".join(other if one.isdecimal() else one for one, other in told)

    def _day(self, written: str) -> str:
        day = self.begins - timedelta(sum(map(ord, written)) % 4)
        return f"{_MONTHS[day.month - 1]} {day.day}"
