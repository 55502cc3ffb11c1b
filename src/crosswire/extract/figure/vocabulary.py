"""The word lists behind the figures, read once from the lexicon."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The tables of one lexicon file, by its name without the ending."""
    return tomllib.loads(
        resources.files("crosswire.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    )


@cache
def words(name: str, table: str, key: str = "words") -> frozenset[str]:
    """One word list of a lexicon file as a set."""
    return frozenset(load(name)[table][key])
