"""Sentences, words and their grammar: what the language model sees in a story.

The model's own objects end here: everything downstream works on the frozen values below, whose
offsets are those of the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crosswire.lexicon import load
from crosswire.row import Span
from crosswire.story import Block, Story

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

BATCH = 128
"""Blocks that the model works on at once: more gains no speed and costs memory."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark, with its grammar.

    `head` and `index` count through the whole document; the root of a sentence is its own head.
    `label` is the model's guess at the kind of name that the word is part of, or "".
    """

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int
    label: str

    @property
    def span(self) -> Span:
        """The characters that the word takes up."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of words, `first` to `last` exclusive, inside one block."""

    index: int
    first: int
    last: int
    block: int
    span: Span


@dataclass(frozen=True, slots=True)
class Name:
    """Words, `first` to `last` exclusive, that the model takes for a name, number or date."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A story's words, sentences and names; `children[i]` are the words that hang on word i."""

    text: str
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """The words of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def subtree(self, index: int) -> tuple[int, ...]:
        """A word and all that hangs on it, in the order of the text."""
        found = [index]
        for at in found:
            found.extend(self.children[at])
        return tuple(sorted(found))

    def span(self, first: int, last: int) -> Span:
        """The characters from word `first` up to, but without, word `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The words above a word, nearest first, up to the root of its sentence."""
        while self.tokens[index].head != index:
            index = self.tokens[index].head
            yield self.tokens[index]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block of one story as the model reads it: line ends inside it become spaces."""

    story: int
    block: int
    start: int
    text: str


def parse(nlp: Language, texts: Sequence[str], stories: Sequence[Story]) -> Iterator[Parse]:
    """The parse of each story, in order, read in batches over all of them."""
    pieces = [
        _Piece(at, number, block.span.start, _flat(block.span.of(text)))
        for at, (text, story) in enumerate(zip(texts, stories, strict=True))
        for number, block in enumerate(story.blocks)
    ]
    docs = nlp.pipe((piece.text for piece in pieces), batch_size=BATCH)
    read = zip(pieces, docs, strict=True)
    waiting = next(read, None)
    for at, (text, story) in enumerate(zip(texts, stories, strict=True)):
        mine: list[tuple[_Piece, Doc]] = []
        while waiting is not None and waiting[0].story == at:
            mine.append(waiting)
            waiting = next(read, None)
        yield _assemble(text, story.blocks, mine)


def _flat(text: str) -> str:
    """The text with every line end and tab as a space, of the same length."""
    return text.translate(_BLANK)


_BLANK = {ord(mark): " " for mark in "\n\r\t\x0b\x0c\x85\u2028\u2029\u00a0"}


def _assemble(text: str, blocks: tuple[Block, ...], read: Iterable[tuple[_Piece, Doc]]) -> Parse:
    """One story's parse from those of its blocks."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for piece, doc in read:
        numbers = _place_of_words(doc, len(tokens))
        for sent in doc.sents:
            first, number = len(tokens), len(sentences)
            words = (word for word in sent if word.i in numbers)
            tokens += [_token(word, piece.start, numbers, number) for word in words]
            if len(tokens) > first:
                span = Span(tokens[first].start, tokens[-1].end)
                sentences.append(Sentence(number, first, len(tokens), piece.block, span))
        names += _names(doc, numbers)
    return Parse(text, blocks, tuple(tokens), tuple(sentences), tuple(names), children(tokens))


def _token(word: SpacyToken, offset: int, numbers: Mapping[int, int], sentence: int) -> Token:
    """One of the model's words, in a block that begins at `offset`."""
    start = offset + word.idx
    index = numbers[word.i]
    return Token(
        index=index,
        start=start,
        end=start + len(word),
        text=word.text,
        lower=word.lower_,
        lemma=_lemma(word),
        pos=word.pos_,
        tag=word.tag_,
        dep=word.dep_,
        head=numbers.get(word.head.i, index),
        sentence=sentence,
        label=word.ent_type_,
    )


def _names(doc: Doc, numbers: Mapping[int, int]) -> Iterator[Name]:
    """The model's names, numbers and dates, without white space at their ends."""
    for ent in doc.ents:
        inside = [numbers[i] for i in range(ent.start, ent.end) if i in numbers]
        if inside:
            yield Name(inside[0], inside[-1] + 1, ent.label_)


@cache
def _corrections() -> Mapping[str, str]:
    """Lemmas by form, where the model's are wrong."""
    forms: dict[str, str] = load("lemma.toml")["form"]
    return forms


def _lemma(word: SpacyToken) -> str:
    """The dictionary form of a word, in small letters."""
    corrected = _corrections().get(word.lower_) if word.pos_ in ("VERB", "AUX") else None
    return corrected or word.lemma_.lower()


def _place_of_words(doc: Doc, base: int) -> dict[int, int]:
    """The document-wide number of each of the model's tokens that is not white space."""
    kept = (token.i for token in doc if not token.is_space)
    return {i: base + at for at, i in enumerate(kept)}


def children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """For each word the words that hang on it, in the order of the text."""
    below: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.index:
            below[token.head].append(token.index)
    return tuple(tuple(words) for words in below)
