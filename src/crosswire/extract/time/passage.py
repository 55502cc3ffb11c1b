"""A stretch of a block in which a time may stand: its words, and the phrases found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crosswire.extract.time import (
    amount,
    calendar,
    clock,
    interval,
    recurrence,
    reference,
    relative,
    stretch,
)
from crosswire.extract.time.chart import Grammar, Node
from crosswire.extract.time.guard import admits
from crosswire.extract.time.lexeme import Lexeme, cut, leaves
from crosswire.extract.time.name import in_name
from crosswire.extract.time.phrase import Phrase
from crosswire.extract.time.view import View
from crosswire.extract.time.vocabulary import CORE, vocabulary
from crosswire.row import Span

GRAMMARS = (calendar, clock, relative, amount, stretch, recurrence, interval, reference)

FINAL = (
    "RANGE",
    "SERIES",
    "RECUR",
    "PERIOD",
    "NTH",
    "POINT",
    "POINTPART",
    "TIME",
    "LENGTH",
    "REF",
    "ELSEWHERE",
)
"""The phrases that are expressions of their own, in the order in which they win a draw."""

_RANK = {symbol: rank for rank, symbol in enumerate(FINAL)}

_CARRYING = CORE | frozenset(
    {"YEARNUM", "DECADE", "CLOCK", "ISO", "QUARTER", "ERA", "MERIDIEM", "MILITARY", "AFTERWARDS"}
    | {"DAYORD"}
)
"""Readings without which no expression stands: where none is, the grammar does not look."""


@cache
def grammar() -> Grammar:
    """All rules of time, made ready once."""
    return Grammar([rule for family in GRAMMARS for rule in family.RULES])


@dataclass(frozen=True, slots=True)
class Passage:
    """Some text as lexemes with their readings; `quoted` are the quotations of its block."""

    view: View
    lexemes: Sequence[Lexeme]
    readings: Sequence[Sequence[Node]]
    quoted: Sequence[Span]

    @classmethod
    def of(cls, view: View, span: Span, quoted: Sequence[Span]) -> Passage:
        """The passage of a span."""
        lexemes = cut(view.parse.text, span.start, span.end)
        readings = leaves(lexemes, vocabulary(), grammar().words)
        _read_adjectives(lexemes, readings, view)
        return cls(view, lexemes, readings, quoted)

    def span(self, node: Node) -> Span:
        """The characters of a phrase."""
        return Span(self.lexemes[node.first].start, self.lexemes[node.last - 1].end)

    def phrases(self) -> Iterator[Node]:
        """The phrases that tell a time, in order."""
        for first, last in _islands(self.readings):
            yield from self._longest(first, last)

    def _longest(self, first: int, last: int) -> list[Node]:
        """The longest admissible phrases of an island that do not overlap.

        What is found to be a name is blocked, so that no part of it comes back as a time.
        """
        chart = grammar().chart(self.readings, first, last)
        nodes = [node for column in chart.values() for node in column if node.symbol in _RANK]
        nodes.sort(key=lambda node: (node.first - node.last, node.first, _RANK[node.symbol]))
        taken: list[Node] = []
        blocked: set[int] = set()
        for node in nodes:
            if not blocked.isdisjoint(range(node.first, node.last)):
                continue
            phrase = Phrase.of(node.value, self.lexemes[node.first : node.last], self.view)
            if phrase is None:
                continue
            named = in_name(phrase, vocabulary())
            if not named and not admits(phrase, vocabulary()):
                continue
            blocked.update(range(node.first, node.last))
            if not named:
                taken.append(node)
        return sorted(taken, key=lambda node: node.first)


def _islands(readings: Sequence[Sequence[Node]]) -> Iterator[tuple[int, int]]:
    """The runs of words that the grammar knows, where one of them can carry a time."""
    carrying = vocabulary().core
    first: int | None = None
    core = False
    covered = 0
    for at, nodes in enumerate(readings):
        if nodes or at < covered:
            first = at if first is None else first
            for node in nodes:
                core = core or node.symbol in _CARRYING or node.symbol in carrying
                covered = max(covered, node.last)
            continue
        if first is not None and core:
            yield first, at
        first, core = None, False
    if first is not None and core:
        yield first, len(readings)


def _read_adjectives(lexemes: Sequence[Lexeme], readings: Sequence[list[Node]], view: View) -> None:
    """Lets an adjective stand between a number and its unit: "two bloody weeks"."""
    for at in range(1, len(lexemes) - 1):
        if readings[at] or not readings[at - 1]:
            continue
        if any(node.symbol in ("UNIT", "UNITS") for node in readings[at + 1]):
            token = view.token(lexemes[at].start)
            if token is not None and token.pos == "ADJ":
                readings[at].append(Node("ADJ", at, at + 1, token.lower, "ADJ"))
