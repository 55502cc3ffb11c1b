"""The places of the gazetteer that the reports name, with all that is said to be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crosswire import row
from crosswire.report.frame import Spot
from crosswire.report.index import Index, Witness
from crosswire.report.reason import Reason, reasons
from crosswire.row import Precision
from crosswire.view.headline import one_line

Key = tuple[str, str]
"""What tells places apart: the entry of the gazetteer, else the name; and the country."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its point, where the gazetteer has one, and the claims about it."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: Precision | None
    mentions: tuple[Witness, ...]
    statements: tuple[int, ...]
    figures: tuple[int, ...]
    reasons: tuple[Reason, ...]


class Places:
    """The places of a ledger, those named most often first."""

    def __init__(self, index: Index) -> None:
        self._index = index
        ledger = index.lookup.ledger
        self._named: dict[Key, list[row.Place]] = {}
        for place in ledger.places:
            self._named.setdefault(_key(place), []).append(place)
        ordered = sorted(self._named, key=lambda key: (-len(self._named[key]), key))
        self._places = {key: at for at, key in enumerate(ordered)}
        self._by_id = {one.id: self._places[_key(one)] for one in ledger.places}
        self._at = {(one.document, one.span): self._by_id[one.id] for one in ledger.places}
        self._called = {(one.document, one.name): self._by_id[one.id] for one in ledger.places}
        self._statements: list[list[int]] = [[] for _ in ordered]
        self._figures: list[list[int]] = [[] for _ in ordered]
        self._fill(ledger.statements, self._statements)
        self._fill(ledger.figures, self._figures)
        self.listed = tuple(self._place(key) for key in ordered)

    def of(self, claim: row.Statement | row.Figure) -> int | None:
        """The place that a claim is about: by its id, by the words that named it, by its name."""
        if isinstance(claim, row.Figure) and claim.place_id in self._by_id:
            return self._by_id[claim.place_id]
        if claim.place is None:
            return None
        reason = claim.because.get("place")
        for witness in reason.spans if reason else ():
            if (witness.document, witness.span) in self._at:
                return self._at[witness.document, witness.span]
        return self._called.get((claim.document, claim.place))

    def spots(self) -> Iterator[Spot]:
        """Where the places are that have a point, and how much is said of each."""
        for one in self.listed:
            if one.lat is not None and one.lon is not None and one.precision is not None:
                yield Spot(one.lat, one.lon, one.precision, len(one.statements) + len(one.figures))

    def _fill(self, claims: Iterable[row.Statement | row.Figure], lists: list[list[int]]) -> None:
        """Put each claim into the list of its place."""
        for number, claim in enumerate(claims):
            place = self.of(claim)
            if place is not None:
                lists[place].append(number)

    def _place(self, key: Key) -> Place:
        """A place as the page has it."""
        mentions, at = self._named[key], self._places[key]
        first = mentions[0]
        return Place(
            id=first.id,
            name=one_line(first.name),
            country=one_line(first.country) if first.country else None,
            lat=first.lat,
            lon=first.lon,
            precision=first.precision,
            mentions=self._index.witnesses(row.Witness(one.document, one.span) for one in mentions),
            statements=tuple(self._statements[at]),
            figures=tuple(self._figures[at]),
            reasons=reasons(first.because, self._index),
        )


def _key(place: row.Place) -> Key:
    return place.gazetteer_id or place.name, place.country or ""
