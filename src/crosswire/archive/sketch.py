"""A report's wording in 256 bytes, by which near copies are told without the texts.

The words are taken in pairs, and of the pairs the least of each of 256 hashes is kept (MinHash,
Broder 1997): of two reports as many of these are the same as of all their pairs of words (Jaccard).
Of each hash its lowest byte is enough (b-bit MinHash, Li and König, WWW 2010). Pairs rather than
longer runs: a copy in which every fifth word was changed still has half of them, and two reports
that quote the same sentences have a third (docs/decisions/archive-story.md).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache
from hashlib import shake_128

import numpy as np
from numpy.typing import NDArray

from crosswire.assignment.word import FOLDED, words
from crosswire.row import Span

HASHES = 256
"""Bytes of a sketch: a resemblance is known to .03."""

LONGEST = 12_000
"""Characters of a story that are looked at, as for its profile."""

FEWEST = 24
"""Words of a story that has a sketch: shorter ones are alike by chance."""

_CHANCE = 1 / 256
"""The share of bytes that are the same in any two sketches."""

_NUMBER = np.dtype("<u4")
_SEED = np.frombuffer(shake_128(b"sketch").digest(2 * HASHES * _NUMBER.itemsize), dtype=_NUMBER)
_FACTORS = _SEED[:HASHES] | np.uint32(1)
_TERMS = _SEED[HASHES:]
"""A hash is a number times a factor and a term more, modulo 2 to the 32nd; an odd factor makes it
one to one."""


def sketch(text: str, *, spans: Sequence[Span] = ()) -> bytes:
    """The sketch of a report, the same on every machine; empty where it has too few words.

    `spans` are the stretches of the text that are its own story.
    """
    story = "\n\n".join(span.of(text) for span in spans) if spans else text
    found = [_hash(word.folded) for word in words(story[:LONGEST])]
    if len(found) < FEWEST:
        return b""
    least = (_pairs(found)[:, np.newaxis] * _FACTORS + _TERMS).min(axis=0)
    made: bytes = least.astype(np.uint8).tobytes()
    return made


def resemblance(one: bytes, other: bytes) -> float:
    """Which share of the pairs of words of two reports both have, near enough; 0 without sketch."""
    if not one or not other:
        return 0.0
    same = int(np.count_nonzero(_values(one) == _values(other))) / HASHES
    return max(0.0, (same - _CHANCE) / (1 - _CHANCE))


def _values(one: bytes) -> NDArray[np.uint8]:
    """A sketch as numbers."""
    return np.frombuffer(one, dtype=np.uint8)


def _pairs(found: Sequence[int]) -> NDArray[np.uint32]:
    """Two words in a row as one number, well mixed, each pair once."""
    every = np.array(found, dtype=_NUMBER)
    return np.unique(_mixed(_mixed(every[:-1]) + every[1:]))


def _mixed(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Numbers each bit of which depends on all of theirs (the end of MurmurHash3, Appleby 2011)."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        numbers = (numbers ^ (numbers >> np.uint32(shift))) * np.uint32(factor)
    return numbers ^ (numbers >> np.uint32(16))


@lru_cache(FOLDED)
def _hash(word: str) -> int:
    """A word as a number, which no process and no machine gives otherwise."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
