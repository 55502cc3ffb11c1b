"""Finds the temporal expressions of a document: grammar, guards, signs around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

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
from crosswire.extract.time.context import bound, preposition, verb
from crosswire.extract.time.event import beyond, events
from crosswire.extract.time.guard import admits
from crosswire.extract.time.lexeme import Lexeme, cut, leaves
from crosswire.extract.time.meaning import (
    Amount,
    At,
    Deictic,
    Distance,
    Length,
    Meaning,
    Modified,
    Nth,
    Part,
    Period,
    Range,
    Recurrence,
    Reference,
    Series,
    Unknown,
)
from crosswire.extract.time.name import in_name
from crosswire.extract.time.phrase import Phrase
from crosswire.extract.time.timex import Role, Timex
from crosswire.extract.time.view import View, quotations
from crosswire.extract.time.vocabulary import CORE, vocabulary
from crosswire.parse import Parse, Token
from crosswire.row import Span, TimexType
from crosswire.story import Block

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

_CORE = CORE | {"YEARNUM", "DECADE", "CLOCK", "ISO", "QUARTER", "ERA", "MERIDIEM", "MILITARY"}
"""Readings without which no expression stands: where none is, the grammar does not look."""

_CORE_NUMBER = re.compile(r"\d{4}|\d[:/]\d|\d0['’]?s|^[QH]\d$")

REACH = 72
"""Characters on either side of a word that can carry an expression in which the rest of it lies."""

_MEASURING = frozenset({"second", "minute"})

_WINDOW_PREPOSITIONS = frozenset(
    {"for", "in", "within", "over", "after", "during", "throughout", "across", "through", "beyond"}
)


@cache
def grammar() -> Grammar:
    """All rules of time, made ready once."""
    return Grammar([rule for family in GRAMMARS for rule in family.RULES])


def find(parse: Parse) -> tuple[Timex, ...]:
    """The temporal expressions of a document, in its order, still without a place in time.

    Each expression carries its meaning as far as its own words give it, the tense it stands
    under and the rule that read it. Resolve them with `crosswire.resolve.date.resolve`.
    """
    view = View.of(parse)
    triggers = [token.start for token in parse.tokens if _triggers(token)]
    phrases = [t for block in parse.blocks for t in _in_block(view, block, triggers)]
    found = [_with_event(timex, view, phrases) for timex in phrases]
    found.extend(events(parse, found))
    return tuple(sorted(found, key=lambda timex: (timex.span.start, timex.span.end)))


def _triggers(token: Token) -> bool:
    """Whether a word can carry an expression: elsewhere the text is not even cut."""
    if token.lower.rstrip(".") in vocabulary().core:
        return True
    return not token.lower.isalpha() and _CORE_NUMBER.search(token.text) is not None


def _in_block(view: View, block: Block, triggers: Sequence[int]) -> Iterator[Timex]:
    text = view.parse.text
    inside = triggers[
        bisect_left(triggers, block.span.start) : bisect_left(triggers, block.span.end)
    ]
    quoted = quotations(text, block) if inside else ()
    for part in _around(text, block.span, inside):
        lexemes = cut(text, part.start, part.end)
        readings = leaves(lexemes, vocabulary(), grammar().words)
        _read_adjectives(lexemes, readings, view)
        for first, last in _islands(readings):
            for node in _expressions(lexemes, readings, first, last, view):
                yield from _timexes(node, lexemes, view, quoted)


def _around(text: str, block: Span, triggers: Sequence[int]) -> Iterator[Span]:
    """The stretches of a block around its triggers, from white space to white space."""
    current: Span | None = None
    for trigger in triggers:
        near = Span(max(block.start, trigger - REACH), min(block.end, trigger + REACH))
        if current is not None and near.start > current.end:
            yield current
            current = None
        start = current.start if current else text.rfind(" ", block.start, near.start)
        end = text.find(" ", near.end, block.end)
        current = Span(max(start, block.start), block.end if end < 0 else end)
    if current is not None:
        yield current


def _read_adjectives(lexemes: Sequence[Lexeme], readings: Sequence[list[Node]], view: View) -> None:
    """Lets an adjective stand between a number and its unit: "two bloody weeks"."""
    for at in range(1, len(lexemes) - 1):
        if readings[at] or not readings[at - 1]:
            continue
        if any(node.symbol in ("UNIT", "UNITS") for node in readings[at + 1]):
            token = view.token(lexemes[at].start)
            if token is not None and token.pos == "ADJ":
                readings[at].append(Node("ADJ", at, at + 1, token.lower, "ADJ"))


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
                core = core or node.symbol in _CORE or node.symbol in carrying
                covered = max(covered, node.last)
            continue
        if first is not None and core:
            yield first, at
        first, core = None, False
    if first is not None and core:
        yield first, len(readings)


def _expressions(
    lexemes: Sequence[Lexeme],
    readings: Sequence[Sequence[Node]],
    first: int,
    last: int,
    view: View,
) -> Iterator[Node]:
    """The longest admissible phrases of an island that do not overlap."""
    chart = grammar().chart(readings, first, last)
    nodes = [node for column in chart.values() for node in column if node.symbol in _RANK]
    nodes.sort(key=lambda node: (node.first - node.last, node.first, _RANK[node.symbol]))
    taken: list[Node] = []
    names: list[Node] = []
    for node in nodes:
        if any(node.first < other.last and other.first < node.last for other in (*taken, *names)):
            continue
        phrase = Phrase.of(node.value, lexemes[node.first : node.last], view)
        if phrase is not None and in_name(phrase, vocabulary()):
            names.append(node)
        elif phrase is not None and admits(phrase, vocabulary()):
            taken.append(node)
    yield from sorted(taken, key=lambda node: node.first)


def _timexes(
    node: Node, lexemes: Sequence[Lexeme], view: View, quoted: Sequence[Span]
) -> Iterator[Timex]:
    """The expression of a phrase; a series is one for each of its members."""
    meaning: Meaning = node.value
    if not isinstance(meaning, Range | Series):
        yield _timex(node.value, node, lexemes, view, quoted)
        return
    one, two = _ends(node)
    parts = (
        _timex(meaning.first, one, lexemes, view, quoted),
        _timex(meaning.last, two, lexemes, view, quoted),
    )
    if isinstance(meaning, Series):
        yield from parts
    else:
        yield _timex(meaning, node, lexemes, view, quoted, parts)


def _with_event(timex: Timex, view: View, others: Sequence[Timex]) -> Timex:
    """An expression such as "two days after" with the event that it counts from.

    An event that tells its own time ("the vote of March") stays outside.
    """
    meaning = timex.meaning
    if isinstance(meaning, Deictic) and meaning.base == "then" and abs(meaning.count) == 1:
        side: Literal[-1, 1] = 1 if meaning.count > 0 else -1
        meaning = Distance(Amount(1, meaning.unit), side, "then")
    if not isinstance(meaning, Distance) or meaning.origin is not None:
        return timex
    event = beyond(view, timex.span)
    if event is None:
        return timex
    meaning = replace(meaning, event=True)
    if any(event.overlaps(other.span) for other in others if other is not timex):
        return replace(timex, meaning=meaning)
    return replace(timex, span=timex.span.cover(event), meaning=meaning)


def _ends(node: Node) -> tuple[Node, Node]:
    """The two phrases that a range or series is made of."""
    while True:
        parts = [part for part in node.parts if part.symbol != "TILL"]
        if len(parts) > 1:
            return parts[0], replace(parts[1], last=parts[-1].last)
        node = parts[0]


def _timex(  # noqa: PLR0913 - what there is to know about a phrase where it stands
    meaning: Meaning,
    node: Node,
    lexemes: Sequence[Lexeme],
    view: View,
    quoted: Sequence[Span],
    parts: tuple[Timex, ...] = (),
) -> Timex:
    span = Span(lexemes[node.first].start, lexemes[node.last - 1].end)
    token = view.token(span.start)
    word = preposition(view, span)
    governor = verb(view, span, word)
    return Timex(
        span=span,
        timex_type=_type(meaning),
        meaning=meaning,
        role=_role(meaning, view, span),
        rule=_rule(node),
        preposition=word.lower if word else None,
        bound=bound(word),
        tense=governor.tense if governor else None,
        perfect=governor.perfect if governor else False,
        onset=governor.onset if governor else False,
        cue=governor.cue if governor else None,
        quoted=any(span in quotation for quotation in quoted),
        sentence=token.sentence if token else 0,
        parts=parts,
    )


def _rule(node: Node) -> str:
    """The name of the rule that did the work, below those that only rename its phrase."""
    while len(node.parts) == 1 and node.parts[0].value == node.value and node.parts[0].parts:
        node = node.parts[0]
    return node.rule


def _type(meaning: Meaning) -> TimexType:
    """The TIMEX3 type of a meaning."""
    match meaning:
        case At():
            return "TIME"
        case Length() | Period():
            return "DURATION"
        case Nth(unit=unit, amount=amount) if amount is not None or unit not in ("day", "month"):
            return "DURATION"
        case Recurrence():
            return "SET"
        case Modified(whole=whole) | Part(whole=whole):
            return _type(whole)
        case _:
            return "DATE"


def _role(meaning: Meaning, view: View, span: Span) -> Role:
    match meaning:
        case Length():
            return _role_of_length(meaning, view, span)
        case Recurrence():
            return "recurrence"
        case Reference() | Unknown():
            return "reference"
        case At(clock=clock, day=None) if clock.part in ("NI", "DT"):
            return "reference"
        case _:
            return "date"


def _role_of_length(length: Length, view: View, span: Span) -> Role:
    """A length says when if a preposition or its place as an adverb makes it ("for six days");
    as the measure of a thing ("a 30-day trial", "for 15 seconds") it is a figure."""
    if length.amount.unit in _MEASURING:
        return "length"
    if span.of(view.parse.text).endswith("long"):
        return "window"
    last = view.tokens(span)[-1]
    head = view.parse.tokens[last.head]
    after = view.after(last)
    if after is not None and after.lower in ("a", "an", "per", "each", "every"):
        return "length"
    if last.dep in ("compound", "nmod", "amod", "nummod") and head.start >= span.end:
        return "length"
    word = preposition(view, span)
    if word is not None and word.lower in _WINDOW_PREPOSITIONS:
        return "window"
    return "window" if last.dep == "npadvmod" and head.pos in ("VERB", "AUX") else "length"
