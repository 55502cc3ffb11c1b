"""Which place a claim is about, and which mentions are of one place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from crosswire.ledger import Ledger
from crosswire.row import Figure, Place, Statement, Witness
from crosswire.view.lookup import Lookup


def sites(ledger: Ledger) -> dict[str, Place]:
    """The mention of a place that each statement and figure is about, by the row's id."""
    rows = {place.id: place for place in ledger.places}
    standing = {Witness(place.document, place.span): place for place in ledger.places}
    found = {}
    told: tuple[Statement | Figure, ...] = (*ledger.statements, *ledger.figures)
    for row in told:
        place = _site(row, rows, standing)
        if place is not None:
            found[row.id] = place
    return found


def _site(
    row: Statement | Figure, rows: Mapping[str, Place], standing: Mapping[Witness, Place]
) -> Place | None:
    """A figure names its place's row; a statement the words that name the place."""
    if isinstance(row, Figure):
        return rows.get(row.place_id or "")
    reason = row.because.get("place") if row.place else None
    spans = reason.spans if reason else ()
    return next((standing[one] for one in spans if one in standing), None)


def position(place: Place | None) -> tuple[float, float] | None:
    """Latitude and longitude, where a place has them and they are on the globe."""
    if place is None or place.lat is None or place.lon is None:
        return None
    on_globe = -90 <= place.lat <= 90 and -180 <= place.lon <= 180
    return (place.lat, place.lon) if on_globe else None


def grouped(places: Iterable[Place], lookup: Lookup) -> dict[str, Sequence[Place]]:
    """The mentions of each place, in the order of reading."""
    found: dict[str, list[Place]] = {}
    for place in sorted(places, key=lookup.moment):
        found.setdefault(key(place), []).append(place)
    return dict(found)


def key(place: Place) -> str:
    """What tells places apart: the gazetteer's id; without one the name."""
    return place.gazetteer_id or named(place.name)


def named(name: str) -> str:
    """What tells a place that the gazetteer does not hold from others."""
    return f"name:{name.casefold()}"
