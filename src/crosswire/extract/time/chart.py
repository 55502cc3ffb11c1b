"""A small chart parser: rules of a phrase grammar over the words of one stretch of text.

Bottom-up with the left corner first (Kay 1980): the chart is filled from the last word to the
first, so that whatever follows the first symbol of a rule is already complete.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Builder = Callable[..., Any]
"""Makes the value of a phrase from those of its parts; None says that they do not fit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` may consist of `right`: symbols in capitals stand for phrases, others for words.

    A symbol that ends in "?" may be missing, its value is then None; of the words only their
    presence counts. `example` shows the rule at work.
    """

    name: str
    left: str
    right: str
    build: Builder
    example: str


@dataclass(frozen=True, slots=True)
class Node:
    """A phrase from word `first` up to, but without, word `last`."""

    symbol: str
    first: int
    last: int
    value: Any
    rule: str
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plain:
    """A rule without options: `slots` says for each argument of the builder which part it is."""

    rule: Rule
    right: tuple[str, ...]
    slots: tuple[int | None, ...]


class Grammar:
    """Rules, ready to be looked up by the first symbol of their right side."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.words = frozenset(w for r in rules for w in _symbols(r) if not w.isupper())
        self._by_first: Mapping[str, list[_Plain]] = defaultdict(list)
        for rule in rules:
            for plain in _without_options(rule):
                self._by_first[plain.right[0]].append(plain)

    def chart(self, leaves: Sequence[Sequence[Node]]) -> list[list[Node]]:
        """All phrases by their first word; `leaves` holds the readings of each word."""
        chart: list[list[Node]] = [[] for _ in range(len(leaves) + 1)]
        for first in range(len(leaves) - 1, -1, -1):
            self._fill(chart, first, leaves[first])
        return chart

    def _fill(self, chart: list[list[Node]], first: int, leaves: Sequence[Node]) -> None:
        """Adds the phrases that start at one word."""
        agenda = list(leaves)
        found = chart[first]
        seen: set[tuple[str, int, Any]] = set()
        for node in agenda:
            key = (node.symbol, node.last, node.value)
            if key in seen:
                continue
            seen.add(key)
            found.append(node)
            for plain in self._by_first.get(node.symbol, ()):
                agenda.extend(_phrases(plain, node, chart))


def _phrases(plain: _Plain, head: Node, chart: Sequence[Sequence[Node]]) -> Iterator[Node]:
    """The phrases that a rule makes of a first part and what follows it."""
    for parts in _continuations((head,), plain.right, chart):
        values = (None if at is None else parts[at].value for at in plain.slots)
        value = plain.rule.build(*values)
        if value is not None:
            kept = tuple(part for part in parts if part.symbol.isupper())
            yield Node(plain.rule.left, head.first, parts[-1].last, value, plain.rule.name, kept)


def _continuations(
    parts: tuple[Node, ...], right: tuple[str, ...], chart: Sequence[Sequence[Node]]
) -> Iterator[tuple[Node, ...]]:
    """Every way to match the symbols that are still to come."""
    if len(parts) == len(right):
        yield parts
        return
    wanted = right[len(parts)]
    for node in chart[parts[-1].last]:
        if node.symbol == wanted:
            yield from _continuations((*parts, node), right, chart)


def _symbols(rule: Rule) -> list[str]:
    return [symbol.rstrip("?") for symbol in rule.right.split()]


def _without_options(rule: Rule) -> Iterator[_Plain]:
    """The rule once for each choice of its optional symbols."""
    symbols = rule.right.split()
    for choice in product(*((True, False) if s.endswith("?") else (True,) for s in symbols)):
        right: list[str] = []
        slots: list[int | None] = []
        for symbol, present in zip(symbols, choice, strict=True):
            name = symbol.rstrip("?")
            if name.isupper():
                slots.append(len(right) if present else None)
            if present:
                right.append(name)
        if right:
            yield _Plain(rule, tuple(right), tuple(slots))
