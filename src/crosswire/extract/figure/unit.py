"""Units of measurement and money: what stands behind a number, in the ledger's units.

Conversions are Pint's (pint.readthedocs.io); its registry is made when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from crosswire.extract.figure.vocabulary import load
from crosswire.row import Span

if TYPE_CHECKING:
    from pint import UnitRegistry

CAPITAL = frozenset("cfw")
"""Units of one letter that are written as capitals: 40C, 104F, 60W."""

SMALL = frozenset(("m", "g", "p", "x", "s", "t"))
"""Units of one letter that are written small."""

DIMENSIONS_OF_TIME = frozenset(("second", "day"))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: its span, the ledger's unit, and Pint's name for what was written.

    `name` is "" for money; `per` is what a rate is taken over ("share" in "$82 per share").
    """

    span: Span
    unit: str
    name: str
    scale: float = 1.0
    per: str | None = None


def after(text: str, at: int, *, end: int) -> Unit | None:
    """The unit of measurement or currency word that begins at `at`, spaces and hyphens apart."""
    match = _pattern().match(text, at, end)
    if match is None:
        return None
    written = match["form"]
    plain = " ".join(re.split(r"[\s\u00a0-]+", written.lower().strip("- ")))
    plain = plain if plain else written
    entry = _forms().get(plain) or _forms().get(plain.replace(" ", "-"))
    if entry is None or not _well_cased(written):
        return None
    unit, name, scale = entry
    return Unit(Span(match.start("form"), match.end("form")), unit, name, scale)


def named(word: str) -> tuple[str, str] | None:
    """The ledger's unit and Pint's name of a measure that a noun names: "minutes", "years"."""
    entry = _forms().get(word)
    return (entry[0], entry[1]) if entry is not None and entry[1] and len(word) > 2 else None


def rate(text: str, at: int, *, end: int) -> re.Match[str] | None:
    """What a price or count is taken over, right behind it: " per share", "-a-head", "/day"."""
    return _RATE.match(text, at, end)


_RATE = re.compile(
    r"(?:\s(?:per|an?|each|every|for\severy|for\seach)\s|-(?:per|an?)-|/)"
    r"(?P<per>(?:[A-Z][\w’'.-]*\s)?(?:share|unit|head|person|barrel|bbl|day|week|month|year|hour"
    r"|minute|second|night|ton|tonne|litre|liter|gallon|kilo|kilogram|kg|mile|km|kilomet(?:er|re)"
    r"|acre|hectare|student|pupil|household|family|worker|employee|customer|user|vote|ounce|piece"
    r"|trip|ride|ticket|seat|capita|annum|game|season|dose|shot|test|bottle|pound|pack|bag|box))\b"
)


def convert(value: float, *, name: str, unit: str) -> float:
    """A value in the unit that Pint calls `name`, in the ledger's `unit`.

    Temperatures keep their zero ("40F" is a point on the scale, not a difference).
    """
    if name == "fahrenheit":
        return round((value - 32) * 5 / 9, 1)
    return tidy(value * _factor(name, unit))


@cache
def _factor(name: str, unit: str) -> float:
    """How many `unit` one `name` holds."""
    target = PINT.get(unit, unit)
    if target == name:
        return 1.0
    registry = _registry()
    return float(registry.Quantity(1.0, name).to(target).magnitude)


PINT: Mapping[str, str] = {
    "km": "kilometer", "m": "meter", "km2": "kilometer**2", "m2": "meter**2", "m3": "meter**3",
    "kg": "kilogram", "km/h": "kilometer/hour", "MW": "megawatt", "MWh": "megawatt_hour",
    "Mbit/s": "megabit/second", "hPa": "hectopascal", "Hz": "hertz",
    "basis point": "basis_point",
}  # fmt: skip
"""The ledger's units under Pint's names, where they differ."""


@cache
def _registry() -> UnitRegistry[Any]:
    """Pint's registry, imported and made when a conversion first needs it."""
    from pint import UnitRegistry as Registry  # noqa: PLC0415

    registry: UnitRegistry[Any] = Registry()
    registry.define("ten_years = 10 * year")
    registry.define("basis_point = 0.01 * percent")
    registry.define("thousand_barrels = 1e3 * barrel")
    registry.define("million_barrels = 1e6 * barrel")
    return registry


def tidy(value: float) -> float:
    """A value without the noise of binary fractions: nine significant digits."""
    return float(f"{value:.9g}")


def _well_cased(written: str) -> bool:
    """Whether a one-letter unit has the case of a unit: "40C" and "5m", not "40c" or "5M"."""
    plain = written.strip("-\u00a0 ")
    if len(plain) != 1 or not plain.isalpha():
        return True
    return plain in SMALL if plain.islower() else plain.lower() in CAPITAL


@cache
def _forms() -> Mapping[str, tuple[str, str, float]]:
    """Every spelling of a unit: the ledger's unit, Pint's name, and a factor for hundredths."""
    forms = {
        form: (unit, name, 1.0)
        for unit, names in load("unit").items()
        for name, spellings in names.items()
        for form in spellings
    }
    money = load("unit_money")
    for table, scale in (("word", 1.0), ("named", 1.0), ("coin", 1.0), ("hundredth", 0.01)):
        for word, code in money[table].items():
            for form in {word, word + "s", word + "es"}:
                forms.setdefault(form, (code, "", scale))
    forms.update({code.lower(): (code, "", 1.0) for code in money["code"]["words"]})
    return forms


@cache
def _pattern() -> re.Pattern[str]:
    """A unit behind a number: "12km", "12-km", "12 square km", "5°C"."""
    spelled = sorted(_forms(), key=len, reverse=True)
    body = "|".join(re.escape(form).replace(r"\ ", r"[\s\u00a0-]+") for form in spelled)
    return re.compile(
        rf"[\s\u00a0\u2010\u2011-]{{0,2}}(?P<form>{body})(?![^\W_]|[-\u2010\u2011]\d)",
        re.IGNORECASE,
    )


def currency(mark: str) -> str:
    """The ISO 4217 code of a money sign or code: "US$" is USD."""
    signs = load("unit_money")["sign"]
    plain = mark.strip()
    if plain in signs:
        return str(signs[plain])
    folded = {sign.lower(): code for sign, code in signs.items()}
    code = folded.get(plain.lower(), plain.upper())
    return "CNY" if code == "RMB" else str(code)
