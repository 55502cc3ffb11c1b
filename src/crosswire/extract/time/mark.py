"""Makes expressions of phrases: their type, their role, and the signs around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crosswire.extract.time.chart import Node
from crosswire.extract.time.context import as_of, bound, preposition, verb
from crosswire.extract.time.meaning import (
    At,
    Calendar,
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
from crosswire.extract.time.passage import Passage
from crosswire.extract.time.timex import Role, Standing, Timex
from crosswire.extract.time.view import View
from crosswire.parse import Token
from crosswire.row import Span, TimexType

_MEASURING = frozenset({"second", "minute"})
_RATE = frozenset({"a", "an", "per", "each", "every"})
_WINDOW_PREPOSITIONS = frozenset(
    {"for", "in", "within", "over", "after", "during", "throughout", "across", "through", "beyond"}
)


def mark(node: Node, passage: Passage) -> Iterator[Timex]:
    """The expression of a phrase; a series is one for each of its members."""
    meaning: Meaning = node.value
    if not isinstance(meaning, Range | Series):
        yield _timex(meaning, node, passage)
        return
    one, two = _ends(node)
    parts = (_timex(meaning.first, one, passage), _timex(meaning.last, two, passage))
    if isinstance(meaning, Series):
        yield from parts
    else:
        yield replace(_timex(meaning, node, passage), parts=parts)


def _ends(node: Node) -> tuple[Node, Node]:
    """The two phrases that a range or series is made of."""
    while True:
        parts = [part for part in node.parts if part.symbol != "TILL"]
        if len(parts) > 1:
            return parts[0], replace(parts[1], last=parts[-1].last)
        node = parts[0]


def _timex(meaning: Meaning, node: Node, passage: Passage) -> Timex:
    view, span = passage.view, passage.span(node)
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
        bound=bound(view, span, word),
        tense=governor.tense if governor else None,
        perfect=governor.perfect if governor else False,
        onset=governor.onset if governor else False,
        saying=governor.saying if governor else False,
        as_of=as_of(view, word),
        standing=_standing(meaning, view, span),
        cue=governor.cue if governor else None,
        quoted=any(span in quotation for quotation in passage.quoted),
        sentence=token.sentence if token else 0,
    )


def _standing(meaning: Meaning, view: View, span: Span) -> Standing:
    """A block that is a date and no more is a heading, one that starts with an hour an entry."""
    block = view.block(span.start)
    body = block.of(view.parse.text)
    if span.start != block.start + len(body) - len(body.lstrip(_MARKS)):
        return "text"
    if isinstance(meaning, At) and meaning.day is None:
        return "entry" if meaning.clock.exact else "text"
    alone = isinstance(meaning, Calendar) and span.end >= block.start + len(body.rstrip(_MARKS))
    return "heading" if alone else "text"


_MARKS = " \t\n-–—•*|:.,[]()"


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
        case Distance():
            return "length" if _counts_minutes(meaning, view, span) else "date"
        case Recurrence():
            return "recurrence"
        case Unknown() | Reference():
            word = preposition(view, span) if isinstance(meaning, Unknown) else None
            return "window" if word is not None and word.lower == "for" else "reference"
        case At(clock=clock, day=None) if clock.part in ("NI", "DT"):
            return "date" if clock.part == "NI" and _is_all_night(view, span) else "reference"
        case _:
            return "date"


def _counts_minutes(distance: Distance, view: View, span: Span) -> bool:
    """Whether minutes are counted from something that happened: "40 minutes before the crash" is
    a figure, "minutes before the crash" is a time."""
    amount, last = distance.amount, view.tokens(span)[-1].lower
    return amount.low is not None and amount.unit in _MEASURING and last in ("after", "before")


def _is_all_night(view: View, span: Span) -> bool:
    """Whether a whole night is meant, not the time when it is dark: "through the night"."""
    word = preposition(view, span)
    lasts = word is not None and word.lower in ("through", "throughout", "during")
    return lasts or span.of(view.parse.text).lower().endswith("overnight")


def _role_of_length(length: Length, view: View, span: Span) -> Role:
    """A length says when if a preposition or its place as an adverb makes it ("within six days");
    as the measure of a thing ("a 30-day trial", "for 15 seconds") it is a figure."""
    if length.amount.unit in _MEASURING:
        return "length"
    if span.of(view.parse.text).endswith("long"):
        return "window"
    last = view.tokens(span)[-1]
    head = view.parse.tokens[last.head]
    after = view.after(last)
    if after is not None and after.lower in _RATE:
        return "length"
    if last.dep in ("compound", "nmod", "amod", "nummod") and head.start >= span.end:
        return "length"
    word = preposition(view, span)
    if word is None or word.lower not in _WINDOW_PREPOSITIONS:
        return "length"
    return "length" if _is_measured(length, view, span, word) else "window"


def _is_measured(length: Length, view: View, span: Span, word: Token) -> bool:
    """Whether a length is counted for its own sake: "they dug for nine days"; not one that is
    left vague ("for weeks", "for a year"), nor one that lasts ("has rained for nine days")."""
    if word.lower != "for" or length.amount.low in (None, 1.0):
        return False
    governor = verb(view, span, word)
    return governor is not None and not governor.perfect
