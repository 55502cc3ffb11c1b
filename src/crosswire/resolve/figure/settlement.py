"""Rows of quantities: each with its statement, its speaker, its days and its place."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.figure import Quantity
from crosswire.parse import Parse
from crosswire.resolve.figure.mark import Page, marks
from crosswire.resolve.figure.when import when as days_of
from crosswire.resolve.figure.where import where as place_of
from crosswire.row import Figure, Place, Span, Statement, Time, Window, identity, reason


def settle(  # noqa: PLR0913 - everything that a figure rests on, each by its name
    quantities: Sequence[Quantity],
    parse: Parse,
    *,
    document: str,
    published: Window | None,
    statements: Sequence[Statement],
    times: Sequence[Time],
    places: Sequence[Place],
) -> tuple[Figure, ...]:
    """The figures of one document: its quantities with their statement, speaker, time and place.

    `published` is the day, or the window of days, of its publication; `statements`, `times` and
    `places` are the document's own rows.
    """
    starts = [token.start for token in parse.tokens]
    dated = [time for time in times if time.first or time.last]
    page = Page(
        parse,
        document,
        published,
        marks(parse, starts, dated),
        marks(parse, starts, places),
        tuple(dict.fromkeys(statement.content for statement in statements)),
    )
    return tuple(_figure(page, quantity, statements) for quantity in quantities)


def _figure(page: Page, quantity: Quantity, statements: Sequence[Statement]) -> Figure:
    """One quantity as a row."""
    statement = _innermost(quantity, statements)
    when, when_by = days_of(page, quantity, statement)
    where = place_of(page, quantity)
    place = where.mark.row if where and isinstance(where.mark.row, Place) else None
    because = {
        name: reason(rule, page.document, *spans) for name, (rule, spans) in quantity.rules.items()
    }
    if when_by is not None:
        because["when"] = when_by
    if where is not None:
        because["place"] = reason(where.rule, page.document, where.mark.span)
    if statement is not None:
        because["speaker"] = reason("innermost_statement", page.document, statement.content)
    return Figure(
        id=identity("figure", page.document, quantity.span.start, quantity.span.end),
        document=page.document,
        span=quantity.span,
        text=quantity.span.of(page.parse.text),
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        comparator=quantity.comparator,
        of=" ".join(span.of(page.parse.text) for span in quantity.of) or None,
        statement=statement.id if statement else None,
        speaker=statement.speaker if statement else None,
        when=when,
        place=place.name if place else None,
        place_id=place.id if place else None,
        because=because,
    )


def _innermost(quantity: Quantity, statements: Sequence[Statement]) -> Statement | None:
    """The shortest statement that holds most of a quantity; of joint sources the first."""
    holding = [one for one in statements if _holds(one, quantity.span)]
    return min(holding, key=lambda one: (len(one.content), one.content), default=None)


def _holds(statement: Statement, span: Span) -> bool:
    """Whether at least half of a span stands in what is attributed."""
    parts = statement.spans or (statement.content,)
    inside = sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in parts)
    return 2 * inside >= len(span)
