"""Stretches that start with something that happened: "since the war began"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from crosswire.extract.time.meaning import Amount, Deictic, Distance, Unknown
from crosswire.extract.time.timex import Timex
from crosswire.extract.time.view import View
from crosswire.parse import Parse, Token
from crosswire.row import Span

_CUT = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "”", '"', "“"})


def _beyond(view: View, span: Span) -> Span | None:
    """What an expression such as "two days after" counts from, where an event follows it.

    "Two days after the fire" and "the day before they left" reach to the end of the event.
    """
    last = view.tokens(span)[-1]
    if last.lower not in ("after", "before", "following"):
        return None
    after = view.after(last)
    if after is None or after.pos not in _STARTS_EVENT:
        return None
    token = view.parse.tokens[last.head] if last.dep == "mark" else last
    inside = [i for i in view.parse.subtree(token.index) if i >= last.index]
    run = _run(view.parse, inside) if len(inside) > 1 else None
    return run if run is not None and run.end > span.end else after.span


_STARTS_EVENT = frozenset({"DET", "NOUN", "PROPN", "PRON", "VERB", "AUX", "ADJ", "NUM"})


def events(parse: Parse, taken: Sequence[Timex]) -> Iterator[Timex]:
    """Each "since" with what it governs, where no date stands in it already."""
    for token in parse.tokens:
        if token.lower != "since" or token.tag not in ("IN", "RB"):
            continue
        span = _extent(parse, token)
        if span is None or any(span.overlaps(timex.span) for timex in taken):
            continue
        yield Timex(
            span, "DATE", Unknown(), "event", "since", "since", "since", sentence=token.sentence
        )


def _extent(parse: Parse, since: Token) -> Span | None:
    """The words from "since" to the end of its noun phrase or clause; None if it gives a cause."""
    if since.dep == "mark":
        clause = parse.tokens[since.head]
        if not _is_temporal(parse, since, clause):
            return None
        inside = [i for i in parse.subtree(clause.index) if i >= since.index]
    else:
        inside = [i for i in parse.subtree(since.index) if i >= since.index]
    return _run(parse, inside) if len(inside) > 1 else None


def _is_temporal(parse: Parse, since: Token, clause: Token) -> bool:
    """Whether the clause of "since" is in the simple past under a perfect or a superlative.

    "It has rained since they came", "the worst flood since they came"; a cause otherwise.
    """
    if clause.tag not in ("VBD", "VBN") or _is_perfect(parse, clause.index):
        return False
    if any(_is_perfect(parse, above.index) for above in parse.ancestors(clause.index)):
        return True
    words = parse.words(parse.sentences[clause.sentence])
    before = (word for word in words if word.index < since.index)
    return any(word.tag in ("JJS", "RBS") or word.lower in _UNIQUE for word in before)


_UNIQUE = frozenset({"first", "ever", "only"})
_HAVE = frozenset({"have", "has", "had", "'ve", "’ve"})


def _is_perfect(parse: Parse, verb: int) -> bool:
    helpers = (parse.tokens[i] for i in parse.children[verb])
    return any(word.dep == "aux" and word.lower in _HAVE for word in helpers)


def _run(parse: Parse, inside: Sequence[int]) -> Span:
    """The unbroken run of words at the start, up to the first mark that ends a phrase."""
    last = inside[0]
    for index in inside[1:]:
        token = parse.tokens[index]
        if index != last + 1 or token.text in _CUT or token.tag in ("WDT", "WP", "WP$"):
            break
        last = index
    return parse.span(inside[0], last + 1)


def with_event(timex: Timex, view: View, others: Sequence[Timex]) -> Timex:
    """An expression such as "two days after" with the event that it counts from.

    An event that tells its own time ("the vote of March") stays outside.
    """
    meaning = timex.meaning
    if isinstance(meaning, Deictic) and meaning.base == "then" and abs(meaning.count) == 1:
        side: Literal[-1, 1] = 1 if meaning.count > 0 else -1
        meaning = Distance(Amount(1, meaning.unit), side, "then")
    if not isinstance(meaning, Distance) or meaning.origin is not None:
        return timex
    event = _beyond(view, timex.span)
    if event is None:
        return timex
    meaning = replace(meaning, event=True)
    if any(event.overlaps(other.span) for other in others if other is not timex):
        return replace(timex, meaning=meaning)
    return replace(timex, span=timex.span.cover(event), meaning=meaning)
