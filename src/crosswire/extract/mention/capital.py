"""Runs of capitalised words that may be names: "Office of Rail Safety", "Marta de la Cruz"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from crosswire.extract.mention.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse, Sentence, Token

Run = tuple[int, int]
"""Words, first to last exclusive."""

PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "des",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "bin",
        "ibn",
        "bint",
        "al",
        "el",
        "ul",
        "abu",
        "y",
        "e",
        "zu",
    ]
)
"""Lower-case words inside the names of people, in the languages that news in English quotes."""

CLOSED = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "ADV", "PART", "INTJ", "NUM"))
CLOSING = "”’\"')»"
OPENING = frozenset("“‘\"'(«„[–—-:•*`")
HYPHENS = frozenset("-‐‑–")
CALENDAR = frozenset(("DATE", "TIME"))
TITLE_CASE = 0.7
"""Share of a block's longer words with a capital above which capitals tell nothing."""


def runs(parse: Parse) -> Iterator[Run]:
    """The runs of all blocks in sentence case, in the order of the text."""
    known = _seen_inside(parse)
    titled = headline_blocks(parse)
    join = _joiner(parse, vocabulary())
    for sentence in parse.sentences:
        if sentence.block not in titled:
            yield from _of_sentence(parse.tokens, sentence, known, join)


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


def capitalised(token: Token) -> bool:
    """Whether a word's capital may be that of a name."""
    return token.text[0].isupper() and token.label not in CALENDAR and token.tag != "PRP"


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
    tokens: Sequence[Token],
    sentence: Sentence,
    known: tuple[frozenset[str], frozenset[str]],
    join: Callable[[int, int, int], int],
) -> Iterator[Run]:
    at = sentence.first
    while at < sentence.last:
        if not _starts(tokens, at, sentence, known):
            at += 1
            continue
        end = at + 1
        while (more := join(at, end, sentence.last)) > end:
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
    if token.text[0] == "@":
        return len(token.text) > 2
    shouted = len(token.text) > 2 and token.text.isupper()
    if not capitalised(token) or (token.pos in CLOSED and not shouted):
        return False
    inside, small = known
    if token.text in inside or (at != sentence.first and tokens[at - 1].text not in OPENING):
        return True
    if token.pos == "PROPN" and (token.label or token.lower not in small):
        return True
    return _work_in_quotes(tokens, at, sentence) or (
        token.lower not in small and _before_capital(tokens, at, sentence.last)
    )


def _before_capital(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether a noun or adjective stands before a capital, as in "Reed Hospital said"."""
    able = tokens[at].pos in ("PROPN", "NOUN", "ADJ") and tokens[at].tag not in ("VBG", "VBN")
    return able and at + 1 < last and capitalised(tokens[at + 1])


def _work_in_quotes(tokens: Sequence[Token], at: int, sentence: Sentence) -> bool:
    """Whether three capitals in a row open a quotation inside a sentence: a name, not speech."""
    if at == sentence.first or at + 2 >= sentence.last:
        return False
    return tokens[at - 2 if at > 1 else 0].text not in (":", ",") and all(
        tokens[i].text[0].isupper() for i in range(at, at + 3)
    )


def _joiner(parse: Parse, words: Vocabulary) -> Callable[[int, int, int], int]:
    """A function that says how far a run that reaches `end` goes on."""
    tokens = parse.tokens

    def join(first: int, end: int, last: int) -> int:
        if end + 1 >= last or capitalised(tokens[end]):
            return end + (end < last and capitalised(tokens[end]))
        token, after = tokens[end], tokens[end + 1]
        firm = token.text == "," and after.lower.rstrip(".") in ("inc", "ltd", "llc", "plc")
        if firm or (token.text == "&" and capitalised(after)):
            return end + 2
        if token.text in HYPHENS:
            return _over_hyphen(tokens, end, last)
        if token.lower in PARTICLES:
            return _over_particle(tokens, end, last)
        if token.lower in ("of", "for"):
            return _over_of(parse, words, first, end, last)
        return _over_and(parse, words, first, end, last) if token.lower == "and" else end

    return join


def _over_hyphen(tokens: Sequence[Token], end: int, last: int) -> int:
    glued = tokens[end - 1].end == tokens[end].start and tokens[end].end == tokens[end + 1].start
    name = end + 1 < last and (
        tokens[end + 1].text[0].isupper()
        or (tokens[end + 1].label == "PERSON" and tokens[end - 1].label == "PERSON")
    )
    return end + 2 if glued and name else end


def _over_particle(tokens: Sequence[Token], end: int, last: int) -> int:
    """ "van der Berg", "al-Masri": small words, then a capital."""
    at = end
    while at < last and (tokens[at].lower in PARTICLES or tokens[at].text in HYPHENS):
        at += 1
    return at + 1 if at < last and capitalised(tokens[at]) else end


def _over_of(parse: Parse, words: Vocabulary, first: int, end: int, last: int) -> int:
    """ "Ministry of Health", "Centre for the Care of Seabirds"; not "Ruiz of the Herald"."""
    tokens = parse.tokens
    at = end + 1 + (tokens[end + 1].lower == "the")
    if at >= last or not capitalised(tokens[at]):
        return end
    before = tokens[end - 1].lower
    joined = words.organisation_head(before) or before in ("house", "state", "states", "republic")
    one_name = tokens[end].label == "ORG" and tokens[end - 1].label == "ORG"
    inner = any(tokens[i].lower in ("of", "for") for i in range(first, end))
    title = tuple(t.lower for t in tokens[end - 1 : at + 1]) in words.title_phrase
    return at + 1 if joined or title or (one_name and tokens[at].label == "ORG") or inner else end


def _over_and(parse: Parse, words: Vocabulary, first: int, end: int, last: int) -> int:
    """ "Board of Salt and Fisheries": one body with two tasks, not two bodies."""
    tokens = parse.tokens
    if not capitalised(tokens[end + 1]):
        return end
    tasks = any(tokens[i].lower in ("of", "for") for i in range(first, end))
    one_name = all(tokens[i].label == "ORG" for i in (end - 1, end, end + 1))
    stop = end + 2
    while stop < last and capitalised(tokens[stop]):
        stop += 1
    heads = any(words.organisation_head(tokens[i].lower) for i in range(end + 1, stop))
    firm = words.organisation_head(tokens[end - 1].lower.rstrip(".")) and not tasks
    if (one_name and not firm) or (tasks and not heads and tokens[end + 1].label != "PERSON"):
        return end + 2
    return end
