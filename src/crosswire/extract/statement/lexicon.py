"""The words of attribution, read once from the lexicon files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from crosswire.lexicon import load
from crosswire.row import Act

ACTS: tuple[Act, ...] = ("asserts", "denies", "intends", "evaluates")

Frame = Mapping[str, Act]
"""Lemmas of one frame, with the act that each performs in it."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Cue words by frame, and the nouns that may stand behind a statement."""

    clause: Frame
    infinitive: Frame
    object: Frame
    as_: Frame
    complement: Frame
    of: Frame
    object_infinitive: Frame
    for_: Frame
    adjective: Frame
    noun: Frame
    colon: Frame
    noun_of: Frame
    passive: Frame
    adverb: Frame
    mental: frozenset[str]
    strong: frozenset[str]
    noun_to: frozenset[str]
    manner: frozenset[str]
    comment: frozenset[str]
    verdict: frozenset[str]
    empty: frozenset[str]
    untrue: frozenset[str]
    rejected: frozenset[str]
    promised: frozenset[str]
    speaking_of: Frame
    at: Frame
    evidence_noun: frozenset[str]
    evidence_verb: frozenset[str]
    preposition: tuple[tuple[str, ...], ...]
    speaker_noun: frozenset[str]
    text_noun: frozenset[str]
    thing_noun: frozenset[str]
    pronoun: frozenset[str]
    medium_word: frozenset[str]
    medium_noun: frozenset[str]
    calendar: frozenset[str]
    reduced: Frame
    owned: Frame
    owned_preposition: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The lexicon of attribution."""
    cue = load("cue.toml")
    source = load("source.toml")
    time = load("time.toml")
    return Lexicon(
        clause=_frame(cue["clause"]),
        infinitive=_frame(cue["infinitive"]),
        object=_frame(cue["object"]),
        as_=_frame(cue["as"]),
        complement=_frame(cue["complement"]),
        of=_frame(cue["of"]),
        object_infinitive=_frame(cue["object_infinitive"]),
        for_=_frame(cue["for"]),
        adjective=_frame(cue["adjective"]),
        noun=_frame(cue["noun"]),
        colon=_frame(cue["noun"]) | _frame(cue["colon"]),
        noun_of=_frame(cue["noun_of"]),
        passive=_frame(cue["passive"]),
        adverb=_frame(cue["adverb"]),
        mental=_words(cue["mental"], "verbs"),
        strong=_words(cue["strong"], "verbs"),
        noun_to=_words(cue["noun_to"], "nouns"),
        manner=_words(cue["manner"], "verbs"),
        comment=_words(cue["comment"], "verbs"),
        verdict=_words(cue["comment"], "nouns"),
        empty=_words(cue["empty"], "nouns"),
        at=_frame(cue["at"]),
        promised=_words(cue["promised"], "nouns"),
        rejected=_words(cue["rejected"], "nouns"),
        speaking_of=_frame(cue["speaking_of"]),
        untrue=_words(load("act.toml")["untrue"], "words"),
        evidence_noun=_words(cue["evidence"], "nouns"),
        evidence_verb=_words(cue["evidence"], "verbs"),
        preposition=tuple(
            tuple(phrase.split()) for phrase in cast(list[str], cue["preposition"]["phrases"])
        ),
        speaker_noun=_words(source["speaker"], "nouns"),
        text_noun=_words(source["text"], "nouns"),
        thing_noun=_words(source["thing"], "nouns"),
        pronoun=_words(source["pronoun"], "words"),
        medium_word=_words(source["medium"], "words"),
        medium_noun=_words(source["medium"], "nouns"),
        reduced=_frame(cue["reduced"]),
        owned=_frame(cue["owned"]),
        owned_preposition=_words(cue["owned"], "prepositions"),
        calendar=frozenset(time["weekday"]) | frozenset(time["month"]),
    )


def _words(table: Mapping[str, object], key: str) -> frozenset[str]:
    return frozenset(cast(str, table[key]).split())


def _frame(table: Mapping[str, object]) -> dict[str, Act]:
    """Lemmas to acts; where a lemma performs two acts in a frame, the first listed holds."""
    acts: dict[str, Act] = {}
    for act in ACTS:
        for lemma in _words(table, act) if act in table else ():
            acts.setdefault(lemma, act)
    return acts
