"""From rows to what is told of them, in the words of the views: no denial reads asserted."""

from __future__ import annotations

from crosswire.desk.change.value import Telling
from crosswire.ledger import Row, kind_of, span_of
from crosswire.row import Document, Entity, Figure, Question, Statement
from crosswire.view.lookup import Lookup, published

Claim = Statement | Figure


def telling(row: Row, lookup: Lookup) -> Telling:
    """A row with its report, outlet and day, under the label that says how its words stand."""
    name = _document(row, lookup)
    document = lookup.documents.get(name or "")
    label, words = _told(row, lookup)
    return Telling(
        type=kind_of(row),
        row=row.id,
        document=name,
        outlet=document.outlet if document else None,
        day=published(document) if document else None,
        url=document.url if document else None,
        span=span_of(row),
        label=label,
        words=words,
        facts=_facts(row, lookup),
    )


def _document(row: Row, lookup: Lookup) -> str | None:
    """The report whose words a row has: a question's, or a name, are those of one of several."""
    match row:
        case Document():
            return row.id
        case Question():
            why = row.because.get("text")
            told = [one.document for one in why.spans] if why else []
            told += [lookup.figures[one].document for one in row.figures if one in lookup.figures]
            return next(iter(told), None)
        case Entity():
            named = [one for one in lookup.ledger.mentions if one.entity == row.id]
            fullest = (one.document for one in named if one.text == row.name)
            return next(fullest, named[0].document if named else None)
        case _:
            return getattr(row, "document", None)


def _told(row: Row, lookup: Lookup) -> tuple[str, str]:
    """Who says something in which sense, and the words."""
    match row:
        case Statement():
            return lookup.status(row), row.text
        case Figure():
            return lookup.source(row), row.text
        case Question():
            return "", row.text
        case Document():
            return "", row.title or ""
        case Entity():
            return "", row.name
        case _:
            raise TypeError(f"nothing is told of a {kind_of(row)}")


def _facts(row: Row, lookup: Lookup) -> dict[str, str]:
    """What else is known of a figure, or of a question."""
    match row:
        case Figure():
            known = {"of": row.of or "", "as_of": lookup.as_of(row)}
        case Question():
            known = {"relation": row.relation, "origins": str(row.origins)}
        case _:
            known = {}
    return {name: value for name, value in known.items() if value}
