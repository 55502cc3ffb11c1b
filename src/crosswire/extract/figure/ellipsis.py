"""Numbers without a noun: "over 200 wounded", "and nine more", "the toll to 11"."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.figure import person
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse, Token

REACH = 5
"""Auxiliaries and adverbs that may stand between a number and its predicate."""

ARGUMENT = frozenset(
    (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "attr",
        "conj",
        "ROOT",
        "appos",
        "oprd",
        "dative",
        "dep",
        "npadvmod",
    )
)


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """What a bare number counts: unit, the rule that says so, the tokens behind it, the edge
    of the expression ("14 others")."""

    unit: str | None
    rule: str
    witness: tuple[int, ...]
    last: int


def understood(
    parse: Parse,
    first: int,
    last: int,
    *,
    previous: str | None,
    hedged: bool,
    large: bool,
    opening: int,
) -> Ellipsis | None:
    """What the bare number of tokens `first` to `last` counts, or None where nothing says that it
    counts anything.

    `opening` is the first token of its hedges; `previous` the unit of the count before it in the document; `large` a number in millions.
    """
    sentence = parse.sentences[parse.tokens[first].sentence]
    edge = last
    while edge < sentence.last and parse.tokens[edge].lower in ("more", "others", "other"):
        edge += 1
    for rule in (_people_after, _people_before, _toll):
        found = rule(parse, opening, edge, sentence.first, sentence.last)
        if found is not None:
            unit, witness = found
            return Ellipsis(unit, rule.__name__.removeprefix("_"), witness, edge)
    if previous == "person" and parse.tokens[first].dep in ("nsubj", "nsubjpass"):
        return Ellipsis(previous, "as_before", (), edge)
    if edge > last or (hedged and _is_argument(parse, first, edge)) or large:
        return Ellipsis(previous or ("person" if large else None), "as_before", (), edge)
    return None


def _people_after(
    parse: Parse, first: int, edge: int, start: int, end: int
) -> tuple[str, tuple[int, ...]] | None:
    """ "25 injured", "51 were taken to hospital", "four of whom", "16 who walked"."""
    skip = words("figure_noun", "auxiliary")
    for index in range(edge, min(end, edge + REACH)):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "fate"):
            return "person", (index,)
        if token.lower in ("who", "whom") or (
            token.lower == "of" and _next(parse, index) == "whom"
        ):
            return "person", (index,)
        if token.lower not in skip:
            return None
        if (
            token.lower in ("taken", "rushed", "said", "believed", "feared", "thought")
            and index > edge
        ):
            return "person", (index,)
    return None


def _people_before(
    parse: Parse, first: int, _edge: int, start: int, end: int
) -> tuple[str, tuple[int, ...]] | None:
    """ "killing at least 7", "injured dozens", "left 14 others trapped"."""
    skip = words("figure_noun", "auxiliary")
    for index in range(first - 1, max(start, first - REACH) - 1, -1):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "fate") and token.pos in (
            "VERB",
            "NOUN",
            "ADJ",
            "PROPN",
        ):
            return ("person", (index,)) if token.tag.startswith(("VB", "NNP")) else None
        if token.lower not in skip and token.tag not in (
            "RB",
            "IN",
            "JJS",
            "JJR",
            "DT",
            "JJ",
            "CC",
        ):
            return None
    return None


def _toll(
    parse: Parse, first: int, _edge: int, start: int, end: int
) -> tuple[str, tuple[int, ...]] | None:
    """ "brought the death toll to 11", "the number of homes without power rose to 400,000"."""
    for index in range(first - 1, start - 1, -1):
        token = parse.tokens[index]
        if token.lower not in words("figure_noun", "toll"):
            continue
        counted = _counted_by(parse, token)
        if counted is not None:
            return counted, (index,)
        if token.lower in words("figure_noun", "human_toll"):
            return "person", (index,)
    return None


def _counted_by(parse: Parse, token: Token) -> str | None:
    """What "the number of ..." counts."""
    following = parse.tokens[token.index + 1 : token.index + 8]
    if not following or following[0].lower != "of":
        return None
    for word in following[1:]:
        if (
            word.tag in ("NNS", "NNPS")
            or person.is_person_word(word.lower)
            or word.lower in words("figure_noun", "body")
        ):
            human = person.is_person(word) or word.lower in words("figure_noun", "body")
            return (
                "person"
                if human
                else (word.lemma if word.lemma != word.lower else person.singular(word.lower))
            )
        if word.tag not in ("JJ", "NN", "NNP", "VBN", "DT", "PRP$", "POS"):
            return None
    return None


def _is_argument(parse: Parse, first: int, edge: int) -> bool:
    """Whether the number stands where a noun phrase would."""
    return any(
        token.dep in ARGUMENT and token.tag in ("CD", "NNS", "NN", "JJR", "JJ")
        for token in parse.tokens[first:edge]
    )


def _next(parse: Parse, index: int) -> str:
    """The word after a token."""
    return parse.tokens[index + 1].lower if index + 1 < len(parse.tokens) else ""
