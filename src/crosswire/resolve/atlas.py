"""Which country a word speaks of: its name, its capital, its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.resolve.name import fold


@dataclass(frozen=True, slots=True)
class Atlas:
    """Lower-case names of countries and of their capitals, to ISO 3166-1 alpha-2 codes.

    The resolver learns from it that "Oslo said" and "Norway said" are one government's words; it
    never learns from it on whose side anybody is.
    """

    countries: Mapping[str, str] = field(default_factory=dict)
    capitals: Mapping[str, str] = field(default_factory=dict)

    def country(self, text: str) -> str | None:
        """The country that a name or an adjective of nationality stands for; capitals do not."""
        lower = text.lower().removeprefix("the ")
        return self._named(lower) or vocabulary().demonyms.get(lower)

    def ruled_from(self, text: str) -> str | None:
        """The country whose government the name of a country or of its capital may stand for."""
        lower = text.lower().removeprefix("the ")
        capital = self.capitals.get(lower) or self.capitals.get(fold(lower))
        return self._named(lower) or capital or vocabulary().seat.get(lower)

    def _named(self, lower: str) -> str | None:
        """The country of that name, with or without points: "u.s."."""
        known = vocabulary().countries
        plain = lower.replace(".", "")
        return self.countries.get(lower) or known.get(lower) or known.get(plain)
