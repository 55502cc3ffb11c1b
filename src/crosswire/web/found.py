"""What a search found, and who carried a quotation, as the interface answers it.

Labels, names and titles are harmless and on one line; `words` are the report's, exactly, and stand
at `span` in it. `marks` count in `words`; all other spans in the report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.desk.change.value import Telling
from crosswire.desk.search.carrier import Carrier, Carriers, Match
from crosswire.desk.search.loss import Dropped
from crosswire.desk.search.search import Hit, Label, Results
from crosswire.row import Span
from crosswire.view.headline import one_line

DIGITS = 8
"""Letters of an id that make a reference."""

WHOLE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class ClaimBeside:
    """A statement that a passage has words of: never show the passage without its label."""

    row: str
    span: Span
    label: str


@dataclass(frozen=True, slots=True)
class PassageFound:
    """Words of a report around what was found, with the statements that stand in them.

    In `text` count `marks`, what was looked for, and `place`, the claim's own words.
    """

    span: Span
    text: str
    marks: tuple[Span, ...]
    place: Span | None
    claims: tuple[ClaimBeside, ...]


@dataclass(frozen=True, slots=True)
class HitFound:
    """A statement, figure or question that was found, or a passage of an article.

    `marks` are what was looked for; `ref` is what `crosswire show` takes for the row. `span` is
    null where a question's words do not stand together in the report.
    """

    type: str
    row: str
    ref: str
    event: str
    event_name: str
    document: str
    outlet: str
    title: str
    day: str
    label: str
    words: str
    span: Span | None
    marks: tuple[Span, ...]
    measures: str
    claims: tuple[ClaimBeside, ...]
    excerpt: PassageFound


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, the newest report's first; `query` is how the words were understood."""

    query: str
    items: tuple[HitFound, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class WordsKept:
    """Words that a telling left out, where another report still has them."""

    document: str
    outlet: str
    span: Span
    words: str
    row: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a telling left out: the rule by which it is seen, and what it is in words."""

    rule: str
    what: str
    kept: tuple[WordsKept, ...]


@dataclass(frozen=True, slots=True)
class CarrierFound:
    """A telling of a quotation: the statement that holds it, or words that no statement holds.

    `spans` are the quotation in the report, `marks` what the quotation itself does not have.
    `origin` is true of the first carrier that rests on an origin of its own.
    """

    document: str
    outlet: str
    title: str
    url: str | None
    day: str
    version_of: str | None
    row: str | None
    ref: str
    event: str
    event_name: str
    match: Match
    label: str
    words: str
    span: Span
    spans: tuple[Span, ...]
    marks: tuple[Span, ...]
    speaker: str | None
    chain: tuple[str, ...]
    dropped: tuple[LeftOut, ...]
    origin: bool


@dataclass(frozen=True, slots=True)
class CarriersFound:
    """All carriers of a quotation, the earliest first; of very many (not `whole`) the first.

    `row` and `label` are of the statement or figure that was asked for, if one was; `articles` is
    in how many reports it stands, `origins` on how many origins the statements rest.
    """

    words: str
    label: str
    row: str | None
    event: str | None
    articles: int
    origins: int
    whole: bool
    carriers: tuple[CarrierFound, ...]


def found(results: Results) -> Found:
    """A page of hits as it is answered."""
    return Found(results.query.words, tuple(map(_hit, results.hits)), results.after)


def carried(told: Carriers, event: str | None) -> CarriersFound:
    """The carriers of a quotation as they are answered; `event` is that which was asked for."""
    return CarriersFound(
        words=told.words,
        label=told.asked.label if told.asked else "",
        row=told.asked.row if told.asked else None,
        event=event,
        articles=told.reports,
        origins=told.origins,
        whole=told.is_whole,
        carriers=tuple(map(_carrier, told.carriers)),
    )


def _hit(one: Hit) -> HitFound:
    """A hit: a claim in its own words, an article by its passage."""
    told, passage = one.telling, _passage(one)
    is_article = told.type == "document"
    return HitFound(
        type=told.type,
        row=told.row,
        ref=reference(told),
        event=one.event,
        event_name=one_line(one.event_name),
        document=one.document,
        outlet=one_line(one.outlet),
        title=one_line(one.title),
        day=told.day or "",
        label=told.label,
        words=passage.text if is_article else told.words,
        span=one.span,
        marks=within(one.spans, one.span) if one.span else (),
        measures=one_line(told.facts.get("of", "")),
        claims=passage.claims if is_article else (),
        excerpt=passage,
    )


def _passage(one: Hit) -> PassageFound:
    """Words around a hit with the claims in them."""
    around = one.excerpt
    place = within([one.span], around.span) if one.span else ()
    return PassageFound(
        span=around.span,
        text=around.text,
        marks=within(one.spans, around.span),
        place=next(iter(place), None),
        claims=tuple(map(_beside, one.labels)),
    )


def _beside(one: Label) -> ClaimBeside:
    return ClaimBeside(one.row, one.span, one.label)


def _carrier(one: Carrier) -> CarrierFound:
    """A carrier: what it tells, where, and what it left out."""
    told = one.telling
    span = told.span or WHOLE
    return CarrierFound(
        document=told.document or "",
        outlet=one_line(told.outlet or told.document or ""),
        title=one_line(one.title or ""),
        url=told.url,
        day=told.day or "",
        version_of=one.version_of,
        row=None if told.type == "document" else told.row,
        ref=reference(told),
        event=one.event,
        event_name=one_line(one.event_name),
        match=one.match,
        label=told.label,
        words=told.words,
        span=span,
        spans=one.spans,
        marks=within(one.marks, span),
        speaker=one.speaker,
        chain=one.chain,
        dropped=tuple(map(_left_out, one.dropped)),
        origin=one.is_first,
    )


def _left_out(one: Dropped) -> LeftOut:
    """What a telling left out."""
    kept = (
        WordsKept(each.document, each.outlet, each.span, each.words, each.row) for each in one.kept
    )
    return LeftOut(one.rule, one.what, tuple(kept))


def reference(told: Telling) -> str:
    """What `crosswire show` takes for a row."""
    kind, _, rest = told.row.partition("-")
    return rest[:DIGITS] if kind == told.type and rest else one_line(told.row)


def within(spans: Iterable[Span], whole: Span) -> tuple[Span, ...]:
    """Stretches of a report as they count in one of them, in which they lie."""
    return tuple(
        Span(max(one.start, whole.start) - whole.start, min(one.end, whole.end) - whole.start)
        for one in spans
        if one.overlaps(whole)
    )
