"""Where words stand in a report, as the W3C Web Annotation Data Model says it (section 4.2).

Positions are code points of the article's `articleBody`, as in the ledger.
"""

from __future__ import annotations

from typing import Any

from crosswire.export.jsonld.iri import Names
from crosswire.ledger import Ledger, Row, span_of
from crosswire.row import Span

AROUND = 32
"""Characters before and after a quote that tell it from the same words elsewhere."""


class Selectors:
    """The selectors of spans in a ledger's reports."""

    def __init__(self, ledger: Ledger, names: Names) -> None:
        self._texts = {document.id: document.text for document in ledger.documents}
        self._names = names

    def target(self, document: str, span: Span) -> dict[str, Any]:
        """A span of a report, by its position."""
        return self._specific(document, _position(span))

    def quoted(self, row: Any) -> dict[str, Any]:
        """A row's words, by their position and by themselves.

        What stands around them is left out where the ledger has no text.
        """
        span = _span(row)
        text = self._texts[row.document]
        quote = {"type": "TextQuoteSelector", "exact": row.text}
        if text:
            quote["prefix"] = text[max(0, span.start - AROUND) : span.start]
            quote["suffix"] = text[span.end : span.end + AROUND]
        return self._specific(row.document, [_position(span), quote])

    def _specific(self, document: str, selector: Any) -> dict[str, Any]:
        source = self._names.row(document)
        return {"type": "SpecificResource", "source": source, "selector": selector}


def _span(row: Row) -> Span:
    """Where a row that stands in a report stands."""
    span = span_of(row)
    if span is None:
        raise TypeError(f"stands in no report: {row!r:.60}")
    return span


def _position(span: Span) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": span.start, "end": span.end}
