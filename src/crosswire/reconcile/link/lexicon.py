"""The words of the rules of this package, and what a word stands for when claims are compared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crosswire.lexicon import load
from crosswire.parse import Token
from crosswire.reconcile.term import term


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A list of the lexicon."""
    return frozenset(load("link.toml")[section][key].split())


@cache
def senses() -> Mapping[str, str]:
    """What each word of the lexicon's senses stands for."""
    classes: Mapping[str, str] = load("link.toml")["sense"]
    return {word: f":{name}" for name, listed in classes.items() for word in listed.split()}


def sense(token: Token) -> str | None:
    """What a word stands for: its sense, else its term; None for a word that tells nothing."""
    found = term(token)
    return found and senses().get(found, found)
