"""From words to characters: where attributed words begin and end, without cue, marks and stops."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.statement.cue import TENSED
from crosswire.extract.statement.quotation import Quotation
from crosswire.parse import Parse
from crosswire.row import Span, StatementKind

_OPEN_MARKS = "“\"‘'«„`"
_CLOSE_MARKS = "”\"’'»"
_LEADING = " \t\n\r\u00a0,;:–—-.…*•·▪►" + "”’»)"
_TRAILING = " \t\n\r\u00a0,;:–—-(" + "“‘«"


def spans(
    parse: Parse, parts: Sequence[tuple[int, int]], quotations: Sequence[Quotation]
) -> tuple[tuple[Span, ...], StatementKind] | None:
    """The characters of a content's parts and its kind; None where nothing is left.

    A content that is one quotation loses its marks and its last full stop; a quotation that is a
    part of the content keeps them.
    """
    trimmed = [
        _with_marks(span, quotations)
        for first, last in parts
        if (span := _trim(parse, first, last)) is not None
    ]
    if not trimmed:
        return None
    kind = _kind(parse, trimmed, quotations)
    if kind == "direct":
        trimmed = [inner for span in trimmed if (inner := _unmarked(parse.text, span))]
    else:
        trimmed = [_unstopped(parse.text, span) for span in trimmed]
    kept = tuple(span for span in trimmed if any(c.isalnum() for c in span.of(parse.text)))
    return (kept, kind) if kept else None


def _with_marks(span: Span, quotations: Sequence[Quotation]) -> Span:
    """A part together with the marks of a quotation at whose very edge it begins or ends."""
    for quotation in quotations:
        if quotation.inner.start == span.start:
            span = Span(quotation.outer.start, span.end)
        if quotation.inner.end == span.end:
            span = Span(span.start, quotation.outer.end)
    return span


def _trim(parse: Parse, first: int, last: int) -> Span | None:
    """The characters of words `first` to `last` without marks that belong to the frame."""
    if first >= last:
        return None
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    text = parse.text
    while start < end and text[start] in _LEADING and text[start : start + 3] != "...":
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return Span(start, end) if start < end else None


def _kind(parse: Parse, parts: Sequence[Span], quotations: Sequence[Quotation]) -> StatementKind:
    """Direct where every part is one whole quotation with a clause in it, mixed where some
    quotation stands inside."""
    touched = [q for q in quotations if any(q.inner.overlaps(part) for part in parts)]
    if not touched:
        return "indirect"
    if any(
        q.outer.start < part.start and part.end < q.outer.end for q in touched for part in parts
    ):
        inside = [q for q in touched if any(part in q.inner for part in parts)]
        if inside:
            return "direct"
    whole = all(
        any(_covers(parse.text, quotation, part) for quotation in touched) for part in parts
    )
    clause = any(
        token.tag in TENSED or token.pos in {"VERB", "AUX"}
        for q in touched
        for token in parse.tokens[q.first : q.last]
    )
    return "direct" if whole and (clause or _spoken(parse.text, touched)) else "mixed"


def _spoken(text: str, touched: Sequence[Quotation]) -> bool:
    """Whether a quotation without a verb is set apart as speech: by the comma within its marks, or
    the colon before them: “Never,” she said; she said: “Never.”"""
    return all(
        q.inner.of(text).rstrip()[-1:] == "," or text[: q.outer.start].rstrip()[-1:] == ":"
        for q in touched
    )


def _covers(text: str, quotation: Quotation, part: Span) -> bool:
    """Whether a part is a quotation, but for marks and stops around it."""
    before = text[part.start : quotation.outer.start] if part.start < quotation.outer.start else ""
    after = text[quotation.outer.end : part.end] if quotation.outer.end < part.end else ""
    return quotation.inner.overlaps(part) and not any(c.isalnum() for c in before + after)


def _unmarked(text: str, span: Span) -> Span | None:
    """A direct quotation without its marks and without the comma or full stop that ends it."""
    start, end = span.start, span.end
    while start < end and (text[start] in _OPEN_MARKS + "”’" or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _CLOSE_MARKS + ",;." or text[end - 1].isspace()):
        if text[end - 3 : end] == "..." or _abbreviated(text, end):
            break
        end -= 1
    return Span(start, end) if start < end else None


def _unstopped(text: str, span: Span) -> Span:
    """A content without the full stop that ends its sentence; a closing quotation mark stays."""
    end = span.end
    while end > span.start and text[end - 1] in ".,;: \n\u00a0" and not _abbreviated(text, end):
        end -= 1
    return Span(span.start, end)


def _abbreviated(text: str, end: int) -> bool:
    """Whether the full stop that ends at `end` belongs to a short form: "U.S." or "p.m."."""
    return text[end - 1] == "." and text[max(0, end - 3) : end - 2] == "." and end >= 3
