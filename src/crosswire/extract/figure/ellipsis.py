"""Numbers without a noun: "over 200 wounded", "and nine more", "the toll to 11"."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.figure import noun, person
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse, Token

REACH = 5
"""Auxiliaries and adverbs that may stand between a number and its predicate."""

ARGUMENT = frozenset(
    (
        "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "oprd", "dative", "dep",
        "npadvmod",
    )
)  # fmt: skip
"""Grammatical roles of a noun phrase."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a noun: its hedges begin with token `opening`, it with `first`, up to `last`.

    `antecedent` is what the count before it counted; `large` tells a number in millions.
    """

    opening: int
    first: int
    last: int
    value: float | None
    antecedent: str | None
    hedged: bool
    large: bool


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """What a bare number counts, the rule that says so, the tokens behind it, and the edge of the
    expression ("14 others")."""

    unit: str | None
    rule: str
    witness: tuple[int, ...]
    last: int


def understood(parse: Parse, bare: Bare) -> Ellipsis | None:
    """What a bare number counts, or None where nothing says that it counts anything."""
    sentence = parse.sentences[parse.tokens[bare.first].sentence]
    edge = bare.last
    while edge < sentence.last and parse.tokens[edge].lower in ("more", "others", "other"):
        edge += 1
    others = _of_others(parse, edge, sentence.last)
    if others > edge:
        return Ellipsis(bare.antecedent or "person", "of_others", (others - 1,), others)
    after = people_after(parse, edge, sentence.last)
    if after is not None:
        return Ellipsis("person", "people_after", (after,), edge)
    before = _people_before(parse, bare.opening, sentence.first)
    if before is not None:
        return Ellipsis("person", "people_before", (before,), edge)
    toll = _toll(parse, bare.first, sentence.first)
    if toll is not None:
        return Ellipsis(toll[0], "toll", (toll[1],), edge)
    if _is_vote(parse, bare, sentence.first, sentence.last):
        return Ellipsis("vote", "vote", (), edge)
    if edge > bare.last or bare.large or _repeats(parse, bare, edge):
        return Ellipsis(_again(parse, bare), "as_before", (), edge)
    return None


def _again(parse: Parse, bare: Bare) -> str | None:
    """What the count before counted; millions of nothing named are people, unless they are spent."""
    if bare.antecedent is not None:
        return bare.antecedent
    near = parse.tokens[max(0, bare.opening - 4) : bare.opening]
    spent = any(token.lemma in words("figure_noun", "spending") for token in near)
    return "person" if bare.large and not spent else None


def _repeats(parse: Parse, bare: Bare, edge: int) -> bool:
    """Whether the number stands for the noun of the count before it: "four of which", "from 336"."""
    token = parse.tokens[bare.first]
    if bare.hedged and _is_argument(parse, bare.first, edge):
        return True
    if bare.antecedent is None:
        return False
    previous = [word.lower for word in parse.tokens[max(0, bare.opening - 2) : bare.opening]]
    if previous == ["of", "which"] or (
        previous[-1:] == ["from"] and previous[:1] in (["down"], ["up"])
    ):
        return True
    if previous[-1:] == ["including"] or (token.dep == "conj" and _counts(parse, token)):
        return True
    return bare.antecedent == "person" and token.dep in ("nsubj", "nsubjpass")


def _counts(parse: Parse, token: Token) -> bool:
    """Whether what a number is joined to is a counted noun."""
    other = parse.tokens[token.head]
    return other.tag in ("NNS", "CD") and any(
        parse.tokens[child].tag == "CD" for child in parse.children[other.index]
    )


def _of_others(parse: Parse, edge: int, end: int) -> int:
    """The edge behind "of others" in "hundreds of others", or `edge`."""
    following = [token.lower for token in parse.tokens[edge : min(end, edge + 2)]]
    return edge + 2 if following == ["of", "others"] else edge


def fate_after(parse: Parse, edge: int, end: int) -> int | None:
    """The predicate of people behind token `edge`, auxiliaries between: "was hurt"."""
    skip, fate = words("figure_noun", "auxiliary"), words("figure_noun", "fate")
    for index in range(edge, min(end, edge + REACH)):
        token = parse.tokens[index]
        if token.lower in fate:
            return index
        if token.lower not in skip:
            return None
    return None


def people_after(parse: Parse, edge: int, end: int) -> int | None:
    """ "25 injured", "51 were taken to hospital", "four of whom", "16 who walked"."""
    following = [token.lower for token in parse.tokens[edge : min(end, edge + 2)]]
    if following[:1] in (["who"], ["whom"]) or following == ["of", "whom"]:
        return edge
    found = fate_after(parse, edge, end)
    if found is not None:
        return found
    for index in range(edge + 1, min(end, edge + REACH)):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "passive") and token.tag == "VBN":
            return index
        if token.lower not in words("figure_noun", "auxiliary"):
            return None
    return None


def _people_before(parse: Parse, opening: int, start: int) -> int | None:
    """ "killing at least 7", "injured dozens", "left 14 others trapped"."""
    skip = words("figure_noun", "auxiliary")
    for index in range(opening - 1, max(start, opening - REACH) - 1, -1):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "fate"):
            return index if token.tag.startswith(("VB", "NNP")) else None
        if token.lower not in skip and token.tag not in ("RB", "DT", "CC"):
            return None
    return None


def _toll(parse: Parse, first: int, start: int) -> tuple[str, int] | None:
    """ "the death toll to 11", "the number of homes without power rose to 400,000", "cases in the
    north had reached 1004", "a town of 14,000"."""
    previous = parse.tokens[first - 1].lower if first > start else ""
    if previous == "of" and first - 2 >= start:
        settled = parse.tokens[first - 2]
        if settled.lower in words("figure_noun", "settled"):
            return "person", settled.index
    for index in range(first - 1, start - 1, -1):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "toll"):
            counted = _counted_by(parse, token)
            if counted is not None:
                return counted, index
            if token.lower in words("figure_noun", "human_toll"):
                return "person", index
        if token.lemma in words("figure_noun", "amounting") and token.pos in ("VERB", "AUX"):
            subject = _plural_subject(parse, index)
            if subject is not None and index >= first - 4:
                return noun.unit_of(parse, subject, subject), subject
    return None


