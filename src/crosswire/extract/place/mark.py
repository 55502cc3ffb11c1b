"""The rules that speak for or against a name's being a place, each with its weight.

Weights are set by hand so that two independent weak signs, or one strong one, make a place.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.place.context import after, before
from crosswire.extract.place.sighting import Mark, Sighting
from crosswire.extract.place.vocabulary import Vocabulary
from crosswire.gazetteer import Entry
from crosswire.gazetteer.name import fold, is_acronym
from crosswire.parse import Parse
from crosswire.row import Span

_LABEL = {
    "GPE": 2.0, "LOC": 1.5, "FAC": 0.5, "PRODUCT": 0.0, "PERSON": -1.0, "ORG": -1.0, "NORP": -1.0,
    "EVENT": -1.0, "WORK_OF_ART": -1.5, "LAW": -2.0, "LANGUAGE": -2.0, "": -0.5,
}  # fmt: skip
_OTHER_LABEL = -3.0
"""Dates, times and numbers."""

_LISTED = frozenset({",", "and", "or", "&", "–", "-"})
_SPEECH_SUBJECT = frozenset({"nsubj"})


def marks(
    parse: Parse, sighting: Sighting, words: Vocabulary, capitals: frozenset[str]
) -> Iterator[Mark]:
    """What each rule says about one sighting by itself."""
    here = parse.span(sighting.head, sighting.foot)
    yield _known(sighting, here, capitals)
    yield Mark("label", _of_label(sighting), here)
    yield from before(parse, sighting, words)
    yield from after(parse, sighting, words)
    if sighting.generic:
        yield Mark(
            "generic noun",
            _of_generic(parse, sighting, words),
            parse.span(sighting.first, sighting.last),
        )
    elif sighting.foot - sighting.head > 1 and _has_noun(parse, sighting, words):
        yield Mark("generic noun", 2.0, here)
    if sighting.first < sighting.head and sighting.generic is None:
        yield Mark("compass", 1.0, parse.span(sighting.first, sighting.head))
    yield from _as_word(parse, sighting, words, here)


def _has_noun(parse: Parse, sighting: Sighting, words: Vocabulary) -> bool:
    """Whether a common noun for places is part of a known name: "Queen Orla's County"."""
    first, last = parse.tokens[sighting.head], parse.tokens[sighting.foot - 1]
    if not sighting.candidates:
        return False
    if words.generic.get(last.lower) in {"region", "district", "natural"}:
        return True
    return first.lower in {"county", "co", "co."}


def _of_generic(parse: Parse, sighting: Sighting, words: Vocabulary) -> float:
    """A common noun makes a place of any name; in capitals ("Tarn State") less surely so."""
    small = parse.tokens[sighting.last - 1].text.islower()
    named = words.generic[sighting.generic or ""] in {"natural", "facility", "hub"}
    return 3.5 if small or named or sighting.candidates else 1.5


def _of_label(sighting: Sighting) -> float:
    weight = _LABEL.get(sighting.label, _OTHER_LABEL)
    return weight / 2 if sighting.shouted else weight


def _known(sighting: Sighting, here: Span, capitals: frozenset[str]) -> Mark:
    """How well known the gazetteer's best place of that name is."""
    if not sighting.candidates:
        return Mark("in no gazetteer", -0.5, here)
    weight = max(_renown(entry) for entry in sighting.candidates)
    if fold(sighting.name) in capitals:
        weight = max(weight, 3.0)
    if sighting.foot - sighting.head > 1:
        weight += 0.7
    return Mark("in the gazetteer", weight, here)


def _renown(entry: Entry) -> float:
    """How surely a name is that of a place, from what it is and how many live there."""
    if entry.kind in {"country", "continent"}:
        return 2.5 if entry.alias else 4.0
    if entry.kind == "area":
        return 0.8 if entry.id.startswith("geonames:") else 3.2
    scale = {"region": 2.5, "district": 0.9}.get(entry.kind, 0.0) or _of_population(entry)
    return scale * (0.5 if entry.alias else 1.0)


def _of_population(entry: Entry) -> float:
    steps = ((1_000_000, 2.5), (100_000, 1.5), (15_000, 1.2))
    return next((weight for people, weight in steps if entry.population >= people), 0.8)


def _as_word(parse: Parse, sighting: Sighting, words: Vocabulary, here: Span) -> Iterator[Mark]:
    """What the name is like as a word, and what it does in the sentence."""
    token = parse.tokens[sighting.foot - 1]
    single = sighting.foot - sighting.head == 1
    if single and token.pos not in {"PROPN", "NOUN", "ADJ"}:
        yield Mark("no noun", -1.5, here)
    elif single and token.pos != "PROPN" and not _is_name(sighting):
        yield Mark("common noun", -0.75, here)
    if single and token.lower in words.calendar:
        yield Mark("month or day", -5.0, here)
    if single and token.lower in words.adjective and not _is_name(sighting):
        yield Mark("demonym", -4.0, here)
    if _full(parse, sighting) in words.metonym and not sighting.has("locative"):
        yield Mark("building that stands for its institution", -5.0, here)
    if not single and fold(sighting.name) in words.adjective and not sighting.candidates:
        yield Mark("demonym", -4.0, here)
    if not sighting.candidates and is_acronym(token.text):
        yield Mark("acronym", -2.0, here)
    head = parse.tokens[token.head]
    if token.dep in _SPEECH_SUBJECT and head.lemma in words.human and not _speaks(sighting):
        yield Mark("subject of a human verb", -1.5, head.span)


def _full(parse: Parse, sighting: Sighting) -> str:
    """The folded name with its common noun: "Downing Street"."""
    return fold(parse.span(sighting.head, sighting.last).of(parse.text))


def _is_name(sighting: Sighting) -> bool:
    """Whether an adjective of nationality is also a place's own name ("Lao", "Mediterranean")."""
    return any(not one.alias and one.kind in {"country", "area"} for one in sighting.candidates)


def _speaks(sighting: Sighting) -> bool:
    """Whether a place's name may stand for its government: countries and great cities."""
    return any(
        entry.kind == "country" or entry.population > 500_000 for entry in sighting.candidates
    )


def between(parse: Parse, left: Sighting, right: Sighting) -> tuple[str, ...]:
    """The words between two sightings, at most four; none where they stand further apart."""
    if not 0 < right.first - left.last <= 4:
        return ()
    return tuple(token.lower for token in parse.tokens[left.last : right.first])


def is_list(words: tuple[str, ...]) -> bool:
    """Whether the words between two names only list them: ", ", " and ", ", and the "."""
    return bool(words) and all(word in _LISTED or word == "the" for word in words)
