"""What was said once, with all the reports that tell it, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.report.index import Index
from crosswire.report.link import Drop, Links
from crosswire.view.claim import STANDINGS
from crosswire.view.evidence import links_among, telling
from crosswire.view.utterance import Utterance as Told
from crosswire.view.utterance import articles, fullest


@dataclass(frozen=True, slots=True)
class Utterance:
    """Statements that tell one utterance, the one by which it is shown, what its carriers lost."""

    statements: tuple[int, ...]
    shown: int
    origins: int
    articles: int
    standing: tuple[str, ...]
    drops: tuple[Drop, ...]
    links: tuple[int, ...]


def utterance(told: Told, index: Index, links: Links) -> Utterance:
    """An utterance as the page has it."""
    found = list(links_among(told, index.lookup))
    return Utterance(
        statements=tuple(place for place in map(index.statement, _ids(told)) if place is not None),
        shown=index.statement(fullest(told).id) or 0,
        origins=len({row.origin for row in told}),
        articles=articles(told),
        standing=tuple(
            name.lower() for name, fits in STANDINGS.items() if fits(told, index.lookup)
        ),
        drops=tuple(links.drops(found)),
        links=links.of(telling(found)),
    )


def _ids(told: Told) -> list[str]:
    return [row.id for row in told]
