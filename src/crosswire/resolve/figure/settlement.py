"""Rows of quantities: each with its statement, its speaker, its days and its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crosswire.extract.figure import Quantity
from crosswire.extract.mention import Reference
from crosswire.parse import Parse
from crosswire.resolve.entity import Roll
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
    roll: Roll | None = None,
) -> tuple[Figure, ...]:
    """The figures of one document: its quantities with their statement, speaker, time and place.

    `published` is the day, or the window of days, of its publication; `statements`, `times` and
    `places` are the document's own rows. `roll` says who they are that give a quantity by itself.
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
    given = {} if roll is None else _given(quantities, document, roll)
    return tuple(_figure(page, quantity, statements, given) for quantity in quantities)


def _given(quantities: Sequence[Quantity], document: str, roll: Roll) -> Mapping[Reference, str]:
    """The entities of those who give a quantity by itself."""
    givers = [quantity.giver for quantity in quantities if quantity.giver]
    return {giver: roll.of[document, giver] for giver in givers if (document, giver) in roll.of}


def _figure(
    page: Page,
    quantity: Quantity,
    statements: Sequence[Statement],
    given: Mapping[Reference, str],
) -> Figure:
    """One quantity as a row."""
    statement = _innermost(quantity, statements)
    giver = _own_giver(page, quantity, statement, given)
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
    if giver is not None:
        words = page.parse.span(giver.first, giver.last)
        because["speaker"] = reason("who_gives_the_number", page.document, words)
    elif statement is not None:
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
        speaker=given[giver] if giver else statement.speaker if statement else None,
        when=when,
        place=place.name if place else None,
        place_id=place.id if place else None,
        because=because,
    )


def _own_giver(
    page: Page,
    quantity: Quantity,
    statement: Statement | None,
    given: Mapping[Reference, str],
) -> Reference | None:
    """Who gives the number itself: in no statement, or named inside one as its origin."""
    giver = quantity.giver
    if giver is None or giver not in given:
        return None
    words = page.parse.span(giver.first, giver.last)
    return giver if statement is None or words in statement.content else None


def _innermost(quantity: Quantity, statements: Sequence[Statement]) -> Statement | None:
    """The shortest statement that holds most of a quantity; of joint sources the first."""
    holding = [one for one in statements if _holds(one, quantity.span)]
    return min(holding, key=lambda one: (len(one.content), one.content), default=None)


def _holds(statement: Statement, span: Span) -> bool:
    """Whether at least half of a span stands in what is attributed."""
    parts = statement.spans or (statement.content,)
    inside = sum(max(0, min(p.end, span.end) - max(p.start, span.start)) for p in parts)
    return 2 * inside >= len(span)
