"""Whose money a shared sign or word means: "Rs" in a report on Pakistan, "$" in one on Canada.

A code of ISO 4217 begins with the ISO 3166 code of its country, so that the country that a report
speaks of most, by its name or its adjective, tells which of the currencies of one sign is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from crosswire.extract.figure.reading import Reading
from crosswire.extract.figure.vocabulary import load
from crosswire.parse import Parse

FEWEST = 2
"""Times that a country with dollars of its own is named before "$" means them."""


def localised(parse: Parse, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings with the sums under a shared sign or word in the currency of the country."""
    shared = {one.unit for one in readings if one.is_money and one.unit in _shared()}
    told = {unit: _told(parse.text, unit) for unit in sorted(filter(None, shared))}
    return tuple(
        replace(one, unit=told[one.unit])
        if one.unit in told and one.is_money and not _is_explicit(one, parse.text)
        else one
        for one in readings
    )


def _told(text: str, default: str) -> str:
    """The currency that a report means by what stands for `default` elsewhere."""
    if default == "USD" and _NAMED_DOLLARS.search(text):
        return default
    counts = {code: _mentions(text, code) for code in (default, *_shared()[default])}
    most = max(counts, key=lambda code: (counts[code], code == default, code))
    fewest = FEWEST if default == "USD" else 1
    return most if counts[most] >= max(fewest, counts[default] + 1) else default


_NAMED_DOLLARS = re.compile(
    r"\b(?:A|AU|C|CA|NZ|HK|S|NT|US|U\.S\. ?)\$|\b(?:US|U\.S\.|American) dollars?\b"
    r"|\b(?:Australian|Canadian|New Zealand|Hong Kong|Singapore|Taiwan) dollars?\b"
)
"""What a report writes that keeps its own dollars and those of the United States apart."""


def _is_explicit(reading: Reading, text: str) -> bool:
    """Whether the sum itself names its country: "US$40", "90 million Canadian dollars"."""
    mark = (reading.amount.currency or "").strip()
    words = reading.span.of(text).lower()
    if mark:
        return mark not in load("unit_money")["plain"]["words"]
    return any(name in words for name in load("unit_money")["named"])


def _mentions(text: str, code: str) -> int:
    """How often a report names the country of a currency."""
    return len(_country(code[:2]).findall(text))


@cache
def _country(code: str) -> re.Pattern[str]:
    """The names and adjectives of a country."""
    names = [*load("unit_money")["country"][code], *load("demonym")[code]]
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in names)})")


@cache
def _shared() -> Mapping[str, tuple[str, ...]]:
    """The currencies that share the sign or word of another."""
    table = load("unit_money")["shared"]
    return {default: tuple(codes) for default, codes in table.items()}
