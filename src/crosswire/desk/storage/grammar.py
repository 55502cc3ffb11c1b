"""A parse in a few thousand bytes, and back: columns of numbers, with the words left in the text.

What follows from the rest is not kept: a word's letters follow from its offsets, its small letters
from these, its children from the heads. Where a word is not as it would follow, that is noted.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from itertools import accumulate, chain
from typing import Any

from crosswire.parse import Name, Parse, Sentence, Token, children
from crosswire.row import Span
from crosswire.story import Block

FORMAT = 1

LEVEL = 6
"""How hard zlib tries; more gains no space."""

CLASSED = ("pos", "tag", "dep", "label")
"""The fields of a word that come from small closed sets."""

Packed = dict[str, Any]


def pack(parsed: Parse) -> bytes:
    """The parse without its text."""
    packed = {
        "blocks": [(b.span.start, b.span.end, b.kind) for b in parsed.blocks],
        "sentences": [_sentence(one) for one in parsed.sentences],
        "names": [(name.first, name.last, name.label) for name in parsed.names],
        "tokens": _tokens(parsed),
    }
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), LEVEL)


def unpack(data: bytes, text: str) -> Parse:
    """The parse of a text, from what `pack` made of it."""
    packed: Packed = json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))
    sentences = tuple(
        Sentence(number, first, last, block, Span(start, end))
        for number, (first, last, block, start, end) in enumerate(packed["sentences"])
    )
    tokens = _words(packed["tokens"], text, sentences)
    return Parse(
        text=text,
        blocks=tuple(Block(Span(start, end), kind) for start, end, kind in packed["blocks"]),
        tokens=tokens,
        sentences=sentences,
        names=tuple(Name(*name) for name in packed["names"]),
        children=children(tokens),
    )


def _sentence(one: Sentence) -> tuple[int, int, int, int, int]:
    """A sentence as numbers."""
    return one.first, one.last, one.block, one.span.start, one.span.end


def _tokens(parsed: Parse) -> Packed:
    """The words as columns."""
    tokens = parsed.tokens
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    texts = _texts(parsed.text, starts, ends)
    lowers = [token.lower for token in tokens]
    return {
        "gap": [start - before for start, before in zip(starts, [0, *ends], strict=False)],
        "length": [end - start for start, end in zip(starts, ends, strict=True)],
        "head": [token.head - at for at, token in enumerate(tokens)],
        "text": _apart(texts, [token.text for token in tokens]),
        "lower": _apart([token.text.lower() for token in tokens], lowers),
        "lemma": _apart(lowers, [token.lemma for token in tokens]),
        "sentence": _apart(
            _numbers(parsed.sentences, len(tokens)), [token.sentence for token in tokens]
        ),
        **{name: _classed([getattr(token, name) for token in tokens]) for name in CLASSED},
    }


def _words(columns: Packed, text: str, sentences: Sequence[Sentence]) -> tuple[Token, ...]:
    """The words from their columns."""
    edges = list(
        accumulate(chain.from_iterable(zip(columns["gap"], columns["length"], strict=True)))
    )
    starts, ends = edges[0::2], edges[1::2]
    texts = _patched(_texts(text, starts, ends), columns["text"])
    lowers = _patched([word.lower() for word in texts], columns["lower"])
    lemmas = _patched(list(lowers), columns["lemma"])
    numbers = _patched(_numbers(sentences, len(starts)), columns["sentence"])
    heads = [at + away for at, away in enumerate(columns["head"])]
    pos, tag, dep, label = (_unclassed(columns[name]) for name in CLASSED)
    rows = (range(len(starts)), starts, ends, texts, lowers, lemmas, pos, tag, dep, heads, numbers)
    return tuple(map(Token, *rows, label))


def _texts(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    """The letters between offsets."""
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _numbers(sentences: Sequence[Sentence], size: int) -> list[int]:
    """For each of so many words the number of its sentence, where sentences follow each other."""
    found = [0] * size
    for one in sentences:
        found[one.first : one.last] = [one.index] * (one.last - one.first)
    return found[:size]


def _apart(expected: Sequence[Any], found: Sequence[Any]) -> list[list[Any]]:
    """Where a column is not what is expected, and what it is there."""
    pairs = enumerate(zip(expected, found, strict=True))
    odd = [(at, mine) for at, (other, mine) in pairs if mine != other]
    return [[at for at, _ in odd], [value for _, value in odd]]


def _patched(expected: list[Any], odd: list[list[Any]]) -> list[Any]:
    """The column from what is expected and where it is not so."""
    for at, value in zip(*odd, strict=True):
        expected[at] = value
    return expected


def _classed(values: Sequence[str]) -> list[list[Any]]:
    """The classes that a column holds, and for each word the number of its own."""
    classes = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return [list(classes), [classes[value] for value in values]]


def _unclassed(column: list[list[Any]]) -> list[str]:
    """The column from its classes and their numbers."""
    class_of: Callable[[int], str] = column[0].__getitem__
    return list(map(class_of, column[1]))
