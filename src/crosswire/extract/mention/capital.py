"""Runs of capitalised words that may be names: "Office of Rail Safety", "Marta de la Cruz"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.mention.gap import PARTICLES, Gap, across, capitalised
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.parse import Parse, Sentence, Token

Run = tuple[int, int]
"""Words, first to last exclusive."""

CLOSED = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "ADV", "PART", "INTJ", "NUM"))
CLOSING = "”’\"')»"
OPENING = frozenset("“‘\"'(«„[–—-:•*`")
TITLE_CASE = 0.7
"""Share of a block's longer words with a capital above which capitals tell nothing."""


def runs(parse: Parse) -> Iterator[Run]:
    """The runs of all blocks in sentence case, in the order of the text."""
    known = _seen_inside(parse)
    titled = headline_blocks(parse)
    for sentence in parse.sentences:
        if sentence.block not in titled:
            yield from _of_sentence(parse, sentence, known)


def headline_blocks(parse: Parse) -> frozenset[int]:
    """Blocks with a capital on most longer words: headlines, menus, lists of names."""
    longer: dict[int, int] = {}
    capital: dict[int, int] = {}
    for sentence in parse.sentences:
        for token in parse.words(sentence):
            if len(token.text) > 3 and token.text[0].isalpha():
                longer[sentence.block] = longer.get(sentence.block, 0) + 1
                if token.text[0].isupper():
                    capital[sentence.block] = capital.get(sentence.block, 0) + 1
    return frozenset(
        b for b, n in longer.items() if capital.get(b, 0) > TITLE_CASE * n and not _closed(parse, b)
    )


def _closed(parse: Parse, block: int) -> bool:
    """Whether a block ends like a sentence."""
    return parse.blocks[block].span.of(parse.text).rstrip(CLOSING)[-1:] in tuple(".!?…")


def _seen_inside(parse: Parse) -> tuple[frozenset[str], frozenset[str]]:
    """Words seen with a capital inside a sentence, and words seen without one."""
    inside, small = set(), set()
    for sentence in parse.sentences:
        for token in parse.tokens[sentence.first + 1 : sentence.last]:
            if token.text[0].isupper():
                if parse.tokens[token.index - 1].text not in OPENING:
                    inside.add(token.text)
            elif token.text[0].isalpha():
                small.add(token.lower)
    return frozenset(inside), frozenset(small)


def _of_sentence(
    parse: Parse, sentence: Sentence, known: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Run]:
    tokens, words, at = parse.tokens, vocabulary(), sentence.first
    while at < sentence.last:
        if not _starts(tokens, at, sentence, known):
            at += 1
            continue
        end = at + 1
        while (more := across(Gap(parse, words, at, end, sentence.last))) > end:
            end = more
        yield at, end
        at = end


def _starts(
    tokens: Sequence[Token],
    at: int,
    sentence: Sentence,
    known: tuple[frozenset[str], frozenset[str]],
) -> bool:
    """Whether a name may begin here; at the start of a sentence the capital alone is no proof."""
    token = tokens[at]
    if not token.text[0].isupper():
        return token.text[0] == "@" and len(token.text) > 2
    if token.text in ("No", "No.", "Number") and at + 1 < sentence.last:
        return tokens[at + 1].text == "10"
    shouted = len(token.text) > 2 and token.text.isupper()
    if not capitalised(token) or (token.pos in CLOSED and not shouted):
        return False
    inside, small = known
    if token.text in inside or (at != sentence.first and tokens[at - 1].text not in OPENING):
        return True
    goes_on = at + 1 < sentence.last and capitalised(tokens[at + 1])
    proper = token.pos == "PROPN" and (goes_on or token.lower not in small)
    if proper or _particle_first(tokens, at, sentence.last):
        return True
    return _work_in_quotes(tokens, at, sentence) or (
        token.lower not in small and _before_capital(tokens, at, sentence.last)
    )


def _particle_first(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a family name opens the sentence with its particles: "Van der Osk", "Al-Osk"."""
    end = at
    while end < last and (tokens[end].lower in PARTICLES or tokens[end].text == "-"):
        end += 1
    long = end - at > 1 or tokens[at].pos == "PROPN"
    return long and at < end < last and capitalised(tokens[end]) and tokens[end].pos == "PROPN"


def _before_capital(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a noun or adjective stands before a capital, as in "Reed Hospital said"."""
    able = tokens[at].pos in ("PROPN", "NOUN", "ADJ") and tokens[at].tag not in ("VBG", "VBN")
    owned = at + 2 < last and tokens[at + 1].tag == "POS"
    if tokens[at].label == "PERSON" and _particle_first(tokens, at + 1, last):
        return True
    return able and at + 1 < last and capitalised(tokens[at + 1 + owned])


def _work_in_quotes(tokens: Sequence[Token], at: int, sentence: Sentence) -> bool:
    """Whether three capitals in a row open a quotation inside a sentence: a name, not speech."""
    if at == sentence.first or at + 2 >= sentence.last:
        return False
    return tokens[at - 2 if at > 1 else 0].text not in (":", ",") and all(
        tokens[i].text[0].isupper() for i in range(at, at + 3)
    )
