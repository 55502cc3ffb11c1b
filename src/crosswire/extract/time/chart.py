"""A small chart parser: rules of a phrase grammar over the words of one stretch of text.

Bottom-up with the left corner first (Kay 1980): the chart is filled from the last word to the
first, so that whatever follows the first symbol of a rule is already complete.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
class _End:
    """A rule that is complete: for each argument of the builder which part it is, if any."""

    rule: Rule
    slots: tuple[int | None, ...]


class _Branch(dict[str, "_Branch"]):
    """What may come next after some symbols of right sides, and the rules that end here."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: list[_End] = []


Chart = dict[int, list[Node]]
"""All phrases by their first word."""


class Grammar:
    """Rules as a tree of the symbols of their right sides, so that common starts are read once."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)
        self.words = frozenset(w for r in rules for w in _symbols(r) if not w.isupper())
        self._root = _Branch()
        for rule in rules:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
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
            branch = self._root
            for name in right:
                branch = branch.setdefault(name, _Branch())
            branch.ends.append(_End(rule, tuple(slots)))

    def chart(self, leaves: Sequence[Sequence[Node]], first: int, last: int) -> Chart:
        """All phrases from word `first` up to `last`; `leaves` holds the readings of each word."""
        chart: Chart = {at: [] for at in range(first, last + 1)}
        for at in range(last - 1, first - 1, -1):
            self._fill(chart, at, [leaf for leaf in leaves[at] if leaf.last <= last])
        return chart

    def _fill(self, chart: Chart, first: int, agenda: list[Node]) -> None:
        """Adds the phrases that start at one word."""
        found = chart[first]
        seen: set[tuple[str, int, Any]] = set()
        for node in agenda:
            key = (node.symbol, node.last, node.value)
            if key in seen:
                continue
            seen.add(key)
            found.append(node)
            branch = self._root.get(node.symbol)
            if branch is not None:
                _grow((node,), branch, chart, agenda)


def _grow(parts: tuple[Node, ...], branch: _Branch, chart: Chart, agenda: list[Node]) -> None:
    """Follows every way on from some parts; what is complete goes on the agenda."""
    for end in branch.ends:
        values = (None if at is None else parts[at].value for at in end.slots)
        value = end.rule.build(*values)
        if value is not None:
            kept = tuple(part for part in parts if part.symbol.isupper())
            rule = end.rule
            agenda.append(Node(rule.left, parts[0].first, parts[-1].last, value, rule.name, kept))
    if branch:
        for node in chart[parts[-1].last]:
            further = branch.get(node.symbol)
            if further is not None:
                _grow((*parts, node), further, chart, agenda)


def _symbols(rule: Rule) -> list[str]:
    return [symbol.rstrip("?") for symbol in rule.right.split()]
