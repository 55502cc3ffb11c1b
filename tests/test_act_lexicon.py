"""The words by which speakers judge, and what speakers are: none dead, none twice, none in two
classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from spacy.language import Language

from crosswire.extract.statement import find
from crosswire.lexicon import load
from crosswire.parse import parse
from crosswire.story import isolate

EVALUATION = load("evaluation.toml")
SPEAKER = load("speaker.toml")
ADJECTIVES = [word for text in EVALUATION["adjective"].values() for word in text.split()]
LISTS = [
    (f"{section}.{key}", text.split())
    for table in (EVALUATION, SPEAKER)
    for section, lists in table.items()
    for key, text in lists.items()
]


def acts(nlp: Language, texts: Sequence[str]) -> Iterator[str]:
    for parsed in parse(nlp, texts, [isolate(text) for text in texts]):
        yield from (attribution.act for attribution in find(parsed)[:1])


def dead(nlp: Language, words: Sequence[str], *frames: str) -> set[str]:
    """The words that make a judgement of none of the frames."""
    left = list(words)
    for frame in frames:
        read = list(acts(nlp, [frame.format(word) for word in left]))
        assert len(read) == len(left)
        left = [word for word, act in zip(left, read, strict=True) if act != "evaluates"]
    return set(left)


@pytest.mark.parametrize(("name", "words"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_has_words_each_once(name: str, words: list[str]) -> None:
    assert words
    assert [word for word, times in Counter(words).items() if times > 1] == []


def test_an_adjective_stands_in_one_class() -> None:
    assert len(ADJECTIVES) > 700
    assert len(ADJECTIVES) == len(set(ADJECTIVES))


def test_a_noun_makes_one_kind_of_speaker() -> None:
    kinds = [set(SPEAKER[kind]["nouns"].split()) for kind in ("expert", "official", "witness")]
    assert all(len(kind) > 30 for kind in kinds)
    assert sum(map(len, kinds)) == len(set.union(*kinds))


def test_no_adjective_is_dead(nlp: Language) -> None:
    frames = "The plan was {}, the mayor said.", "They are {}, the mayor said."
    assert dead(nlp, ADJECTIVES, *frames) == set()


def test_no_noun_is_dead(nlp: Language) -> None:
    nouns = EVALUATION["noun"]["verdict"].split()
    assert dead(nlp, nouns, "The plan was a {}, the mayor said.") == set()


@pytest.mark.parametrize(
    ("section", "key", "frame"),
    [
        ("verb", "judging", "The plans {} the town, the mayor said."),
        ("verb", "attitude", "The mayor said they {} the plan."),
        ("adverb", "stance", "The plan was {} lost, the mayor said."),
        ("adverb", "manner", "They behaved {}, the mayor said."),
    ],
)
def test_no_verb_or_adverb_is_dead(section: str, key: str, frame: str, nlp: Language) -> None:
    words = EVALUATION[section][key].split()
    assert dead(nlp, words, frame) == set()


def test_words_that_tell_do_not_judge(nlp: Language) -> None:
    plain = ["shut", "wet", "empty", "red", "closed", "local", "wooden", "pregnant", "medical"]
    assert dead(nlp, plain, "The plan was {}, the mayor said.") == set(plain)
