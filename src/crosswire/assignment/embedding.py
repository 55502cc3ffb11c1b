"""A text as a language model places it: a direction, near those of texts that say the like.

It is kept as whole numbers from -127 to 127, one for each of its dimensions, so that how alike two
are is exact, and the same on any machine.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from operator import mul

LARGEST = 127
"""The largest whole number of a dimension: what fits a byte."""


@dataclass(frozen=True)
class Embedding:
    """A direction, by its whole numbers."""

    numbers: array[int]

    @cached_property
    def length(self) -> float:
        """How long it is."""
        return sqrt(_product(self.numbers, self.numbers))

    def cosine(self, other: Embedding) -> float:
        """How alike two are: 1 for one direction, 0 for nothing in common."""
        product = _product(self.numbers, other.numbers)
        return product / (self.length * other.length) if product > 0 else 0.0


def pack(direction: Sequence[float]) -> bytes:
    """The numbers of a direction as whole ones, a byte each, of which the largest is LARGEST."""
    largest = max(map(abs, direction), default=0.0) or 1.0
    return array("b", (round(one * LARGEST / largest) for one in direction)).tobytes()


def unpack(packed: bytes | None) -> Embedding | None:
    """An embedding from its bytes; None where there are none."""
    return Embedding(array("b", packed)) if packed else None


def _product(one: array[int], other: array[int]) -> int:
    """The inner product."""
    return sum(map(mul, one, other))
