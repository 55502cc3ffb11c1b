"""The words by which claims are compared: none twice, none dead, none on both sides of a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from crosswire.lexicon import load
from crosswire.reconcile.term import concepts

LINK = load("link.toml")
SENSES = {name: text.split() for name, text in LINK["sense"].items()}
OPPOSED = {
    name: (pair["one"].split(), pair["other"].split()) for name, pair in LINK["opposed"].items()
}


def lists() -> Iterator[tuple[str, list[str]]]:
    for section, entries in LINK.items():
        for key, value in entries.items():
            parts = value.items() if isinstance(value, dict) else [("", value)]
            yield from ((f"{section}.{key}{part}", text.split()) for part, text in parts)


@pytest.mark.parametrize(("name", "words"), list(lists()), ids=[name for name, _ in lists()])
def test_a_list_has_words_each_once(name: str, words: list[str]) -> None:
    assert words
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_a_word_has_one_sense() -> None:
    words = [word for listed in SENSES.values() for word in listed]
    assert len(words) > 100
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_no_sense_is_dead() -> None:
    """A word that has a concept never comes to its sense."""
    assert {word for listed in SENSES.values() for word in listed} & concepts().keys() == set()


def test_no_word_stands_on_both_sides_of_a_pair() -> None:
    assert len(OPPOSED) > 10
    assert all(not set(one) & set(other) for one, other in OPPOSED.values())
    assert not set(LINK["judged"]["good"].split()) & set(LINK["judged"]["bad"].split())
    assert not set(LINK["checked"]["going"].split()) & set(LINK["checked"]["checking"].split())


def test_what_adds_up_is_a_concept() -> None:
    growing, passing = (set(LINK["figure"][kind].split()) for kind in ("growing", "passing"))
    assert growing | passing <= set(concepts().values())
    assert len(growing & passing) > 2
