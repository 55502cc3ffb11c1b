"""The words that the rules for places know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

from crosswire.gazetteer.name import fold
from crosswire.lexicon import load
from crosswire.parse import Token


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed classes of `lexicon/place.toml`, ready for look-up in lower case."""

    generic: Mapping[str, str]
    after: frozenset[str]
    before: frozenset[str]
    compound: frozenset[str]
    metonym: frozenset[str]
    common: frozenset[str]
    compass: frozenset[str]
    strong: frozenset[str]
    weak: frozenset[str]
    motion: frozenset[str]
    measure: frozenset[str]
    belief: frozenset[str]
    adjective: frozenset[str]
    calendar: frozenset[str]
    eponym: frozenset[str]
    owned: frozenset[str]
    relational: frozenset[str]
    object_of: frozenset[str]
    seat: frozenset[str]
    local: frozenset[str]
    enterprise: frozenset[str]
    inside: frozenset[str]
    title: frozenset[str]
    human: frozenset[str]
    office: frozenset[str]
    body: frozenset[str]
    given: frozenset[str]
    abbreviation: Mapping[str, tuple[str, str]]
    demonym: Mapping[str, tuple[str, ...]]

    def nationality(self, tokens: tuple[Token, ...], at: int) -> tuple[str, ...]:
        """The countries of the adjective that ends at a word: "Peruvian", "Sri Lankan"."""
        word = tokens[at].lower
        pair = f"{tokens[at - 1].lower} {word}" if at else ""
        return self.demonym.get(pair) or self.demonym.get(word, ())


@cache
def vocabulary() -> Vocabulary:
    """The lexicon, read once."""
    words = load("place.toml")
    return Vocabulary(
        generic={noun: kind for kind, nouns in words["generic"].items() for noun in nouns},
        after=frozenset(words["beside"]["after"]),
        common=frozenset(
            [
                *words["institution"]["body"],
                *words["compass"]["word"],
                *chain(*words["generic"].values()),
            ]
        ),
        before=frozenset(words["beside"]["before"]),
        compound=frozenset(words["beside"]["compound"]),
        metonym=frozenset(words["metonym"]["name"]),
        compass=frozenset(words["compass"]["word"]),
        strong=frozenset(words["locative"]["strong"]),
        weak=frozenset(words["locative"]["weak"]),
        motion=frozenset(words["locative"]["motion"]),
        belief=frozenset(words["locative"]["belief"]),
        adjective=frozenset(words["adjective"]["wide"]) | frozenset(demonyms()),
        calendar=frozenset(words["calendar"]["word"]),
        measure=frozenset(words["locative"]["measure"]),
        eponym=frozenset(words["institution"]["eponym"]),
        owned=frozenset(words["institution"]["owned"]),
        relational=frozenset(words["relational"]["noun"]),
        object_of=frozenset(words["relational"]["verb"]),
        seat=frozenset(words["relational"]["seat"]),
        enterprise=frozenset(words["institution"]["enterprise"]),
        inside=frozenset(words["relational"]["inside"]) | frozenset(words["compass"]["word"]),
        local=frozenset(words["institution"]["local"]),
        title=frozenset(words["person"]["title"]),
        human=frozenset(words["person"]["verb"]),
        office=frozenset(words["person"]["office"]),
        body=frozenset(words["institution"]["body"]),
        given=frozenset(
            chain(*(names.split() for names in load("given_name.toml")["given"].values()))
        ),
        abbreviation=_abbreviations(words["abbreviation"]),
        demonym=demonyms(),
    )


def _abbreviations(by_country: Mapping[str, list[str]]) -> dict[str, tuple[str, str]]:
    """Country and full name of each abbreviation."""
    return {
        short: (country, full)
        for country, words in by_country.items()
        for short, full in zip(words[::2], words[1::2], strict=True)
    }


@cache
def demonyms() -> Mapping[str, tuple[str, ...]]:
    """The countries (ISO 3166-1 alpha-2) that each folded adjective of nationality stands for."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in load("demonym.toml").items():
        for word in words:
            for form in (fold(word), fold(word) + "s"):
                found[form] = (*found.get(form, ()), code)
    return found
