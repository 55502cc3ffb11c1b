"""The words of attribution: none that never matches, none in two acts, both spellings of each."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from spacy.language import Language

from crosswire.extract.statement.cue import Cue, find
from crosswire.extract.statement.lexicon import ACTS, lexicon
from crosswire.lexicon import load
from crosswire.parse import parse
from crosswire.story import isolate

CUE = load("cue.toml")
SOURCE = load("source.toml")
FRAMES = [
    name
    for name, table in CUE.items()
    if any(act in table for act in ACTS)
    and name not in {"noun", "noun_of", "colon", "owned", "adverb", "adjective"}
]


def lists() -> Iterator[tuple[str, list[str]]]:
    for file in (CUE, SOURCE, load("act.toml")):
        for section, table in file.items():
            for key, words in table.items():
                if isinstance(words, str):
                    yield f"{section}.{key}", words.split()


LISTS = list(lists())


@pytest.mark.parametrize(("name", "words"), LISTS, ids=[name for name, _ in LISTS])
def test_a_list_has_words_each_once(name: str, words: list[str]) -> None:
    assert words
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("frame", FRAMES)
def test_a_verb_performs_one_act_in_a_frame(frame: str) -> None:
    acts = [set(CUE[frame][act].split()) for act in ACTS if act in CUE[frame]]
    assert sum(map(len, acts)) == len(set.union(*acts))


def test_every_frame_is_looked_at() -> None:
    assert len(FRAMES) >= 9


@pytest.mark.parametrize("frame", FRAMES)
def test_no_verb_is_dead(frame: str, nlp: Language) -> None:
    """A verb that the model never gives as a lemma would never be met."""
    verbs = {verb for act in ACTS for verb in CUE[frame].get(act, "").split()}
    assert verbs
    dead = {verb for verb in verbs if not any(_lemmas(nlp, verb))}
    assert dead == set()


def _lemmas(nlp: Language, verb: str) -> Iterator[bool]:
    words = verb.replace("-", " ")
    texts = (f"She will {words} it.", f"They {words} that it rained.", f"He {_past(words)} it.")
    for text in texts:
        yield any(cue.lemma == verb for cue in _cues(nlp, text))


def _cues(nlp: Language, text: str) -> Iterator[Cue]:
    for parsed in parse(nlp, [text], [isolate(text)]):
        yield from find(parsed, lexicon())


def test_no_adjective_is_dead(nlp: Language) -> None:
    adjectives = {word for act in ACTS for word in CUE["adjective"].get(act, "").split()}
    assert adjectives
    read = {word: _cues(nlp, f"The owner is {word} that it will rain.") for word in adjectives}
    assert {word for word, cues in read.items() if word not in {c.lemma for c in cues}} == set()


@pytest.mark.parametrize("section", ["colon", "owned"])
def test_no_noun_is_dead(section: str, nlp: Language) -> None:
    nouns = {noun for act in ACTS for noun in CUE[section].get(act, "").split()}
    assert nouns
    assert {noun for noun in nouns if nlp(f"It was in her {noun}.")[4].lemma_ != noun} == set()


def _past(verb: str) -> str:
    verb, _, particle = verb.partition(" ")
    return f"{verb}{'d' if verb.endswith('e') else 'ed'} {particle}".strip()


def test_both_spellings_of_a_verb_stand_together() -> None:
    british = re.compile(r"[a-z]{4,}(?<!v)(?<!r)(?<!m)(?<!pr)(?<!adv)is(?=e$)")
    looked_at = 0
    for name, words in LISTS:
        for word in words:
            twin = british.sub(lambda match: match[0][:-1] + "z", word)
            if twin != word and word not in {
                "promise",
                "raise",
                "praise",
                "advise",
                "revise",
                "chastise",
            }:
                looked_at += 1
                assert twin in words, f"{name}: {word} without {twin}"
    assert looked_at


def test_a_noun_of_saying_is_no_speaker() -> None:
    said = {noun for act in ACTS for noun in CUE["noun"].get(act, "").split()}
    assert said
    assert said.isdisjoint(SOURCE["speaker"]["nouns"].split())
