"""What kind of speaker a source is: one who weighs things up, one who decides, one who was there.

The same words weigh differently: "the strike will end on Friday" is a plan from the union and a
forecast from an analyst.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.extract.mention.reference import Reference
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.lexicon import load
from crosswire.parse import Parse, Token

Kind = Literal["", "expert", "official", "witness"]

_HE = frozenset({"he", "she", "him", "her", "who"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
_PLACED = frozenset({"ORG", "GPE", "FAC"})
_BESIDE = frozenset({"compound", "appos", "nmod", "amod", "flat"})


@cache
def _kinds() -> Mapping[str, Kind]:
    """The kind of speaker that each noun makes."""
    table = load("speaker.toml")
    kinds: dict[str, Kind] = {}
    names: tuple[Kind, ...] = ("expert", "official", "witness")
    for kind in names:
        kinds.update((word, kind) for word in table[kind]["nouns"].split())
    return kinds


@cache
def bodies() -> frozenset[str]:
    """Nouns for a body that its people speak for: "the company", "the army"."""
    return frozenset(load("speaker.toml")["body"]["nouns"].split())


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as its noun phrase shows it; `kind` is "" where the text does not tell.

    `name` is the last name or noun by which the text names him; "she" is the one before.
    """

    reference: Reference | None
    kind: Kind
    name: str


def speakers(parse: Parse, references: Iterable[Reference | None]) -> tuple[Speaker, ...]:
    """The kind of each source of a report, in the order of the text.

    A name has the kind that the report gives its bearer anywhere; "he" has that of the last one.
    """
    known = _named(parse)
    found: list[Speaker] = []
    last = Speaker(None, "", "")
    for reference in references:
        who = Speaker(None, "", last.name)
        if reference is not None:
            head = parse.tokens[reference.head]
            kind = last.kind if head.lower in _HE else _kind(parse, reference, known)
            kind = "official" if head.lower == "it" else kind
            name = last.name if head.pos == "PRON" else head.lemma
            who = last = Speaker(reference, kind, name)
        found.append(who)
    return tuple(found)


def _named(parse: Parse) -> Mapping[str, Kind]:
    """The kinds of the people whom a report names with a word for what they are, by last name."""
    known: dict[str, Kind] = {}
    kinds = _kinds()
    for token in parse.tokens:
        if token.lemma not in kinds and not token.lemma.endswith("ologist"):
            continue
        kind = _kind_of(token)
        if not kind:
            continue
        beside = [parse.tokens[token.head]] if token.dep in _BESIDE else []
        beside += [parse.tokens[c] for c in parse.children[token.index]]
        for other in beside:
            if other.pos == "PROPN" and (other.dep in _BESIDE or token.dep in _BESIDE):
                known.setdefault(other.lower, kind)
    return known


def _kind(parse: Parse, reference: Reference, known: Mapping[str, Kind]) -> Kind:
    """The kind that a noun phrase shows, by its head before its other words."""
    tokens: Sequence[Token] = parse.tokens[reference.first : reference.last]
    head = parse.tokens[reference.head]
    shown = _kind_of(head) or next((kind for t in tokens if (kind := _kind_of(t))), "")
    if shown or head.pos != "PROPN":
        return shown or ("official" if vocabulary().body_noun(head.lemma) else "")
    return known.get(head.lower, "official" if head.label in _PLACED else "")


def _kind_of(token: Token) -> Kind:
    """The kind of speaker that a word makes."""
    if token.pos not in _NOMINAL:
        return ""
    kind = _kinds().get(token.lemma)
    if kind is None and token.pos == "PROPN":
        kind = _kinds().get(token.lower.removesuffix("s"))
    if kind is None and token.lemma.endswith("ologist"):
        kind = "expert"
    return kind or ""
