"""Where rows stand in the model's lists, so that they can point at each other by a number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from crosswire import row
from crosswire.view.lookup import Lookup

Witness = tuple[int, ...]
"""Words of a report: the document's place, start, end."""


class Index:
    """The places of a ledger's rows in the model's lists; None for a row that is not there."""

    def __init__(self, lookup: Lookup) -> None:
        ledger = lookup.ledger
        self.lookup = lookup
        self.heard = tuple(_heard(lookup))
        self._documents = _places(ledger.documents)
        self._entities = _places(self.heard)
        self._statements = _places(ledger.statements)
        self._figures = _places(ledger.figures)
        self.origin_name = cache(lookup.origin)

    def document(self, document: str | None) -> int | None:
        """The place of a document."""
        return self._documents.get(document or "")

    def entity(self, entity: str | None) -> int | None:
        """The place of somebody who is heard in the reports."""
        return self._entities.get(entity or "")

    def statement(self, statement: str | None) -> int | None:
        """The place of a statement."""
        return self._statements.get(statement or "")

    def figure(self, figure: str | None) -> int | None:
        """The place of a figure."""
        return self._figures.get(figure or "")

    def witnesses(self, found: Iterable[row.Witness]) -> tuple[Witness, ...]:
        """Where words stand; what stands in no report of the ledger is left out."""
        return tuple(
            (self._documents[one.document], one.span.start, one.span.end)
            for one in found
            if one.document in self._documents and self._stands(one)
        )

    def _stands(self, witness: row.Witness) -> bool:
        """Whether a report is long enough to hold words; one without its text is trusted."""
        text = self.lookup.documents[witness.document].text
        return not text or witness.span.end <= len(text)


def _places(
    found: Sequence[row.Document | row.Entity | row.Statement | row.Figure],
) -> dict[str, int]:
    """Ids with their places."""
    return {one.id: place for place, one in enumerate(found)}


def _heard(lookup: Lookup) -> Iterator[row.Entity]:
    """Who speaks, carries words or stands behind a speaker, in the order of the ledger."""
    ledger = lookup.ledger
    named = {one.speaker for one in ledger.statements} | {one.speaker for one in ledger.figures}
    named |= {one for statement in ledger.statements for one in statement.chain}
    named |= {answer.by for question in ledger.questions for answer in question.answers}
    named |= {lookup.entities[one].side for one in named if one in lookup.entities}
    yield from (entity for entity in ledger.entities if entity.id in named)
