"""Which place on the map each name means."""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.place import Toponym
from crosswire.gazetteer import Gazetteer
from crosswire.parse import Parse
from crosswire.row import Place, identity


def resolve(
    by_document: Sequence[tuple[str, Parse, tuple[Toponym, ...]]], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Baseline: the most populous."""
    rows = []
    for document, _, toponyms in by_document:
        for t in toponyms:
            c = sorted(t.candidates, key=lambda e: (e.kind != "country", -e.population))
            b = c[0] if c else None
            rows.append(
                Place(
                    identity("place", document, t.span.start, t.span.end),
                    document, t.span, t.text, b.name if b else t.name, b.country if b else None,
                    b.lat if b else None, b.lon if b else None, None, b.id if b else None,
                )
            )
    return tuple(rows)
