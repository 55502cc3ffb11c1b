"""The words by which a speaker judges, feels or expects, class by class."""

from __future__ import annotations

from functools import cache

from crosswire.lexicon import load


@cache
def words(section: str, key: str) -> frozenset[str]:
    """A class of the lexicon of evaluation."""
    return frozenset(load("evaluation.toml")[section][key].split())


@cache
def adjectives() -> frozenset[str]:
    """The adjectives that judge, of all classes."""
    return frozenset().union(
        *(text.split() for text in load("evaluation.toml")["adjective"].values())
    )