def _plural_subject(parse: Parse, verb: int) -> int | None:
    """The plural noun that is the subject of a verb."""
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if token.dep in ("nsubj", "nsubjpass") and token.tag in ("NNS", "NNPS"):
            return child
    return None


def _counted_by(parse: Parse, token: Token) -> str | None:
    """What "the number of ..." counts."""
    following = parse.tokens[token.index + 1 : token.index + 8]
    if not following or following[0].lower != "of":
        return None
    for word in following[1:]:
        body = word.lower in words("figure_noun", "body")
        if word.tag in ("NNS", "NNPS") or body or person.is_person_word(word.lower):
            return noun.unit_of(parse, word.index, word.index)
        if word.tag not in ("JJ", "NN", "NNP", "VBN", "DT", "PRP$", "POS"):
            return None
    return None


def _is_vote(parse: Parse, bare: Bare, start: int, end: int) -> bool:
    """ "voted 52-48", "by 52 votes to 48", "a 5-4 ruling": both numbers of a result."""
    text, token, last = parse.text, parse.tokens[bare.first], parse.tokens[bare.last - 1]
    joined = text[token.start - 1 : token.start] in ("-", "–") or text[last.end : last.end + 1] in (
        "-",
        "–",
    )
    against = (
        bare.antecedent == "vote"
        and token.index
        and parse.tokens[token.index - 1].lower in ("to", "against")
    )
    if not (joined or against) or bare.value != bare.value or (bare.value or 0) % 1:
        return False
    near = parse.tokens[max(start, bare.first - 8) : min(end, bare.last + 6)]
    return any(word.lemma in words("figure_noun", "contest", "vote") for word in near)


def _is_argument(parse: Parse, first: int, edge: int) -> bool:
    """Whether the number stands where a noun phrase would."""
    return any(
        token.dep in ARGUMENT and token.tag in ("CD", "NNS", "NN", "JJR", "JJ")
        for token in parse.tokens[first:edge]
    )
