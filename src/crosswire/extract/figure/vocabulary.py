"""Word lists of the lexicon as sets."""

from __future__ import annotations

from functools import cache
from typing import Any

from crosswire import lexicon


def load(name: str) -> dict[str, Any]:
    """The tables of one lexicon file, by its name without the ending."""
    return lexicon.load(f"{name}.toml")


@cache
def words(name: str, table: str, key: str = "words") -> frozenset[str]:
    """One word list of a lexicon file."""
    return frozenset(load(name)[table][key])
