"""The words of time as the grammar's leaves: what each word or fixed phrase can be."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from crosswire.extract.time.meaning import Calendar, Step

SIMPLE = (
    "month",
    "weekday",
    "weekday_plural",
    "unit",
    "units",
    "season",
    "part",
    "parts",
    "number",
    "scale",
    "ordinal",
    "decade",
    "zone",
    "reference",
    "frequency",
    "month_short",
    "weekday_short",
    "edge",
    "side",
    "adverb",
    "every",
)
"""The tables of the lexicon whose entries become leaves as they stand."""

SYMBOL = {
    "month_short": "MONTHSHORT",
    "weekday_short": "WEEKDAYSHORT",
    "weekday_plural": "WEEKDAYS",
    "ordinal": "ORD",
    "number": "WORDNUM",
    "decade": "DECADEWORD",
    "reference": "REFERENCE",
    "frequency": "FREQUENCY",
}
"""What the leaves of a table are called where it is not the table's own name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word or phrase: the leaf's symbol and its value."""

    words: tuple[str, ...]
    symbol: str
    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All entries by their first word, and the sets of words that single rules ask for."""

    entries: Mapping[str, tuple[Entry, ...]]
    core: frozenset[str]
    common: frozenset[str]
    short: frozenset[str]
    preposition: frozenset[str]
    ambiguous: frozenset[str]
    ambiguous_season: frozenset[str]
    prospective: frozenset[str]
    scheduling: frozenset[str]
    inception: frozenset[str]
    saying: frozenset[str]
    futurate: frozenset[str]
    contract: frozenset[str]
    business: frozenset[str]
    named_day: frozenset[str]
    number_sign: frozenset[str]
    measure: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The lexicon, read once."""
    tables = tomllib.loads(
        resources.files("crosswire.lexicon").joinpath("time.toml").read_text(encoding="utf-8")
    )
    by_first: dict[str, list[Entry]] = defaultdict(list)
    for entry in _entries(tables):
        by_first[entry.words[0]].append(entry)
    word = tables["word"]
    return Vocabulary(
        {first: tuple(found) for first, found in by_first.items()},
        _core(by_first.values()) | frozenset(word["core"]),
        frozenset(w for name in COMMON for w in tables[name]),
        frozenset(tables["month_short"]) | frozenset(tables["weekday_short"]),
        frozenset(word["preposition"]),
        frozenset(word["ambiguous"]),
        frozenset(word["ambiguous_season"]),
        frozenset(word["prospective"]),
        frozenset(word["scheduling"]),
        frozenset(word["inception"]),
        frozenset(word["saying"]),
        frozenset(word["futurate"]),
        frozenset(word["contract"]),
        frozenset(word["business"]),
        frozenset(word["named_day"]),
        frozenset(word["number_sign"]),
        frozenset(word["measure"]),
    )


CORE = frozenset(
    {"MONTH", "MONTHSHORT", "WEEKDAY", "WEEKDAYSHORT", "WEEKDAYS", "UNIT", "UNITS", "SEASON"}
    | {"PART", "PARTS", "DECADEWORD", "HOLIDAY", "REFERENCE", "FREQUENCY", "ADVERB", "BUSINESS"}
    | {"CYCLEWORD"}
)
"""Leaves that can carry an expression; the others only belong to one."""


COMMON = ("unit", "units", "part", "parts", "adverb")
"""Tables of words that are written small unless they are part of a name."""


def _core(entries: Iterable[Sequence[Entry]]) -> frozenset[str]:
    """The words of the entries that can carry an expression."""
    carrying = (entry for found in entries for entry in found if entry.symbol in CORE)
    return frozenset(word for entry in carrying for word in entry.words if len(word) > 2)


def _entries(tables: Mapping[str, Any]) -> list[Entry]:
    """Every entry of every table."""
    found = [
        Entry(tuple(words.split()), SYMBOL.get(name, name.upper()), value)
        for name in SIMPLE
        for words, value in tables[name].items()
    ]
    found += [
        Entry(tuple(words.split()), "HOLIDAY", Calendar(month=month, day=day))
        for words, (month, day) in tables["holiday"].items()
    ]
    found += [
        Entry(tuple(words.split()), "HOLIDAY", Calendar(easter=days))
        for words, days in tables["feast"].items()
    ]
    found += [
        Entry(tuple(words.split()), name.upper(), Step(count, base))
        for name in ("step", "away")
        for words, (count, base) in tables[name].items()
    ]
    moods = {"early": "start", "middle": "mid", "late": "end"}
    found += [Entry((w,), "MODE", mod) for key, mod in moods.items() for w in tables["word"][key]]
    found += [Entry(tuple(w.split()), "HEDGE", w) for w in tables["word"]["hedge"]]
    found += [Entry(tuple(w.split()), "SOON", w) for w in tables["word"]["soon"]]
    found += [Entry((w,), "AFTERWARDS", w) for w in tables["word"]["afterwards"]]
    found += [Entry((w,), "SEASONALZONE", w) for w in tables["word"]["seasonal_zone"]]
    found += [Entry((w,), "BUSINESS", w) for w in tables["word"]["business"]]
    found += [Entry((w,), "CYCLE", w) for w in tables["word"]["cycle"]]
    found += [Entry((w,), "CYCLEWORD", w) for w in tables["word"]["cycle_word"]]
    found += [Entry(tuple(w.split()), "WRITING", w) for w in tables["word"]["writing"]]
    found += [Entry((w,), "VAGUE", w) for w in tables["word"]["vague"]]
    return found
