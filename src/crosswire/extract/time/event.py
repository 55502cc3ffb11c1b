"""Stretches that start with something that happened: "since the war began"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crosswire.extract.time.meaning import Unknown
from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse, Token
from crosswire.row import Span

_CUT = frozenset({",", ".", ";", ":", "(", ")", "–", "—", "”", '"', "“"})


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
        governor = parse.tokens[since.head]
        if governor.tag not in ("VBD", "VBN") or not _after_perfect(parse, governor):
            return None
        inside = [i for i in parse.subtree(governor.index) if i >= since.index]
    else:
        inside = [i for i in parse.subtree(since.index) if i >= since.index]
    return _run(parse, inside) if len(inside) > 1 else None


def _after_perfect(parse: Parse, verb: Token) -> bool:
    """Temporal "since" goes with a perfect, or with a superlative or ordinal before it."""
    if verb.dep == "ROOT":
        return True
    words = parse.words(parse.sentences[verb.sentence])
    before = [word for word in words if word.index < verb.index]
    return any(
        word.lower in ("have", "has", "had", "'ve", "’ve")
        or word.tag in ("JJS", "RBS")
        or word.lower in ("first", "ever")
        for word in before
    )


def _run(parse: Parse, inside: Sequence[int]) -> Span:
    """The unbroken run of words at the start, up to the first mark that ends a phrase."""
    last = inside[0]
    for index in inside[1:]:
        if index != last + 1 or parse.tokens[index].text in _CUT:
            break
        last = index
    return parse.span(inside[0], last + 1)
