"""Statements once everybody is known: who spoke, through whom, when, and of which day and place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from crosswire.extract.mention import Reference
from crosswire.extract.statement import TOLD, Attribution
from crosswire.parse import Parse
from crosswire.resolve.entity import Roll
from crosswire.resolve.name import initials
from crosswire.row import (
    Place,
    Reason,
    Span,
    Statement,
    Time,
    Window,
    hull,
    identity,
    reason,
)

Located = TypeVar("Located", Time, Place)


@dataclass(frozen=True, slots=True)
class Setting:
    """One report with what is known of it: its parse, who is who, its times and places."""

    document: str
    outlet: str | None
    parse: Parse
    roll: Roll
    times: tuple[Time, ...]
    places: tuple[Place, ...]


def resolve(attributions: Sequence[Attribution], setting: Setting) -> tuple[Statement, ...]:
    """The statements of one report, in the order given.

    `speaker` is the last of the chain; it is null where the text names no source, or one that
    stands for nobody known. `said` is the time told beside the cue, `when` and `place` are the
    first time and place inside the content.
    """
    runs: list[Statement] = []
    told: tuple[str, ...] = ()
    for attribution in attributions:
        statement = _statement(attribution, setting)
        told = _carriers_of_run(runs, statement, told)
        runs.append(_carried(statement, told))
    return tuple(runs)


def _carriers_of_run(
    before: Sequence[Statement], statement: Statement, told: tuple[str, ...]
) -> tuple[str, ...]:
    """The news organisation that a speaker told, as long as he goes on speaking.

    "..., the surgeon told Radio Lume. She said S": the second statement came by the radio too.
    """
    chain = statement.because.get("chain")
    if chain is not None:
        return statement.chain[:-1] if chain.rule == TOLD else ()
    same = bool(before) and before[-1].speaker == statement.speaker is not None
    return told if same else ()


def _carried(statement: Statement, told: tuple[str, ...]) -> Statement:
    """A statement with the news organisation that its speaker told just before."""
    if not told or len(statement.chain) != 1 or statement.speaker in told:
        return statement
    because = {**statement.because, "chain": Reason("told before, in the same run")}
    return replace(statement, chain=(*told, *statement.chain), because=because)


def _statement(attribution: Attribution, setting: Setting) -> Statement:
    """One statement."""
    text = setting.parse.text
    content = hull(attribution.spans)
    source = attribution.source
    words = (_words(source, setting),) if source else None
    chain = _chain(attribution, setting)
    said = _said(attribution, setting)
    when = _first_inside(setting.times, attribution)
    place = _first_inside(setting.places, attribution)
    because: dict[str, Reason] = dict(attribution.because)
    if source and (setting.document, source) in setting.roll.why:
        because["speaker"] = setting.roll.why[setting.document, source]
    for field, row, rule in (
        ("said", said, "time.beside_cue"),
        ("when", when, "time.in_content"),
        ("place", place, "place.in_content"),
    ):
        if row is not None:
            because[field] = reason(rule, setting.document, row.span)
    return Statement(
        id=identity("statement", setting.document, content.start, content.end, *_ends(words)),
        document=setting.document,
        content=content,
        spans=attribution.spans,
        text=content.of(text),
        kind=attribution.kind,
        cue=attribution.cue or None,
        source=words,
        speaker=chain[-1] if chain else None,
        chain=chain,
        act=attribution.act,
        verification=attribution.verification,
        said=_window(said),
        when=_window(when),
        place=place.name if place else None,
        because=because,
    )


def _ends(spans: Sequence[Span] | None) -> tuple[int, ...]:
    """The offsets of spans, which tell joint sources of one content apart."""
    return tuple(end for span in spans or () for end in (span.start, span.end))


def _chain(attribution: Attribution, setting: Setting) -> tuple[str, ...]:
    """The entities through whom it came, nearest first, and last the one who said it."""
    of = setting.roll.of
    if attribution.source is None or (setting.document, attribution.source) not in of:
        return ()
    speaker = of[setting.document, attribution.source]
    carriers = (
        of.get((setting.document, carrier))
        for carrier in attribution.carriers
        if not _is_outlet(carrier, setting)
    )
    return (*dict.fromkeys(one for one in carriers if one and one != speaker), speaker)


def _is_outlet(carrier: Reference, setting: Setting) -> bool:
    """Whether a carrier is the outlet itself, in full or in part: "told the Echo"."""
    words = (setting.outlet or "").split()
    tokens = setting.parse.tokens[carrier.first : carrier.last]
    names = {token.lower for token in tokens if token.pos == "PROPN"}
    letters = {form.lower() for form in initials(words)}
    return bool(names) and (names <= {word.lower() for word in words} or names <= letters)


def _words(source: Reference, setting: Setting) -> Span:
    """Where a source stands."""
    return setting.parse.span(source.first, source.last)


def _said(attribution: Attribution, setting: Setting) -> Time | None:
    """The time in the cue's sentence, outside the content, that is nearest to the cue.

    "On Friday the harbour master said the channel was clear": Friday. What a clause on somebody
    else tells does not count: "the pilot, who was sacked on Friday, said the channel was clear".
    """
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    sentences = setting.parse.sentences
    at = bisect_right(sentences, cue.start, key=lambda sentence: sentence.span.start) - 1
    told = _within(setting.times, sentences[at].span)
    beside = [
        time
        for time in told
        if _is_beside(time, attribution) and not _is_apart(setting.parse, time.span, cue)
    ]
    return min(beside, key=lambda time: (_gap(time.span, cue), time.span), default=None)


def _is_beside(time: Time, attribution: Attribution) -> bool:
    """Whether a time is known, and not one of the words attributed."""
    known = time.timex_type in ("DATE", "TIME") and time.first is not None
    return known and not any(time.span in part for part in attribution.spans)


def _is_apart(parse: Parse, time: Span, cue: Span) -> bool:
    """Whether a time stands in a relative or participial clause that the cue does not stand in."""
    at, saying = (_token_at(parse, span.start) for span in (time, cue))
    above = {saying, *(token.index for token in parse.ancestors(saying))}
    path = [parse.tokens[at], *parse.ancestors(at)]
    return any(token.dep in _CLAUSE and token.index not in above for token in path)


_CLAUSE = frozenset(("relcl", "acl"))
"""Roles of the verbs of clauses on a noun."""


def _token_at(parse: Parse, start: int) -> int:
    """The token in which a character stands."""
    return max(0, bisect_right(parse.tokens, start, key=lambda token: token.start) - 1)


def _gap(one: Span, other: Span) -> int:
    """How far apart two spans are."""
    return max(one.start - other.end, other.start - one.end, 0)


def _first_inside(rows: Sequence[Located], attribution: Attribution) -> Located | None:
    """The first of the rows that lies in the words attributed."""
    return next((row for part in attribution.spans for row in _within(rows, part)), None)


def _within(rows: Sequence[Located], span: Span) -> Iterator[Located]:
    """Those rows, given in the order of the text, that lie in a span."""
    for row in rows[bisect_left(rows, span.start, key=lambda row: row.span.start) :]:
        if row.span.start >= span.end:
            return
        if row.span.end <= span.end:
            yield row


def _window(time: Time | None) -> Window | None:
    """The days of a time, where at least one of them is known."""
    if time is None or (time.first is None and time.last is None):
        return None
    return Window(time.first, time.last)
