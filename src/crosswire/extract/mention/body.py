"""Bodies named without a capital at their head: "the Danish fisheries ministry", "port police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.mention.vocabulary import Vocabulary
from crosswire.parse import Parse, Token

Range = tuple[int, int]
CALENDAR = frozenset(("DATE", "TIME"))
"""What the model calls months and hours: no body is "the February campaign"."""


def bodies(parse: Parse, words: Vocabulary) -> Iterator[tuple[Range, Range | None]]:
    """Words of each lower-case body's name, and of its owner where it has one."""
    tokens = parse.tokens
    for token in tokens:
        if not _is_head(words, token) or describes(tokens, token.index):
            continue
        first, owner = _modifiers(tokens, words, token.index)
        if token.lower in words.descriptive and _holds_name(tokens, words, first, token.index):
            continue
        if token.lower in words.medium and _holds_name(tokens, words, first, token.index):
            continue
        if token.lower in words.descriptive and _only_news(tokens, first, token.index):
            continue
        if token.lower in words.common_company and _only_placed(tokens, words, first, token.index):
            continue
        if first < token.index:
            if _names(tokens, first, token.index, words):
                yield (first, token.index + 1), owner
        elif token.lower in words.bare and not _modifying(tokens, token.index):
            yield (first, token.index + 1), owner


def describes(tokens: Sequence[Token], head: int) -> bool:
    """Whether a body's noun only tells what the name behind it is: "the agency Lumo"."""
    after = head + 1
    return (
        after < len(tokens)
        and tokens[after].text[0].isupper()
        and tokens[after].pos == "PROPN"
        and tokens[after].sentence == tokens[head].sentence
    )


def _holds_name(tokens: Sequence[Token], words: Vocabulary, first: int, head: int) -> bool:
    """Whether the words in front are a body's own name: "the Lumo news agency"."""
    return any(
        tokens[at].text[0].isupper()
        and tokens[at].lower not in words.demonyms
        and tokens[at].label not in ("GPE", "LOC", "NORP")
        and tokens[at + 1].tag != "POS"
        for at in range(first, head)
    )


def _only_news(tokens: Sequence[Token], first: int, head: int) -> bool:
    """Whether nothing but "news" or "press" stands before an agency's noun: it may be any one."""
    return first < head and all(t.lower in ("news", "press", "wire") for t in tokens[first:head])


def _only_placed(tokens: Sequence[Token], words: Vocabulary, first: int, head: int) -> bool:
    """Whether a firm's noun has nothing before it but its country or town: "the Oslo lender"."""
    return first < head and all(
        token.label in ("GPE", "NORP") or token.lower in words.demonyms
        for token in tokens[first:head]
    )


def _is_head(words: Vocabulary, token: Token) -> bool:
    if token.pos not in ("NOUN", "PROPN"):
        return False
    lower = token.lower
    if token.text[0].isupper() and lower not in words.bare:
        return False
    return (
        lower in words.common_institution
        or lower in words.government
        or (lower in words.common_body and token.tag in ("NN", "NNP"))
    )


def _modifiers(tokens: Sequence[Token], words: Vocabulary, head: int) -> tuple[int, Range | None]:
    """Where the name begins, and whose body it is."""
    first = head
    owner: Range | None = None
    while first > 0 and _modifies(tokens[first - 1], tokens[head], words):
        first -= 1
        if tokens[first].lower in words.demonyms:
            owner = (first, first + 1)
    institution = tokens[head].lower in words.common_institution
    landed = first < head and first >= 2 and tokens[first - 2].label == "GPE"
    if first >= 2 and tokens[first - 1].tag == "POS" and (institution or landed):
        begin = end = first - 1
        while begin > 0 and _in_possessor(tokens[begin - 1], tokens[end], words):
            begin -= 1
        if begin < end:
            return begin, (begin, end)
    if owner is None and first < head and tokens[first].text[0].isupper():
        end = first
        while end < head and tokens[end].text[0].isupper():
            end += 1
        owner = (first, end)
    return first, owner


def _modifies(token: Token, head: Token, words: Vocabulary) -> bool:
    if token.sentence != head.sentence or token.lower in ("a", "an", "the"):
        return False
    if token.label in CALENDAR:
        return False
    if token.pos == "PROPN" or (token.text[0].isupper() and token.label):
        return token.pos in ("PROPN", "ADJ", "NOUN")
    if token.pos == "NOUN":
        task = token.tag == "NN" or head.lower in words.common_institution
        return task and not words.person_noun(token.lower)
    return token.pos == "ADJ" and (token.lower in words.modifier or token.lower in words.demonyms)


def _in_possessor(token: Token, mark: Token, words: Vocabulary) -> bool:
    if token.sentence != mark.sentence:
        return False
    return token.pos == "PROPN" or token.lower in words.person or token.lower in ("vice", "prime")


def _names(tokens: Sequence[Token], first: int, head: int, words: Vocabulary) -> bool:
    """Whether the words in front make a name: a task does for an institution, a people always.

    "Defence ministry", "Danish club"; not "sports club", and "the Lumo group" is named Lumo.
    """
    inner = tokens[first:head]
    if any(token.lower in words.demonyms or token.pos == "PROPN" for token in inner):
        return tokens[head].lower not in words.troops or tokens[head - 1].lower in words.armed
    if tokens[head].lower in words.troops:
        return tokens[head - 1].lower in words.armed
    if tokens[head].lower == "bank":
        return tokens[head - 1].lower == "central"
    institution = tokens[head].lower in words.common_institution
    task = tokens[head].lower in words.descriptive or any(
        token.pos == "NOUN" or token.lower in words.modifier for token in inner
    )
    return (institution and task) or tokens[head].lower in words.government


def _modifying(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word only modifies another: "police cars"."""
    after = at + 1
    return (
        after < len(tokens)
        and tokens[after].pos in ("NOUN", "PROPN")
        and tokens[at].dep in ("compound", "nmod", "amod")
    )
