"""Which nouns stand for human beings."""

from __future__ import annotations

from functools import cache

from crosswire.extract.figure.vocabulary import load
from crosswire.parse import Token

CLASSES = (
    "general", "kin", "victim", "service", "crime", "occupation", "office", "student",
)  # fmt: skip


def is_person(token: Token) -> bool:
    """Whether a noun counts human beings: listed, or made by an ending that makes such nouns."""
    word = token.lower
    return (
        is_person_word(word)
        or (token.lemma != word and is_person_word(token.lemma))
        or is_people(token)
    )


def is_people(token: Token) -> bool:
    """Whether a capitalised word names a people: "Danes", and "Danish" where its noun is shared."""
    return token.text[:1].isupper() and _is_demonym(token.lower)


@cache
def is_person_word(word: str) -> bool:
    """Whether a lower-case noun, singular or plural, counts human beings."""
    base = singular(word)
    return (
        word in _listed() or base in _listed() or (base not in _things() and _by_ending(word, base))
    )


@cache
def singular(word: str) -> str:
    """The singular of a regular plural, lower-case; other words as they are."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def is_office(token: Token) -> bool:
    """Whether a noun stands for who holds an office: "leaders", "ministers"."""
    held = load("person")["office"]["words"]
    return token.lemma in held or singular(token.lower) in held


@cache
def _listed() -> frozenset[str]:
    """Every noun of the lexicon."""
    return frozenset(word for name in CLASSES for word in load("person")[name]["words"])


@cache
def _things() -> frozenset[str]:
    """Nouns that end like those for people."""
    table = load("person")["thing"]
    return frozenset(word for words in table.values() for word in words)


def _by_ending(word: str, base: str) -> bool:
    """ "canvassers", "florists", "trustees"."""
    ending = load("person")["suffix"]
    if base.endswith(tuple(ending["words"])) or word.endswith(tuple(ending["plural"])):
        return len(base) > 4
    if base.endswith(tuple(ending["singular"])):
        return len(base) > 5
    agent = word.endswith(tuple(ending["er"])) or word.endswith(tuple(ending["ee"]))
    return agent and len(base) > 4


@cache
def _is_demonym(word: str) -> bool:
    """Whether a capitalised word, given in lower case, names a people."""
    table = load("person_demonym")
    listed = table["word"]["words"]
    if word in listed or singular(word) in listed or word in _nationals():
        return True
    return len(word) > 5 and word.endswith(tuple(table["suffix"]["words"]))


@cache
def _nationals() -> frozenset[str]:
    """The nouns of nationality with their plurals."""
    nouns = {noun.lower() for nouns in load("demonym").values() for noun in nouns}
    return frozenset(nouns | {noun + "s" for noun in nouns})
