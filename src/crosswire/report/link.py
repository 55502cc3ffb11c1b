"""How rows relate, and what a retelling dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from crosswire import row
from crosswire.report.index import Index, Witness
from crosswire.report.reason import Reason, reasons
from crosswire.row import LinkKind
from crosswire.view.label import dropped, label, relation


@dataclass(frozen=True, slots=True)
class Drop:
    """What a report dropped, in words, and where the words still stand."""

    document: int
    what: str
    kept: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The row at one end of a link."""

    kind: Literal["statement", "figure", "document"]
    index: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation of two rows, in words from either end."""

    id: str
    kind: LinkKind
    source: End = field(metadata={"name": "from"})
    target: End = field(metadata={"name": "to"})
    forward: str
    backward: str
    reasons: tuple[Reason, ...]
    drops: tuple[Drop, ...]


class Links:
    """The links of a ledger whose two ends are rows that the page has."""

    def __init__(self, index: Index) -> None:
        found = [(one, _end(one.from_id, index), _end(one.to_id, index)) for one in _all(index)]
        kept = [(one, start, end) for one, start, end in found if start and end]
        self._places = {one.id: place for place, (one, _, _) in enumerate(kept)}
        self.listed = tuple(_link(one, start, end, index) for one, start, end in kept)

    def of(self, found: Iterable[row.Link]) -> tuple[int, ...]:
        """The places of some links."""
        told = dict.fromkeys(one.id for one in found)
        return tuple(self._places[one] for one in told if one in self._places)

    def drops(self, found: Iterable[row.Link]) -> Iterator[Drop]:
        """What is dropped between the ends of some links, each loss of a report once."""
        told = (drop for place in self.of(found) for drop in self.listed[place].drops)
        yield from {(drop.document, drop.what): drop for drop in told}.values()


def _all(index: Index) -> tuple[row.Link, ...]:
    return index.lookup.ledger.links


def _end(name: str, index: Index) -> End | None:
    """The row of that id."""
    statement, figure, document = index.statement(name), index.figure(name), index.document(name)
    if statement is not None:
        return End("statement", statement)
    if figure is not None:
        return End("figure", figure)
    return None if document is None else End("document", document)


def _link(found: row.Link, start: End, end: End, index: Index) -> Link:
    """A link as the page has it."""
    return Link(
        id=found.id,
        kind=found.kind,
        source=start,
        target=end,
        forward=relation(found, forward=True),
        backward=relation(found, forward=False),
        reasons=reasons(found.because, index, but=dropped(found.because)),
        drops=tuple(_drops(found, index)),
    )


def _drops(found: row.Link, index: Index) -> Iterator[Drop]:
    """What the report of each end dropped of the other's words."""
    ends = (index.lookup.rows.get(one) for one in (found.from_id, found.to_id))
    reports = dict.fromkeys(getattr(end, "document", None) for end in ends)
    for name in dropped(found.because):
        words = index.witnesses(found.because[name].spans)
        for report in map(index.document, reports):
            kept = tuple(witness for witness in words if witness[0] != report)
            if kept and report is not None:
                yield Drop(report, label("dropped", name), kept)
