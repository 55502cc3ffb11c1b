"""Names as they stand: runs of capitalised words, with the particles between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.extract.place.vocabulary import Vocabulary, vocabulary
from crosswire.parse import Parse, Sentence, Token

_PARTICLES = frozenset(
    """of au aux kwa lès de del della di da do dos das du des la le les los las el al ad an as az ed
    en es esh ez upon sur sous am der den im bei van von bin ibn ou y i na nad pod under in on the
    - ' ’""".split()  # noqa: SIM905 - a list of forty strings is no easier to read
)
"""Small words inside names; those of `_HYPHENED` only between hyphens."""

_HYPHENED = frozenset({"in", "on", "the", "under", "an", "as", "i", "y", "am", "na", "en"})
_CAPITAL = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of words that may be one name: `first` up to `last`, in one sentence."""

    first: int
    last: int
    opens: bool
    shouted: bool


def is_capitalised(token: Token) -> bool:
    """Whether a word begins like a name ("Orla", "d'Orla", "O'Mar")."""
    if token.tag == "POS":
        return False
    letter = token.text[0]
    if letter in "dl" and token.text[1:2] in {"'", "’"}:
        return token.text[2:3].isupper()
    return letter.isupper() or (
        letter in "'’‘ʻ" and len(token.text) > 1 and token.text[1].isupper()
    )


def chunks(parse: Parse) -> Iterator[Chunk]:
    """Every run of capitalised words, in the order of the text."""
    words = vocabulary()
    for sentence in parse.sentences:
        shouted = _is_title(parse.words(sentence))
        at = sentence.first
        while at < sentence.last:
            if not is_capitalised(parse.tokens[at]) or parse.tokens[at].tag == "PRP":
                at += 1
                continue
            last = run_end(parse, at, words)
            yield Chunk(at, last, at == _opening(parse, sentence), shouted)
            at = last


def _opening(parse: Parse, sentence: Sentence) -> int:
    """The first word of a sentence that is no mark."""
    for at in range(sentence.first, sentence.last):
        if parse.tokens[at].text[0].isalnum():
            return at
    return sentence.first


def _is_title(words: tuple[Token, ...]) -> bool:
    """Whether a sentence is written like a headline, so that a capital tells nothing."""
    content = [word for word in words if word.text.isalpha() and len(word.text) > 3]
    capital = sum(is_capitalised(word) for word in content)
    if len(content) > 1 and all(word.text.isupper() for word in words if word.text.isalpha()):
        return True
    return len(content) > 2 and capital > 0.9 * len(content)


def run_end(parse: Parse, first: int, words: Vocabulary) -> int:
    """Where the run of capitalised words that begins at `first` ends."""
    tokens, last = parse.tokens, first + 1
    stop = parse.sentences[tokens[first].sentence].last
    while last < stop:
        step = _step(tokens, last, stop, words)
        if not step:
            break
        last += step
    return last


def _step(tokens: tuple[Token, ...], at: int, stop: int, words: Vocabulary) -> int:
    """How many words a run takes in at `at`: a capital, or particles and the capital after them."""
    if is_capitalised(tokens[at]):
        return 1
    taken = 0
    while at + taken < stop and taken < 4:
        token = tokens[at + taken]
        if is_capitalised(token) and taken:
            return taken + 1
        if token.lower not in _PARTICLES or not _joins(tokens, at + taken, words):
            return 0
        taken += 1
    return 0


def _joins(tokens: tuple[Token, ...], at: int, words: Vocabulary) -> bool:
    """Whether a particle ties what stands before it to what follows."""
    token, before = tokens[at], tokens[at - 1]
    glued = before.end == token.start
    if token.text in "-'’":
        return glued and at + 1 < len(tokens) and tokens[at + 1].start == token.end
    if token.lower == "the":
        return before.lower in {"of", "on", "upon"}
    if token.lower in _HYPHENED and not glued:
        return False
    return token.lower != "of" or not (before.lower in words.office or before.label == "PERSON")
