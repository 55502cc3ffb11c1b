"""What the words around a name say for or against its being a place's."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.place.sighting import Mark, Sighting
from crosswire.extract.place.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

AFTER_PLACE = "called after a place"


def before(parse: Parse, sighting: Sighting, words: Vocabulary) -> Iterator[Mark]:
    """What the words before the name say."""
    tokens = parse.tokens
    start = parse.sentences[tokens[sighting.head].sentence].first
    at, article = _word_before(tokens, sighting.first - 1, start)
    if at < start:
        return
    token, further = tokens[at], tokens[at - 1] if at > start else None
    if token.lower in _EXAMPLES and further:
        yield from _example(further, tokens[at - 2] if at - 1 > start else further, words)
    if token.text in _SIGNS and not article:
        yield Mark("part of a sign", _SIGNS[token.text], token.span)
    if token.lower in words.title and not article and not sighting.generic:
        yield Mark("title of a person", -4.0, token.span)
    codes = words.nationality(tokens, at)
    if codes and any(entry.country in codes for entry in sighting.candidates):
        yield Mark("nationality before", 2.0, token.span)
    if token.lower in words.strong:
        yield from _locative(parse, sighting, token, words, article=article)
    elif token.lower == "of":
        yield from _of(parse, further, words)
    elif token.lower in words.weak:
        yield _direction(parse, token, words)
    else:
        yield from _noun_or_verb(token, further, words)


_EXAMPLES = frozenset({":", "including", "like", "as", "namely", "especially", "notably"})


def _example(noun: Token, further: Token, words: Vocabulary) -> Iterator[Mark]:
    """ "four villages: Orla", "towns, including Orla", "cities such as Orla"."""
    if noun.lower in {",", "such"}:
        noun = further
    if noun.text.islower() and _is_generic(noun, words):
        yield Mark("generic noun before", 4.0, noun.span)


_SIGNS = {"$": -6.0, "@": -1.0, "#": -1.0}
_QUOTES = frozenset({'"', "“", "‘", "'"})


def _word_before(tokens: tuple[Token, ...], at: int, start: int) -> tuple[int, bool]:
    """The word before a name, past its article and quotation marks; whether there is an article."""
    article = at >= start and tokens[at].lower == "the"
    at -= article
    while at >= start and tokens[at].text in _QUOTES:
        at -= 1
    return at, article


def _locative(
    parse: Parse, sighting: Sighting, preposition: Token, words: Vocabulary, *, article: bool
) -> Iterator[Mark]:
    """ "in Orla"; little in "in the Orla", "in Orla shares"; nothing in "trust in Orla"."""
    if preposition.lower == "in" and parse.tokens[preposition.head].lemma in words.belief:
        return
    weak = article or (_modifies(parse, sighting) and not sighting.candidates)
    yield Mark("locative", 0.75 if weak else 2.25, preposition.span)


def _noun_or_verb(token: Token, further: Token | None, words: Vocabulary) -> Iterator[Mark]:
    """ "the capital Orla", "the provincial capital, Orla", "entered Orla"."""
    if _is_generic(token, words) and (token.text.islower() or token.lower == "capital"):
        yield Mark("generic noun before", 2.5, token.span)
    elif token.text == "," and further and further.text.islower() and _is_generic(further, words):
        yield Mark("generic noun before", 2.0, further.span)
    elif token.lemma in words.object_of and token.pos == "VERB":
        yield Mark("verb of place", 0.75, token.span)


def _modifies(parse: Parse, sighting: Sighting) -> bool:
    """Whether the name only qualifies the noun after it ("in Tarn shares")."""
    name = parse.tokens[sighting.foot - 1]
    return name.dep in {"compound", "nmod", "amod"} and name.head >= sighting.last


def _direction(parse: Parse, preposition: Token, words: Vocabulary) -> Mark:
    """ "flown to Orla", "15 km from Orla", "Jan Tell from Orla"; otherwise "to" says little."""
    verb, before = parse.tokens[preposition.head], parse.tokens[preposition.index - 1]
    if verb.lower in _ADVERBS:  # "gone back to Orla"
        verb = parse.tokens[verb.head]
    if preposition.lower in {"to", "from", "at", "for"} and (
        verb.lemma in words.motion or before.lower in words.measure
    ):
        return Mark("motion or distance", 1.5, verb.span)
    if preposition.lower == "from" and (verb.lemma == "be" or _is_person(parse, preposition)):
        return Mark("home of a person", 2.0, verb.span)
    return Mark("direction", 0.5, preposition.span)


_ADVERBS = frozenset({"back", "home", "over", "down", "up", "out", "on", "off", "away", "forth"})


def _is_person(parse: Parse, preposition: Token) -> bool:
    """Whether "from" tells where somebody is from: "Jan Tell, from Orla", "a 58-year-old from"."""
    before = parse.tokens[preposition.index - 1]
    if before.text == "," and preposition.index > 1:
        before = parse.tokens[preposition.index - 2]
    if before.tag == "NNP" and before.index == preposition.index - 2:
        return True
    return "PERSON" in (before.label, parse.tokens[preposition.head].label) or before.lower in {
        "old", "olds", "man", "woman", "boy", "girl", "couple", "family",
    }  # fmt: skip


def _of(parse: Parse, noun: Token | None, words: Vocabulary) -> Iterator[Mark]:
    """What stands before "of": "the town of Orla", "north of Orla", "two km out of Orla"."""
    if noun is None:
        return
    if _is_generic(noun, words) or words.generic.get(noun.lemma) == "hub":
        yield Mark("generic noun before", 5.0, noun.span)
    elif noun.lower == "out" and parse.tokens[noun.index - 1].lower in words.measure:
        yield Mark("motion or distance", 1.5, noun.span)
    elif noun.lower in words.relational or noun.lemma in words.relational:
        yield Mark("relational noun", 1.5, noun.span)
    else:
        yield Mark("direction", 0.25, noun.span)


def _is_generic(noun: Token, words: Vocabulary) -> bool:
    """Whether a noun is one for inhabited or natural places ("villages", "capital")."""
    return noun.lower == "capital" or words.generic.get(noun.lemma) in {
        "region", "district", "town", "natural",
    }  # fmt: skip


def after(parse: Parse, sighting: Sighting, words: Vocabulary) -> Iterator[Mark]:
    """What the words after the name say."""
    tokens, at = parse.tokens, sighting.last
    stop = parse.sentences[tokens[sighting.head].sentence].last
    if at >= stop:
        return
    token = tokens[at]
    if token.text == "-" and at + 1 < stop and tokens[at + 1].lower in words.seat:
        yield Mark("seat", 2.0, tokens[at + 1].span)
    elif token.lower in words.eponym:
        yield Mark(AFTER_PLACE, -3.0, token.span)
    elif token.text in {":", "—", "–", "--", "("} and sighting.opens and sighting.candidates:
        yield Mark("dateline", 2.0, token.span)
    elif token.tag == "POS" and at + 1 < stop and _is_enterprise(tokens[at + 1], words):
        yield Mark("owner in a name", -3.0, tokens[at + 1].span)
    elif words.generic.get(token.lower) == "facility" and sighting.candidates:
        yield Mark("a thing there", 1.0, token.span)
    elif token.lower in words.local:
        yield Mark("local institution", 0.75, token.span)
    elif token.text == ",":
        yield from _apposed(tokens[at + 1 : min(at + 5, stop)], words)
    elif _is_seat_of(parse, sighting, words):
        yield Mark("seat of a firm", 2.0, token.span)


def _is_enterprise(noun: Token, words: Vocabulary) -> bool:
    """Whether a capitalised noun after a genitive makes it part of a name: "Orla's Club"."""
    return noun.text[0].isupper() and (
        noun.lower in words.body or words.generic.get(noun.lower) == "town"
    )


def _is_seat_of(parse: Parse, sighting: Sighting, words: Vocabulary) -> bool:
    """Whether a known place tells where a firm is: "the Orla firm", "an Orla software maker"."""
    name, before = parse.tokens[sighting.foot - 1], parse.tokens[sighting.first - 1]
    head = parse.tokens[name.head]
    if not sighting.candidates or before.lower not in {"the", "a", "an"} or not sighting.first:
        return False
    return head.index >= sighting.last and head.text.islower() and head.lemma in words.enterprise


def _apposed(after: tuple[Token, ...], words: Vocabulary) -> Iterator[Mark]:
    """ "Orla, a small town", "Orla, the provincial capital", "Orla, where he lives"."""
    if after and after[0].tag == "WRB" and after[0].lower == "where":
        yield Mark("where", 2.5, after[0].span)
    if not after or after[0].lower not in {"a", "an", "the", "capital", "another"}:
        return
    for token in after:
        kind = words.generic.get(token.lower)
        if kind in {"region", "district", "town", "natural"} or token.lower == "capital":
            yield Mark("apposed noun", 2.0, token.span)
            return
